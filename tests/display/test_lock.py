#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Away from the desk: locking whatever stands open, and an end that the system asks for. What was
being typed is there afterwards."""
import signal
import subprocess

import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, word

NOTE = f'^{word("New note")}'


class Away(desk.Desk):
    def setUp(self):
        super().setUp()
        self.participant = self.add('participant', name='Mette Lund', stage='active',
                                    entry_date=desk.day(-20))
        self.employer = self.add('employer', name='Jysk Lager')
        self.open()

    def shown(self):
        return [w for w in ui.children(self.app.root) if ui.shown(w)]

    @staticmethod
    def in_front_of_all():
        """The window that keys go to, by the word of the window manager."""
        return subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True,
                              check=False).stdout

    def lock(self):
        """By the key; demands that nothing but the unlock screen is left."""
        ui.key('ctrl+l')
        ui.find(self.app.root, ui.BUTTON, exactly('Unlock'))
        ui.until(lambda: len(self.shown()) == 1, 'one window alone')
        self.assertTrue(self.app.running())

    def reopen(self):
        """Unlocks again the app that runs, or a new one where it has ended."""
        if not self.app.running():
            self.open()
            return
        self.unlock()
        self.unlocked()

    def end(self, number):
        """As the system ends a program; demands that it goes in order."""
        self.app.process.send_signal(number)
        self.assertEqual(self.app.process.wait(ui.DEADLINE), 0)

    def type(self, field, text):
        """Types where the keyboard is; demands that it arrives in the field."""
        ui.type_text(text)
        ui.until(lambda: ui.text_of(field) == text, f'{text!r} in the field')

    def new_follow_up(self):
        ui.until(lambda: ui.focused(self.app.root), 'a focus')
        ui.key('ctrl+shift+f')
        return ui.find(self.window(exactly('New follow-up')), ui.ENTRY, exactly('What'))

    def new_participant(self):
        ui.key('alt+2')
        ui.press(self.app.root, ui.BUTTON, exactly('New participant'))
        return ui.find(self.window(exactly('New participant')), ui.ENTRY, exactly('Name'))

    def choose(self, page, name):
        """Opens the row on its page, by the keyboard."""
        ui.key(page, 'ctrl+f')
        ui.until(lambda: ui.focused(self.app.root), 'a focus')
        ui.type_text(name)
        ui.find(self.app.root, ui.ROW, f'^{name}')
        ui.key('Return')

    def half_a_note(self):
        self.choose('alt+2', 'Mette Lund')
        ui.press(self.app.root, ui.BUTTON, exactly('Write note'))
        body = ui.find(self.app.root, ui.ENTRY, NOTE)
        ui.until(lambda: ui.has(body, ui.STATE.FOCUSED), 'the focus in the note')
        self.type(body, 'Halv tanke')

    def has_half_a_note(self):
        self.choose('alt+2', 'Mette Lund')
        ui.press(self.app.root, ui.BUTTON, exactly('Timeline'))
        ui.until(lambda: ui.text_of(ui.find(self.app.root, ui.ENTRY, NOTE))
                 == 'Halv tanke', 'the half note')

    def test_locking_keeps_a_half_written_follow_up(self):
        self.type(self.new_follow_up(), 'Halv tanke')
        self.lock()
        self.reopen()
        ui.until(lambda: ui.text_of(self.new_follow_up()) == 'Halv tanke', 'the draft')

    def test_locking_keeps_a_half_written_participant(self):
        self.type(self.new_participant(), 'Bo Ærø')
        self.lock()
        self.reopen()
        ui.until(lambda: ui.text_of(self.new_participant()) == 'Bo Ærø', 'the draft')

    def test_locking_saves_a_contact_person_that_is_typed(self):
        self.choose('alt+3', 'Jysk Lager')
        ui.press(self.app.root, ui.BUTTON, exactly('Add'))
        person = self.window(exactly('Contact person'))
        self.type(ui.find(person, ui.ENTRY, exactly('Name')), 'Ida Bak')
        self.lock()
        self.app.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('contact-person')], ['Ida Bak'])

    def test_locking_keeps_a_half_written_visit(self):
        self.choose('alt+3', 'Jysk Lager')
        ui.press(self.app.root, ui.BUTTON, exactly('Log visit'))
        self.window('^Jysk Lager')
        ui.type_text('To til pakkeriet')
        self.lock()
        self.reopen()
        self.choose('alt+3', 'Jysk Lager')
        ui.press(self.app.root, ui.BUTTON, exactly('Log visit'))
        ui.find(self.app.root, ui.LABEL, f'^{word("Draft from %s")}')

    def test_locking_keeps_a_half_written_note(self):
        self.half_a_note()
        self.lock()
        self.reopen()
        self.has_half_a_note()

    def test_locking_closes_every_window(self):
        # GTK 4.8 does not show the window of the shortcuts to the bus: the X server knows it.
        for keys in ('ctrl+k', 'F1', 'ctrl+question'):
            ui.until(lambda: ui.focused(self.app.root), 'a focus')
            before = self.in_front_of_all()
            ui.key(keys)
            ui.until(lambda: self.in_front_of_all() not in ('', before), f'a window by {keys}')
            self.lock()
            self.reopen()

    def test_locking_closes_the_import(self):
        ui.key('alt+2')
        ui.press(self.app.root, ui.BUTTON, exactly('More about the list'))
        ui.press(self.app.root, ui.ITEM, f'^{word("Import from a file…")}')
        ui.find(self.app.root, ui.BUTTON, exactly('Choose a file…'))
        self.lock()

    def test_a_request_to_end_keeps_what_is_typed(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(signal=number):
                self.half_a_note()
                self.end(number)
                self.reopen()
                self.has_half_a_note()
                ui.press(self.app.root, ui.BUTTON, exactly('Discard'))
                ui.until(lambda: ui.text_of(ui.find(self.app.root, ui.ENTRY, NOTE))
                         == '', 'an empty note')

    def test_a_request_to_end_keeps_what_is_typed_in_a_dialog(self):
        self.type(self.new_follow_up(), 'Halv tanke')
        self.end(signal.SIGTERM)
        self.reopen()
        ui.until(lambda: ui.text_of(self.new_follow_up()) == 'Halv tanke', 'the draft')

    def test_a_request_to_end_closes_the_database(self):
        self.end(signal.SIGTERM)
        self.assertFalse((self.laptop.folder / 'store.db-wal').exists())

    def test_a_request_to_end_a_locked_one_is_heard(self):
        self.lock()
        self.end(signal.SIGTERM)


if __name__ == '__main__':
    tap.main()
