#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""flatpak.py ROOT: the Flatpak manifest is well-formed and asks for nothing beyond its list."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import tap  # noqa: E402 (a module of the tests)

MANIFEST = None
# A window, its graphics, and the network for the sync. No folder of the person, no message bus:
# files come through the portal.
PERMISSIONS = ['--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri',
               '--share=network']


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads(MANIFEST.read_text(encoding='utf-8'))

    def test_it_asks_for_exactly_these_permissions(self):
        self.assertEqual(sorted(self.manifest['finish-args']), sorted(PERMISSIONS))
        self.assertNotIn('finish-args', json.dumps(self.manifest['modules']))

    def test_it_names_the_program(self):
        self.assertEqual(self.manifest['app-id'], MANIFEST.stem)
        self.assertEqual(self.manifest['command'], 'fodfaeste')

    def test_every_source_is_pinned(self):
        for module in self.manifest['modules']:
            for source in module['sources']:
                if source['type'] == 'dir':
                    self.assertEqual((module['name'], source['path']), ('fodfaeste', '..'))
                    continue
                self.assertEqual(source['type'], 'git', module['name'])
                self.assertRegex(source['url'], '^https://', module['name'])
                self.assertRegex(source['commit'], '^[0-9a-f]{40}$', module['name'])

    def test_sqlcipher_is_static_and_leaves_nothing(self):
        module = next(m for m in self.manifest['modules'] if m['name'] == 'sqlcipher')
        self.assertIn('--disable-shared', module['config-opts'])
        self.assertIn('-DSQLITE_HAS_CODEC', module['build-options']['cflags'])
        self.assertEqual(module['cleanup'], ['*'])

    def test_flatpak_builder_reads_it(self):
        if not shutil.which('flatpak-builder'):
            self.skipTest('flatpak-builder is not installed')
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(['flatpak-builder', '--show-manifest', MANIFEST], cwd=folder,
                                  capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)['finish-args'], self.manifest['finish-args'])


if __name__ == '__main__':
    MANIFEST = pathlib.Path(sys.argv[1], 'flatpak/dk.fodfaeste.Fodfaeste.json').resolve()
    tap.main()
