#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness itself, on the smallest program: what ui.py says it sees is there."""
import locale
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import tap  # noqa: E402 (a module of the tests)
import ui  # noqa: E402


class Harness(unittest.TestCase):
    def setUp(self):
        self.app = ui.Program([sys.argv[1]])
        self.addCleanup(self.app.kill)

    def test_typed_and_filled_text_arrives(self):
        root = self.app.root
        entry = ui.find(root, ui.ENTRY, '')
        ui.click(entry)
        ui.type_text('Ågård æøå ÆØÅ')
        ui.until(lambda: ui.text_of(entry) == 'Ågård æøå ÆØÅ', 'the typed text')
        ui.press(root, ui.BUTTON, 'Greet')
        ui.find(root, ui.BUTTON, 'Ågård')
        ui.fill(entry, 'Ærø')
        ui.press(root, ui.BUTTON, 'Ågård')
        ui.find(root, ui.BUTTON, '^Ærø$')

    def test_what_has_no_name_is_found(self):
        ui.find(self.app.root, ui.BUTTON, 'Greet')
        silent = ui.nameless(self.app.root)
        # The rows of the list have no name, since the program gives them none.
        self.assertTrue([s for s in silent if s.startswith('list item')], silent)
        self.assertFalse([s for s in silent if 'Greet' in s], silent)

    def test_what_is_not_there_times_out(self):
        with self.assertRaisesRegex(AssertionError, 'timed out'):
            ui.find(self.app.root, ui.BUTTON, 'No such button', seconds=0.2)

    def test_the_window_fills_the_screen(self):
        frame = ui.until(lambda: self.app.windows(), 'the window')[0]
        wanted = ui.screen_size()
        ui.until(lambda: ui.extent(frame)[2:] == wanted, f'the window at {wanted}')
        self.assertEqual(ui.outside(self.app.root, wanted[0]), [])

    def test_a_picture_is_taken(self):
        with tempfile.TemporaryDirectory() as folder:
            old = os.environ.get('UI_SHOTS')
            os.environ['UI_SHOTS'] = folder
            self.addCleanup(lambda: os.environ.__setitem__('UI_SHOTS', old) if old
                            else os.environ.pop('UI_SHOTS', None))
            self.assertGreater(ui.shot('one').stat().st_size, 1000)

    def test_the_locale_is_danish(self):
        locale.setlocale(locale.LC_ALL, '')
        self.assertEqual(locale.strcoll('Ågård', 'Zoo') > 0, True)


if __name__ == '__main__':
    tap.main()
