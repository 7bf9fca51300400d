# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a real window through the accessibility bus, as a screen reader would, and with real keys.

Runs inside ui-session.sh. Every wait is for a condition with a deadline. A test reads like this:

    with ui.Program([executable, '--profile', folder]) as app:
        ui.press(app.root, ui.BUTTON, 'Ny deltager')
        ui.type_text('Åse Møller')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.ROW, 'Åse Møller')
        app.shot('participants')
        assert ui.nameless(app.root) == []

Names are regular expressions (re.search), so that 'Gem$' tells "Gem" from "Gem som".

A machine may be slow and busy: every key, click and press waits until the whole session is at rest
(still()), so that it meets what it was meant for, however long the program took to get there. What
comes by a timer or from a server is not under way then; a test waits for it with find() or until().

What GTK 4.8 does differently from what one expects, and what the helpers do about it:
- SHOWING is never set below the window, and hidden pages of a stack are in the tree: what is shown
  is what is VISIBLE and has an extent. A page that was shown before keeps its extent: look below
  Program.page().
- A node may vanish under a walk (a closing toast, a recycled row) and then raises: that is "not
  there", never an error.
- List rows and check buttons have no action: press() clicks them instead.
- A row with a text field (AdwEntryRow) never says that it has the keyboard: enter() looks at what
  arrived.
"""
import contextlib
import os
import pathlib
import re
import subprocess
import time

# Fatal warnings are for the program under test (Program hands them on), not for this process, whose
# libraries warn whenever a node vanishes while they look at it.
STRICT = {'G_DEBUG': os.environ.pop('G_DEBUG', '')}

import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402 (the version comes first)

ROLE, STATE = Atspi.Role, Atspi.StateType
BUTTON = (ROLE.PUSH_BUTTON, ROLE.TOGGLE_BUTTON)
ENTRY = (ROLE.TEXT, ROLE.ENTRY, ROLE.PASSWORD_TEXT)
ROW = (ROLE.LIST_ITEM, ROLE.TABLE_ROW, ROLE.TREE_ITEM)
ITEM = (ROLE.MENU_ITEM, ROLE.CHECK_MENU_ITEM, ROLE.RADIO_MENU_ITEM, ROLE.PUSH_BUTTON)
LABEL = (ROLE.LABEL, ROLE.STATIC)
ANY = None
# A test that passes waits for none of these: they are for machines that are slow and busy.
DEADLINE = float(os.environ.get('UI_DEADLINE', '60'))
Atspi.set_timeout(int(DEADLINE * 1000), int(DEADLINE * 1000))
UNNAMED = re.compile(r'^(Gtk|Adw|Fod|Gdk)[A-Z]')


def until(condition, what, seconds=None):
    """The first true result of the condition; AssertionError when none came in time. A node or file
    that is not there makes it false."""
    end = time.monotonic() + (seconds or DEADLINE)
    while True:
        try:
            result = condition()
            if result:
                return result
        except (GLib.Error, FileNotFoundError):
            pass
        if time.monotonic() > end:
            raise AssertionError(f'timed out: {what}')
        time.sleep(0.02)


def stat(path):
    """(state, parent) of a process or thread; of one that has ended, nothing."""
    try:
        state, parent = pathlib.Path(path, 'stat').read_text(errors='replace').rpartition(
            ')')[2].split()[:2]
        return state, int(parent)
    except (OSError, ValueError):
        return '', 0


def session():
    """The processes of this session (ui-session.sh) but our own: the programs under test and their
    servers, the X server, the window manager, the buses."""
    parents = {int(name): stat(f'/proc/{name}')[1] for name in os.listdir('/proc')
               if name.isdigit()}
    top = int(os.environ.get('UI_SESSION', '0'))

    def belongs(pid):
        while pid > 1 and pid != top:
            pid = parents.get(pid, 0)
        return pid > 1
    return [pid for pid in parents if pid != os.getpid() and belongs(pid)]


def busy(pids):
    """Whether a thread of them runs, waits for a processor or for a disk."""
    for pid in pids:
        try:
            threads = os.listdir(f'/proc/{pid}/task')
        except OSError:
            continue
        if any(stat(f'/proc/{pid}/task/{thread}')[0] in ('R', 'D') for thread in threads):
            return True
    return False


def still():
    """Waits until everything in the session sleeps, at several looks over more than the time from
    frame to frame: what was done so far has been heard, laid out and drawn, at whatever speed. Who
    is never at rest is waited for once, and from then on for a second.
    """
    pids, looks, end = session(), 0, time.monotonic() + still.patience
    while looks < 5 and time.monotonic() < end:
        looks = 0 if busy(pids) else looks + 1
        time.sleep(0.006)
    if looks < 5:
        still.patience = 1
    return True


still.patience = DEADLINE


def children(node):
    try:
        nodes = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return []
    return [n for n in nodes if n]


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def extent(node):
    """(x, y, width, height) in the window."""
    rect = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return rect.x, rect.y, rect.width, rect.height


def at_rest(node):
    """As extent(), once the node stays where it is."""
    def same():
        before = extent(node)
        still()
        return extent(node) == before and before
    return until(same, 'it to stay where it is')


def has(node, state):
    return node.get_state_set().contains(state)


def shown(node):
    try:
        return (node.get_role() != ROLE.APPLICATION and has(node, STATE.VISIBLE)
                and min(extent(node)[2:]) > 0)
    except GLib.Error:
        return False


def matches(node, roles, name):
    try:
        return ((roles is ANY or node.get_role() in roles)
                and re.search(name, node.get_name() or '') is not None)
    except GLib.Error:
        return False


def all_of(root, roles, name=''):
    """Every shown node of one of the roles whose name fits."""
    return [n for n in walk(root) if matches(n, roles, name) and shown(n)]


def first(root, roles, name=''):
    """The first such node, or None; looks no further."""
    return next((n for n in walk(root) if matches(n, roles, name) and shown(n)), None)


def near(root, roles, name, depth):
    """As first(), among what is at most so many steps below the root: the nearest first, and much
    sooner than first() for what lies over the pages."""
    level = [root]
    for _ in range(depth):
        level = [child for node in level for child in children(node)]
        found = next((n for n in level if matches(n, roles, name) and shown(n)), None)
        if found:
            return found
    return None


def find(root, roles, name='', seconds=None):
    """Waits until such a node is shown."""
    return until(lambda: first(root, roles, name), f'to see {name!r}', seconds)


def gone(root, roles, name='', seconds=None):
    """Waits until no such node is shown, nor comes back: a walk misses what moves beside it."""
    until(lambda: not first(root, roles, name) and still() and not first(root, roles, name),
          f'{name!r} to go', seconds)


def text_of(node):
    """What stands in a text field or label (an end of -1 gives nothing on GTK 4.8)."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def words(root):
    """Every name and text that is shown, for tests on languages and on secrets."""
    found = []
    still()
    for node in walk(root):
        try:
            if not shown(node):
                continue
            found.append(node.get_name() or '')
            if 'Text' in node.get_interfaces():
                found.append(text_of(node))
        except GLib.Error:
            continue
    return [w for w in found if w and not UNNAMED.match(w)]


def fill(node, text):
    """Puts the text into a field at once."""
    still()
    Atspi.EditableText.set_text_contents(node, text)
    until(lambda: text_of(node) == text, f'the field to hold {text!r}')


def focused(root):
    """The node that has the keyboard, or None."""
    return next((n for n in walk(root) if shown(n) and has(n, STATE.FOCUSED)), None)


def xdo(*arguments):
    subprocess.run(['xdotool', *arguments], check=True, stdout=subprocess.DEVNULL)


def keyboard():
    """Waits until nothing is under way and a window has the keyboard: between two windows, keys
    reach neither."""
    def held():
        still()
        said = subprocess.run(['xdotool', 'getwindowfocus', 'getwindowpid'], capture_output=True,
                              text=True, check=False).stdout
        return said.strip().isdigit()
    until(held, 'a window with the keyboard')


def key(*keys):
    """Real keys: key('ctrl+n'), key('Tab', 'Tab', 'Return')."""
    keyboard()
    xdo('key', '--delay', '10', *keys)


def type_text(text):
    """Real typing into whatever has the focus."""
    keyboard()
    xdo('type', '--delay', '2', text)


def window_origin():
    def said():
        told = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'],
                              capture_output=True, text=True, check=False).stdout
        return [int(place) for place in re.findall(r'^[XY]=(-?\d+)', told, re.M)]
    return until(said, 'the place of the window')


def click(node, button=1, times=1):
    """A real click in the middle of the node."""
    x, y, width, height = at_rest(node)
    left, top = window_origin()
    xdo('mousemove', str(left + x + width // 2), str(top + y + height // 2),
        'click', '--repeat', str(times), '--delay', '40', str(button))


def press(root, roles, name='', seconds=None):
    """Activates the node: by its own action, or with a click where it has none. Returns it."""
    find(root, roles, name, seconds)
    still()
    node = find(root, roles, name, seconds)
    if not node.get_n_actions():
        able = next((n for n in all_of(root, roles, name) if n.get_n_actions()), None)
        if able is None:
            click(node)
            return node
        node = able
    node.do_action(0)
    return node


def is_in(root, roles, name=''):
    """Whether a switch of that name says that it is pressed in, or chosen."""
    return any(has(n, STATE.PRESSED) or has(n, STATE.CHECKED) for n in all_of(root, roles, name))


def press_in(root, roles, name=''):
    """As press(), for a button that stays pressed; waits until it says so. A button acts a quarter
    of a second after an action of the bus."""
    press(root, roles, name)
    until(lambda: is_in(root, roles, name), f'{name!r} to be pressed in')


def inside_named_row(node):
    """AdwComboRow of libadwaita 1.2 shows its choice as an item of a list of its own."""
    above = node.get_parent()
    for _ in range(8):
        if above is None:
            return False
        if above.get_role() in (ROLE.LIST_ITEM, ROLE.COMBO_BOX):
            return bool(above.get_name())
        above = above.get_parent()
    return False


def enter(root, name, text):
    """Clicks into the field and types the text over what stands there, as a person does; demands
    that it arrived."""
    node = find(root, ENTRY, name)
    click(node)
    key('ctrl+a')
    type_text(text)
    until(lambda: text_of(node) == text, f'{name!r} to hold {text!r}')
    return node


def nameless(root):
    """What no screen reader could announce: focusable, shown, without a name."""
    silent = (ROLE.LIST, ROLE.SCROLL_PANE, ROLE.FILLER, ROLE.PANEL, ROLE.FRAME, ROLE.TABLE,
              ROLE.VIEWPORT, ROLE.PAGE_TAB_LIST, ROLE.TREE_TABLE)
    found = []
    for node in walk(root):
        try:
            name = node.get_name() or ''
            if node.get_role() in silent or not has(node, STATE.FOCUSABLE) or not shown(node):
                continue
            if name and not UNNAMED.match(name):
                continue
            # The pencil inside AdwEntryRow of libadwaita 1.2 is the library's own.
            if name == 'GtkImage' and node.get_role() == ROLE.PUSH_BUTTON:
                continue
            if node.get_role() == ROLE.LIST_ITEM and inside_named_row(node):
                continue
            found.append(f'{node.get_role_name()} {name!r} at {extent(node)}')
        except GLib.Error:
            continue
    return found


def walk_but(node, but):
    """As walk(), but nothing of the nodes of these names and of what is below them."""
    if node.get_name() in but:
        return
    yield node
    for child in children(node):
        yield from walk_but(child, but)


def outside(root, width, but=()):
    """Shown nodes that reach beyond the width: what a narrow screen would cut."""
    found, border = [], 2
    still()
    for node in walk_but(root, but):
        try:
            if shown(node) and node.get_role() != ROLE.FRAME:
                x, _, wide, _ = extent(node)
                name = f'{node.get_role_name()} {node.get_name()!r}'
                if x < -border or x + wide > width + border:
                    found.append(f'{name} from {x} to {x + wide}')
        except GLib.Error:
            continue
    return found


def screen_size():
    said = subprocess.run(['xdotool', 'getdisplaygeometry'], capture_output=True, text=True,
                          check=True).stdout.split()
    return int(said[0]), int(said[1])


def shot(name):
    """A picture of the screen in the folder UI_SHOTS; returns its path, or None."""
    folder = os.environ.get('UI_SHOTS')
    if not folder:
        return None
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    path, seen = pathlib.Path(folder, f'{name}.png'), []

    def calm():
        """Takes pictures until two are the same: what was just done has then been drawn."""
        subprocess.run(['import', '-window', 'root', '-strip', str(path)], check=True)
        seen.append(path.read_bytes())
        return len(seen) > 1 and seen[-1] == seen[-2]

    with contextlib.suppress(AssertionError):
        until(calm, 'the picture to be calm', 3)
    return path


class Program:
    """A program under test, found on the accessibility bus by its process id."""

    def __init__(self, command, env=None, ready=DEADLINE, fill_screen=True):
        self.process = subprocess.Popen(command, env={**os.environ, **STRICT, **(env or {})})
        try:
            self.root = until(self.lookup, f'{command[0]} on the bus', ready)
            if fill_screen:
                self.fill_screen()
        except AssertionError:
            self.kill()
            raise

    def lookup(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended by itself with {self.process.returncode}')
        for node in children(Atspi.get_desktop(0)):
            if node.get_process_id() == self.process.pid and node.get_child_count():
                return node
        return None

    def fill_screen(self):
        """Lets the active window be as wide as the screen, which SIZE of ui-session.sh set. A
        program that changes its main window (as after unlocking) needs it once more."""
        window = until(self.active, 'an active window')
        wanted = screen_size()
        if extent(window)[2] != wanted[0]:
            key('super+F11')
            until(lambda: extent(window)[2] == wanted[0], f'the window {wanted[0]} pixels wide')

    def active(self):
        """The window that has the keyboard, or None."""
        return next((w for w in self.windows() if has(w, STATE.ACTIVE) or focused(w)), None)

    def page(self, name):
        """The place of a class of the program (it has no name, so the bus tells its type). Looking
        below it is faster, and sees nothing of pages that a stack hides."""
        return find(self.root, ANY, f'^{name}$')

    def windows(self):
        kinds = (ROLE.FRAME, ROLE.DIALOG, ROLE.WINDOW, ROLE.ALERT)
        return [n for n in children(self.root) if n.get_role() in kinds]

    def shot(self, name):
        return shot(name)

    def running(self):
        return self.process.poll() is None

    def kill(self):
        """As a power cut would end it."""
        if self.running():
            self.process.kill()
        return self.process.wait()

    def close(self, seconds=DEADLINE):
        """Asks the program to end, and demands that it does."""
        if self.running():
            self.process.terminate()
        return self.process.wait(seconds)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            shot(f'failed-{self.process.pid}')
        self.kill()
