#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the sync, always visible and true: against a real server that comes and goes."""
import opened
import tap  # (the path is set by opened)
import ui
from opened import laptop


class SyncStatus(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.server = laptop.Server(opened.BUILD, self.folder / 'server')
        self.users = {u.login: u for u in self.server.make_demo('--participants', '12',
                                                                '--employers', '8')}
        self.server.start()
        self.addCleanup(self.server.kill)
        self.laptop.make()
        self.laptop.enrol(self.server, 'anna', self.users['anna'].password)
        self.laptop.sync()

    def show_page(self, app):
        ui.press(app.root, ui.BUTTON, opened.CHIP)
        ui.press(app.root, ui.BUTTON, '^Hvad venter og hvorfor')
        ui.find(app.root, ui.LABEL, '^Synkronisering$')

    def test_in_step_offline_waiting_and_in_step_again(self):
        app = self.opened()
        self.chip(app, r'Synkroniseret \d\d:\d\d')
        self.server.stop()
        ui.key('ctrl+shift+f')
        ui.until(lambda: len(app.windows()) > 1, 'the dialog')
        ui.type_text('Uden net')
        ui.key('Escape')
        ui.find(app.root, ui.ROW, '^Uden net')
        self.chip(app, r'Offline – \d+ venter')
        self.show_page(app)
        ui.find(app.root, ui.ANY, 'Opfølgning · Uden net')
        app.shot('sync-offline')
        self.assertEqual(opened.nameless(app.root), [])
        self.server.start()
        ui.key('F5')
        self.chip(app, r'Synkroniseret \d\d:\d\d')
        ui.find(app.root, ui.LABEL, '^Intet venter på at blive sendt')

    def test_two_answers_are_shown_and_settled_once(self):
        other = laptop.Laptop(opened.BUILD, self.folder / 'lene')
        other.make()
        other.enrol(self.server, 'lene', self.users['lene'].password)
        other.sync()
        row = self.laptop.list('participant')[0]
        other.ask('set', 'participant', row['id'], 'phone=11 11 11 11')
        self.laptop.ask('set', 'participant', row['id'], 'phone=22 22 22 22')
        other.sync()
        self.laptop.sync()
        other.sync()
        app = self.opened()
        self.chip(app, '1 at afgøre')
        self.show_page(app)
        ui.find(app.root, ui.ANY, f'{row["name"]} · Telefon')
        app.shot('sync-conflict')
        self.assertEqual(opened.nameless(app.root), [])
        ui.press(app.root, ui.BUTTON, '^(Behold|Brug) 11 11 11 11')
        self.chip(app, r'Synkroniseret \d\d:\d\d')
        app.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', row['id'])[0]['phone'],
                         '11 11 11 11')
        other.sync()
        self.assertEqual(other.ask('conflicts'), [])

    def test_a_refused_record_is_kept_until_it_is_discarded(self):
        row = self.laptop.list('employer')[0]['id']
        self.add('follow-up', title='Hos de andre', slot=opened.at(1, '09:00', '10:00'),
                 employer=row)
        self.server.admin('team', 'add', 'Et andet hold')
        self.server.admin('user', 'change', 'anna', '--team', 'Et andet hold')
        self.laptop.sync()
        app = self.opened()
        self.chip(app, '1 afvist')
        self.show_page(app)
        ui.find(app.root, ui.ANY, 'Opfølgning · Hos de andre')
        app.shot('sync-refused')
        self.assertEqual(opened.nameless(app.root), [])
        ui.press(app.root, ui.BUTTON, '^Send igen: Hos de andre')
        self.chip(app, '1 afvist')
        ui.press(app.root, ui.BUTTON, '^Kassér: Hos de andre')
        self.chip(app, r'Synkroniseret \d\d:\d\d')
        ui.press(app.root, ui.BUTTON, '^Fortryd')
        self.chip(app, '1 afvist')
        ui.press(app.root, ui.BUTTON, '^Åbn: Hos de andre')
        ui.until(lambda: len(app.windows()) > 1, 'the dialog')


if __name__ == '__main__':
    tap.main()
