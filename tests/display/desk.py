# SPDX-License-Identifier: GPL-3.0-or-later
"""A consultant's desk for display tests: a profile of its own, filled by the console, and the app
over it, unlocked by typing.

    class Something(desk.Desk):
        def test_it(self):
            self.add('participant', name='Åse Møller')
            app = self.open()
            ui.press(app.root, ui.BUTTON, exactly('New participant'))

Each program runs once in every language (LC_ALL of the session): word('Undo') is what the app
shows there for that text of its source, by the translation that the app uses.
"""
import calendar
import concurrent.futures
import csv
import datetime
import gettext
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import ui  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
DANISH = os.environ.get('LC_ALL', '').startswith('da')
LANGUAGE = 'da' if DANISH else 'en'
DIRECTIVE = re.compile(r'%(?:(\d+)\$)?[0-9]*(l?[a-z]|%)')
LIST = (ui.ROLE.LIST,)


class Unknown(gettext.NullTranslations):
    """A text that the app does not have is a mistake of the test, in either language."""

    def gettext(self, message):
        raise KeyError(message)

    def pgettext(self, context, message):
        raise KeyError(f'{context}: {message}')

    def ngettext(self, msgid1, msgid2, n):
        raise KeyError(msgid1)


CODES = pathlib.Path(__file__).resolve().parents[2] / 'data/codes/codes.csv'
CATALOGUE = gettext.translation('fodfaeste', BUILD / 'po', ['da'])
CATALOGUE.add_fallback(Unknown())


def pattern(text, values):
    """A regular expression for the text, with the values (expressions too) for its directives;
    where there is none, anything fits."""
    rest, end, found = list(values), 0, ''
    for hole in DIRECTIVE.finditer(text):
        found += re.escape(text[end:hole.start()])
        end = hole.end()
        if hole[2] == '%':
            found += '%'
        elif hole[1]:
            found += values[int(hole[1]) - 1] if values else '.*'
        else:
            found += rest.pop(0) if rest else '.*'
    return found + re.escape(text[end:])


def say(danish, english):
    """What of the two is in the language of the session: for what word() does not have."""
    return danish if DANISH else english


def word(text, *values, context=None, danish=DANISH):
    """That text of the app's source as the app shows it, as a regular expression."""
    translated = CATALOGUE.pgettext(context, text) if context else CATALOGUE.gettext(text)
    return pattern(translated if danish else text, values)


def count(number, one, many, *more, danish=DANISH):
    """As word(), for a text with a plural: count(2, '%u day', '%u days'); a number that is itself
    an expression stands for several. more: what stands in the text besides."""
    several = number if isinstance(number, int) else 2
    translated = CATALOGUE.ngettext(one, many, several)
    return pattern(translated if danish else one if several == 1 else many, [str(number), *more])


def exactly(text, *values, **options):
    """As word(), and nothing else beside it."""
    return f'^{word(text, *values, **options)}$'


def code(kind, name):
    """As word(), for an entry of a code list."""
    with CODES.open(encoding='utf-8') as rows:
        row = next(row for row in csv.reader(rows) if row[:2] == [kind, name])
    return re.escape(row[2] if DANISH else row[3])


WEEKDAYS = [word(name, context='weekday') for name in calendar.day_name]
MONTHS = [word(name, context='month') for name in calendar.month_name[1:]]


def day(offset):
    """The date so many days from today, as the store has it."""
    return (datetime.date.today() + datetime.timedelta(offset)).isoformat()


def long_date(date):
    """As word(), for a day: weekday, day, month and year."""
    date = datetime.date.fromisoformat(str(date))
    return word('%1$s %2$d %3$s %4$d', WEEKDAYS[date.weekday()], str(date.day),
               MONTHS[date.month - 1], str(date.year), context='long date')


def at(date, start, end):
    """An appointment on that day."""
    return f'{date}T{start}/{date}T{end}@Europe/Copenhagen'


def pairs_of(part):
    """What the console takes: 'name=…' for each field of a dictionary, other words as they are."""
    if isinstance(part, str):
        return [part]
    return [f'{name.replace("_", "-")}={value}' for name, value in part.items()]


class Desk(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.laptop = laptop.Laptop(BUILD, self.folder / 'laptop')
        self.laptop.make()
        self.app = None
        self.more_environment = {}
        self.addCleanup(self.finish)

    def run(self, result=None):
        self.result = result or self.defaultTestResult()
        super().run(self.result)
        return self.result

    def finish(self):
        """Leaves a picture where a test failed."""
        if not self.result.wasSuccessful():
            self.picture = ui.shot(f'failed-{self.id().split(".", 1)[1]}-{LANGUAGE}')
        self.kill()

    def add(self, kind, *pairs, **fields):
        """A row, by the console; returns its id."""
        return self.add_all([[kind, *pairs, fields]])[0]

    def add_all(self, rows):
        """Many rows in one go, each a kind and its pairs or a dictionary; returns their ids."""
        lines = [['add', *(text for part in row for text in pairs_of(part))] for row in rows]
        with laptop.secret(self.laptop.passphrase) as reader:
            done = subprocess.run(self.laptop.command('batch', passphrase_fd=reader),
                                  input=''.join(json.dumps(line) + '\n' for line in lines),
                                  capture_output=True, text=True, check=True, pass_fds=[reader],
                                  env=laptop.environment(BUILD))
        answers = [json.loads(text) for text in done.stdout.splitlines()]
        assert all(a['exit'] == 0 for a in answers if 'exit' in a), answers
        return [a['id'] for a in answers if 'id' in a]

    def start(self, of=None):
        """The app, still locked."""
        self.app = ui.Program((of or self.laptop).app(), fill_screen=False,
                              env=laptop.environment(BUILD, **self.more_environment))
        return self.app

    def in_front(self):
        """Whether keys go to the app, by the word of the window manager."""
        said = subprocess.run(['xdotool', 'getactivewindow', 'getwindowpid'],
                              capture_output=True, text=True, check=False).stdout
        return said.strip() == str(self.app.process.pid)

    def unlock(self, passphrase=None):
        """Types the passphrase where the focus is, as a person does."""
        ui.find(self.app.root, ui.ENTRY, word('Passphrase'))
        ui.until(self.in_front, 'the window in front')
        ui.type_text(passphrase or self.laptop.passphrase)
        ui.key('Return')

    def open(self, of=None):
        """The app, unlocked by typing, as wide as the screen."""
        self.start(of)
        self.unlock()
        self.unlocked()
        return self.app

    def unlocked(self):
        """Waits until the window with the pages is there."""
        ui.find(self.app.root, ui.BUTTON, f'^{word("Search everywhere")}')
        self.app.fill_screen()

    def close(self):
        """Ends the app as a person does, so that the console can look."""
        ui.until(self.app.active, 'a window that has the keyboard')
        ui.key('ctrl+q')
        self.assertEqual(self.app.process.wait(ui.DEADLINE), 0)

    def kill(self):
        """As a power cut would."""
        if self.app:
            self.app.kill()

    def kept(self, text):
        """Whether a draft with that text would be there after a power cut now: asks a copy of what
        is on the disk."""
        with tempfile.TemporaryDirectory() as folder:
            copy = laptop.Laptop(BUILD, pathlib.Path(folder, 'copy'))
            try:
                shutil.copytree(self.laptop.folder, copy.folder)
                return any(text in draft['text'] for draft in copy.ask('drafts'))
            except (shutil.Error, laptop.Failed):
                return False  # it was being written while it was copied

    def wait_for_draft(self, text):
        """Waits until what was typed would outlive a power cut."""
        ui.until(lambda: self.kept(text), f'the draft {text!r} on the disk')

    def type_until_draft(self):
        """Types without a pause, after which it would be saved, until a draft is kept."""
        ui.keyboard()
        with concurrent.futures.ThreadPoolExecutor(1) as beside:
            found = beside.submit(self.wait_for_draft, 'x')
            while not found.done():
                ui.xdo('key', 'x')
            found.result()

    def page(self, keys, name):
        """Goes to a page by its key; what is looked for below it is found much sooner."""
        ui.until(lambda: ui.focused(self.app.root), 'a focus')
        ui.key(keys)
        return self.app.page(f'Fod{name}Page')

    def scroll_to(self, node, room=80):
        """Turns the wheel in the middle of the screen until the node is so far above its lower
        edge. Returns it."""
        width, height = ui.screen_size()

        def there():
            _, y, _, high = ui.at_rest(node)
            if y + high <= height - room:
                return True
            ui.xdo('mousemove', str(width // 2), str(height // 2), 'click', '--repeat', '5',
                   '--delay', '10', '5')
            return False
        ui.until(there, 'the wheel to lead there')
        return node

    def window(self, title):
        """The window of that title on top of the app, once one can type into it."""
        return ui.until(lambda: next((w for w in self.app.windows() if ui.matches(w, ui.ANY, title)
                                      and ui.has(w, ui.STATE.ACTIVE)), None), f'window {title!r}')

    def dialog(self, title):
        """The window of that title, or None; the toolkit's own has another role than ours."""
        return next((w for w in ui.children(self.app.root)
                     if ui.matches(w, ui.ANY, f'^{title}$') and ui.shown(w)), None)

    def name_file(self, title, button, path, keys):
        """In the toolkit's own window, where the path is typed."""
        dialog = ui.until(lambda: self.dialog(title), title)
        ui.until(lambda: ui.focused(dialog) is not None, 'the focus')
        ui.key(keys)
        ui.type_text(str(path))

        def pressed():
            """The toolkit's window ignores the button while it is still reading a folder."""
            ui.still()
            said = ui.first(dialog, ui.BUTTON, f'{button}$')
            if said:
                said.do_action(0)
            return not self.dialog(title)
        ui.until(pressed, f'{title} to go')

    def turn_to(self, name):
        """Presses the switch to that part of the page; waits until it says that this is shown."""
        ui.press_in(self.place, ui.BUTTON, name)

    def toast(self, words, roles=ui.LABEL):
        """Waits for that message at the foot of the window, or for its button. Looks no deeper than
        it lies: it goes after some seconds, and a busy machine needs as many for all the rest."""
        main = self.app.windows()[0]
        return ui.until(lambda: ui.near(main, roles, words, 6), f'the toast {words!r}')

    def undo_is_offered(self):
        return self.toast(f'^{word("Undo")}', ui.BUTTON)

    def undo(self):
        """By the key, which takes the last edit back also when its toast has gone."""
        ui.key('ctrl+z')

    def chip(self, words, seconds=None):
        """Waits until the state of the sync in the header says so, of what was just done too."""
        ui.still()
        return ui.find(self.app.root, ui.BUTTON, f'^{word("Sync: %s", words)}', seconds)
