#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry, several outputs: a note by one key after it was saved, an entry and a visit by their
buttons, the list of a conference; each as text on the clipboard, which is read by pasting it."""
import datetime

import desk
import tap  # (the path is set by desk)
import ui
from desk import code, day, exactly, say, word

TODAY = datetime.date.today().strftime('%d-%m-%Y')
NOTE = 'Vi talte om bageriet på Ærø'
BY = word('Copy as text for another system')


class Paste(desk.Desk):
    def show(self, name):
        """The page of a participant, with the keyboard in an empty note."""
        if not self.app:
            self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, f'^{name}'))
        ui.press(self.place, ui.BUTTON, exactly('Write note'))
        self.body = ui.find(self.place, ui.ENTRY, f'^{word("New note")}')
        ui.until(lambda: ui.has(self.body, ui.STATE.FOCUSED), 'the keyboard in the note')

    def copied(self):
        self.toast(word('Copied. Paste it within a minute'))

    def pasted(self):
        """What is on the clipboard, by way of the note."""
        ui.click(self.body)
        ui.until(lambda: ui.has(self.body, ui.STATE.FOCUSED), 'the keyboard in the note')
        ui.key('ctrl+a', 'ctrl+v')
        ui.until(lambda: ui.text_of(self.body), 'the text')
        ui.still()
        return ui.text_of(self.body)

    def test_a_note_by_one_key_once_it_is_saved(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.show('Jens Holm')
        ui.key('ctrl+shift+c')
        self.toast(word('Save the note first, then copy it'))
        ui.type_text(NOTE)
        ui.key('ctrl+Return')
        self.toast(word('Note saved'))
        ui.key('ctrl+shift+c')
        self.copied()
        self.assertRegex(self.pasted(), f'^{TODAY} · {code("note-type", "talk")} · '
                                        f'{code("attendance", "came")}\n{NOTE}$')

    def test_a_lock_takes_it_from_the_clipboard(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.show('Jens Holm')
        ui.type_text(NOTE)
        ui.key('ctrl+Return')
        self.toast(word('Note saved'))
        ui.key('ctrl+shift+c')
        self.copied()
        ui.key('ctrl+l')
        self.unlock()
        self.unlocked()
        self.show('Jens Holm')
        ui.key('ctrl+v')
        ui.still()
        self.assertEqual(ui.text_of(self.body), '')

    def test_a_follow_up_by_its_button(self):
        jens = self.add('participant', name='Jens Holm', stage='active')
        self.add('follow-up', participant=jens, title='Samtale på café', type='talk',
                 slot=desk.at(day(1), '09:00', '10:00'), status='planned', remark='Tag CV med')
        self.show('Jens Holm')
        ui.press(self.place, ui.BUTTON, exactly('Copy “%s”', 'Samtale på café'))
        self.copied()
        tomorrow = (datetime.date.today() + datetime.timedelta(1)).strftime('%d-%m-%Y')
        self.assertRegex(self.pasted(), f'^{tomorrow} 09:00–10:00 · '
                                        f'{code("follow-up-type", "talk")}: Samtale på café · '
                                        f'{code("follow-up-status", "planned")}\nTag CV med$')

    def test_a_visit_with_the_name_of_the_employer(self):
        self.add('participant', name='Jens Holm', stage='active')
        bakery = self.add('employer', name='Bageriet')
        self.add('employer-contact', employer=bakery, manner='visit', slot=day(0),
                 needs='En til opvasken')
        self.open()
        employers = self.page('alt+3', 'Employers')
        ui.click(ui.find(employers, ui.ROW, '^Bageriet'))
        ui.press(employers, ui.BUTTON, f'^{BY}$')
        self.copied()
        self.app.shot('employer-copy')
        self.show('Jens Holm')
        self.assertRegex(self.pasted(), f'^{TODAY} · Bageriet · {code("contact-manner", "visit")}\n'
                                        f'{say("Behov", "Needs")}: En til opvasken$')

    def test_the_list_of_a_conference_names_whom_consent_allows(self):
        for name, may in (('Anton Bach', 'full'), ('Berit Dahl', 'attendance'),
                          ('Carl Eskesen', 'none')):
            who = self.add('participant', name=name, stage='active', clinic='Team Syd',
                           entry_date=day(-40))
            self.add('treatment-contact', participant=who, name='Ida Bak', role='doctor',
                     consent=may)
            self.add('follow-up', participant=who, type='conference', title=f'Om {name}?',
                     slot=day(0), status='planned')
        self.open()
        conference = self.page('ctrl+shift+k', 'Conference')
        ui.find(conference, ui.ENTRY, f'^{word("Agreed")}, Anton Bach$')
        ui.key('ctrl+shift+c')
        self.copied()
        self.show('Anton Bach')
        first, second = self.pasted().split('\n\n')
        self.assertRegex(first, f'^Anton Bach: .+\n{word("Question: %s", "Om Anton Bach.")}$')
        little = word('Only attendance and appointments may be told')
        self.assertRegex(second, f'^Berit Dahl: {little} · [^\n]*$')


if __name__ == '__main__':
    tap.main()
