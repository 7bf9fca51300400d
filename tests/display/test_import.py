#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of another program, on its way in: preview, one undo, and files that are no tables."""
import opened
import tap  # (the path is set by opened)
import ui

TABLE = ('Fornavn;Efternavn;Telefon;Indskrevet\r\n'
         'Åse;Møller;98123456;01-09-2026\r\n'
         'Jens;Holm;;31-02-2026\r\n'
         'Mette;Lund;;\r\n')


class Import(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def choose(self, app, content, encoding='utf-8', name='deltagere.csv'):
        """Opens the import of participants, and the file in it, by the keyboard."""
        path = self.folder / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        ui.key('alt+2')
        ui.press(app.root, ui.BUTTON, '^Importér fra en fil')
        ui.press(app.root, ui.BUTTON, '^Vælg en fil')
        ui.find(app.root, ui.ANY, '^Vælg en fil at importere$')
        ui.until(lambda: ui.focused(app.root) is not None, 'the focus')
        ui.key('ctrl+l')
        ui.type_text(str(path))
        ui.press(app.root, ui.BUTTON, 'Åbn$')

    def test_rows_are_shown_judged_and_taken_in_one_step(self):
        app = self.opened()
        self.choose(app, TABLE, 'latin-1')
        ui.find(app.root, ui.LABEL, '^3 rækker tilføjes')
        ui.find(app.root, ui.LABEL, 'deltagere.csv · 3 rækker · .*adskilt af ;')
        ui.find(app.root, ui.LABEL, 'kan ikke læses og efterlades tom')
        app.shot('import')
        self.assertEqual(opened.nameless(app.root), [])
        ui.press(app.root, ui.BUTTON, 'Importér$')
        ui.find(app.root, ui.ROW, '^Åse Møller')
        ui.find(app.root, ui.ROW, '^Jens Holm')
        ui.press(app.root, ui.BUTTON, '^Fortryd')
        ui.gone(app.root, ui.ROW, '^Åse Møller')
        app.kill()
        self.assertEqual(self.laptop.list('participant'), [])

    def test_a_broken_quote_is_told_with_its_line(self):
        app = self.opened()
        self.choose(app, 'Navn;Telefon\n"Åse Møller;1\nJens;2\n')
        ui.find(app.root, ui.LABEL, 'anførselstegn står alene')
        app.shot('import-broken')

    def test_a_picture_is_no_table(self):
        app = self.opened()
        self.choose(app, b'\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR' + bytes(200))
        ui.find(app.root, ui.LABEL, '^Filen kan ikke importeres')
        ui.find(app.root, ui.BUTTON, 'Vælg en fil')


if __name__ == '__main__':
    tap.main()
