#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before the data: the first run, the passphrase, and why a profile does not open, in words."""
import os
import shutil

import opened
import tap  # (the path is set by opened)
import ui

GOOD = 'korthest batteri klamme nu'


class FirstRun(opened.AppTest):
    def test_a_profile_is_made_without_a_server_by_keyboard_alone(self):
        app = self.start()
        root = app.root
        ui.find(root, ui.BUTTON, '^Begynd')
        app.shot('first-run-welcome')
        ui.key('Return')
        ui.find(root, opened.TEXT, '^Adgangssætning$')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD)
        app.shot('first-run-passphrase')
        ui.key('Return')
        ui.press(root, ui.BUTTON, '^Uden server')
        ui.find(root, ui.BUTTON, '^Søg overalt')
        self.chip(app, 'Kun her')
        self.assertTrue((self.laptop.folder / 'db.key').exists())

    def test_a_short_or_common_passphrase_is_refused_in_words(self):
        app = self.start()
        ui.press(app.root, ui.BUTTON, '^Begynd')
        ui.find(app.root, opened.TEXT, '^Adgangssætning$')
        ui.type_text('kort')
        ui.find(app.root, ui.LABEL, 'mindst 12 tegn')
        ui.press(app.root, ui.BUTTON, '^Fortsæt')
        ui.find(app.root, ui.LABEL, 'For kort')
        self.assertFalse((self.laptop.folder / 'db.key').exists())

    def test_two_different_passphrases_are_told(self):
        app = self.start()
        ui.press(app.root, ui.BUTTON, '^Begynd')
        ui.find(app.root, opened.TEXT, '^Adgangssætning$')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD + 'x')
        ui.key('Return')
        ui.find(app.root, ui.LABEL, 'ikke ens')

    def test_the_language_is_chosen_on_the_first_page(self):
        app = self.start()
        ui.find(app.root, ui.BUTTON, '^Begynd')
        ui.click(ui.find(app.root, ui.ROW, '^English'))
        ui.find(app.root, ui.BUTTON, '^Begin')
        app.shot('first-run-english')


class Unlock(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def test_the_focus_is_where_one_types(self):
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.BUTTON, '^Søg overalt')

    def test_a_wrong_passphrase_says_so_and_the_right_one_still_opens(self):
        app = self.start(fill_screen=False)
        self.unlock(app, 'noget helt andet her')
        ui.find(app.root, ui.LABEL, 'Forkert adgangssætning')
        app.shot('unlock-wrong')
        ui.type_text(self.laptop.passphrase)
        ui.key('Return')
        ui.find(app.root, ui.BUTTON, '^Søg overalt')

    def try_wrong(self, app, times):
        """Types as many wrong ones; waits for each to be refused."""
        button = ui.find(app.root, ui.BUTTON, '^Lås op')
        for _ in range(times):
            ui.until(lambda: ui.has(button, ui.STATE.SENSITIVE), 'the button')
            ui.type_text('noget helt andet her')
            ui.key('Return')
            ui.until(lambda: not ui.has(button, ui.STATE.SENSITIVE), 'the try')
        return button

    def test_wrong_passphrases_make_one_wait_for_seconds_and_no_longer(self):
        app = self.start(fill_screen=False)
        ui.until(lambda: self.in_front(app), 'the window in front')
        button = self.try_wrong(app, 6)
        ui.find(app.root, ui.LABEL, 'Du kan prøve igen om [34] sekunder')
        app.shot('unlock-wait')
        ui.type_text(self.laptop.passphrase)
        ui.key('Return')
        ui.find(app.root, ui.LABEL, 'Du kan prøve igen nu')
        self.assertTrue(ui.has(button, ui.STATE.SENSITIVE))
        ui.key('Return')
        ui.find(app.root, ui.BUTTON, '^Søg overalt')

    def test_another_language_does_not_shorten_the_wait(self):
        app = self.start(fill_screen=False)
        ui.until(lambda: self.in_front(app), 'the window in front')
        self.try_wrong(app, 7)
        ui.find(app.root, ui.LABEL, 'Du kan prøve igen om [5-8] sekunder')
        ui.press(app.root, ui.BUTTON, '^Sprog')
        ui.press(app.root, ui.ITEM, '^English')
        ui.find(app.root, ui.LABEL, 'You can try again in [2-8] seconds')

    def test_nothing_about_people_is_on_the_screen(self):
        self.add('participant', name='Åse Møller')
        app = self.start(fill_screen=False)
        ui.find(app.root, ui.BUTTON, '^Lås op')
        self.assertNotIn('Møller', ' '.join(ui.words(app.root)))

    def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(self):
        for name in ('db.key', 'db.key.bak'):
            path = self.laptop.folder / name
            data = bytearray(path.read_bytes())
            data[100] ^= 0xff
            path.write_bytes(data)
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, 'Nøglefilen')
        app.shot('unlock-damaged-key')

    def test_a_damaged_database_is_told_from_both(self):
        path = self.laptop.folder / 'store.db'
        for extra in ('store.db-wal', 'store.db-shm'):
            (self.laptop.folder / extra).unlink(missing_ok=True)
        size = path.stat().st_size
        path.write_bytes(os.urandom(size))
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, '[Dd]atabasen')
        app.shot('unlock-damaged-database')

    def test_a_missing_key_file_never_makes_a_new_one(self):
        for name in ('db.key', 'db.key.bak'):
            (self.laptop.folder / name).unlink()
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, 'Nøglefilen mangler')
        self.assertFalse((self.laptop.folder / 'db.key').exists())

    def test_a_profile_that_is_open_elsewhere_is_told(self):
        first = self.opened()
        with self.assertRaises(opened.laptop.Failed) as refused:
            self.laptop.ask('list', 'participant')
        self.assertEqual(refused.exception.code, opened.laptop.ATTENTION)
        self.assertTrue(first.running())

    def test_lock_shows_nothing_and_opens_again(self):
        self.add('participant', name='Åse Møller')
        app = self.opened()
        ui.key('alt+2')
        ui.until(lambda: 'Åse Møller' in ' '.join(ui.words(app.root)), 'the name on the page')
        ui.key('ctrl+l')
        ui.find(app.root, ui.BUTTON, '^Lås op')
        ui.until(lambda: 'Møller' not in ' '.join(ui.words(app.root)), 'the name to go')
        self.unlock(app)
        ui.find(app.root, ui.BUTTON, '^Søg overalt')

    def test_a_folder_that_cannot_be_written_is_told(self):
        if os.geteuid() == 0:
            self.skipTest('root writes everywhere')
        copy = self.folder / 'read-only'
        shutil.copytree(self.laptop.folder, copy)
        os.chmod(copy, 0o500)
        self.addCleanup(os.chmod, copy, 0o700)
        app = self.start(opened.laptop.Laptop(opened.BUILD, copy), fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, 'skrive')


if __name__ == '__main__':
    tap.main()
