# SPDX-License-Identifier: GPL-3.0-or-later
"""The three programs as real processes: a server on loopback, and profiles that are laptops.

    server = laptop.Server(build, folder)
    server.start()
    anna = laptop.Laptop(build, folder / 'anna')
    anna.ask('init')
    anna.enrol(server, 'anna')
    anna.ask('add', 'employer', 'name=Bageriet')
    anna.ask('sync')

Passphrases and passwords go through a pipe, as a person's would through a terminal.
"""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import threading

PASSPHRASE = 'mark lampe regn cykel ost'
PASSWORD = 'demo-fodfaeste-2026'
DONE, BAD_CALL, OFFLINE, ATTENTION = 0, 2, 3, 4


@contextlib.contextmanager
def secret(text):
    """A file descriptor from which the text can be read once."""
    reader, writer = os.pipe()
    os.write(writer, text.encode() + b'\n')
    os.close(writer)
    try:
        yield reader
    finally:
        os.close(reader)


def environment(build, **more):
    """Texts and settings of this build instead of installed ones."""
    build = pathlib.Path(build)
    return {**os.environ, 'FODFAESTE_LOCALEDIR': str(build / 'po'),
            'GSETTINGS_SCHEMA_DIR': str(build / 'data'), **more}


def program(build, name):
    folder = {'fodfaeste': 'app', 'fodfaeste-console': 'console', 'fodfaeste-server': 'server'}
    if name in folder:
        return str(pathlib.Path(build, 'src', folder[name], name).resolve())
    return str(pathlib.Path(build, 'tests/support/later', name).resolve())


class Failed(AssertionError):
    """A command of the console or server that ended otherwise than expected."""

    def __init__(self, words, code, said):
        super().__init__(f'{" ".join(words)}: exit {code}: {said.strip()}')
        self.code, self.said = code, said


class Laptop:
    """A profile, and the console over it; of a later version (tests/support/later) if it has one.
    """

    version = ''

    def __init__(self, build, folder, passphrase=PASSPHRASE):
        self.build, self.folder, self.passphrase = build, pathlib.Path(folder), passphrase
        self.wrap = list  # from the command line of the console to the one that is run

    def command(self, *words, passphrase_fd, password_fd=None):
        line = [program(self.build, 'fodfaeste-console' + self.version),
                '--profile', str(self.folder), '--passphrase-fd', str(passphrase_fd)]
        if password_fd is not None:
            line += ['--password-fd', str(password_fd)]
        return [*line, *words]

    def ask(self, *words, expect=(DONE,), password=''):
        """What the command answers, one value a line; Failed for another exit status."""
        with secret(self.passphrase) as one, secret(password) as other:
            line = self.command(*words, passphrase_fd=one, password_fd=other)
            done = subprocess.run(self.wrap(line), capture_output=True, text=True, check=False,
                                  pass_fds=[one, other], env=environment(self.build))
        if done.returncode not in expect:
            raise Failed(words, done.returncode, done.stderr)
        return [json.loads(text) for text in done.stdout.splitlines()]

    def make(self):
        """A new profile whose passphrase is quick to try: a test has nothing to guard."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        return self.ask('--key-cost', 'interactive', 'init')

    def enrol(self, server, login, password=PASSWORD):
        return self.ask('enrol', server.url, login, password=password)[0]

    def sync(self, expect=(DONE, ATTENTION)):
        return self.ask('sync', expect=expect)[0]

    def list(self, kind, **where):
        words = [word for field, value in where.items()
                 for word in ('--where', f'{field.replace("_", "-")}={value}')]
        return self.ask('list', kind, *words)

    def app(self, *words):
        """The command line of the app over this profile."""
        return [program(self.build, 'fodfaeste'), '--profile', str(self.folder), *words]


class User:
    """Somebody of the demo team, as `fodfaeste-server init --demo` prints them."""

    def __init__(self, line):
        self.login, self.password, self.role, self.name = line.split('\t')


class Server:
    """A server on a free port of loopback, with its data in a folder or in a PostgreSQL; with a
    certificate and its key it speaks TLS. version: as of a Laptop."""

    version = ''

    def __init__(self, build, folder, port=0, certificate=None, store=None):
        self.build, self.folder, self.port = build, pathlib.Path(folder), port
        self.certificate = certificate
        self.where = ['--store', store] if store else ['--data', str(folder)]
        self.process = None
        self.log = []

    @property
    def url(self):
        return f'http{"s" if self.certificate else ""}://127.0.0.1:{self.port}'

    def run(self, *words, password=None):
        """A command line of the administrator; returns what it prints."""
        with secret(password or '') as reader:
            line = [program(self.build, 'fodfaeste-server' + self.version), *words]
            if password is not None:
                line += ['--password-fd', str(reader)]
            done = subprocess.run(line, capture_output=True, text=True, check=False,
                                  pass_fds=[reader], env=environment(self.build))
        if done.returncode:
            raise Failed(words, done.returncode, done.stderr)
        return done.stdout

    def admin(self, *words, password=None):
        return self.run(*words, *self.where, password=password)

    def make(self, *words):
        """A new server without anybody."""
        if self.where[0] == '--store':
            return self.admin('init', *words)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        return self.run('init', str(self.folder), *words)

    def make_demo(self, *words):
        """A new server with the made-up team, whose users are returned."""
        return [User(line) for line in self.make('--demo', *words).splitlines()
                if line.count('\t') == 3]

    def start(self, seconds=60):
        """Serves; returns when it said on which port, which it keeps over a restart."""
        line = [program(self.build, 'fodfaeste-server' + self.version), 'serve', *self.where,
                '--listen', f'127.0.0.1:{self.port}']
        if self.certificate:
            line += ['--certificate', str(self.certificate[0]),
                     '--private-key', str(self.certificate[1])]
        self.process = subprocess.Popen(
            line,
            env=environment(self.build, LC_ALL='C.UTF-8'),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        ready = threading.Event()
        threading.Thread(target=self.read, args=[self.process, ready], daemon=True).start()
        if not ready.wait(seconds) or not self.port:
            self.kill()
            raise AssertionError('the server did not start: ' + ''.join(self.log))

    def read(self, process, ready):
        for line in process.stdout:
            self.log.append(line)
            told = re.search(r'//127\.0\.0\.1:(\d+)', line)
            if told:
                self.port = int(told[1])
                ready.set()
        ready.set()

    def stop(self, seconds=60):
        """Ends it as systemd would; demands that it ends in order."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(seconds)
        assert code == 0, f'the server ended with {code}: {"".join(self.log[-5:])}'

    def kill(self):
        """Ends it as a power cut would."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
