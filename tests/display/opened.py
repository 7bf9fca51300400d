# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the app share: a profile made by the console, the app over it, unlocked."""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import ui  # noqa: E402

BUILD = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
TEXT = (ui.ROLE.TEXT, ui.ROLE.ENTRY, ui.ROLE.PASSWORD_TEXT)
CHIP = r'^(Synkronisering|Sync): '


def day(offset):
    """The date so many days from today, as the store has it."""
    return (datetime.date.today() + datetime.timedelta(offset)).isoformat()


def at(offset, start, end):
    """An appointment on that day."""
    date = day(offset)
    return f'{date}T{start}/{date}T{end}@Europe/Copenhagen'


def nameless(root):
    """As ui.nameless(), less the list item by which AdwComboRow shows its own choice."""
    return [n for n in ui.nameless(root) if not re.match(r"list item ''", n)]


class AppTest(unittest.TestCase):
    """One profile in a folder of its own."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.laptop = laptop.Laptop(BUILD, self.folder / 'laptop')

    def tearDown(self):
        if not self._outcome.result.wasSuccessful():
            ui.shot('failed-' + self.id().split('.')[-1])

    def start(self, of=None, **options):
        """The app, still locked."""
        app = ui.Program((of or self.laptop).app(), **options)
        self.addCleanup(app.kill)
        return app

    def in_front(self, app):
        """Whether keys go to the app, by the word of the window manager."""
        said = subprocess.run(['xdotool', 'getactivewindow', 'getwindowpid'],
                              capture_output=True, text=True, check=False).stdout
        return said.strip() == str(app.process.pid)

    def unlock(self, app, passphrase=None):
        """Types the passphrase where the focus is, as a person does."""
        ui.find(app.root, TEXT, '^(Adgangssætning|Passphrase)')
        ui.until(lambda: self.in_front(app), 'the window in front')
        ui.type_text(passphrase or self.laptop.passphrase)
        ui.key('Return')

    def opened(self, of=None):
        """The app, unlocked, as wide as the screen."""
        app = self.start(of, fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.BUTTON, '^(Søg overalt|Search everywhere)')
        app.fill_screen()
        return app

    def add(self, kind, **fields):
        """A row, by the console; returns its id."""
        words = [f'{name.replace("_", "-")}={value}' for name, value in fields.items()]
        answer = self.laptop.ask('add', kind, *words)[0]
        return answer['id'] if isinstance(answer, dict) else answer

    def page(self, app, name):
        """Waits until the switcher says that this page is shown."""
        ui.until(lambda: any(ui.has(n, ui.STATE.PRESSED) or ui.has(n, ui.STATE.CHECKED)
                             for n in ui.all_of(app.root, ui.ANY, f'^{name}')),
                 f'the page {name}')

    def chip(self, app, words, seconds=None):
        """Waits until the chip in the header says so."""
        return ui.find(app.root, ui.BUTTON, CHIP + words, seconds)
