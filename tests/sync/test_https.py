#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server with a certificate of its own, and behind the proxy of the example: who trusts its
authority is in step, who does not sends nothing."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import authority  # noqa: E402 (modules of the tests)
import laptop  # noqa: E402
import tap  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parents[2]
# The leak check of the sanitizers crashes in a process that has loaded the TLS library's modules.
os.environ['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'


class Secure(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.authority = authority.Authority(self.folder / 'authority')
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.server.admin('user', 'add', 'anna', '--name', 'Anna', '--team', 'Rebild',
                          password=laptop.PASSWORD)
        self.addCleanup(self.server.kill)

    def serve(self, names='IP:127.0.0.1', days=1):
        self.server.certificate = self.authority.sign('server', names, days)
        self.server.start()

    def machine(self, name, trusts):
        if not trusts.is_possible():
            self.skipTest('this machine lends no name space of mounts')
        made = laptop.Laptop(BUILD, self.folder / name)
        made.make()
        made.wrap = trusts.trusted
        return made

    def assert_refused(self, machine):
        """In words, and before a password has left the laptop."""
        with self.assertRaises(laptop.Failed) as caught:
            machine.enrol(self.server, 'anna')
        self.assertEqual(caught.exception.code, laptop.ATTENTION, caught.exception.said)
        self.assertIn('The connection is not safe, so nothing was sent.', caught.exception.said)
        self.assertNotIn('/v1/', ''.join(self.server.log))


class Certificate(Secure):
    def test_who_trusts_the_authority_is_in_step(self):
        self.serve()
        anna, bo = (self.machine(name, self.authority) for name in ('anna', 'bo'))
        for machine in (anna, bo):
            machine.enrol(self.server, 'anna')
        anna.ask('add', 'employer', 'name=Bageriet')
        self.assertEqual(anna.sync(expect=[0])['pushed'], 1)
        bo.sync(expect=[0])
        self.assertEqual([row['name'] for row in bo.list('employer')], ['Bageriet'])
        self.server.stop()
        anna.ask('sync', expect=[laptop.OFFLINE])

    def test_another_authority_is_no_word_for_it(self):
        self.serve()
        self.assert_refused(self.machine('anna', authority.Authority(self.folder / 'other')))

    def test_a_certificate_for_another_name(self):
        self.serve(names='DNS:fodfaeste.example')
        self.assert_refused(self.machine('anna', self.authority))

    def test_a_certificate_that_has_run_out(self):
        self.serve(days=-1)
        self.assert_refused(self.machine('anna', self.authority))

    def test_it_speaks_nothing_older_than_tls_1_2(self):
        self.serve()
        for version, spoken in (('-tls1_1', False), ('-tls1_2', True), ('-tls1_3', True)):
            with self.subTest(version=version):
                done = subprocess.run(
                    ['openssl', 's_client', version, '-cipher', 'ALL:@SECLEVEL=0', '-CAfile',
                     str(self.authority.root), '-verify_return_error', '-connect',
                     f'127.0.0.1:{self.server.port}'],
                    input='', capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode == 0, spoken, done.stderr)

    def test_plain_words_to_a_secure_port_get_nothing(self):
        self.serve()
        with socket.create_connection(('127.0.0.1', self.server.port), timeout=60) as line:
            line.sendall(b'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
            with contextlib.suppress(ConnectionResetError):
                self.assertNotIn(b'HTTP/1.1', line.recv(1000))

    def test_files_that_are_no_certificate(self):
        certificate, key = self.authority.sign('server')
        broken = self.folder / 'broken.pem'
        broken.write_text('-----BEGIN CERTIFICATE-----\nx\n')
        serve = ('serve', '--listen', '127.0.0.1:0')
        for words in (['--certificate', certificate], ['--private-key', key],
                      ['--certificate', broken, '--private-key', key],
                      ['--certificate', self.folder / 'none', '--private-key', key]):
            with self.subTest(words=words), self.assertRaises(laptop.Failed) as caught:
                self.server.admin(*serve, *map(str, words))
            self.assertEqual(caught.exception.code, 1)
            self.assertEqual(len(caught.exception.said.strip().splitlines()), 1)
            self.assertRegex(caught.exception.said, 'fodfaeste-server: .*certificate (and|can)')


@unittest.skipUnless(shutil.which('nginx'), 'nginx is not installed')
class Proxy(Secure):
    """nginx with the example that is installed: only its names, ports and files are others."""

    def setUp(self):
        super().setUp()
        self.server.start()
        certificate, key = self.authority.sign('proxy')
        self.start(certificate, key)
        while not self.listens():
            self.start(certificate, key)
        self.addCleanup(self.end)
        self.url = f'https://127.0.0.1:{self.port}'

    def start(self, certificate, key):
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        text = (ROOT / 'data/nginx-fodfaeste.conf').read_text(encoding='utf-8')
        for old, new in ((r'ssl_certificate \S+;', f'ssl_certificate {certificate};'),
                         (r'ssl_certificate_key \S+;', f'ssl_certificate_key {key};'),
                         (r'127\.0\.0\.1:8437', f'127.0.0.1:{self.server.port}'),
                         (r'listen 443', f'listen 127.0.0.1:{self.port}'),
                         (r'\n *listen \[::\]:443[^;]*;', '')):
            text, count = re.subn(old, new, text)
            self.assertEqual(count, 1, old)
        paths = ''.join(f'{what}_temp_path {self.folder}/{what};\n' for what in
                        ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        conf = self.folder / 'nginx.conf'
        conf.write_text(f'daemon off; master_process off; pid {self.folder}/pid;\n'
                        f'error_log {self.folder}/error.log;\nevents {{}}\n'
                        f'http {{\n{paths}{text}\n}}\n', encoding='utf-8')
        (self.folder / 'pid').unlink(missing_ok=True)
        self.nginx = subprocess.Popen(['nginx', '-p', str(self.folder), '-e',
                                       f'{self.folder}/error.log', '-c', str(conf)])

    def listens(self):
        """It writes its number once it has the port; when somebody else was faster, it ends."""
        while not (self.folder / 'pid').exists():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.nginx.wait(0.05)
                self.assertIn('Address already in use',
                              (self.folder / 'error.log').read_text(encoding='utf-8'))
                return False
        return True

    def end(self):
        self.nginx.terminate()
        self.nginx.wait(60)

    def ask(self, method, path, body=None):
        trust = ssl.create_default_context(cafile=str(self.authority.root))
        line = http.client.HTTPSConnection('127.0.0.1', self.port, context=trust, timeout=60)
        line.request(method, path, body)
        return line.getresponse()

    def test_a_round_goes_through(self):
        self.assertEqual(self.ask('GET', '/healthz').status, 200)
        anna, bo = (self.machine(name, self.authority) for name in ('anna', 'bo'))
        for machine in (anna, bo):
            machine.enrol(self, 'anna')
        anna.ask('add', 'employer', 'name=Bageriet', 'tasks=' + 'Pakke og feje. ' * 200)
        self.assertEqual(anna.sync(expect=[0])['pushed'], 1)
        bo.sync(expect=[0])
        self.assertEqual([row['name'] for row in bo.list('employer')], ['Bageriet'])

    def test_the_line_goes_through(self):
        self.assertEqual(self.ask('GET', '/healthz').status, 200)
        anna, bo = (self.machine(name, self.authority) for name in ('anna', 'bo'))
        for machine in (anna, bo):
            machine.enrol(self, 'anna')
        token = self.enrol('anna')
        trust = ssl.create_default_context(cafile=str(self.authority.root))
        with socket.create_connection(('127.0.0.1', self.port), timeout=60) as plain, \
                trust.wrap_socket(plain, server_hostname='127.0.0.1') as line:
            line.sendall(f'GET /v1/sync/live HTTP/1.1\r\nHost: localhost\r\n'
                         f'Authorization: Bearer {token}\r\nUpgrade: websocket\r\n'
                         'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n'
                         'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'.encode())
            said = line.makefile('rb')
            self.assertIn(b' 101 ', said.readline())
            while said.readline() != b'\r\n':
                continue
            first = self.read_message(said)
            anna.ask('add', 'employer', 'name=Bageriet')
            anna.sync(expect=[0])
            self.assertNotEqual(self.read_message(said), first)

    def enrol(self, login):
        """The token of a device without a profile."""
        body = json.dumps({'proto': 1, 'login': login, 'password': laptop.PASSWORD,
                           'device': str(uuid.uuid4()), 'end': True})
        trust = ssl.create_default_context(cafile=str(self.authority.root))
        line = http.client.HTTPSConnection('127.0.0.1', self.port, context=trust, timeout=60)
        line.request('POST', '/v1/enrol', body, {'Content-Type': 'application/json'})
        return json.load(line.getresponse())['token']

    @staticmethod
    def read_message(said):
        head = said.read(2)
        size = head[1] if head[1] < 126 else int.from_bytes(said.read(2), 'big')
        return json.loads(said.read(size))['heads']

    def test_too_much_stops_at_the_proxy(self):
        self.assertEqual(self.ask('POST', '/v1/sync/push', bytes(9 * 1024 * 1024)).status, 413)
        self.assertNotIn('/v1/', ''.join(self.server.log))

    def test_a_server_that_is_down_is_out_of_reach(self):
        self.assertEqual(self.ask('GET', '/healthz').status, 200)
        anna = self.machine('anna', self.authority)
        anna.enrol(self, 'anna')
        anna.ask('add', 'employer', 'name=Bageriet')
        self.server.stop()
        self.assertEqual(self.ask('GET', '/healthz').status, 502)
        anna.ask('sync', expect=[laptop.OFFLINE])
        self.server.start()
        self.assertEqual(anna.sync(expect=[0])['pushed'], 1)


if __name__ == '__main__':
    tap.main()
