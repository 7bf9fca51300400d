#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences, shortcuts, help and about."""
import opened
import tap  # (the path is set by opened)
import ui


class Preferences(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()
        self.app = self.opened()

    def choose(self, row, keys):
        """Opens a row's list with the keyboard and takes another entry."""
        ui.click(ui.find(self.app.root, ui.ANY, row))
        ui.key(*keys, 'Return')

    def test_the_language_changes_at_once_and_the_page_stays(self):
        ui.key('ctrl+comma')
        ui.find(self.app.root, ui.LABEL, '^Indstillinger$')
        self.app.shot('preferences-da')
        self.choose('^Sprog$', ['Down', 'Down'])
        ui.find(self.app.root, ui.LABEL, '^Preferences$')
        self.app.shot('preferences-en')
        ui.key('alt+1')
        ui.find(self.app.root, ui.LABEL, '^Due and overdue$')

    def test_what_was_chosen_holds_after_a_restart(self):
        ui.key('ctrl+comma')
        ui.find(self.app.root, ui.LABEL, '^Indstillinger$')
        self.choose('^Sprog$', ['Down', 'Down'])
        ui.find(self.app.root, ui.LABEL, '^Preferences$')
        self.app.close()
        again = self.start(fill_screen=False)
        ui.find(again.root, ui.BUTTON, '^Unlock')

    def test_alt_left_leads_back_to_the_page_before(self):
        ui.key('alt+3')
        self.page(self.app, 'Virksomheder')
        ui.key('ctrl+comma')
        ui.find(self.app.root, ui.LABEL, '^Indstillinger$')
        ui.key('alt+Left')
        self.page(self.app, 'Virksomheder')

    def change_passphrase(self, old, fresh, again):
        """Opens the window for it and types, by the keyboard alone."""
        ui.key('ctrl+comma')
        ui.click(ui.find(self.app.root, ui.ANY, '^Skift adgangssætning…$'))
        ui.until(lambda: [w for w in self.app.windows() if w.get_name() == 'Adgangssætning'
                          and ui.has(w, ui.STATE.ACTIVE)], 'the window')
        for text in (old, fresh):
            ui.type_text(text)
            ui.key('Return')
        ui.type_text(again)

    def test_another_passphrase_opens_from_then_on_and_the_old_one_no_more(self):
        fresh = 'hest kaffe torvet sne'
        self.change_passphrase(self.laptop.passphrase, fresh, fresh)
        ui.find(self.app.root, ui.LABEL, '^En god adgangssætning')
        self.assertEqual(opened.nameless(self.app.root), [])
        self.app.shot('passphrase')
        ui.key('Return')
        ui.find(self.app.root, ui.LABEL, '^Fra nu af gælder den nye adgangssætning')
        ui.key('ctrl+l')
        ui.find(self.app.root, ui.BUTTON, '^Lås op')
        self.unlock(self.app, self.laptop.passphrase)
        ui.find(self.app.root, ui.LABEL, '^Forkert adgangssætning')
        ui.type_text(fresh)
        ui.key('Return')
        ui.find(self.app.root, ui.BUTTON, '^Søg overalt')

    def test_what_is_wrong_with_a_new_passphrase_is_said_in_words(self):
        fresh = 'hest kaffe torvet sne'
        for old, new, again, said in (
                (self.laptop.passphrase, 'kort', 'kort', '^For kort'),
                (self.laptop.passphrase, fresh, fresh + 'x', 'ikke ens'),
                ('noget helt andet her', fresh, fresh, '^Forkert adgangssætning')):
            with self.subTest(said=said):
                before = (self.laptop.folder / 'db.key').read_bytes()
                self.change_passphrase(old, new, again)
                ui.key('Return')
                dialog = [w for w in self.app.windows() if w.get_name() == 'Adgangssætning'][0]
                ui.find(dialog, ui.LABEL, said)
                ui.key('Escape')
                ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')
                self.assertEqual((self.laptop.folder / 'db.key').read_bytes(), before)

    def test_everything_has_a_name(self):
        ui.key('ctrl+comma')
        ui.find(self.app.root, ui.LABEL, '^Indstillinger$')
        self.assertEqual(opened.nameless(self.app.root), [])

    def test_f1_opens_the_help_without_a_network(self):
        ui.key('F1')
        ui.find(self.app.root, ui.ANY, 'Hvad sker der uden netværk')
        self.app.shot('help')

    def test_the_menu_leads_to_about(self):
        ui.key('F10')
        ui.press(self.app.root, ui.ITEM, '^Om Fodfæste')
        ui.until(lambda: len(self.app.windows()) > 1, 'the window about the program')


if __name__ == '__main__':
    tap.main()
