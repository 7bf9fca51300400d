# SPDX-License-Identifier: GPL-3.0-or-later
"""A consultant's desk for display tests: a profile of its own, filled by the console, and the app
over it, unlocked by typing.

    class Something(desk.Desk):
        def test_it(self):
            aase = self.add('participant', 'name=Åse Møller')
            self.open()
            ui.find(self.app.root, ui.ROW, 'Åse')

Runs in the language of the session (LC_ALL): say('Kalender', 'Calendar') is the word on screen.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import ui  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
DANISH = os.environ.get('LC_ALL', '').startswith('da')


def say(danish, english):
    return danish if DANISH else english


class Desk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.laptop = laptop.Laptop(BUILD, pathlib.Path(folder.name) / 'profile')
        self.laptop.make()
        self.app = None
        self.addCleanup(self.finish)

    def run(self, result=None):
        self.result = result or self.defaultTestResult()
        self.before = len(self.result.failures) + len(self.result.errors)
        super().run(self.result)
        return self.result

    def finish(self):
        """Leaves a picture where a test failed."""
        if len(self.result.failures) + len(self.result.errors) > self.before:
            ui.shot(f'failed-{self.id()}')
        self.kill()

    def add(self, kind, *pairs):
        return self.laptop.ask('add', kind, *pairs)[0]['id']

    def add_all(self, rows):
        """Many rows in one go, each a kind and its pairs; returns their ids."""
        with laptop.secret(self.laptop.passphrase) as reader:
            line = self.laptop.command('batch', passphrase_fd=reader)
            text = ''.join(json.dumps(['add', *row]) + '\n' for row in rows)
            done = subprocess.run(line, input=text, capture_output=True, text=True, check=True,
                                  pass_fds=[reader], env=laptop.environment(BUILD))
        answers = [json.loads(text) for text in done.stdout.splitlines()]
        assert all(a['exit'] == 0 for a in answers if 'exit' in a), answers
        return [a['id'] for a in answers if 'id' in a]

    def open(self):
        """Starts the app and unlocks the profile by typing."""
        self.app = ui.Program(self.laptop.app(), env=laptop.environment(BUILD))
        ui.type_text(self.laptop.passphrase)
        ui.key('Return')
        ui.find(self.app.root, ui.ANY, f'^{say("Kalender", "Calendar")}$')
        self.app.fill_screen()
        return self.app

    def close(self):
        """Ends the app as a person does, so that the console can look."""
        ui.key('ctrl+q')
        self.assertEqual(self.app.process.wait(20), 0)
        self.app = None

    def kill(self):
        if self.app:
            self.app.kill()
        self.app = None
