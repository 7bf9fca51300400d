#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Consents: with somebody around the participant and in words, withdrawn, and ended with the
treatment. On a narrow screen, by the keyboard where a person would use it."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, say, word

FULL = code('consent', 'full')


def state(words):
    return f'(, | ){word(words, context="consent")}$'


class Consents(desk.Desk):
    def show(self, **fields):
        """Opens the team and network of a participant with a clinician; returns their ids."""
        jens = self.add('participant', name='Jens Holm', stage='active', **fields)
        ida = self.add('treatment-contact', participant=jens, name='Ida Bak',
                       role='primary-clinician')
        self.go()
        return jens, ida

    def go(self):
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Team and network'))

    def new(self):
        ui.press(self.place, ui.BUTTON, exactly('New consent'))
        return self.window(exactly('Consent'))

    def test_one_with_the_clinician_is_written_by_keys_and_withdrawn(self):
        _, ida = self.show()
        ui.find(self.place, ui.ROW, f'(?s)^Ida Bak, .*{state("missing")}')
        consent = self.new()
        self.assertEqual(ui.outside(consent, ui.screen_size()[0]), [])
        ui.type_text('ida')
        ui.find(consent, ui.LABEL, '^Ida Bak$')
        ui.key('Tab')
        ui.type_text(say('alt', 'ever'))
        ui.find(consent, ui.LABEL, f'^{FULL}$')
        ui.fill(ui.find(consent, ui.ENTRY, exactly('Not about, with a comma between')), 'medicin')
        ui.find(self.place, ui.ROW,
                f'(?s)^Ida Bak, {word("May be told: %s", FULL)}.*{state("valid")}')
        self.assertEqual(ui.nameless(consent), [])
        self.app.shot('consent')
        ui.fill(ui.find(consent, ui.ENTRY, exactly('Withdrawn on')), say('i dag', 'today'))
        ui.find(self.place, ui.ROW, f'(?s)^Ida Bak, {word("Withdrawn on %s")}.*{state("none")}')
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')
        self.app.shot('consent-withdrawn')
        self.assertEqual(ui.nameless(self.place), [])
        self.close()
        row, = self.laptop.list('consent')
        self.assertEqual({name: row.get(name) for name in ('contact', 'counterpart', 'covers',
                                                           'withheld', 'given-on')},
                         {'contact': ida, 'counterpart': 'Ida Bak', 'covers': 'full',
                          'withheld': 'medicin', 'given-on': desk.day(0)})

    def test_half_of_one_in_words_is_a_draft_and_the_rest_is_undone(self):
        self.show()
        consent = self.new()
        ui.fill(ui.find(consent, ui.ENTRY, exactly('Who')), 'Udlejeren')
        self.wait_for_draft('Udlejeren')
        self.kill()
        self.go()
        consent = self.new()
        who = ui.find(consent, ui.ENTRY, exactly('Who'))
        ui.until(lambda: ui.text_of(who) == 'Udlejeren', 'the draft')
        ui.key('Escape')
        self.toast(word('Kept as a draft: “%s” is missing or not right yet', word('May be told')))
        consent = self.new()
        ui.until(lambda: ui.text_of(ui.find(consent, ui.ENTRY, exactly('Who'))) == 'Udlejeren',
                 'the draft')
        ui.key('Tab', 'Tab', 'Tab')
        ui.type_text(say('kun', 'only'))
        ui.key('Escape')
        loose = f'(?s)^Udlejeren, {code("consent", "attendance")}.*{state("valid")}'
        ui.find(self.place, ui.ROW, loose)
        ui.click(ui.find(self.place, ui.ROW, loose))
        ui.press(self.window(exactly('Consent')), ui.BUTTON, exactly('Move to the bin'))
        self.toast(word('Consent moved to the bin'))
        ui.gone(self.place, ui.ROW, loose)
        self.undo()
        ui.find(self.place, ui.ROW, loose)
        self.turn_to(exactly('Overview'))
        ui.find(self.place, ui.ROW, loose)

    def test_it_ends_with_the_treatment_for_those_who_gave_it(self):
        jens, ida = self.show()
        self.close()
        self.add_all([['consent', dict(participant=jens, covers='full', **more)] for more in (
            {'contact': ida, 'counterpart': 'Ida Bak'},
            {'counterpart': 'Jobcentret', 'role': 'job-centre'})])
        self.go()
        ui.find(self.place, ui.ROW, f'(?s)^Ida Bak, .*{state("valid")}')
        self.turn_to(exactly('Overview'))
        ui.fill(ui.find(self.place, ui.ENTRY, exactly('Treatment ended on')),
                say('i går', 'yesterday'))
        ui.find(self.place, ui.ROW, f'(?s)^Ida Bak · .*{state("treatment ended")}')
        ui.find(self.place, ui.ROW, f'(?s)^Jobcentret · .*{state("valid")}')
        self.app.shot('consent-treatment-ended')

    def test_what_was_noted_earlier_counts_until_there_is_a_consent(self):
        self.add('treatment-contact', name='Bo Lind', consent='attendance', participant=self.add(
            'participant', name='Jens Holm', stage='active'))
        self.go()
        ui.click(ui.find(self.place, ui.ROW, f'(?s)^Bo Lind, .*{state("valid")}'))
        contact = self.window(exactly('Person around the participant'))
        ui.find(contact, ui.LABEL, exactly('Noted earlier'))
        ui.press(contact, ui.BUTTON, exactly('Add'))
        consent = self.window(exactly('Consent'))
        ui.type_text(say('int', 'no'))
        ui.find(consent, ui.LABEL, f'^{code("consent", "none")}$')
        ui.key('Escape')
        ui.find(self.window(exactly('Person around the participant')), ui.ROW,
                f'(?s)^Bo Lind, {code("consent", "none")}.*{state("none")}')
        ui.key('Escape')
        ui.find(self.place, ui.ROW, f'(?s)^Bo Lind, {code("consent", "none")}.*{state("none")}')


if __name__ == '__main__':
    tap.main()
