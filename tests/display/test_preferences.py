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
