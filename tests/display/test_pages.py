#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_pages.py BUILD FOLDER: every page of the real app, in the language and at the size of the
session: it can be announced, nothing is cut, and what is typed into a new record arrives."""
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / 'tests/support'), str(ROOT / 'tests/display'), str(ROOT / 'tools')]
import demo  # noqa: E402 (modules of the tests)
import tap  # noqa: E402
import ui  # noqa: E402
import walk  # noqa: E402

PAGES = {'alt+1': 'FodTodayPage', 'alt+2': 'FodParticipantsPage', 'alt+3': 'FodEmployersPage',
         'alt+4': 'FodCalendarPage', 'ctrl+shift+k': 'FodConferencePage',
         'ctrl+comma': 'FodPreferencesPage'}
TYPED = 'Ærlig Øst Åse'


class Pages(unittest.TestCase):
    """Each case starts the app anew, so that none depends on what another left open."""

    maxDiff = None

    def setUp(self):
        team = demo.Demo(sys.argv[1], folder=sys.argv[2])
        self.addCleanup(team.server.kill)
        self.day = walk.Walk(team)
        self.addCleanup(self.close)
        self.day.open(team.consultant)
        self.day.unlock()
        self.app = self.day.app

    def close(self):
        if self.day.app:
            self.picture = ui.shot(f'last-{self._testMethodName}-{ui.screen_size()[0]}')
            self.day.app.kill()

    def pages(self):
        for keys, name in PAGES.items():
            yield name, self.day.page(keys, name)

    def test_everything_that_takes_the_keyboard_has_a_name(self):
        found = {name: ui.nameless(page) for name, page in self.pages()}
        self.assertEqual({n: f for n, f in found.items() if f}, {})

    def test_nothing_reaches_beyond_the_window(self):
        width = ui.screen_size()[0]
        # A narrow calendar shows a list of days; the views behind it keep the size they had last.
        behind = ('FodWeekView', 'FodMonthView') if width < 600 else ()
        found = {}
        for name, page in self.pages():
            ui.shot(f'{name}-{width}')
            found[name] = ui.outside(page, width, behind)
        self.assertEqual({n: f for n, f in found.items() if f}, {})

    def test_nothing_of_a_detail_reaches_beyond_the_window(self):
        width = ui.screen_size()[0]
        for keys, action in (('alt+2', 'Skriv notat|Write note'),
                             ('alt+3', 'Notér besøg|Log visit')):
            page = self.day.page(keys, PAGES[keys])
            ui.key('ctrl+f')
            ui.type_text('a')
            ui.key('Return')
            ui.find(page, ui.BUTTON, f'^({action})$')
            ui.shot(f'{PAGES[keys]}-detail-{width}')
            self.assertEqual(ui.outside(page, width), [])

    def new_record(self, page, keys):
        """Opens a new record with the keyboard and types at once: the text must arrive."""
        before = ui.until(self.app.active, 'a window that has the keyboard')
        self.day.page(page, PAGES[page])
        ui.key(keys)

        def on_top():
            window = self.app.active()
            return window if window and window != before else None
        window = ui.until(on_top, 'the window of a new record')
        ui.type_text(TYPED)
        # A draft of an earlier run may stand there: it outlives the app, which is its purpose.
        ui.until(lambda: [n for n in ui.all_of(window, ui.ENTRY) if TYPED in ui.text_of(n)],
                 'what was typed to arrive')
        self.assertEqual(ui.nameless(window), [])

    def test_a_new_participant_takes_what_is_typed(self):
        self.new_record('alt+2', 'ctrl+n')

    def test_a_new_employer_takes_what_is_typed(self):
        self.new_record('alt+3', 'ctrl+n')

    def test_a_new_follow_up_takes_what_is_typed(self):
        self.new_record('alt+1', 'ctrl+shift+f')


if __name__ == '__main__':
    tap.main()
