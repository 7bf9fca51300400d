#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_disasters.py BUILD: a server put back from last night's backup, a laptop copied or put back.

Real processes; see PROTOCOL.md on op ids and epochs for why nothing is lost or doubled.
"""
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])


class Disaster(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who in ('anna', 'bo'):
            self.server.admin('user', 'add', who, '--name', who.title(), '--team', 'Rebild',
                              password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna, self.bo = self.machine('anna'), self.machine('bo')

    def machine(self, who):
        machine = laptop.Laptop(BUILD, self.folder / who)
        machine.make()
        machine.enrol(self.server, who)
        machine.sync()
        return machine

    def add(self, machine, name):
        return machine.ask('add', 'employer', f'name={name}')[0]['id']

    def come_to_rest(self, *machines):
        for _ in range(8):
            rounds = [machine.sync() for machine in machines]
            if all(not r['waiting'] and not r['pushed'] and not r['pulled'] for r in rounds):
                return
        self.fail(f'still not at rest: {rounds}')

    def names(self, machine):
        return sorted(row['name'] for row in machine.list('employer'))

    def assert_alike(self, *machines):
        lists = [sorted(machine.list('employer'), key=lambda row: row['id'])
                 for machine in machines]
        for other in lists[1:]:
            self.assertEqual(lists[0], other)


class Server(Disaster):
    def test_a_restored_server_gets_back_what_it_lost(self):
        copy = self.folder / 'copy.db'
        before = self.add(self.anna, 'Før')
        self.come_to_rest(self.anna, self.bo)
        self.server.admin('backup', str(copy))
        self.add(self.anna, 'Efter')
        self.come_to_rest(self.anna, self.bo)
        self.bo.ask('set', 'employer', before, 'website=https://efter.dk')
        self.come_to_rest(self.bo, self.anna)
        self.server.stop()
        self.server.admin('restore', str(copy))
        self.server.start()
        self.add(self.bo, 'Undervejs')
        self.come_to_rest(self.anna, self.bo)
        self.assertEqual(self.names(self.anna), ['Efter', 'Før', 'Undervejs'])
        self.assert_alike(self.anna, self.bo)
        row = self.anna.ask('get', 'employer', before)[0]
        self.assertEqual(row['website'], 'https://efter.dk')

    def test_every_row_of_a_laptop_is_on_the_restored_server_once(self):
        kinds = ('participant', 'note', 'employer', 'contact-person', 'follow-up')
        copy = self.folder / 'copy.db'
        self.add(self.anna, 'Før')
        self.come_to_rest(self.anna)
        self.server.admin('backup', str(copy))
        person = self.anna.ask('add', 'participant', 'name=Åse Fiktiv')[0]['id']
        note = self.anna.ask('add', 'note', f'participant={person}', 'date=2026-11-20',
                             'body=Første samtale')[0]['id']
        place = self.add(self.anna, 'Gartneriet')
        self.anna.ask('add', 'contact-person', f'employer={place}', 'name=Bo Fiktiv')
        self.anna.ask('add', 'follow-up', 'title=Ring', 'slot=2026-12-01', f'participant={person}')
        self.come_to_rest(self.anna)
        self.anna.ask('set', 'note', note, 'body=Første samtale, rettet')
        gone = self.add(self.anna, 'Slettes igen')
        self.come_to_rest(self.anna)
        self.anna.ask('delete', 'employer', gone)
        self.come_to_rest(self.anna)
        held = {kind: self.anna.list(kind) for kind in kinds}
        self.server.stop()
        self.server.admin('restore', str(copy))
        self.server.start()
        self.come_to_rest(self.anna)
        fresh = laptop.Laptop(BUILD, self.folder / 'fresh')
        fresh.make()
        fresh.enrol(self.server, 'anna')
        self.come_to_rest(fresh)
        for machine in (self.anna, fresh):
            for kind in kinds:
                self.assertEqual(sorted(machine.list(kind), key=lambda row: row['id']),
                                 sorted(held[kind], key=lambda row: row['id']))
        self.assertEqual([len(held[kind]) for kind in kinds], [1, 1, 2, 1, 1])

    def test_a_backup_in_an_empty_place_is_what_it_was_made_of(self):
        """security.md R23: backup, wipe, restore; a laptop that knows nothing is given the same."""
        def shown(folder):
            fresh = laptop.Laptop(BUILD, self.folder / folder)
            fresh.make()
            fresh.enrol(self.server, 'bo')
            self.come_to_rest(fresh)
            return [sorted(fresh.list(kind), key=lambda row: row['id']) for kind in kinds]

        kinds = ('participant', 'note', 'employer')
        person = self.bo.ask('add', 'participant', 'name=Åse Fiktiv')[0]['id']
        self.bo.ask('add', 'note', f'participant={person}', 'date=2026-11-20', 'body=Samtale')
        self.add(self.anna, 'Bageriet')
        self.come_to_rest(self.anna, self.bo)
        before = shown('before')
        copy = self.folder / 'copy.db'
        self.server.admin('backup', str(copy))
        self.server.stop()
        for path in self.server.folder.glob('server.db*'):
            path.unlink()
        self.server.admin('restore', str(copy))
        self.server.start()
        self.assertEqual(shown('after'), before)
        self.assertEqual([len(rows) for rows in before], [1, 1, 1])
        self.come_to_rest(self.anna, self.bo)
        self.assert_alike(self.anna, self.bo)

    def test_an_older_database_that_was_copied_back_by_hand_is_noticed(self):
        before = self.add(self.anna, 'Før')
        self.come_to_rest(self.anna, self.bo)
        self.server.stop()
        copy = (self.server.folder / 'server.db').read_bytes()
        self.server.start()
        self.add(self.anna, 'Efter')
        self.come_to_rest(self.anna, self.bo)
        self.bo.ask('set', 'employer', before, 'website=https://efter.dk')
        self.come_to_rest(self.bo, self.anna)
        self.server.kill()
        for path in self.server.folder.glob('server.db*'):
            path.unlink()
        (self.server.folder / 'server.db').write_bytes(copy)
        # What an administrator does first hides nothing.
        self.server.admin('user', 'list')
        for told in (True, False):
            self.server.log.clear()
            self.server.start()
            self.come_to_rest(self.anna, self.bo)
            self.server.stop()
            self.assertEqual('older database' in ''.join(self.server.log), told)
        self.server.start()
        fresh = laptop.Laptop(BUILD, self.folder / 'fresh')
        fresh.make()
        fresh.enrol(self.server, 'bo')
        self.come_to_rest(fresh)
        self.assertEqual(self.names(fresh), ['Efter', 'Før'])
        self.assert_alike(self.anna, self.bo, fresh)
        self.assertEqual(fresh.ask('get', 'employer', before)[0]['website'], 'https://efter.dk')

    def test_an_edit_waits_for_the_laptop_that_brings_its_row_back(self):
        """Whoever changed a colleague's new row and syncs before her loses nothing to the leader's
        quarantine."""
        copy = self.folder / 'copy.db'
        self.server.admin('backup', str(copy))
        row = self.add(self.anna, 'Efter')
        self.come_to_rest(self.anna, self.bo)
        self.bo.ask('set', 'employer', row, 'website=https://efter.dk')
        self.come_to_rest(self.bo, self.anna)
        self.bo.ask('set', 'employer', row, 'town=Rebild')
        self.server.stop()
        self.server.admin('restore', str(copy))
        self.server.start()
        own = self.add(self.bo, 'Bos egen')
        for _ in range(2):
            self.bo.sync(expect=(laptop.DONE,))
            waiting = self.bo.ask('waiting')
            self.assertEqual([(op['id'], op.get('refused')) for op in waiting], [(row, None)] * 2)
            self.assertTrue(all(op['awaits-until'] > op['written'] for op in waiting))
        self.come_to_rest(self.anna)
        self.assertEqual({row['id'] for row in self.anna.list('employer')}, {row, own})
        self.come_to_rest(self.bo, self.anna)
        for machine in (self.anna, self.bo):
            seen = machine.ask('get', 'employer', row)[0]
            self.assertEqual((seen['website'], seen['town']), ('https://efter.dk', 'Rebild'))
        self.assert_alike(self.anna, self.bo)
        self.assertEqual(self.server.admin('quarantine'), '')
        self.assertEqual(self.bo.ask('waiting'), [])

    def test_a_backup_of_a_running_server_takes_nothing_from_it(self):
        self.add(self.anna, 'Før')
        self.come_to_rest(self.anna)
        self.server.admin('backup', str(self.folder / 'copy.db'))
        self.add(self.anna, 'Efter')
        self.come_to_rest(self.anna)
        self.server.kill()
        self.server.start()
        self.come_to_rest(self.bo)
        self.assertEqual(self.names(self.bo), ['Efter', 'Før'])

    def test_a_restored_server_does_not_wake_the_dead(self):
        copy = self.folder / 'copy.db'
        row = self.add(self.anna, 'Slettes')
        self.come_to_rest(self.anna, self.bo)
        self.server.admin('backup', str(copy))
        self.anna.ask('delete', 'employer', row)
        self.come_to_rest(self.anna, self.bo)
        self.server.stop()
        self.server.admin('restore', str(copy))
        self.server.start()
        self.come_to_rest(self.anna, self.bo)
        self.assertEqual(self.names(self.anna), [])
        self.assertEqual(self.names(self.bo), [])


class Laptop(Disaster):
    def test_two_copies_of_a_laptop_double_nothing(self):
        self.add(self.anna, 'Usendt')
        shutil.copytree(self.anna.folder, self.folder / 'copy')
        copy = laptop.Laptop(BUILD, self.folder / 'copy')
        self.add(copy, 'Fra kopien')
        self.add(self.anna, 'Fra originalen')
        self.come_to_rest(self.anna, copy, self.bo)
        self.assertEqual(self.names(self.bo), ['Fra kopien', 'Fra originalen', 'Usendt'])
        self.assert_alike(self.anna, copy, self.bo)

    def test_a_laptop_put_back_from_its_backup_catches_up(self):
        row = self.add(self.anna, 'Før')
        self.come_to_rest(self.anna)
        shutil.copytree(self.anna.folder, self.folder / 'backup')
        self.anna.ask('set', 'employer', row, 'website=https://senere.dk')
        self.add(self.anna, 'Senere')
        self.come_to_rest(self.anna, self.bo)
        shutil.rmtree(self.anna.folder)
        shutil.copytree(self.folder / 'backup', self.anna.folder)
        self.add(self.anna, 'Efter')
        self.come_to_rest(self.anna, self.bo)
        self.assertEqual(self.names(self.anna), ['Efter', 'Før', 'Senere'])
        self.assert_alike(self.anna, self.bo)

    def test_a_profile_is_its_users_alone(self):
        other = laptop.Server(BUILD, self.folder / 'other')
        other.make()
        other.admin('team', 'add', 'Hobro')
        other.admin('user', 'add', 'anna', '--name', 'En anden Anna', '--team', 'Hobro',
                    password=laptop.PASSWORD)
        other.start()
        self.addCleanup(other.kill)
        self.add(self.anna, 'Rebilds')
        for server, who in ((other, 'anna'), (self.server, 'bo')):
            with self.assertRaises(laptop.Failed) as refused:
                self.anna.enrol(server, who)
            self.assertEqual(refused.exception.code, laptop.ATTENTION)
            self.assertIn('belongs to the user who was enrolled first', refused.exception.said)
        self.come_to_rest(self.anna, self.bo)
        self.assertEqual(self.names(self.bo), ['Rebilds'])
        hers = laptop.Laptop(BUILD, self.folder / 'hers')
        hers.make()
        hers.enrol(other, 'anna')
        hers.sync()
        self.assertEqual(self.names(hers), [])


if __name__ == '__main__':
    tap.main()
