#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_store_postgres.py BUILD: the server on PostgreSQL, as an administrator runs it, and the move
there from the embedded database. Real processes, a cluster of the tests' own."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)
import laptop  # noqa: E402 (a module of the tests)
import pusher  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
POSTGRES = None


class Case(unittest.TestCase):
    def setUp(self):
        if POSTGRES is None:
            self.skipTest('there is no PostgreSQL here')
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = POSTGRES.add_database(self.id())

    def server(self, **more):
        server = laptop.Server(BUILD, self.folder / 'server', **more)
        self.addCleanup(server.kill)
        return server

    def add_people(self, server):
        server.admin('team', 'add', 'Rebild')
        for who in ('anna', 'bo'):
            server.admin('user', 'add', who, '--name', who.title(), '--team', 'Rebild',
                         password=laptop.PASSWORD)

    def machine(self, server, who):
        machine = laptop.Laptop(BUILD, self.folder / who)
        machine.make()
        machine.enrol(server, who)
        machine.sync()
        return machine

    def assert_fails(self, text, server, *words, code=1):
        with self.assertRaises(laptop.Failed) as failed:
            server.admin(*words)
        self.assertEqual(failed.exception.code, code)
        self.assertIn(text, failed.exception.said)

    def names(self, machine):
        return sorted(row['name'] for row in machine.list('employer'))


class Administrator(Case):
    def test_a_server_is_made_in_an_empty_database_once(self):
        server = self.server(store=self.store)
        server.make()
        self.assert_fails('That is there already', server, 'init')
        self.add_people(server)
        users = server.admin('user', 'list').splitlines()
        self.assertEqual([line.split('\t')[0] for line in users], ['anna', 'bo'])
        status = server.admin('status')
        self.assertIn('Users: 2', status)
        self.assertIn('The audit is whole.', status)

    def test_a_password_is_no_argument(self):
        for store in ('postgresql://fod:secret@/x', 'user=fod password=secret'):
            server = self.server(store=store)
            self.assert_fails('does not belong on the command line', server, 'status', code=2)
        self.assert_fails('as libpq reads it', self.server(store='host'), 'status', code=2)

    def test_a_database_that_is_away_is_told(self):
        away = self.server(store=f'host={self.folder} dbname=x')
        self.assert_fails('PostgreSQL', away, 'status')

    def test_copies_are_made_with_the_tools_of_postgresql(self):
        server = self.server(store=self.store)
        server.make()
        self.assert_fails('pg_dump', server, 'backup', str(self.folder / 'copy'), code=2)
        self.assert_fails('pg_restore', server, 'restore', str(self.folder / 'copy'), code=2)


class TwoServers(Case):
    def setUp(self):
        super().setUp()
        self.one, self.other = self.server(store=self.store), self.server(store=self.store)
        self.one.make()
        self.add_people(self.one)
        self.one.start()
        self.other.start()

    def test_devices_of_both_hold_the_same(self):
        anna, bo = self.machine(self.one, 'anna'), self.machine(self.other, 'bo')
        anna.ask('add', 'employer', 'name=Bageriet')
        bo.ask('add', 'employer', 'name=Tømrerne')
        for machine in (anna, bo, anna):
            machine.sync()
        self.assertEqual(self.names(anna), ['Bageriet', 'Tømrerne'])
        self.assertEqual(self.names(bo), self.names(anna))

    def test_a_device_is_revoked_at_both(self):
        anna = self.machine(self.one, 'anna')
        device = self.one.admin('device', 'list').split('\t')[0]
        anna.sync(expect=(laptop.DONE,))
        self.other.admin('device', 'revoke', device)
        anna.ask('sync', expect=(laptop.ATTENTION,))

    def test_one_server_hears_of_what_the_other_took(self):
        anna = pusher.Pusher([self.one.port]).enrol('anna', laptop.PASSWORD)
        bo = pusher.Pusher([self.other.port]).enrol('bo', laptop.PASSWORD)
        line = pusher.Line(self.other.port, bo.token)
        self.addCleanup(line.close)
        before = line.next()['heads']
        anna.push([anna.op('create', 'employer', pusher.new_id(), {'name': 'Bageriet'})])
        after = before
        while after == before:
            after = line.next()['heads']
        moved = [scope for scope in after if after[scope] != before.get(scope)]
        self.assertEqual([scope.split(':')[0] for scope in moved], ['team'])
        self.one.admin('device', 'revoke', bo.device)
        end = line.next()
        while isinstance(end, dict):
            end = line.next()
        self.assertEqual(end, 4001)

    def test_a_database_that_was_put_back_gets_what_it_lost(self):
        anna = self.machine(self.one, 'anna')
        anna.ask('add', 'employer', 'name=Før')
        anna.sync()
        POSTGRES.dump(self.id(), self.folder / 'copy')
        anna.ask('add', 'employer', 'name=Efter')
        anna.sync()
        for server in (self.one, self.other):
            server.stop()
        POSTGRES.put_back(self.id(), self.folder / 'copy')
        self.one.admin('epoch')
        self.one.start()
        bo = self.machine(self.one, 'bo')
        for machine in (anna, anna, bo):
            machine.sync()
        self.assertEqual(self.names(bo), ['Efter', 'Før'])
        self.assertEqual(self.names(anna), ['Efter', 'Før'])


    def test_who_was_erased_stays_so_when_it_was_put_back(self):
        folder = self.folder / 'kept'
        folder.mkdir()
        anna = self.machine(self.one, 'anna')
        ida, bo = (anna.ask('add', 'participant', f'name={name}')[0]['id']
                   for name in ('Ida', 'Bo'))
        anna.sync()
        POSTGRES.dump(self.id(), self.folder / 'copy')
        said = self.one.admin('participant', 'erase', ida, '--data', str(folder))
        self.assertIn(str(folder), said)
        for server in (self.one, self.other):
            server.stop()
        POSTGRES.put_back(self.id(), self.folder / 'copy')
        self.one.admin('epoch', '--data', str(folder))
        self.one.start()
        # It was away, and gives back what the copy may lack.
        for _ in range(2):
            anna.sync()
        self.assertEqual([row['id'] for row in anna.list('participant')], [bo])

    def test_without_a_folder_the_id_is_the_administrators_to_keep(self):
        anna = self.machine(self.one, 'anna')
        ida = anna.ask('add', 'participant', 'name=Ida')[0]['id']
        anna.sync()
        nowhere = self.folder / 'nowhere'
        self.assert_fails('nowhere', self.one, 'participant', 'erase', ida, '--data', str(nowhere))
        anna.sync()
        self.assertEqual(len(anna.list('participant')), 1)


class Move(Case):
    def setUp(self):
        super().setUp()
        self.old = self.server()
        self.old.make()

    def move(self):
        return self.old.admin('migrate-store', '--store', self.store)

    def test_devices_go_on_as_before(self):
        self.add_people(self.old)
        self.old.start()
        anna = self.machine(self.old, 'anna')
        anna.ask('add', 'employer', 'name=Bageriet')
        # The second brings what the server itself wrote into the new record.
        anna.sync()
        anna.sync()
        self.old.stop()
        counts = self.old.admin('status').splitlines()[:4]
        said = self.move()
        for count in counts:
            self.assertIn(count, said)
        new = self.server(store=self.store, port=self.old.port)
        self.assertEqual(new.admin('status').splitlines()[:4], counts)
        new.start()
        self.assertEqual(anna.sync()['pulled'], 0)
        anna.ask('add', 'employer', 'name=Tømrerne')
        self.assertEqual(anna.sync()['pushed'], 1)
        self.assertEqual(self.names(anna), ['Bageriet', 'Tømrerne'])

    def test_the_folder_serves_no_more(self):
        self.move()
        self.assert_fails('server.db', self.old, 'status')
        self.assertEqual(len(list((self.folder / 'server').glob('server.db.moved-*'))), 1)

    def test_nothing_moves_from_under_a_server(self):
        self.old.start()
        self.assert_fails('running', self.old, 'migrate-store', '--store', self.store)

    def test_nothing_moves_into_a_server(self):
        self.server(store=self.store).make()
        self.assert_fails('in that database already', self.old, 'migrate-store', '--store',
                          self.store)
        self.assertIn('The audit is whole.', self.old.admin('status'))


if __name__ == '__main__':
    if cluster.find_programs() is not None:
        POSTGRES = cluster.Cluster(fsync=False)
    tap.main()
