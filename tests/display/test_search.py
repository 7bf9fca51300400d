#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search everywhere: by keyboard, in the spelling that comes to mind."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, word

WEEK = word('week %d', '12')


class Search(desk.Desk):
    def setUp(self):
        super().setUp()
        _, self.employer, *_ = self.add_all([
            ['participant', dict(name='Åse Møller')],
            ['employer', dict(name='Bageri & Søn', town='Støvring')],
            ['employer', dict(name='Bageri & Søn', town='Nibe', address='Havnen 1')],
            ['employer', dict(name='Bageri & Søn', town='Nibe', address='Torvet 2')],
            ['participant', dict(name='Bo Holm', cpr='3113940000', entry_date=desk.day(-20))],
            ['participant', dict(name='Bo Holm', cpr='3113065000', stage='referred')]])
        self.add('contact-person', employer=self.employer, name='Ida Bak')
        self.open()

    def search(self, text):
        """The window of the search, in which this was typed."""
        ui.until(lambda: ui.focused(self.app.root), 'a focus')
        ui.key('ctrl+k')
        window = self.window(exactly('Search everywhere'))
        ui.type_text(text)
        return window

    def instead(self, text):
        ui.key('ctrl+a')
        ui.type_text(text)

    def closed(self):
        ui.until(lambda: len(self.app.windows()) == 1, 'the search to close')

    def test_names_are_found_as_one_types_them_and_told_apart(self):
        window = self.search('bageri')
        for place in ('Nibe · Havnen 1', 'Nibe · Torvet 2', 'Støvring'):
            ui.find(window, ui.ROW, f'^Bageri & Søn, {word("Employer")} · {place}$')
        self.instead('bo holm')
        ui.find(window, ui.ROW, f'^Bo Holm, {word("Participant")} · {word("born %d", "1994")} · '
                f'{word("Week %d", "3")} · {word("career profile")}$')
        ui.find(window, ui.ROW, f'^Bo Holm, {word("Participant")} · {word("born %d", "2006")} · '
                f'(?i:{word("not started")})$')
        self.app.shot('search-equal-names')
        self.instead('ida')
        ui.find(window, ui.ROW, f'^Ida Bak, {word("Contact person")} · Bageri & Søn$')
        self.instead('zzzz')
        ui.find(window, ui.LABEL, word('Nothing with “%s”', 'zzzz'))
        ui.key('Escape')
        self.closed()

    def test_participants_come_first_and_enter_waits_for_them(self):
        self.kill()
        self.add('contact-person', employer=self.employer, name='Åse Bak')
        self.open()
        self.search('aase')
        # At once, as who knows what comes: what stood there before is not opened.
        ui.xdo('key', 'Return')
        self.closed()
        ui.find(self.app.page('FodParticipantsPage'), ui.LABEL, '^Åse Møller$')

    def test_enter_opens_a_person_or_a_week(self):
        window = self.search('aase moll')
        ui.find(window, ui.ROW, f'^Åse Møller, {word("Participant")}')
        self.app.shot('search')
        self.assertEqual(ui.nameless(window), [])
        ui.key('Return')
        self.closed()
        ui.find(self.app.page('FodParticipantsPage'), ui.LABEL, '^Åse Møller$')
        window = self.search('uge 12')
        ui.find(window, ui.ROW, f'^{word("Go to %s", WEEK)}')
        ui.key('Return')
        ui.find(self.app.page('FodCalendarPage'), ui.ANY, f'^{WEEK}')


if __name__ == '__main__':
    tap.main()
