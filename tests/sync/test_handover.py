#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_handover.py BUILD: what somebody wrote about a participant whom a colleague has meanwhile.

Real processes. It is gone from the laptop, and the server has every word of it.
"""
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])


class Handover(unittest.TestCase):
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
        self.anna = laptop.Laptop(BUILD, self.folder / 'anna')
        self.anna.make()
        self.anna.enrol(self.server, 'anna')

    def test_what_was_written_is_with_the_server_and_no_longer_here(self):
        person = self.anna.ask('add', 'participant', 'name=Ida')[0]['id']
        self.anna.sync()
        self.anna.ask('set', 'participant', person, 'called=Ida Å', 'tags=natteravn')
        self.anna.ask('add', 'note', f'participant={person}', 'date=2026-03-02',
                      'body=Ville gerne arbejde om natten')
        self.anna.ask('add', 'employer', 'name=Bageriet')
        self.server.admin('participant', 'assign', person, '--to', 'bo')
        self.anna.sync()
        self.assertEqual([self.anna.list(kind) for kind in ('participant', 'note')], [[], []])
        self.assertEqual([row['name'] for row in self.anna.list('employer')], ['Bageriet'])
        status = self.anna.ask('status')[0]
        self.assertEqual((status['state'], status['refused'], status['handed-over']),
                         ('in-step', 0, 2))
        lines = [json.loads(line) for line in self.server.admin('quarantine').splitlines()]
        self.assertEqual([(line['login'], line['kind'], line['verb']) for line in lines],
                         [('anna', 'participant', 'set'), ('anna', 'note', 'create')])
        self.assertEqual(lines[0]['values'], {'called': 'Ida Å', '+tags': 'natteravn'})
        self.assertEqual(lines[0]['id'], person)
        self.assertEqual(lines[1]['values']['body'], 'Ville gerne arbejde om natten')
        # Sent once: the next rounds are quiet.
        self.assertEqual(self.anna.sync()['pushed'], 0)
        self.assertEqual(len(self.server.admin('quarantine').splitlines()), 2)

    def test_who_has_them_hands_over_and_what_was_written_after_goes_along(self):
        person = self.anna.ask('add', 'participant', 'name=Ida')[0]['id']
        self.anna.sync()
        users = {row['login']: row['id'] for row in self.anna.list('user')}
        self.anna.ask('set', 'participant', person, f'consultant={users["bo"]}')
        self.anna.ask('add', 'note', f'participant={person}', 'date=2026-03-02',
                      'body=Det sidste, jeg skrev')
        self.anna.sync()
        # A round fetches before it sends; the next one is told that they left.
        self.anna.sync()
        bo = laptop.Laptop(BUILD, self.folder / 'bo')
        bo.make()
        bo.enrol(self.server, 'bo')
        bo.sync()
        self.assertEqual([self.anna.list(kind) for kind in ('participant', 'note')], [[], []])
        self.assertEqual([row['name'] for row in bo.list('participant')], ['Ida'])
        self.assertEqual([row['body'] for row in bo.list('note')], ['Det sidste, jeg skrev'])
        self.assertEqual(bo.list('participant')[0]['handed-by'], users['anna'])
        self.assertEqual(self.server.admin('quarantine'), '')
        # Nobody else may.
        self.anna.ask('set', 'participant', person, f'consultant={users["anna"]}',
                      expect=(laptop.BAD_CALL,))


if __name__ == '__main__':
    tap.main()
