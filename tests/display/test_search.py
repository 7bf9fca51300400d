#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search everywhere: by keyboard, in the spelling that comes to mind."""
import opened
import tap  # (the path is set by opened)
import ui


class Search(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()
        self.add('participant', name='Åse Møller')
        employer = self.add('employer', name='Bageri & Søn', town='Støvring')
        self.add('contact-person', employer=employer, name='Ida Bak')
        self.app = self.opened()

    def search(self, text):
        ui.key('ctrl+k')
        ui.until(lambda: [w for w in self.app.windows() if w.get_name() == 'Søg overalt'
                          and ui.has(w, ui.STATE.ACTIVE)], 'the search to take the keyboard')
        ui.type_text(text)

    def test_a_name_is_found_without_its_danish_letters_and_opened_with_enter(self):
        self.search('aase moll')
        ui.find(self.app.root, ui.ROW, '^Åse Møller, Deltager')
        self.app.shot('search')
        ui.key('Return')
        ui.until(lambda: len(self.app.windows()) == 1, 'the search to close')
        ui.until(lambda: ui.all_of(self.app.root, ui.ANY, 'Åse Møller'), 'the participant')

    def test_equal_names_are_told_apart(self):
        self.app.kill()
        self.add('employer', name='Bageri & Søn', town='Nibe', address='Havnen 1')
        self.add('employer', name='Bageri & Søn', town='Nibe', address='Torvet 2')
        self.add('participant', name='Bo Holm', cpr='3113940000', entry_date=opened.day(-20))
        self.add('participant', name='Bo Holm', cpr='3113065000', stage='referred')
        self.app = self.opened()
        self.search('bageri')
        ui.find(self.app.root, ui.ROW, '^Bageri & Søn, Virksomhed · Nibe · Havnen 1$')
        ui.find(self.app.root, ui.ROW, '^Bageri & Søn, Virksomhed · Nibe · Torvet 2$')
        ui.find(self.app.root, ui.ROW, '^Bageri & Søn, Virksomhed · Støvring$')
        ui.key('ctrl+a')
        ui.type_text('bo holm')
        ui.find(self.app.root, ui.ROW, '^Bo Holm, Deltager · født 1994 · Uge 3 · karriereprofil$')
        ui.find(self.app.root, ui.ROW, '^Bo Holm, Deltager · født 2006 · Ikke begyndt$')
        self.app.shot('search-equal-names')

    def test_what_hangs_on_something_says_on_what(self):
        self.search('ida')
        ui.find(self.app.root, ui.ROW, '^Ida Bak, Kontaktperson · Bageri & Søn$')

    def test_markup_in_a_name_is_only_text(self):
        self.search('bageri')
        ui.find(self.app.root, ui.ROW, '^Bageri & Søn, Virksomhed')

    def test_nothing_found_says_what_was_searched(self):
        self.search('zzzz')
        ui.find(self.app.root, ui.LABEL, 'Intet med ”zzzz”')

    def test_a_week_leads_to_the_calendar(self):
        self.search('uge 12')
        ui.find(self.app.root, ui.ROW, '^Gå til uge 12')
        ui.key('Return')
        ui.find(self.app.root, ui.LABEL, '^uge 12')

    def test_escape_closes_and_loses_nothing(self):
        self.search('aase')
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the search to close')
        self.assertTrue(self.app.running())

    def test_everything_in_it_has_a_name(self):
        self.search('a')
        ui.find(self.app.root, ui.ROW, '^Åse Møller')
        self.assertEqual(opened.nameless(self.app.windows()[-1]), [])


if __name__ == '__main__':
    tap.main()
