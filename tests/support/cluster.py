# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of the tests' own: Debian's programs, a folder in /tmp, a socket in it and no port.

PostgreSQL refuses to run as root, so that for root it runs as "postgres" or "nobody". It ends with
the process that started it, also when that is killed.
"""
import atexit
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

WAIT_S = 60


def find_programs():
    """The folder of the newest server programs; Debian keeps them out of the PATH."""
    found = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/postgres'),
                   key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which('postgres')
    return pathlib.Path(on_path).resolve().parent if on_path else None


def find_user():
    """Who PostgreSQL runs as: None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get('postgres') or names['nobody']


class Cluster:
    """Starts at once. `conninfo` is what a program needs to be its superuser."""

    def __init__(self, fsync=True):
        self.programs = find_programs()
        self.user = find_user()
        self.fsync = fsync
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='fod-pg-', dir='/tmp'))
        self.process = None
        atexit.register(self.remove)
        self.conninfo = self.get_conninfo('postgres')
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._run('initdb', '-D', self.folder / 'data', '-U', 'fod', '-A', 'trust', '-E', 'UTF8',
                  '--locale=C', '--no-sync', '--no-instructions')
        self.start()

    def _command(self, program, *arguments):
        command = [str(self.programs / program), *map(str, arguments)]
        if self.user:
            return ['setpriv', f'--reuid={self.user.pw_uid}', f'--regid={self.user.pw_gid}',
                    '--clear-groups', '--pdeathsig', 'QUIT', '--', *command]
        return ['setpriv', '--pdeathsig', 'QUIT', '--', *command]

    def _run(self, program, *arguments):
        subprocess.run(self._command(program, *arguments), check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL, env={'LC_ALL': 'C', 'PATH': os.environ['PATH']})

    def start(self):
        """Returns when it answers."""
        settings = {'listen_addresses': '', 'unix_socket_directories': self.folder,
                    'fsync': 'on' if self.fsync else 'off', 'shared_buffers': '32MB',
                    'max_connections': 40, 'logging_collector': 'off', 'autovacuum': 'off',
                    'deadlock_timeout': '200ms'}
        options = [part for name, value in settings.items() for part in ('-c', f'{name}={value}')]
        with open(self.folder / 'log', 'a', encoding='utf-8') as log:
            self.process = subprocess.Popen(
                self._command('postgres', '-D', self.folder / 'data', *options), cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + WAIT_S
        while subprocess.run([self.programs / 'pg_isready', '-q', '-h', self.folder],
                             check=False).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / 'log').read_text(encoding='utf-8'))

    def crash(self):
        """What `pg_ctl -m immediate stop` does: nothing is written any more."""
        self._run('pg_ctl', '-D', self.folder / 'data', '-m', 'immediate', '-s', 'stop')
        self.process.wait(WAIT_S)

    def sql(self, statement, database='postgres'):
        """Runs a statement; returns what it printed."""
        done = subprocess.run(
            [self.programs / 'psql', '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', statement, '-d',
             self.get_conninfo(database)], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def get_conninfo(self, database):
        return f'host={self.folder} user=fod dbname={database}'

    def dump(self, name, path):
        """What an administrator keeps."""
        subprocess.run([self.programs / 'pg_dump', '-Fc', '-f', path,
                        self.get_conninfo(name)], check=True)

    def put_back(self, name, path):
        """What is in the database gives way to what was kept."""
        self.sql(f'DROP DATABASE "{name}"')
        conninfo = self.add_database(name)
        subprocess.run([self.programs / 'pg_restore', '-d', conninfo, path], check=True)

    def add_database(self, name):
        """The conninfo of a new, empty database."""
        self.sql(f'CREATE DATABASE "{name}"')
        return self.get_conninfo(name)

    def remove(self):
        """Ends it and leaves nothing."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(WAIT_S)
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.remove)
