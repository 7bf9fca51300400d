#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the sync, always visible and true: against a real server that comes and goes."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import laptop, word

IN_STEP = word('In step %s', r'\d\d:\d\d')


class SyncStatus(desk.Desk):
    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.users = {u.login: u for u in self.server.make_demo('--participants', '12',
                                                                '--employers', '8')}
        self.server.start()
        self.addCleanup(self.server.kill)
        self.laptop.enrol(self.server, 'anna', self.users['anna'].password)
        self.laptop.sync()

    def show_page(self):
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        return self.app.page('FodSyncPage')

    def test_in_step_offline_waiting_and_in_step_again(self):
        app = self.open()
        self.chip(IN_STEP)
        self.server.stop()
        ui.key('ctrl+shift+f')
        self.window(word('New follow-up'))
        ui.type_text('Uden net')
        ui.key('Escape')
        ui.find(app.page('FodTodayPage'), ui.ROW, '^Uden net')
        self.chip(word('Offline – %s', r'\d+ '))
        page = self.show_page()
        ui.find(page, ui.ANY, f'{word("Follow-up")} · Uden net')
        app.shot('sync-offline')
        self.assertEqual(ui.nameless(app.root), [])
        self.server.start()
        ui.key('F5')
        self.chip(IN_STEP)
        ui.find(page, ui.LABEL, f'^{word("Nothing waits to be sent.")}')

    def test_two_answers_are_shown_and_settled_once(self):
        other = laptop.Laptop(desk.BUILD, self.folder / 'lene')
        other.make()
        other.enrol(self.server, 'lene', self.users['lene'].password)
        other.sync()
        row, theirs = self.laptop.list('participant')[0], '11 11 11 11'
        other.ask('set', 'participant', row['id'], f'phone={theirs}')
        self.laptop.ask('set', 'participant', row['id'], 'phone=22 22 22 22')
        other.sync()
        self.laptop.sync()
        other.sync()
        app = self.open()
        self.chip(desk.count(1, '%u to decide', '%u to decide'))
        page = self.show_page()
        ui.find(page, ui.ANY, f'{row["name"]} · {word("Phone")}')
        app.shot('sync-conflict')
        self.assertEqual(ui.nameless(app.root), [])
        ui.press(page, ui.BUTTON, f'^({word("Keep %s", theirs)}|{word("Take %s", theirs)})')
        self.chip(IN_STEP)
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', row['id'])[0]['phone'],
                         theirs)
        other.sync()
        self.assertEqual(other.ask('conflicts'), [])

    def disagree(self, kind):
        """Two laptops give two answers for a field of each of the first rows; their ids."""
        other = laptop.Laptop(desk.BUILD, self.folder / 'lene')
        other.make()
        other.enrol(self.server, 'lene', self.users['lene'].password)
        other.sync()
        rows = self.laptop.list(kind)[:3]
        for row in rows:
            other.ask('set', kind, row['id'], 'phone=11 11 11 11')
            self.laptop.ask('set', kind, row['id'], 'phone=22 22 22 22')
        other.sync()
        self.laptop.sync()
        return other, rows

    def write_third(self, where, value):
        field = ui.find(where, ui.ENTRY, f'^{word("Another value")}')
        ui.fill(field, value)
        ui.press(where, ui.BUTTON, f'^{word("Use what I wrote")}')

    def test_a_third_value_is_written_at_the_record_in_the_list_and_in_the_console(self):
        other, rows = self.disagree('participant')
        app = self.open()
        page = self.page('alt+2', 'Participants')
        ui.press(page, ui.ROW, f'^{rows[0]["name"]}')
        ui.find(page, ui.LABEL, desk.count(1, '%u value was given by two people',
                                           '%u values were given by two people'))
        ui.press(page, ui.BUTTON, f'^{word("Decide")}$')
        ui.find(page, ui.ENTRY, f'^{word("Another value")}')
        app.shot('conflict-bar')
        self.assertEqual(ui.nameless(page), [])
        self.write_third(page, '33 33 33 33')
        ui.gone(page, ui.BUTTON, f'^{word("Decide")}$')
        self.chip(desk.count(2, '%u to decide', '%u to decide'))
        page = self.show_page()
        self.write_third(page, '44 44 44 44')
        self.chip(desk.count(1, '%u to decide', '%u to decide'))
        self.kill()
        left = self.laptop.ask('conflicts')
        self.laptop.ask('resolve', left[0]['id'], '55 55 55 55')
        self.laptop.sync()
        other.sync()
        self.assertEqual(other.ask('conflicts'), [])
        said = [other.ask('get', 'participant', row['id'])[0]['phone'] for row in rows]
        self.assertEqual(said[0], '33 33 33 33')
        self.assertEqual(sorted(said[1:]), ['44 44 44 44', '55 55 55 55'])

    def test_a_refused_record_is_kept_until_it_is_discarded(self):
        row = self.laptop.list('employer')[0]['id']
        self.add('follow-up', title='Hos de andre', employer=row,
                 slot=desk.at(desk.day(1), '09:00', '10:00'))
        self.server.admin('team', 'add', 'Et andet hold')
        self.server.admin('user', 'change', 'anna', '--team', 'Et andet hold')
        self.laptop.sync()
        app = self.open()
        refused = desk.count(1, '%u refused', '%u refused')
        self.chip(refused)
        page = self.show_page()
        ui.find(page, ui.ANY, f'{word("Follow-up")} · Hos de andre')
        app.shot('sync-refused')
        self.assertEqual(ui.nameless(page), [])
        ui.press(page, ui.BUTTON, f'^{word("Send again")}: Hos de andre')

        def discarded():
            """It may still be on its way to the server, and come back."""
            button = ui.first(page, ui.BUTTON, f'^{word("Discard")}: Hos de andre')
            if button:
                button.do_action(0)
            return ui.first(app.root, ui.BUTTON, f'^{word("Sync: %s", IN_STEP)}')
        ui.until(discarded, 'nothing refused any more')
        self.undo()
        self.chip(refused)
        ui.press(page, ui.BUTTON, f'^{word("Open")}: Hos de andre')
        ui.until(lambda: len(app.windows()) > 1, 'the dialog')


if __name__ == '__main__':
    tap.main()
