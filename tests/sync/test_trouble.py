#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console on a computer in trouble: a full disk, a folder that may not be written, a database
that is damaged or of a newer program. One sentence each, exit status 4, and nothing lost.
test_trouble.py BUILD NEWER
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
NEWER = sys.argv[2]
NOBODY = 65534


class Trouble(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.laptop = laptop.Laptop(BUILD, pathlib.Path(folder.name) / 'anna')

    def run_console(self, *words, text='', **how):
        """One command; how is how subprocess starts it."""
        with laptop.secret(self.laptop.passphrase) as reader:
            line = self.laptop.command(*words, passphrase_fd=reader)
            return subprocess.run(line, input=text, capture_output=True, text=True, check=False,
                                  pass_fds=[reader], env=laptop.environment(BUILD), **how)

    def assert_refused(self, done, says):
        self.assertEqual(done.returncode, laptop.ATTENTION, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertRegex(done.stderr, '^fodfaeste-console: .*' + says)
        self.assertEqual(done.stdout, '')

    def names(self):
        return sorted(row['name'] for row in self.laptop.list('employer'))


class FullDisk(Trouble):
    """No file may grow beyond the limit: a write then fails as on a full disk."""

    @staticmethod
    def limited(size):
        return {'preexec_fn': lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
                'restore_signals': False}

    def test_what_was_answered_is_there_and_no_more(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Før')
        room = max(f.stat().st_size for f in self.laptop.folder.iterdir()) + 200_000
        tasks = 'tasks=' + 'æ' * 1900
        lines = ''.join(json.dumps(['add', 'employer', f'name=Nummer {n:03}', tasks]) + '\n'
                        for n in range(150))
        done = self.run_console('batch', text=lines, **self.limited(room))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        failed = [a for a in answers if a.get('exit')]
        added = [a['id'] for a in answers if 'id' in a]
        self.assertTrue(added and failed, done)
        for answer in failed:
            self.assertEqual(answer['exit'], laptop.ATTENTION, answer)
            self.assertIn('disk is full', answer['error'])
        rows = {row['id'] for row in self.laptop.list('employer')}
        self.assertEqual(len(rows), 1 + len(added))
        self.assertLessEqual(set(added), rows)
        self.assertEqual(self.laptop.ask('status')[0]['state'], 'local')

    def test_a_profile_that_finds_no_room_is_made_later(self):
        """Whether the key file finds none or the database behind it."""
        for size in (16, 4096, 20_000):
            with self.subTest(size=size):
                done = self.run_console('--key-cost', 'interactive', 'init', **self.limited(size))
                self.assert_refused(done, 'disk is full')
        self.laptop.make()
        self.assertEqual(self.names(), [])


class Namespace(Trouble):
    """A disk of its own for one process (unshare -m), where the machine lets one have it."""

    def setUp(self):
        super().setUp()
        if subprocess.run(['unshare', '-m', 'true'], check=False, capture_output=True).returncode:
            self.skipTest('no mount namespace may be made here')
        self.laptop.make()

    def mounted(self, mount):
        """How the console is run in it: behind the shell line, where $0 is the profile."""
        return lambda line: ['unshare', '-m', 'sh', '-c', f'{mount} && exec "$@"',
                             str(self.laptop.folder), *line]


class SmallDisk(Namespace):
    """security.md R7: a disk that is really full, again and again."""

    ROUNDS = 30

    def ask(self, *words):
        """One command of the process that has the disk: whether it was done."""
        self.process.stdin.write(json.dumps(words) + '\n')
        self.process.stdin.flush()
        for line in self.process.stdout:
            answer = json.loads(line)
            if 'exit' in answer:
                if answer['exit']:
                    self.assertEqual(answer['exit'], laptop.ATTENTION)
                    self.assertRegex(answer['error'], 'disk is full')
                return answer['exit'] == laptop.DONE
        self.fail('the console ended')
        return False

    def start(self):
        wrap = self.mounted('cp -a "$0" "$0.own" && mount -t tmpfs -o size=12m none "$0" && '
                            'cp -a "$0.own/." "$0"')
        reader = self.enterContext(laptop.secret(self.laptop.passphrase))
        self.process = subprocess.Popen(
            wrap(self.laptop.command('batch', passphrase_fd=reader)), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, pass_fds=[reader], env=laptop.environment(BUILD))
        self.addCleanup(lambda: (self.process.kill(), self.process.communicate()))
        # Where the process sees it, from outside.
        return pathlib.Path(f'/proc/{self.process.pid}/root{self.laptop.folder}')

    def test_what_was_told_is_kept_and_it_goes_on_when_there_is_room(self):
        folder = self.start()
        told = {'Først'} if self.ask('add', 'employer', 'name=Først') else set()
        for number in range(self.ROUNDS):
            with open(folder / 'ballast', 'wb', buffering=0) as ballast:
                try:
                    while ballast.write(bytes(4096)) == 4096:
                        pass
                except OSError:
                    pass
                ballast.truncate(max(0, ballast.tell() - 4096 * (number % 7) * 9))
            for name in (f'{number}-{i}' for i in range(1000)):
                if not self.ask('add', 'employer', f'name={name}', 'tasks=' + 'æ' * 1900):
                    break
                told.add(name)
            else:
                self.fail('the disk was never full')
            (folder / 'ballast').unlink()
            self.assertTrue(self.ask('add', 'employer', f'name=plads {number}'))
            told.add(f'plads {number}')
        # As it lies on the disk, before the program puts it in order.
        self.laptop.folder = self.laptop.folder.with_name('copy')
        shutil.copytree(folder, self.laptop.folder)
        self.assertEqual(set(self.names()), told)
        self.assertEqual(self.laptop.ask('status')[0]['waiting'], len(told))


class ReadOnlyDisk(Namespace):
    """security.md R8: what may not be written is read, and whatever would write is told."""

    def files(self):
        return {f.name: f.read_bytes() for f in self.laptop.folder.iterdir()}

    def kill_while_open(self):
        """A save that a power cut leaves in the log, behind the file."""
        with laptop.secret(self.laptop.passphrase) as reader:
            process = subprocess.Popen(
                self.laptop.command('batch', passphrase_fd=reader), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True, pass_fds=[reader],
                env=laptop.environment(BUILD))
        process.stdin.write(json.dumps(['add', 'employer', 'name=Smedjen']) + '\n')
        process.stdin.flush()
        self.assertIn('id', json.loads(process.stdout.readline()))
        process.kill()
        process.communicate()

    def test_a_disk_that_is_read_only(self):
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        self.kill_while_open()
        before = self.files()
        self.assertIn('store.db-wal', before)
        self.laptop.wrap = self.mounted('mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"')
        self.assertEqual(self.names(), ['Bageriet', 'Smedjen'])
        self.assertEqual(self.laptop.ask('status')[0]['read-only'], 'disk')
        self.assertEqual(self.laptop.ask('status')[0]['waiting'], 2)
        self.assertEqual(self.laptop.ask('search', 'smed')[0]['title'], 'Smedjen')
        row = self.laptop.list('employer')[0]['id']
        for words in (['add', 'employer', 'name=Nyt'], ['set', 'employer', row, 'name=Andet'],
                      ['delete', 'employer', row], ['sync']):
            with self.assertRaises(laptop.Failed) as caught:
                self.laptop.ask(*words)
            self.assertEqual(caught.exception.code, laptop.ATTENTION, caught.exception.said)
            self.assertRegex(caught.exception.said, "can't be written")
        self.assertEqual(self.files(), before)
        self.laptop.wrap = list
        self.assertEqual(self.names(), ['Bageriet', 'Smedjen'])
        self.assertNotIn('read-only', self.laptop.ask('status')[0])


class ReadOnly(Trouble):
    """Root may write everywhere: then the program runs as somebody else."""

    def setUp(self):
        super().setUp()
        self.as_other = {}
        if os.geteuid() == 0:
            self.as_other = {'user': NOBODY, 'group': NOBODY, 'extra_groups': []}
            self.laptop.folder.parent.chmod(0o755)

    def lock_up(self, mode):
        paths = [self.laptop.folder, *self.laptop.folder.iterdir()]
        for path in paths:
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)
            path.chmod(mode if path.is_dir() else mode & 0o666)
        self.addCleanup(lambda: [path.chmod(0o700) for path in paths if path.exists()])

    def test_a_folder_that_may_not_be_written(self):
        self.laptop.folder.mkdir()
        self.lock_up(0o500)
        done = self.run_console('--key-cost', 'interactive', 'init', **self.as_other)
        self.assert_refused(done, "can't be written")
        self.assertEqual(list(self.laptop.folder.iterdir()), [])

    def test_a_profile_that_may_not_be_written(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        before = {f.name: f.read_bytes() for f in self.laptop.folder.iterdir()}
        self.lock_up(0o500)
        done = self.run_console('list', 'employer', **self.as_other)
        self.assertEqual(done.returncode, laptop.DONE, done.stderr)
        self.assertEqual(json.loads(done.stdout)['name'], 'Bageriet')
        self.assert_refused(self.run_console('add', 'employer', 'name=Nyt', **self.as_other),
                            "can't be written")
        self.assertEqual({f.name: f.read_bytes() for f in self.laptop.folder.iterdir()}, before)

    def test_a_profile_of_which_no_copy_can_be_made(self):
        self.laptop.make()
        self.lock_up(0o500)
        nowhere = {'TMPDIR': '/proc/none', 'XDG_RUNTIME_DIR': '/proc/none'}
        with unittest.mock.patch.dict(os.environ, nowhere):
            done = self.run_console('list', 'employer', **self.as_other)
        self.assert_refused(done, "can't be written")

    def test_a_file_that_may_not_be_written(self):
        """In a folder that may: the database alone, as of a backup put back by somebody else."""
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        self.lock_up(0o700)
        self.laptop.folder.joinpath('store.db').chmod(0o400)
        done = self.run_console('list', 'employer', **self.as_other)
        self.assertEqual(json.loads(done.stdout)['name'], 'Bageriet', done.stderr)
        self.assert_refused(self.run_console('add', 'employer', 'name=Nyt', **self.as_other),
                            "can't be written")

    def test_a_profile_of_somebody_else(self):
        self.laptop.make()
        if os.geteuid() != 0:
            self.laptop.folder.chmod(0)
            self.addCleanup(self.laptop.folder.chmod, 0o700)
        done = self.run_console('list', 'employer', **self.as_other)
        self.assertEqual(done.returncode, laptop.ATTENTION, done.stderr)
        self.assertRegex(done.stderr, 'may not be read|can.t be written')


class Newer(Trouble):
    def test_a_newer_database_is_left_alone(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        with laptop.secret(self.laptop.passphrase) as reader:
            subprocess.run([NEWER, str(self.laptop.folder), str(reader)], check=True,
                           pass_fds=[reader])
        before = self.laptop.folder.joinpath('store.db').read_bytes()
        for words in (['list', 'employer'], ['add', 'employer', 'name=Nyt'], ['sync']):
            self.assert_refused(self.run_console(*words), 'newer version.*Update')
        self.assertEqual(self.laptop.folder.joinpath('store.db').read_bytes(), before)


class Damaged(Trouble):
    """security.md R9, from end to end."""

    def spoil(self):
        for path in self.laptop.folder.glob('store.db*'):
            if path.suffix != '.id':
                path.write_bytes(os.urandom(path.stat().st_size))

    def test_what_waits_is_put_back_and_the_rest_comes_from_the_server(self):
        server = laptop.Server(BUILD, self.laptop.folder.parent / 'server')
        anna = next(u for u in server.make_demo('--participants', '3', '--employers', '2')
                    if u.login == 'anna')
        server.start()
        self.addCleanup(server.kill)
        self.laptop.make()
        self.laptop.enrol(server, anna.login, anna.password)
        self.laptop.sync()
        self.laptop.ask('add', 'employer', 'name=Før')
        self.laptop.sync()
        before = self.names()
        self.laptop.ask('add', 'employer', 'name=Venter')
        self.spoil()
        self.assert_refused(self.run_console('list', 'employer'), 'damaged.*repair')
        answer = self.laptop.ask('repair')[0]
        self.assertEqual((answer['waiting'], answer['unreadable']), (1, 0))
        self.assertTrue((self.laptop.folder / answer['aside'] / 'store.db').exists())
        self.assertEqual(self.names(), ['Venter'])
        self.laptop.sync()
        self.assertEqual(self.names(), sorted([*before, 'Venter']))
        self.assertEqual(self.laptop.ask('status')[0]['state'], 'in-step')

    def test_a_whole_database_is_left_alone(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        done = self.run_console('repair')
        self.assertEqual(done.returncode, laptop.BAD_CALL, done.stderr)
        self.assertRegex(done.stderr, 'not damaged')
        self.assertEqual(self.names(), ['Bageriet'])
        self.assertFalse(list(self.laptop.folder.glob('damaged-*')))

    def test_a_database_that_is_gone_is_no_new_profile(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        for path in self.laptop.folder.glob('store.db*'):
            path.unlink()
        for words in (['list', 'employer'], ['add', 'employer', 'name=Nyt']):
            self.assert_refused(self.run_console(*words), 'damaged')
        self.laptop.ask('repair')
        self.assertEqual(self.names(), ['Bageriet'])

    def test_a_database_that_is_empty_is_no_new_profile(self):
        self.laptop.make()
        self.laptop.ask('add', 'employer', 'name=Bageriet')
        for path in self.laptop.folder.glob('store.db*'):
            if path.suffix != '.id':
                path.write_bytes(b'')
        self.assert_refused(self.run_console('list', 'employer'), 'damaged')
        self.laptop.ask('repair')
        self.assertEqual(self.names(), ['Bageriet'])


if __name__ == '__main__':
    tap.main()
