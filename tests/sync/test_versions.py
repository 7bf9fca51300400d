#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_versions.py BUILD: three schema versions at once (protocol.md §6 and §8.8, security.md R20).

Real processes and real store files: the shipped console and server, and those of the next schema,
which has more, and of the one after, which has dropped something (tests/support/later).
"""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
NOW, NEXT, AFTER, HARD = '', '-next', '-after-next', '-hard'


class Versions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who in ('anna', 'bo', 'carl'):
            self.server.admin('user', 'add', who, '--name', who.title(), '--team', 'Rebild',
                              password=laptop.PASSWORD)
        self.addCleanup(self.server.kill)

    def serve(self, version):
        if self.server.process:
            self.server.stop()
        self.server.version = version
        self.server.start()

    def laptop(self, login, version, folder=None):
        one = laptop.Laptop(BUILD, self.folder / (folder or login))
        one.version = version
        one.make()
        one.enrol(self.server, login)
        return one

    def refused(self, one, says):
        with self.assertRaises(laptop.Failed) as caught:
            one.sync(expect=(laptop.DONE,))
        self.assertEqual(caught.exception.code, laptop.ATTENTION)
        self.assertIn(says, caught.exception.said)

    def employer(self, one, row):
        """What it shows of an employer, but for whose it is."""
        shown = one.ask('get', 'employer', row)[0]
        return {name: value for name, value in shown.items()
                if name not in ('kind', 'id', 'owner', 'team')}

    def test_8_8_schema_drift_an_old_laptop_keeps_what_it_does_not_know(self):
        self.serve(NEXT)
        anna, bo = self.laptop('anna', NOW), self.laptop('bo', NEXT)
        row = bo.ask('add', 'employer', 'name=Bageriet', 'mood=glad', 'homepage=ny.dk')[0]['id']
        bo.ask('add', 'car', 'name=Bussen', 'seats=9')
        bo.sync()
        anna.sync()
        self.assertEqual(self.employer(anna, row), {'name': 'Bageriet'})
        # It writes around what it does not know, and loses nothing of it on the way.
        anna.ask('set', 'employer', row, 'phone=98222222')
        anna.sync()
        bo.sync()
        both = {'name': 'Bageriet', 'phone': '98222222', 'mood': 'glad', 'homepage': 'ny.dk'}
        self.assertEqual(self.employer(bo, row), both)
        # Updated, and not asked the server yet, it has what a new laptop gets from the server.
        anna.version = NEXT
        self.assertEqual(self.employer(anna, row), both)
        fresh = self.laptop('anna', NEXT, 'another')
        fresh.sync()
        for kind in ('employer', 'car'):
            self.assertEqual(anna.list(kind), fresh.list(kind))
        self.assertEqual([car['name'] for car in anna.list('car')], ['Bussen'])
        anna.ask('set', 'car', anna.list('car')[0]['id'], 'seats=8')
        anna.sync()
        fresh.sync()
        self.assertEqual([car['seats'] for car in fresh.list('car')], ['8'])

    def test_what_an_old_laptop_writes_is_brought_up(self):
        self.serve(NEXT)
        anna, bo = self.laptop('anna', NOW), self.laptop('bo', NEXT)
        row = anna.ask('add', 'employer', 'name=Bageriet', 'website=a.dk')[0]['id']
        anna.sync()
        bo.sync()
        self.assertEqual(self.employer(bo, row)['homepage'], 'a.dk')
        anna.ask('set', 'employer', row, 'website=b.dk')
        anna.sync()
        anna.ask('set', 'employer', row, 'website=c.dk')
        self.assertEqual(anna.sync()['conflicts'], 0)
        bo.sync()
        self.assertEqual(self.employer(bo, row),
                         {'name': 'Bageriet', 'website': 'c.dk', 'homepage': 'c.dk'})
        # What came of it is on the laptop that wrote it, too.
        anna.version = NEXT
        self.assertEqual(self.employer(anna, row), self.employer(bo, row))

    def test_a_queue_is_as_old_as_its_program_was(self):
        self.serve(NOW)
        anna = self.laptop('anna', NOW)
        row = anna.ask('add', 'employer', 'name=Bageriet')[0]['id']
        anna.sync()
        anna.ask('set', 'employer', row, 'website=a.dk', 'town=Rebild')
        # Two updates later, and on top of what waits.
        anna.version = AFTER
        self.serve(AFTER)
        self.assertEqual(self.employer(anna, row),
                         {'name': 'Bageriet', 'town': 'Rebild', 'homepage': 'a.dk'})
        self.assertEqual([change['values'] for change in anna.ask('waiting')],
                         [{'website': 'a.dk', 'town': 'Rebild'}])
        anna.ask('set', 'employer', row, 'homepage=b.dk', 'mood=glad')
        self.assertEqual(anna.sync()['conflicts'], 0)
        self.assertEqual(anna.ask('waiting'), [])
        bo = self.laptop('bo', AFTER)
        bo.sync()
        self.assertEqual(self.employer(bo, row), {'name': 'Bageriet', 'town': 'Rebild',
                                                  'homepage': 'b.dk', 'mood': 'glad'})
        self.assertEqual(self.employer(anna, row), self.employer(bo, row))

    def test_a_new_laptop_waits_for_an_old_server(self):
        self.serve(NOW)
        anna, bo = self.laptop('anna', NOW), self.laptop('bo', NEXT)
        row = anna.ask('add', 'employer', 'name=Bageriet')[0]['id']
        anna.sync()
        self.assertEqual(bo.sync()['waiting'], 0)
        bo.ask('set', 'employer', row, 'mood=glad')
        anna.ask('set', 'employer', row, 'town=Rebild')
        anna.sync()
        self.refused(bo, 'The server is older than this program.')
        self.assertEqual(self.employer(bo, row),
                         {'name': 'Bageriet', 'town': 'Rebild', 'mood': 'glad'})
        self.serve(NEXT)
        self.assertEqual(bo.sync()['pushed'], 1)
        anna.sync()
        anna.version = NEXT
        self.assertEqual(self.employer(anna, row), self.employer(bo, row))

    def test_below_min_push_a_laptop_is_given_and_keeps(self):
        self.serve(NEXT)
        anna, bo = self.laptop('anna', NOW), self.laptop('bo', AFTER)
        row = anna.ask('add', 'employer', 'name=Bageriet', 'website=a.dk')[0]['id']
        anna.sync()
        self.serve(AFTER)
        bo.sync()
        bo.ask('set', 'employer', row, 'town=Rebild')
        bo.sync()
        # Nothing to send: nothing is wrong.
        anna.sync(expect=(laptop.DONE,))
        self.assertEqual(self.employer(anna, row)['town'], 'Rebild')
        anna.ask('set', 'employer', row, 'website=b.dk', 'tags=brød')
        bo.ask('set', 'employer', row, 'phone=98111111')
        bo.sync()
        for _ in range(2):
            self.refused(anna, 'This program is too old to send changes.')
        self.assertEqual(self.employer(anna, row)['phone'], '98111111')
        self.assertEqual([change['values'] for change in anna.ask('waiting')],
                         [{'+tags': 'brød', 'website': 'b.dk'}])
        anna.version = AFTER
        anna.sync(expect=(laptop.DONE,))
        bo.sync()
        self.assertEqual(self.employer(bo, row), {
            'name': 'Bageriet', 'town': 'Rebild', 'phone': '98111111', 'homepage': 'b.dk',
            'tags': 'brød'})

    def test_below_min_pull_a_laptop_must_be_updated(self):
        self.serve(NEXT)
        anna = self.laptop('anna', NOW)
        row = anna.ask('add', 'employer', 'name=Bageriet')[0]['id']
        anna.sync()
        anna.ask('set', 'employer', row, 'website=a.dk')
        self.serve(HARD)
        for _ in range(2):
            self.refused(anna, 'This program is too old for the server.')
        self.assertEqual([change['title'] for change in anna.ask('waiting')], ['Bageriet'])
        anna.version = HARD
        self.assertEqual(anna.sync()['pushed'], 1)
        self.assertEqual(self.employer(anna, row), {'name': 'Bageriet', 'homepage': 'a.dk'})

    def test_a_new_entry_of_a_code_list_comes_from_the_server(self):
        self.serve(NEXT)
        anna, bo = self.laptop('anna', NOW), self.laptop('bo', NEXT)
        row = bo.ask('add', 'employer', 'name=Raket', 'branch=rumfart')[0]['id']
        bo.sync()
        anna.sync()
        anna.ask('set', 'employer', row, 'town=Rebild')
        anna.sync()
        bo.sync()
        for one in (anna, bo):
            self.assertEqual(self.employer(one, row),
                             {'name': 'Raket', 'branch': 'rumfart', 'town': 'Rebild'})
        # It is an entry like any other: it has its names, and can be chosen.
        self.assertEqual([(entry['name-da'], entry['name-en'])
                          for entry in anna.list('code', code='rumfart')], [('Rumfart', 'Space')])
        self.assertTrue(anna.ask('add', 'employer', 'name=Måne', 'branch=rumfart'))

    def test_three_versions_at_two_servers_come_to_the_same(self):
        self.serve(NEXT)
        team = [self.laptop(login, version) for login, version in
                (('anna', NOW), ('bo', NEXT), ('carl', AFTER))]
        anna, bo, carl = team
        rows = []
        for version in (NEXT, AFTER):
            self.serve(version)
            for one, name in zip(team, ('Ål', 'Brød', 'Cykler')):
                rows.append(one.ask('add', 'employer', f'name={name}')[0]['id'])
            anna.ask('set', 'employer', rows[0], 'website=a.dk')
            bo.ask('set', 'employer', rows[1], 'website=b.dk', 'homepage=b.dk', 'mood=glad')
            carl.ask('set', 'employer', rows[2], 'homepage=c.dk', 'mood=træt')
            for one in team * 2:
                one.ask('sync', expect=(laptop.DONE, laptop.ATTENTION))
            # Who is too old for one server, or too new, waits; the others are in step.
            waits = [len(one.ask('waiting')) > 0 for one in team]
            self.assertEqual(waits, [version == AFTER, False, version == NEXT])
        for one in team * 2:
            one.version = AFTER
            one.sync(expect=(laptop.DONE,))
        seen = [[self.employer(one, row) for row in rows] for one in team]
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[1], seen[2])
        self.assertEqual([row.get('homepage') for row in seen[0][:3]], ['a.dk', 'b.dk', 'c.dk'])
        self.assertEqual([row.get('mood') for row in seen[0][:3]], [None, 'glad', 'træt'])

    def test_an_older_program_leaves_the_newer_ones_profile_alone(self):
        self.serve(NEXT)
        anna = self.laptop('anna', NEXT)
        anna.ask('add', 'car', 'name=Bussen')
        before = (anna.folder / 'store.db').read_bytes()
        anna.version = NOW
        with self.assertRaises(laptop.Failed) as caught:
            anna.list('employer')
        self.assertEqual(caught.exception.code, laptop.ATTENTION)
        self.assertEqual((anna.folder / 'store.db').read_bytes(), before)
        anna.version = NEXT
        self.assertEqual([car['name'] for car in anna.list('car')], ['Bussen'])


if __name__ == '__main__':
    tap.main()
