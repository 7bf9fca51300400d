# SPDX-License-Identifier: GPL-3.0-or-later
"""An authority of the tests' own, the certificates it signs, and programs that trust it.

    authority = Authority(folder)
    server = laptop.Server(build, folder / 'server', certificate=authority.sign('server'))
    machine.wrap = authority.trusted
"""
import os
import pathlib
import subprocess

SYSTEM = '/etc/ssl/certs/ca-certificates.crt'


def openssl(*words, text=''):
    done = subprocess.run(['openssl', *map(str, words)], input=text, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Authority:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root, self.key = self.folder / 'root.pem', self.folder / 'root.key'
        openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', 2, '-subj',
                '/CN=Test authority', '-keyout', self.key, '-out', self.root)

    def sign(self, name, names='IP:127.0.0.1', days=1):
        """A certificate for these names, and its key."""
        request, made, key = (self.folder / f'{name}.{end}' for end in ('csr', 'pem', 'key'))
        extensions = self.folder / f'{name}.ext'
        extensions.write_text(f'subjectAltName={names}\nextendedKeyUsage=serverAuth\n')
        openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', f'/CN={name}', '-keyout', key,
                '-out', request)
        openssl('x509', '-req', '-in', request, '-CA', self.root, '-CAkey', self.key,
                '-CAcreateserial', '-days', days, '-extfile', extensions, '-out', made)
        return made, key

    def is_possible(self):
        """Whether this machine lets a process have files of its own."""
        return subprocess.run(self.trusted(['true']), capture_output=True,
                              check=False).returncode == 0

    def trusted(self, command):
        """The command line that runs where this authority is the only one: its root lies over the
        system's list, for that process alone."""
        spaces = ['unshare', '--mount'] + ([] if os.geteuid() == 0 else ['--map-root-user'])
        return [*spaces, 'sh', '-c', f'mount --bind "$0" {SYSTEM} && exec "$@"', str(self.root),
                *command]
