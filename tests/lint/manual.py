#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""manual.py ROOT BUILD: the manual pages have each command and option that the programs offer, and
no other."""
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (modules of the tests)
import tap  # noqa: E402

ROOT, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
COMMAND = re.compile(r'(?m)^  ([a-z][a-z-]*(?: [a-z]+)?)(?= |$)')


def page(name):
    """The page as a terminal shows it."""
    done = subprocess.run(['man', '-E', 'UTF-8', '-l', '-Tutf8', ROOT / 'data/man' / name],
                          capture_output=True, check=True,
                          env={'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'MANWIDTH': '200',
                               'MAN_KEEP_FORMATTING': '', 'MANROFFOPT': '-c'})
    text = re.sub('.\b', '', done.stdout.decode())
    return text.replace('‐\n', '').replace('−', '-').replace('‐', '-')


def told(program):
    return subprocess.run([laptop.program(BUILD, program), '--help'], capture_output=True,
                          text=True, check=True,
                          env=laptop.environment(BUILD, LC_ALL='C.UTF-8')).stdout


def options(text):
    return set(re.findall(r'--[a-z][a-z-]*', text))


@unittest.skipUnless(shutil.which('man'), 'man is not installed')
class Manual(unittest.TestCase):
    def test_options(self):
        ours = {'--help', '--help-all', '--help-gapplication'}
        for program, section in (('fodfaeste', 1), ('fodfaeste-console', 1)):
            with self.subTest(program=program):
                self.assertEqual(options(told(program)) - ours,
                                 options(page(f'{program}.{section}')) - ours)
        # The server's help names the options that one needs most.
        self.assertLessEqual(options(told('fodfaeste-server')),
                             options(page('fodfaeste-server.8')))

    def test_commands(self):
        for program, section in (('fodfaeste-console', 1), ('fodfaeste-server', 8)):
            with self.subTest(program=program):
                said = told(program)
                offered = set(COMMAND.findall(said[said.index('Commands'):]))
                text = page(f'{program}.{section}')
                text = text[text.index('\nCOMMANDS'):text.index('\nEXIT STATUS')]
                explained = set(re.findall(r'(?m)^       ([a-z][a-z-]*(?: [a-z]+)?)(?= |$)', text))
                self.assertGreater(len(offered), 10)
                self.assertLessEqual(offered, explained, 'not in the manual')


if __name__ == '__main__':
    tap.main()
