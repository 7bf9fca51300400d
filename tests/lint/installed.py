#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""installed.py ROOT DATA-BUILD-FOLDER: icons, manual pages, the units and the proxy example."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import tap  # noqa: E402 (a module of the tests)

ROOT = BUILD = None
APP = 'dk.fodfaeste.Fodfaeste'


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class Installed(unittest.TestCase):
    def test_icons_are_square_and_plain(self):
        for name, side in ((APP, '128'), (f'{APP}-symbolic', '16')):
            root = ElementTree.parse(ROOT / f'data/icons/{name}.svg').getroot()
            self.assertEqual((root.get('width'), root.get('height')), (side, side), name)
            self.assertEqual(root.get('viewBox'), f'0 0 {side} {side}', name)
            text = (ROOT / f'data/icons/{name}.svg').read_text(encoding='utf-8')
            for word in ('inkscape', '<script', '<image', '<text', 'href'):
                self.assertNotIn(word, text, name)

    def test_manual_pages_have_no_warnings(self):
        if not shutil.which('man'):
            self.skipTest('man is not installed')
        for page in sorted((ROOT / 'data/man').iterdir()):
            code, said = run('env', 'LC_ALL=C.UTF-8', 'MANWIDTH=80', 'man', '--warnings', '-E',
                             'UTF-8', '-l', '-Tutf8', '-Z', str(page))
            self.assertEqual(code, 0, said)
            warnings = [line for line in said.splitlines() if 'warning' in line]
            self.assertEqual(warnings, [], page.name)

    def test_the_bus_service_starts_the_program_the_desktop_file_names(self):
        service = (BUILD / f'{APP}.service').read_text(encoding='utf-8')
        desktop = (BUILD / f'{APP}.desktop').read_text(encoding='utf-8')
        self.assertIn(f'Name={APP}\n', service)
        self.assertRegex(service, r'Exec=/\S*/fodfaeste --gapplication-service\n')
        self.assertIn('Exec=fodfaeste\n', desktop)
        self.assertIn(f'Icon={APP}\n', desktop)
        self.assertRegex(desktop, r'Comment\[da\]=\S')

    def test_the_server_unit_is_locked_down(self):
        if not shutil.which('systemd-analyze'):
            self.skipTest('systemd-analyze is not installed')
        code, said = run('systemd-analyze', 'security', '--offline=yes', '--no-pager',
                         str(BUILD / 'fodfaeste-server.service'))
        level = re.search(r'Overall exposure level for \S+: ([0-9.]+)', said)
        self.assertIsNotNone(level, said)
        self.assertEqual(code, 0)
        self.assertLessEqual(float(level[1]), 2.0, said)

    def test_the_server_unit_is_what_systemd_reads(self):
        """Only the program is another: it need not be installed yet."""
        if not shutil.which('systemd-analyze'):
            self.skipTest('systemd-analyze is not installed')
        text = (BUILD / 'fodfaeste-server.service').read_text(encoding='utf-8')
        text, count = re.subn(r'(?m)^ExecStart=/\S*/fodfaeste-server ', 'ExecStart=/bin/true ', text)
        self.assertEqual(count, 1)
        text = re.sub(r'(?m)^Documentation=.*\n', '', text)
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder, 'fodfaeste-server.service')
            unit.write_text(text, encoding='utf-8')
            code, said = run('systemd-analyze', 'verify', str(unit))
        self.assertEqual((code, said), (0, ''))

    def test_the_proxy_example_is_what_nginx_reads(self):
        if not shutil.which('nginx'):
            self.skipTest('nginx is not installed')
        text = (ROOT / 'data/nginx-fodfaeste.conf').read_text(encoding='utf-8')
        with tempfile.TemporaryDirectory() as folder:
            made = run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x',
                       '-keyout', f'{folder}/key', '-out', f'{folder}/cert')
            self.assertEqual(made[0], 0, made[1])
            text = re.sub(r'(ssl_certificate) \S+;', rf'\1 {folder}/cert;', text)
            text = re.sub(r'(ssl_certificate_key) \S+;', rf'\1 {folder}/key;', text)
            text = re.sub(r'443', '8443', text)
            conf = pathlib.Path(folder, 'nginx.conf')
            conf.write_text(f'error_log stderr; pid {folder}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n',
                            encoding='utf-8')
            code, said = run('nginx', '-t', '-q', '-p', folder, '-c', str(conf))
            self.assertEqual(code, 0, said)

    def test_limits_of_the_proxy_example(self):
        text = (ROOT / 'data/nginx-fodfaeste.conf').read_text(encoding='utf-8')
        for rule in ('ssl_protocols TLSv1.2 TLSv1.3;', 'client_max_body_size 8m;',
                     'client_header_timeout 10s;', 'client_body_timeout 30s;',
                     'proxy_request_buffering on;', 'limit_req zone=', 'limit_conn '):
            self.assertIn(rule, text)


if __name__ == '__main__':
    ROOT, BUILD = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    tap.main()
