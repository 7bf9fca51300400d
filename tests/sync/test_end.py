#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_end.py BUILD: an administrator ends a laptop's access, with real processes.

What was written there and not sent is with the server, and the laptop has nothing left, however
often it is killed over it.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import pusher  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
MANY = 1200


class End(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.server.admin('user', 'add', 'anna', '--name', 'Anna', '--team', 'Rebild',
                          password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna = laptop.Laptop(BUILD, self.folder / 'anna')
        self.anna.make()
        self.device = self.anna.enrol(self.server, 'anna')['device']

    def state(self):
        lines = self.server.admin('device', 'list').splitlines()
        return dict(line.split('\t')[:3:2] for line in lines)[self.device]

    def quarantine(self):
        return [json.loads(line) for line in self.server.admin('quarantine').splitlines()]

    def files(self):
        return sorted(path.name for path in self.anna.folder.iterdir())

    def add_colleague(self, login):
        self.server.admin('user', 'add', login, '--name', login.title(), '--team', 'Rebild',
                          password=laptop.PASSWORD)

    def refusal(self, *words):
        with self.assertRaises(laptop.Failed) as failed:
            self.anna.ask(*words)
        self.assertEqual(failed.exception.code, laptop.ATTENTION)
        return failed.exception.said

    def test_the_laptop_hands_over_and_has_nothing_left(self):
        person = self.anna.ask('add', 'participant', 'name=Ida')[0]['id']
        self.anna.sync()
        self.anna.ask('set', 'participant', person, 'called=Ida Å')
        self.anna.ask('add', 'note', f'participant={person}', 'date=2026-03-02', 'body=Om natten')
        self.server.admin('device', 'revoke', self.device)
        self.assertEqual(self.state(), 'revoked')
        self.assertIn('2', self.refusal('sync'))
        self.assertEqual(self.files(), ['ended', 'lock'])
        self.assertEqual(self.state(), 'ended')
        self.assertEqual([(line['login'], line['kind'], line['verb'], line['values'])
                          for line in self.quarantine()],
                         [('anna', 'participant', 'set', {'called': 'Ida Å'}),
                          ('anna', 'note', 'create',
                           {'participant': person, 'date': '2026-03-02', 'body': 'Om natten'})])
        # It says so as long as nobody begins anew there.
        self.assertIn('2', self.refusal('status'))
        self.anna.make()
        self.assertNotIn('ended', self.files())
        self.assertNotEqual(self.anna.enrol(self.server, 'anna')['device'], self.device)
        self.anna.sync()
        self.assertEqual([row['name'] for row in self.anna.list('participant')], ['Ida'])

    def test_what_was_still_to_be_put_right_is_not_lost(self):
        for login in ('bo', 'lene'):
            self.add_colleague(login)
        person = self.anna.ask('add', 'participant', 'name=Ida')[0]['id']
        self.anna.sync()
        users = {row['login']: row['id'] for row in self.anna.list('user')}
        self.server.admin('participant', 'assign', person, '--to', 'bo',
                          '--cover')
        self.anna.ask('set', 'participant', person, f'cover={users["lene"]}')
        self.assertEqual(self.anna.sync()['rejected'], 1)
        self.assertEqual(self.quarantine(), [])
        self.server.admin('device', 'revoke', self.device)
        self.refusal('sync')
        self.assertEqual([(line['refused'], line['values']) for line in self.quarantine()],
                         [('transition', {'cover': users['lene']})])

    def sync(self):
        """A round as a process of its own."""
        with laptop.secret(self.anna.passphrase) as reader:
            line = self.anna.command('sync', passphrase_fd=reader)
            return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                    pass_fds=[reader], env=laptop.environment(BUILD))

    def test_killed_in_the_middle_it_goes_on(self):
        rows = self.folder / 'rows.csv'
        rows.write_text('name\n' + ''.join(f'Bageriet {n}\n' for n in range(MANY)))
        self.anna.ask('import', str(rows), '--kind', 'employer')
        self.server.admin('device', 'revoke', self.device)
        kills, known = 0, 0
        while known < MANY and kills < 5:
            process = self.sync()
            while process.poll() is None and len(self.quarantine()) <= known:
                continue
            process.kill()
            process.wait()
            kills, known = kills + 1, len(self.quarantine())
        while 'ended' not in self.files():
            self.refusal('sync')
        self.assertIn(f'{MANY:d}', self.refusal('status'))
        self.assertEqual(self.files(), ['ended', 'lock'])
        names = [line['values']['name'] for line in self.quarantine()]
        self.assertEqual(sorted(names), sorted(f'Bageriet {n}' for n in range(MANY)))

    def test_a_device_with_access_is_not_told_that_it_has_ended(self):
        bo = pusher.Pusher([self.server.port]).enrol('anna', laptop.PASSWORD)
        with self.assertRaises(pusher.Refused) as refused:
            bo.post('/v1/sync/end', {'proto': 1, 'schema': 1, 'device': bo.device, 'epoch': 'e',
                                     'nonce': 'n', 'sent_at': 1, 'ops': []})
        self.assertEqual(refused.exception.status, 401)

    def test_without_a_nonce_or_for_another_device_there_is_no_proof(self):
        bo = pusher.Pusher([self.server.port]).enrol('anna', laptop.PASSWORD)
        self.server.admin('device', 'revoke', bo.device)
        asked = {'proto': 1, 'schema': 1, 'device': bo.device, 'epoch': bo.epoch, 'sent_at': 1,
                 'ops': []}
        for more, status in (({}, 400), ({'nonce': 'n', 'device': self.device}, 403)):
            with self.assertRaises(pusher.Refused) as refused:
                bo.post('/v1/sync/end', {**asked, **more})
            self.assertEqual(refused.exception.status, status)
        self.assertEqual(bo.post('/v1/sync/end', {**asked, 'nonce': 'n'})['taken'], 0)


if __name__ == '__main__':
    tap.main()
