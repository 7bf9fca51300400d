#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Console and server at a terminal: secrets are asked for without echo, and whatever ends the
question leaves the terminal as it was."""
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
BAD_CALL = 2
DEADLINE = 60
MARK = '(here it ended)'


def until(condition, what):
    end = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f'timed out: {what}')
        select.select([], [], [], 0.01)


class Terminal:
    """A terminal of its own, and the console as what runs on it; answers go to a pipe."""

    def __init__(self, *words, pass_fds=()):
        self.master, self.slave = pty.openpty()
        self.said = ''
        self.process = subprocess.Popen(
            words, stdin=self.slave, stdout=subprocess.PIPE, stderr=self.slave, text=True,
            start_new_session=True, pass_fds=pass_fds, env=laptop.environment(BUILD),
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def read(self):
        while select.select([self.master], [], [], 0)[0]:
            self.said += os.read(self.master, 4096).decode()
        return self.said

    def asked(self, question, times=1):
        """Waits for the question, and until what is typed is no longer shown."""
        until(lambda: len(re.findall(question, self.read())) == times, question)
        until(lambda: not self.echoes(), 'the echo to end')

    def type(self, text):
        os.write(self.master, text.encode())

    def end(self):
        """The exit status; what it answered and said is then in answer and said."""
        self.answer = self.process.communicate(timeout=DEADLINE)[0]
        # What was written comes through the terminal later, and in its order.
        os.write(self.slave, MARK.encode())
        until(lambda: MARK in self.read(), 'the end of what was said')
        self.said = self.said.replace(MARK, '')
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        os.close(self.master)
        os.close(self.slave)


class Asking(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.laptop = laptop.Laptop(BUILD, pathlib.Path(folder.name) / 'anna')

    def run_at(self, *words, pass_fds=()):
        terminal = Terminal(*words, pass_fds=pass_fds)
        self.addCleanup(terminal.close)
        return terminal

    def start(self, *words, pass_fds=()):
        return self.run_at(laptop.program(BUILD, 'fodfaeste-console'), '--profile',
                           str(self.laptop.folder), *words, pass_fds=pass_fds)

    def listing(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        terminal = self.start('list', 'employer')
        terminal.asked('Passphrase: ')
        return terminal

    def test_the_passphrase_is_not_shown(self):
        terminal = self.listing()
        terminal.type(laptop.PASSPHRASE + '\n')
        self.assertEqual(terminal.end(), 0)
        self.assertEqual(json.loads(terminal.answer)['name'], 'Bageriet')
        self.assertEqual(terminal.said, 'Passphrase: \r\n')
        self.assertTrue(terminal.echoes())

    def test_a_wrong_one_is_told_in_a_sentence(self):
        terminal = self.listing()
        terminal.type('not the right passphrase\n')
        self.assertEqual(terminal.end(), laptop.ATTENTION)
        self.assertEqual(terminal.said, 'Passphrase: \r\nfodfaeste-console: '
                         'The passphrase is wrong. Try again.\r\n')
        self.assertEqual(terminal.answer, '')

    def test_ctrl_c_ends_the_question_at_once(self):
        terminal = self.listing()
        terminal.type('half a pass\x03')
        self.assertEqual(terminal.end(), -signal.SIGINT)
        self.assertTrue(terminal.echoes())
        self.assertNotIn('half', terminal.said)

    def test_other_keys_that_stop_programs_leave_the_question(self):
        terminal = self.listing()
        terminal.type('\x1c\x1a' + laptop.PASSPHRASE + '\n')
        self.assertEqual(terminal.end(), 0, terminal.said)
        self.assertTrue(terminal.echoes())

    def test_ctrl_c_at_the_second_secret(self):
        """By then the program has threads, and each of them could take the signal."""
        self.laptop.make()
        with laptop.secret(laptop.PASSPHRASE) as reader:
            terminal = self.start('--passphrase-fd', str(reader), 'enrol', 'http://127.0.0.1:1',
                                  'anna', pass_fds=[reader])
            terminal.asked('Password for the server: ')
        terminal.type('\x03')
        self.assertEqual(terminal.end(), -signal.SIGINT)
        self.assertTrue(terminal.echoes())

    def test_being_ended_by_another_program(self):
        terminal = self.listing()
        terminal.process.terminate()
        self.assertEqual(terminal.end(), -signal.SIGTERM)
        self.assertTrue(terminal.echoes())

    def test_the_end_of_input_is_no_passphrase(self):
        terminal = self.listing()
        terminal.type('\x04')
        self.assertEqual(terminal.end(), BAD_CALL)
        self.assertEqual(len(terminal.said.strip().splitlines()), 2, terminal.said)
        self.assertIn('Nothing was typed', terminal.said)

    def test_a_new_passphrase_is_asked_for_twice(self):
        self.laptop.folder.parent.mkdir(exist_ok=True)
        for second, code in (('another four words here', BAD_CALL), (laptop.PASSPHRASE, 0)):
            with self.subTest(code=code):
                terminal = self.start('--key-cost', 'interactive', 'init')
                terminal.asked('Choose a passphrase: ')
                terminal.type(laptop.PASSPHRASE + '\n')
                terminal.asked('The same passphrase again: ')
                terminal.type(second + '\n')
                self.assertEqual(terminal.end(), code, terminal.said)
                self.assertEqual(self.laptop.folder.joinpath('db.key').exists(), code == 0)
        self.assertEqual(self.laptop.list('employer'), [])

    def add_user(self):
        """The administrator is asked for the password of a new user."""
        server = laptop.Server(BUILD, self.laptop.folder.parent / 'server')
        server.make()
        server.admin('team', 'add', 'Rebild')
        terminal = self.run_at(laptop.program(BUILD, 'fodfaeste-server'), 'user', 'add', 'anna',
                               '--name', 'Anna', '--team', 'Rebild', '--data', str(server.folder))
        terminal.asked('Password: ')
        return server, terminal

    def test_the_servers_password_is_asked_for_twice(self):
        server, terminal = self.add_user()
        terminal.type(laptop.PASSWORD + '\n')
        terminal.asked('The same again: ')
        terminal.type(laptop.PASSWORD + '\n')
        self.assertEqual(terminal.end(), 0, terminal.said)
        self.assertNotIn(laptop.PASSWORD, terminal.said)
        self.assertIn('anna', server.admin('user', 'list'))

    def test_ctrl_c_at_the_servers_question(self):
        server, terminal = self.add_user()
        terminal.type('half\x03')
        self.assertEqual(terminal.end(), -signal.SIGINT)
        self.assertTrue(terminal.echoes())
        self.assertEqual(server.admin('user', 'list'), '')

    def test_no_terminal_and_no_descriptor(self):
        self.laptop.make()
        done = subprocess.run([laptop.program(BUILD, 'fodfaeste-console'), '--profile',
                               str(self.laptop.folder), 'list', 'employer'], capture_output=True,
                              text=True, check=False, stdin=subprocess.DEVNULL,
                              start_new_session=True, env=laptop.environment(BUILD))
        self.assertEqual(done.returncode, BAD_CALL)
        self.assertIn('--passphrase-fd', done.stderr)


if __name__ == '__main__':
    tap.main()
