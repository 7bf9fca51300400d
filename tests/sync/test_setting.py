#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_setting.py BUILD: what an organisation sets for itself reaches the laptops, outlives an
update of the code lists, and nothing else can be set that way."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])


class Setting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.server.admin('user', 'add', 'anna', '--name', 'Anna Bak', '--team', 'Rebild',
                          password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna = laptop.Laptop(BUILD, self.folder / 'anna')
        self.anna.make()
        self.anna.enrol(self.server, 'anna')
        self.anna.sync()

    def set(self, name, *words):
        self.server.admin('setting', 'set', name, *words)

    def refused(self, *words):
        """The exit code, and what it says."""
        with self.assertRaises(laptop.Failed) as failed:
            self.set(*words)
        return failed.exception.code, failed.exception.said

    def entries(self, kind, code):
        """What the laptop has, the entry that comes along first."""
        rows = [row for row in self.anna.list('code')
                if (row['list'], row['code']) == (kind, code)]
        return sorted(rows, key=lambda row: row.get('valid-from') or '')

    def test_a_number_stands_beside_what_comes_along_and_outlives_an_update(self):
        self.set('clock-days/first-meeting', '--value', '14', '--from', '2026-11-01')
        for _ in ('at once', 'after the server looked at its lists again'):
            self.anna.sync()
            old, new = self.entries('clock-days', 'first-meeting')
            self.assertEqual((old.get('valid-from'), old['position']), (None, '7'))
            self.assertEqual((new['valid-from'], new['position'], new['name-da']),
                             ('2026-11-01', '14', old['name-da']))
            self.server.stop()
            self.server.start()

    def test_the_same_day_is_written_over_and_a_later_one_stands_beside(self):
        for value, day in (('14', '2026-11-01'), ('10', '2026-11-01'), ('21', '2027-01-01')):
            self.set('clock-days/disclosure', '--value', value, '--from', day)
        self.anna.sync()
        self.assertEqual([(row.get('valid-from'), row['position'])
                          for row in self.entries('clock-days', 'disclosure')],
                         [(None, '60'), ('2026-11-01', '10'), ('2027-01-01', '21')])

    def test_a_text_is_the_same_in_both_languages(self):
        self.set('paste-text/note', '--value', 'IPS {date}{n}{body}')
        self.anna.sync()
        new = self.entries('paste-text', 'note')[-1]
        self.assertEqual((new['name-da'], new['name-en']), ('IPS {date}{n}{body}',) * 2)

    def test_what_is_no_setting_is_refused_with_the_reason(self):
        for name, value, day, said in (
                ('clock-days/nothing', '3', '2026-11-01', 'no such setting'),
                ('stage/active', '3', '2026-11-01', 'no such setting'),
                ('clock-days', '3', '2026-11-01', 'no such setting'),
                ('clock-days/first-meeting', 'soon', '2026-11-01', 'can’t have that value'),
                ('clock-days/first-meeting', '-1', '2026-11-01', 'can’t have that value'),
                ('clock-days/first-meeting', '10001', '2026-11-01', 'can’t have that value'),
                ('paste-text/note', 'x' * 5000, '2026-11-01', 'can’t have that value'),
                ('paste-text/note', '', '2026-11-01', 'can’t have that value'),
                ('clock-days/first-meeting', '3', '2026-02-30', 'no date'),
                ('clock-days/first-meeting', '3', 'tomorrow', 'no date')):
            with self.subTest(name=name, value=value[:9], day=day):
                code, words = self.refused(name, '--value', value, '--from', day)
                self.assertEqual(code, 1)
                self.assertIn(said, words)
        self.assertEqual(self.refused('clock-days/first-meeting')[0], 2)
        self.anna.sync()
        self.assertFalse([row for row in self.anna.list('code') if row.get('valid-from', '') >
                          '2026-10-31'])


if __name__ == '__main__':
    tap.main()
