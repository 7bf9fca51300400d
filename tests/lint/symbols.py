#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""symbols.py BUILD-FOLDER: what the built programs link and export.

Two SQLites in one process that share their names may write plaintext without an error. So ours is
linked in and hidden, and libsoup keeps using the system's own: read from the files, and once more
from what the loader does.
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import tap  # noqa: E402 (a module of the tests)

BUILD = None
PROGRAMS = ('fodfaeste', 'fodfaeste-server', 'fodfaeste-console')
HEADLESS = ('fodfaeste-server', 'fodfaeste-console')


def output(*command, env=None):
    return subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, **(env or {})})


def is_program(path):
    return path.is_file() and path.read_bytes()[:4] == b'\x7fELF'


def exported(path):
    return [line.split()[-1] for line in
            output('nm', '-D', '--defined-only', path).stdout.splitlines() if line.strip()]


def needed(path):
    return re.findall(r'\(NEEDED\).*\[(.+)\]', output('readelf', '-d', path).stdout)


def loaded(path):
    return re.findall(r'^\s*(\S+)', output('ldd', path).stdout, re.M)


class Symbols(unittest.TestCase):
    def programs(self, names):
        found = [p for name in names for p in (BUILD / 'src').rglob(name) if is_program(p)]
        self.assertEqual(sorted(p.name for p in found), sorted(names), 'not built')
        return found

    def test_no_program_exports_sqlite(self):
        for path in self.programs(PROGRAMS):
            names = [n for n in exported(path) if n.startswith('sqlite3')]
            self.assertEqual(names, [], path.name)

    def test_no_program_links_a_shared_sqlite(self):
        for path in self.programs(PROGRAMS):
            for library in needed(path):
                self.assertNotRegex(library, 'sqlcipher|sqlite', path.name)
            self.assertFalse([n for n in loaded(path) if 'sqlcipher' in n], path.name)

    def test_libsoup_keeps_the_sqlite_of_the_system(self):
        path = self.programs(['fodfaeste-server'])[0]
        said = output(path, '--version', env={'LD_DEBUG': 'bindings', 'LD_BIND_NOW': '1'}).stderr
        bound = re.findall(r"binding file (\S+) \[0\] to (\S+) \[0\]: .*`(sqlite3_\w+)'", said)
        self.assertTrue(bound, 'the loader said nothing of libsoup')
        for user, target, name in bound:
            self.assertIn('libsqlite3.so', target, f'{name} of {user}')

    def test_programs_without_a_window_link_no_toolkit(self):
        for path in self.programs(HEADLESS):
            self.assertFalse([n for n in loaded(path) if re.search('gtk|adwaita', n)], path.name)

    def test_displayless_tests_link_no_toolkit(self):
        tests = [p for p in (BUILD / 'tests/displayless').glob('test-*') if is_program(p)]
        self.assertTrue(tests)
        for path in tests:
            self.assertFalse([n for n in loaded(path) if re.search('gtk|adwaita', n)], path.name)

    def test_programs_are_hardened(self):
        for path in self.programs(PROGRAMS):
            header = output('readelf', '-hlWd', path).stdout
            self.assertIn('DYN (Position-Independent Executable file)', header, path.name)
            self.assertIn('GNU_RELRO', header, path.name)
            self.assertRegex(header, r'BIND_NOW|FLAGS_1\).*NOW', path.name)


if __name__ == '__main__':
    BUILD = pathlib.Path(sys.argv[1]).resolve()
    tap.main()
