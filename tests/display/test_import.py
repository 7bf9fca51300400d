#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of another program, on its way in: preview, one undo, and files that are no tables."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import count, exactly, word

TABLE = ('Fornavn;Efternavn;Telefon;Indskrevet\r\n'
         'Åse;Møller;98123456;01-09-2026\r\n'
         'Jens;Holm;;31-02-2026\r\n'
         'Mette;Lund;;\r\n')


class Import(desk.Desk):
    def setUp(self):
        super().setUp()
        self.root = self.open().root
        self.place = self.page('alt+2', 'Participants')

    def choose(self, content, encoding='utf-8', name='deltagere.csv'):
        """Opens the import of participants, and the file in it, by the keyboard."""
        path = self.folder / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        ui.press(self.place, ui.BUTTON, f'^{word("Import from a file")}')
        ui.press(self.root, ui.BUTTON, exactly('Choose a file…'))
        self.name_file(word('Choose a file to import'), word('_Open').replace('_', ''), path,
                       'ctrl+l')

    def test_rows_are_shown_judged_and_taken_in_one_step(self):
        self.choose(TABLE, 'latin-1')
        ui.find(self.root, ui.LABEL, count(3, '%u row will be added.', '%u rows will be added.'))
        ui.find(self.root, ui.LABEL, word('%1$s, separated by %2$s', 'deltagere.csv · .*', ';'))
        ui.find(self.root, ui.LABEL, word('%s can’t be read and is left empty.'))
        self.app.shot('import')
        self.assertEqual(ui.nameless(self.root), [])
        ui.press(self.root, ui.BUTTON, word('_Import').replace('_', '') + '$')
        ui.find(self.place, ui.ROW, '^Åse Møller')
        ui.find(self.place, ui.ROW, '^Jens Holm')
        self.undo()
        ui.gone(self.place, ui.ROW, '^Åse Møller')
        self.kill()
        self.assertEqual(self.laptop.list('participant'), [])

    def test_a_broken_quote_is_told(self):
        self.choose('Navn;Telefon\n"Åse Møller;1\nJens;2\n')
        ui.find(self.root, ui.LABEL, word(
            'A quotation mark stands alone, so it is not clear where a cell ends. Save the table '
            'as CSV again, or remove the mark.'))
        self.app.shot('import-broken')

    def test_a_picture_is_no_table(self):
        self.choose(b'\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR' + bytes(200))
        ui.find(self.root, ui.LABEL, f'^{word("This file can’t be imported")}')
        ui.find(self.root, ui.BUTTON, exactly('Choose a file…'))


if __name__ == '__main__':
    tap.main()
