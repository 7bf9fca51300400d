#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the sync, always visible and true: against a real server that comes and goes."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, laptop, word

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

    def disagree(self, *questions):
        """Two laptops give two answers each: (kind, id, field, theirs, mine)."""
        other = laptop.Laptop(desk.BUILD, self.folder / 'lene')
        other.make()
        other.enrol(self.server, 'lene', self.users['lene'].password)
        other.sync()
        for kind, row, field, theirs, mine in questions:
            other.ask('set', kind, row, f'{field}={theirs}')
            self.laptop.ask('set', kind, row, f'{field}={mine}')
        other.sync()
        self.laptop.sync()
        return other

    def write_third(self, where, value):
        field = ui.find(where, ui.ENTRY, f'^{word("Another value")}')
        ui.fill(field, value)
        self.use_third(where)

    def use_third(self, where):
        ui.until(lambda: ui.has(ui.find(where, ui.BUTTON, exactly('Use the third value')),
                                ui.STATE.SENSITIVE), 'a third value to use')
        ui.press(where, ui.BUTTON, exactly('Use the third value'))

    def test_a_third_value_is_written_at_the_record_in_the_list_and_in_the_console(self):
        rows = self.laptop.list('participant')[:3]
        other = self.disagree(*(('participant', row['id'], 'phone', '11 11 11 11', '22 22 22 22')
                                for row in rows))
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

    def decide(self, name):
        """Opens the question over that person's page."""
        page = self.page('alt+2', 'Participants')
        ui.press(page, ui.ROW, f'^{name}')
        ui.press(page, ui.BUTTON, exactly('Decide'))
        return page

    def decided(self, page):
        ui.gone(page, ui.BUTTON, exactly('Decide'))

    def test_a_third_choice_day_and_time_have_their_own_editor(self):
        permitted, began = (self.add('participant', name=name, stage='active')
                            for name in ('Åse Møller', 'Bo Holm'))
        plan = self.add('follow-up', title='Samtale', participant=permitted, slot=desk.day(19))
        self.laptop.sync()
        other = self.disagree(
            ('participant', permitted, 'disclosure', 'details', 'illness'),
            ('participant', began, 'entry-date', '2026-03-02', '2026-03-03'),
            ('follow-up', plan, 'slot', desk.at(desk.day(20), '09:00', '10:00'),
             desk.at(desk.day(21), '09:00', '10:00')))
        app = self.open()
        page = self.decide('Åse')
        ui.find(page, ui.BUTTON, exactly('Use the third value'))
        self.assertFalse(ui.has(ui.find(page, ui.BUTTON, exactly('Use the third value')),
                                ui.STATE.SENSITIVE))
        ui.click(ui.find(page, ui.ANY, exactly('Another value')))

        def in_list():
            focus = ui.focused(app.root)
            return (focus and focus.get_role() in ui.ROW
                    and ui.first(focus, ui.LABEL, code('disclosure', 'illness')))
        ui.until(in_list, 'the list, with the focus on what stands')
        app.shot('conflict-choice')
        self.assertEqual(ui.nameless(page), [])
        ui.key('End', 'Return')
        self.use_third(page)
        self.decided(page)
        page = self.decide('Bo')
        self.write_third(page, '4/3-2026')
        self.decided(page)
        page = self.show_page()
        ui.enter(page, f'^{word("Day")}', desk.day(22))
        ui.enter(page, word('Time (may be empty)'), '13')
        app.shot('conflict-slot')
        self.assertEqual(ui.nameless(page), [])
        self.use_third(page)
        self.chip(IN_STEP)
        self.kill()
        self.laptop.sync()
        other.sync()
        self.assertEqual(other.ask('conflicts'), [])
        self.assertEqual(other.ask('get', 'participant', permitted)[0]['disclosure'], 'nothing')
        self.assertEqual(other.ask('get', 'participant', began)[0]['entry-date'], '2026-03-04')
        self.assertEqual(other.ask('get', 'follow-up', plan)[0]['slot'],
                         desk.at(desk.day(22), '13:00', '14:00'))

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
