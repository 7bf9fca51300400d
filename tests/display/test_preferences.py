#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences, shortcuts, help and about."""
import subprocess

import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, say, word

WRONG = f'^{word("Wrong passphrase. Nothing has changed; try again.")}'
OTHER = {'danish': not desk.DANISH}


class Preferences(desk.Desk):
    def setUp(self):
        super().setUp()
        self.root = self.open().root

    def show(self):
        page = self.page('ctrl+comma', 'Preferences')
        ui.find(page, ui.LABEL, exactly('Preferences'))
        return page

    def on_page(self, name):
        """Waits until the switcher says that this page is shown."""
        ui.until(lambda: ui.is_in(self.root, ui.ANY, f'^{name}'), f'the page {name}')

    def test_the_language_changes_at_once_and_after_a_restart(self):
        page = self.show()
        self.app.shot('preferences')
        ui.click(ui.find(page, ui.ANY, exactly('Language')))
        ui.key(*['Down'] * (2 if desk.DANISH else 1), 'Return')
        ui.find(self.root, ui.LABEL, exactly('Preferences', **OTHER))
        self.app.shot('preferences-other-language')
        ui.key('alt+1')
        ui.find(self.root, ui.LABEL, exactly('Due and overdue', **OTHER))
        self.app.close()
        self.start()
        ui.find(self.app.root, ui.BUTTON, exactly('Unlock', **OTHER))

    def brightness(self, name):
        """Of the screen, from 0 to 1."""
        return float(subprocess.run(['identify', '-format', '%[fx:mean]', self.app.shot(name)],
                                    capture_output=True, text=True, check=True).stdout)

    def test_the_appearance_is_chosen(self):
        page = self.show()
        self.assertGreater(self.brightness('preferences-light'), 0.7)
        ui.click(ui.find(page, ui.ANY, exactly('Appearance')))
        ui.key('Down', 'Down', 'Return')
        ui.until(lambda: self.brightness('preferences-dark') < 0.4, 'a dark screen')

    def change_passphrase(self, old, fresh, again):
        """Opens the window for it and types, by the keyboard alone."""
        ui.click(ui.find(self.show(), ui.ANY, exactly('Change the passphrase…')))
        window = self.window(exactly('Passphrase'))
        for text in (old, fresh):
            ui.type_text(text)
            ui.key('Return')
        ui.type_text(again)
        return window

    def test_another_passphrase_opens_from_then_on_and_the_old_one_no_more(self):
        fresh = 'hest kaffe torvet sne'
        window = self.change_passphrase(self.laptop.passphrase, fresh, fresh)
        ui.find(window, ui.LABEL, f'^{word("A good passphrase.")}')
        self.assertEqual(ui.nameless(window), [])
        self.app.shot('passphrase')
        ui.key('Return')
        self.toast(f'^{word("The new passphrase counts from now on")}')
        ui.key('ctrl+l')
        ui.find(self.root, ui.BUTTON, exactly('Unlock'))
        self.unlock()
        ui.find(self.root, ui.LABEL, WRONG)
        ui.type_text(fresh)
        ui.key('Return')
        self.unlocked()

    def test_what_is_wrong_with_a_new_passphrase_is_said_in_words(self):
        fresh = 'hest kaffe torvet sne'
        for old, new, again, said in (
                (self.laptop.passphrase, 'kort', 'kort', say('^For kort', '^Too short')),
                (self.laptop.passphrase, fresh, fresh + 'x', say('ikke ens', 'not the same')),
                ('noget helt andet her', fresh, fresh, WRONG)):
            with self.subTest(said=said):
                before = (self.laptop.folder / 'db.key').read_bytes()
                window = self.change_passphrase(old, new, again)
                ui.key('Return')
                ui.find(window, ui.LABEL, said)
                ui.key('Escape')
                ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')
                self.assertEqual((self.laptop.folder / 'db.key').read_bytes(), before)

    def test_from_the_keyboard_to_every_side_window_and_back(self):
        ui.key('alt+3')
        self.on_page(word('Employers'))
        page = self.show()
        self.assertEqual(ui.nameless(page), [])
        ui.key('alt+Left')
        self.on_page(word('Employers'))
        ui.key('F1')
        ui.find(self.root, ui.ANY, word('What happens without a network?'))
        self.app.shot('help')
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the help to close')
        ui.key('F10')
        ui.press(self.root, ui.ITEM, f'^{word("About Fodfæste")}')
        ui.until(lambda: len(self.app.windows()) > 1, 'the window about the program')


if __name__ == '__main__':
    tap.main()
