#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record was before, and the way back to it."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, laptop, word

FIRST, SECOND, THIRD = '11 11 11 11', '22 22 22 22', '33 33 33 33'
CLOCK = r'\d\d:\d\d'


class WithHistory(desk.Desk):
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


class History(WithHistory):
    def test_who_changed_what_and_an_older_value_comes_back(self):
        row = self.add('participant', name='Åse <Møller>', stage='active', phone=FIRST)
        for pair in (f'phone={SECOND}', 'entry-date=2026-03-02', f'phone={THIRD}',
                     'approach-employers=no'):
            self.laptop.ask('set', 'participant', row, pair)
        app = self.open()
        place = self.choose('alt+2', 'Participants', 'Åse')
        window = self.open_history(place, 'More about this participant')
        you = word('by %1$s, %2$s', word('you'), CLOCK)
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

    def test_a_follow_up_and_a_visit_have_theirs(self):
        row = self.add('employer', name='Bageriet')
        plan = self.add('follow-up', title='Ring igen', employer=row, slot=desk.day(0))
        visit = self.add('employer-contact', employer=row, slot=desk.day(0), needs='Brød')
        self.laptop.ask('set', 'follow-up', plan, 'title=Ring i morgen')
        self.laptop.ask('set', 'employer-contact', visit, 'needs=Kage')
        self.open()
        page = self.app.page('FodTodayPage')
        ui.click(ui.find(page, ui.ROW, '^Ring i morgen'))
        dialog = self.window(exactly('Follow-up'))
        ui.press(dialog, ui.BUTTON, exactly('History'))
        window = self.window(exactly('History'))
        ui.press(window, ui.BUTTON, word('Restore %1$s: %2$s', word('Title'), 'Ring igen'))
        ui.until(lambda: len(self.app.windows()) == 2, 'the history to close')
        self.window(exactly('Follow-up'))
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the follow-up to close')
        place = self.choose('alt+3', 'Employers', 'Bageriet')
        ui.press(place, ui.ROW, 'Kage')
        dialog = self.window(exactly('Employer contact'))
        ui.press(dialog, ui.BUTTON, exactly('History'))
        window = self.window(exactly('History'))
        ui.find(window, ui.ROW, word('%1$s → %2$s', 'Brød', 'Kage'))
        self.assertEqual(ui.nameless(window), [])
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'follow-up', plan)[0]['title'], 'Ring igen')


class Colleagues(WithHistory):
    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.users = {u.login: u for u in self.server.make_demo('--participants', '1',
                                                                '--employers', '1')}
        self.server.start()
        self.addCleanup(self.server.kill)
        self.other = laptop.Laptop(desk.BUILD, self.folder / 'lene')
        self.other.make()
        for machine, login in ((self.laptop, 'anna'), (self.other, 'lene')):
            machine.enrol(self.server, login, self.users[login].password)
        self.row = self.add('participant', name='Åse <Møller>', stage='active', phone=FIRST)
        self.laptop.sync()
        self.other.sync()
        self.other.ask('set', 'participant', self.row, f'phone={SECOND}')
        self.other.sync()
        self.laptop.sync()

    def by(self, login):
        return word('by %1$s, %2$s', self.users[login].name, CLOCK)

    def changed(self, old, new, who):
        return f'^{word("Phone")}: {word("%1$s → %2$s", old, new)}, {who}$'

    def show(self):
        place = self.choose('alt+2', 'Participants', 'Åse')
        return self.open_history(place, 'More about this participant')

    def test_colleagues_are_named_and_their_change_is_taken_back(self):
        app = self.open()
        window = self.show()
        ui.find(window, ui.ROW, self.changed(FIRST, SECOND, self.by('lene')))
        ui.find(window, ui.ROW, f'^{word("Created", context="history")}: '
                                f'{word("by %1$s, %2$s", word("you"), CLOCK)}$')
        self.assertFalse([w for w in ui.words(window) if 'server' in w])
        self.assertEqual(ui.nameless(window), [])
        app.shot('history-colleagues')
        ui.press(window, ui.BUTTON, f'^{word("Restore %1$s: %2$s", word("Phone"), FIRST)}$')
        self.toast(word('%s restored', word('Phone')))
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', self.row)[0]['phone'], FIRST)

    def test_what_was_told_is_there_without_the_server(self):
        self.open()
        window = self.show()
        ui.find(window, ui.ROW, self.changed(FIRST, SECOND, self.by('lene')))
        ui.key('Escape')
        self.server.stop()
        ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')
        place = self.app.page('FodParticipantsPage')
        window = self.open_history(place, 'More about this participant')
        ui.find(window, ui.ROW, self.changed(FIRST, SECOND, self.by('lene')))
        ui.find(window, ui.LABEL, word('The server can’t be reached. It told of this %s; what '
                                       'colleagues changed since then comes when it answers.',
                                       CLOCK))

    def test_what_was_not_told_is_said(self):
        self.server.stop()
        self.open()
        window = self.show()
        came = word('by a colleague, came %s', CLOCK)
        ui.find(window, ui.ROW, self.changed(FIRST, SECOND, came))
        ui.find(window, ui.LABEL,
                word('The server can’t be reached. What colleagues changed before this machine '
                     'got the record, and their names, come when it answers.'))
        self.app.shot('history-offline')


if __name__ == '__main__':
    tap.main()
