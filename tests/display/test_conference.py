#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The treatment team's hour: eight people by the keyboard alone, without a server; what consent
allows and no more; what was typed outlives a power cut."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import count, day, exactly, say, word

CLINIC = 'Psykiatrien Syd, team 1'
PEOPLE = ['Anton Bach', 'Berit Dahl', 'Carl Eskesen', 'Dorthe Friis', 'Erik Gade', 'Fatma Holm',
          'Gert Ibsen', 'Hanne Juul']
# Beside the words themselves, of which a sentence is as long as it is.
KEYS_FOR_EIGHT = 12


class Conference(desk.Desk):
    """Each participant has one clinician who may hear all, unless a test says otherwise."""

    def setUp(self):
        super().setUp()
        self.keys = 0

    def person(self, name, may='full', **fields):
        """Returns the id; may: what the clinician may hear, None when nobody asked."""
        participant = self.add('participant', **{
            'name': name, 'stage': 'active', 'entry_date': day(-40), 'clinic': CLINIC, **fields})
        self.add('treatment-contact', participant=participant, name=f'Læge for {name}',
                 role='doctor', **({'consent': may} if may else {}))
        return participant

    def people(self):
        rows = [['participant', dict(name=name, stage='active', entry_date=day(-40),
                                     clinic=CLINIC)] for name in PEOPLE]
        ids = self.add_all(rows)
        self.add_all([['treatment-contact', dict(participant=who, name='Ida Bak', role='doctor',
                                                 consent='full')] for who in ids])
        return dict(zip(PEOPLE, ids))

    def show(self):
        self.open()
        self.place = self.page('ctrl+shift+k', 'Conference')

    def press_keys(self, *keys):
        self.keys += len(keys)
        ui.key(*keys)

    def stands_at(self, what, who):
        """Waits until the keyboard is in that field of that participant."""
        field = ui.find(self.place, ui.ENTRY, f'^{word(what)}, {who}$')
        ui.until(lambda: ui.has(field, ui.STATE.FOCUSED), f'the keyboard at {what} of {who}')
        return field

    def names(self):
        """Whom the list names, from the top."""
        entries = ui.all_of(self.place, ui.ENTRY, f'^{word("Agreed")}, ')
        places = sorted((ui.at_rest(entry)[1], entry.get_name()) for entry in entries)
        return [name.split(', ', 1)[1] for _, name in places]

    def notes(self):
        return {row['participant']: row for row in self.laptop.list('note')}

    def test_eight_people_by_the_keyboard_alone(self):
        ids = self.people()
        self.add('follow-up', participant=ids['Carl Eskesen'], type='conference',
                 title='Kan medicinen flyttes til aften?', slot=day(-2), status='planned')
        self.open()
        self.keys = 1
        self.place = self.page('ctrl+shift+k', 'Conference')
        ui.find(self.place, ui.LABEL, '^' + count(8, '%u person to be raised',
                                                  '%u people to be raised') + '$')
        order = ['Carl Eskesen', *(name for name in PEOPLE if name != 'Carl Eskesen')]
        self.assertEqual(self.names(), order)
        question = ui.find(self.place, ui.ENTRY, f'^{word("Question")}, Carl Eskesen$')
        self.assertEqual(ui.text_of(question), 'Kan medicinen flyttes til aften?')
        for number, name in enumerate(order):
            self.stands_at('Agreed', name)
            ui.type_text(f'Linje {number}')
            if number == 1:
                self.press_keys('Tab')
                self.stands_at('Raise again on', name)
                ui.type_text(say('om 2 uger', 'in 2 weeks'))
            self.press_keys('Return')
        refer = ui.find(self.place, ui.BUTTON, exactly('New person to be referred…'))
        ui.until(lambda: ui.has(refer, ui.STATE.FOCUSED), 'the keyboard at the referrals')
        self.press_keys('Return')
        self.window(exactly('New participant'))
        ui.type_text('Ib Karlsen')
        self.press_keys('ctrl+Return')
        self.toast(word('%s added', 'Ib Karlsen'))
        ui.find(self.place, ui.LABEL, '^' + count(0, '%u person to be raised',
                                                  '%u people to be raised') + '$')
        self.app.shot('conference-raised')
        self.assertEqual(self.keys, KEYS_FOR_EIGHT)
        self.close()
        self.check_what_was_written(ids, order)

    def check_what_was_written(self, ids, order):
        notes = self.notes()
        agreed = word('Agreed: %s').replace('\\', '').removesuffix('.*')
        for number, name in enumerate(order):
            note = notes[ids[name]]
            self.assertEqual((note['type'], note['date']), ('conference', day(0)))
            self.assertEqual(note['body'].splitlines()[-1], f'{agreed}Linje {number}')
        self.assertIn('Kan medicinen flyttes til aften?', notes[ids['Carl Eskesen']]['body'])
        asked = {row['participant']: row for row in self.laptop.list('follow-up')}
        self.assertEqual((asked[ids['Carl Eskesen']]['status'],
                          asked[ids['Carl Eskesen']]['settled-on']), ('done', day(0)))
        again = asked[ids[order[1]]]
        self.assertEqual((again['slot'], again['type'], again['title']),
                         (day(14), 'conference', 'Linje 1'))
        self.assertEqual(len(asked), 2)
        new, = (row for row in self.laptop.list('participant') if row['name'] == 'Ib Karlsen')
        self.assertEqual({key: new.get(key) for key in ('stage', 'clinic', 'referred-on',
                                                        'referral-source')},
                         {'stage': 'referred', 'clinic': CLINIC, 'referred-on': day(0),
                          'referral-source': 'clinician'})

    def test_only_what_consent_allows(self):
        """Who treats may hear all, appointments alone, or nothing: not the name."""
        attends = self.person('Berit Dahl', may='attendance')
        self.add('follow-up', participant=attends, type='conference', title='Om lønnen',
                 slot=day(0), status='planned')
        self.person('Anton Bach')
        for name, fields in (('Carl Eskesen', dict(may='none')), ('Dorthe Friis', dict(may=None)),
                             ('Erik Gade', dict(treatment_ended=day(-1))),
                             ('Fatma Holm', dict(stage='ended'))):
            self.person(name, **fields)
        self.show()
        ui.find(self.place, ui.LABEL, count(
            3, '%u participant of this team is not on the list: there is no valid consent to talk '
            'with all who treat them. See “Team and network” on their page.',
            '%u participants of this team are not on the list: there is no valid consent to talk '
            'with all who treat them. See “Team and network” on their pages.'))
        self.assertEqual(self.names(), ['Anton Bach', 'Berit Dahl'])
        ui.find(self.place, ui.LABEL, f'^{word("Only attendance and appointments may be told")}')
        self.assertIsNone(ui.first(self.place, ui.ENTRY, f'^{word("Question")}, Berit'))
        self.app.shot('conference-consents')
        said = ' '.join(ui.words(self.place))
        for hidden in ('Carl', 'Dorthe', 'Erik', 'Fatma', 'lønnen'):
            self.assertNotIn(hidden, said)
        self.assertEqual(ui.nameless(self.place), [])

    def test_a_power_cut_takes_no_word(self):
        self.person('Anton Bach')
        self.show()
        self.stands_at('Agreed', 'Anton Bach')
        ui.type_text('Starter mandag')
        self.wait_for_draft('Starter mandag')
        self.kill()
        self.show()
        field = self.stands_at('Agreed', 'Anton Bach')
        ui.until(lambda: ui.text_of(field) == 'Starter mandag', 'the draft')
        ui.find(self.place, ui.LABEL, f'^{word("Draft from %s")}')

    def test_a_day_that_is_none_is_not_saved_and_says_what_to_write(self):
        anton = self.person('Anton Bach')
        self.show()
        self.stands_at('Agreed', 'Anton Bach')
        ui.type_text('Starter mandag')
        ui.key('Tab')
        self.stands_at('Raise again on', 'Anton Bach')
        ui.type_text('blåmandag')
        ui.key('Return')
        ui.find(self.place, ui.LABEL, word('There is no such day ahead. Write for example 23-11, '
                                           'or Friday'))
        ui.key('ctrl+a')
        ui.type_text(day(3))
        ui.key('Return')
        self.toast(word('Saved as raised'))
        self.close()
        self.assertEqual(list(self.notes()), [anton])
        self.assertEqual([row['slot'] for row in self.laptop.list('follow-up')], [day(3)])

    def test_something_is_added_to_what_was_saved(self):
        self.person('Anton Bach')
        self.show()
        self.stands_at('Agreed', 'Anton Bach')
        for number, line in enumerate(('Sover bedre', 'Ida ringer til jobbet')):
            if number:
                ui.gone(self.place, ui.ENTRY, f'^{word("Agreed")}, ')
                ui.press(self.place, ui.BUTTON, exactly('Add something'))
                self.stands_at('Agreed', 'Anton Bach')
            ui.type_text(line)
            ui.key('Return')
            ui.find(self.place, ui.LABEL, f'(?s)^{word("Agreed: %s", "Sover bedre")}')
        ui.find(self.place, ui.LABEL, f'{word("Agreed: %s", "Ida ringer til jobbet")}$')
        self.close()
        self.assertEqual(len(self.laptop.list('note')), 2)

    def test_raised_is_taken_back_in_one_action(self):
        anton = self.person('Anton Bach')
        asked = self.add('follow-up', participant=anton, type='conference', title='Søvn?',
                         slot=day(0), status='planned')
        self.show()
        self.stands_at('Agreed', 'Anton Bach')
        ui.type_text('Sover bedre')
        ui.key('Return')
        ui.find(self.place, ui.LABEL, exactly('Raised today'))
        self.undo()
        ui.gone(self.place, ui.LABEL, exactly('Raised today'))
        question = ui.find(self.place, ui.ENTRY, f'^{word("Question")}, Anton Bach$')
        ui.until(lambda: ui.text_of(question) == 'Søvn?', 'the question')
        self.close()
        self.assertEqual(self.laptop.list('note'), [])
        row, = self.laptop.list('follow-up')
        self.assertEqual((row['id'], row['status']), (asked, 'planned'))

    def test_without_a_clinic_it_says_what_to_do(self):
        self.person('Anton Bach', clinic='')
        self.show()
        ui.find(self.place, ui.ANY, exactly('No clinic team yet'))
        self.assertEqual(ui.nameless(self.place), [])


if __name__ == '__main__':
    tap.main()
