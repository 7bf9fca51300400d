#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record was before, and the way back to it."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, word

FIRST, SECOND, THIRD = '11 11 11 11', '22 22 22 22', '33 33 33 33'


class History(desk.Desk):
    def choose(self, keys, page, name):
        """The record of that name on its page."""
        place = self.page(keys, page)
        ui.press(place, ui.ROW, f'^{name}')
        return place

    def open_history(self, place, more):
        """By the menu of the page."""
        ui.press(place, ui.BUTTON, exactly(more))
        ui.press(self.app.root, ui.ITEM, exactly('History'))
        return self.window(exactly('History'))

    def test_who_changed_what_and_an_older_value_comes_back(self):
        row = self.add('participant', name='Åse <Møller>', stage='active', phone=FIRST)
        for pair in (f'phone={SECOND}', 'entry-date=2026-03-02', f'phone={THIRD}',
                     'approach-employers=no'):
            self.laptop.ask('set', 'participant', row, pair)
        app = self.open()
        place = self.choose('alt+2', 'Participants', 'Åse')
        window = self.open_history(place, 'More about this participant')
        you = word('by %1$s, %2$s', word('you'), r'\d\d:\d\d')
        ui.find(window, ui.ROW, f'^{word("Phone")}: {word("%1$s → %2$s", SECOND, THIRD)}, {you}$')
        ui.find(window, ui.ROW, f'^{word("Entry date")}: .*02-03-2026')
        ui.find(window, ui.ROW, code('approach-employers', 'no'))
        self.assertEqual([word('Phone') in n.get_name()
                          for n in ui.all_of(window, ui.ROW)], [False, True, False, True])
        self.assertEqual(ui.nameless(window), [])
        # There is no server that could have more.
        self.assertFalse([w for w in ui.words(window) if 'server' in w])
        app.shot('history')
        ui.press(window, ui.BUTTON, f'^{word("Restore %1$s: %2$s", word("Phone"), FIRST)}$')
        self.toast(word('%s restored', word('Phone')))
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', row)[0]['phone'], FIRST)

    def test_undo_takes_a_restored_value_back(self):
        row = self.add('employer', name='Bageriet', phone=FIRST)
        self.laptop.ask('set', 'employer', row, f'phone={SECOND}')
        self.open()
        place = self.choose('alt+3', 'Employers', 'Bageriet')
        window = self.open_history(place, 'More about this employer')
        ui.find(window, ui.ROW, FIRST)
        ui.key('Tab', 'Return')
        self.toast(word('%s restored', word('Phone')))
        self.undo()
        self.toast(word('Undone'))
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'employer', row)[0]['phone'], SECOND)

    def test_a_record_that_nobody_changed_says_so_and_escape_leaves(self):
        self.add('employer', name='Bageriet')
        app = self.open()
        place = self.choose('alt+3', 'Employers', 'Bageriet')
        window = self.open_history(place, 'More about this employer')
        ui.find(window, ui.ANY, exactly('Nothing was changed here'))
        self.assertFalse([w for w in ui.words(window) if 'server' in w])
        self.assertEqual(ui.nameless(window), [])
        ui.key('Escape')
        ui.until(lambda: len(app.windows()) == 1, 'the window to close')


if __name__ == '__main__':
    tap.main()
