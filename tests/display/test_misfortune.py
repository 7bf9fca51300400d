#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong outside the program, each told in one sentence; and what was typed is not lost.
A full disk and time that has passed are made by a library that is put before the system's."""
import os
import subprocess
import sys
import threading

import desk
import tap  # (the path is set by desk)
import ui
from gi.repository import Gio, GLib  # (after ui: fatal warnings are not for this process)
from desk import exactly, laptop, say, word

MAKE_NEWER, FAULT = sys.argv[2:4]
GOOD = 'korthest batteri klamme nu'
UNLOCK = exactly('Unlock')
FULL = say('Disken er fuld', 'The disk is full')


class Logind:
    """What the program hears of the system, on the bus of the session: a machine that goes to
    sleep, a screen that locks. Keeps the other ends of what delays a sleep."""

    XML = """<node><interface name="org.freedesktop.login1.Manager">
      <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="h" direction="out"/></method></interface></node>"""

    def __enter__(self):
        self.delays = []
        self.loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.ready = threading.Event()
        self.thread.start()
        self.ready.wait(ui.DEADLINE)
        return self

    def serve(self):
        self.loop.get_context().push_thread_default()
        address = os.environ['DBUS_SESSION_BUS_ADDRESS']
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        manager = Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0]
        self.bus.register_object('/org/freedesktop/login1', manager, self.inhibit, None, None)
        for name in ('org.freedesktop.login1', 'org.gnome.ScreenSaver'):
            self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                               'org.freedesktop.DBus', 'RequestName',
                               GLib.Variant('(su)', (name, 0)), None, 0, -1, None)
        self.ready.set()
        self.loop.run()

    def inhibit(self, bus, sender, path, interface, method, arguments, invocation):
        ours, theirs = os.pipe()
        fds = Gio.UnixFDList.new()
        fds.append(theirs)
        os.close(theirs)
        invocation.return_value_with_unix_fd_list(GLib.Variant('(h)', (0,)), fds)
        self.delays.append(ours)

    def tell(self, path, interface, signal):
        """Says of the machine or the screen that it is so."""
        self.bus.emit_signal(None, path, interface, signal, GLib.Variant('(b)', (True,)))
        self.bus.flush_sync(None)

    def __exit__(self, kind, value, trace):
        self.loop.quit()
        self.thread.join(ui.DEADLINE)
        self.bus.close_sync(None)
        for end in self.delays:
            os.close(end)


class Misfortune(desk.Desk):
    def setUp(self):
        super().setUp()
        self.full = self.folder / 'full'
        self.seconds = self.folder / 'seconds'
        self.more_environment = {'LD_PRELOAD': FAULT, 'FODFAESTE_TEST_FULL': str(self.full),
                                 'FODFAESTE_TEST_SECONDS': str(self.seconds)}

    def let_pass(self, seconds):
        """For the program; never a moment without the file, which would be a clock set back."""
        fresh = self.seconds.with_suffix('.new')
        fresh.write_text(str(seconds))
        fresh.replace(self.seconds)

    def new_follow_up(self, app):
        """The field for the title of a new one, ready to be typed in."""
        ui.until(lambda: ui.focused(app.root), 'a focus')
        ui.key('ctrl+shift+f')
        return ui.find(self.window(exactly('New follow-up')), ui.ENTRY, exactly('What'))

    def test_a_full_disk_is_told_and_what_is_typed_is_saved_once_there_is_room(self):
        app = self.open()
        title = self.new_follow_up(app)
        self.full.touch()
        ui.type_text('Ring til Åse')
        ui.until(lambda: ui.text_of(title) == 'Ring til Åse', 'the text')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.LABEL, word(
            'The disk is full, so it was not saved. What was saved before is safe. Make room; '
            'what you typed stays here until then.'))
        app.shot('full-disk')
        self.full.unlink()
        self.assertEqual(ui.text_of(title), 'Ring til Åse')
        self.window(exactly('New follow-up'))
        ui.key('ctrl+Return')
        self.toast(f'^{word("Follow-up added")}')
        app.close()
        self.assertEqual([row['title'] for row in self.laptop.list('follow-up')],
                         ['Ring til Åse'])

    def test_a_full_disk_at_the_first_run_is_told_and_another_try_succeeds(self):
        self.full.touch()
        self.laptop = laptop.Laptop(desk.BUILD, self.folder / 'new')
        app = self.start()
        ui.press(app.root, ui.BUTTON, exactly('Begin'))
        ui.find(app.root, ui.ENTRY, exactly('Passphrase'))
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.find(app.root, ui.LABEL, f'^{FULL}')
        self.assertFalse((self.laptop.folder / 'db.key').exists())
        self.full.unlink()
        ui.press(app.root, ui.BUTTON, exactly('Continue'))
        ui.find(app.root, ui.BUTTON, exactly('Without a server for the time being'))

    def test_another_passphrase_on_a_full_disk_leaves_the_one_that_counts(self):
        app = self.open()
        ui.key('ctrl+comma')
        ui.click(ui.find(app.root, ui.ANY, exactly('Change the passphrase…')))
        self.window(exactly('Passphrase'))
        self.full.touch()
        for text in (self.laptop.passphrase, GOOD, GOOD):
            ui.type_text(text)
            ui.key('Return')
        ui.find(app.root, ui.LABEL, f'^{FULL}')
        self.full.unlink()
        app.close()
        self.assertEqual(self.laptop.list('participant'), [])

    def test_a_newer_database_is_told_and_left_alone(self):
        with laptop.secret(self.laptop.passphrase) as reader:
            subprocess.run([MAKE_NEWER, self.laptop.folder, str(reader)], check=True,
                           pass_fds=[reader])
        before = (self.laptop.folder / 'store.db').read_bytes()
        app = self.start()
        self.unlock()
        ui.find(app.root, ui.LABEL, word(
            'A newer version of Fodfæste wrote the database. Update Fodfæste on this machine; your '
            'data is untouched.'))
        app.shot('newer-database')
        app.close()
        self.assertEqual((self.laptop.folder / 'store.db').read_bytes(), before)

    def test_a_profile_that_another_program_holds_is_told(self):
        with laptop.secret(self.laptop.passphrase) as reader:
            holder = subprocess.Popen(
                self.laptop.command('batch', passphrase_fd=reader), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True, pass_fds=[reader],
                env=laptop.environment(desk.BUILD))
        self.addCleanup(holder.kill)
        holder.stdin.write('["list", "participant"]\n')
        holder.stdin.flush()
        holder.stdout.readline()
        app = self.start()
        self.unlock()
        ui.find(app.root, ui.LABEL, word(
            'Fodfæste is already open with this folder. Use the window that is open, or close it '
            'first.'))
        app.shot('held')
        holder.communicate()
        ui.press(app.root, ui.BUTTON, UNLOCK)
        self.unlocked()

    def test_a_second_start_in_the_same_session_leads_to_the_first_window(self):
        app = self.open()
        second = subprocess.Popen(self.laptop.app(), env={**os.environ, **ui.STRICT})
        self.addCleanup(second.kill)
        self.assertEqual(second.wait(ui.DEADLINE), 0)
        self.assertTrue(app.running())
        ui.until(self.in_front, 'the first window in front')

    def test_nobody_there_for_ten_minutes_locks(self):
        self.add_somebody()
        app = self.open()
        ui.key('alt+2')
        ui.find(app.root, ui.ROW, '^Åse Møller')
        self.let_pass(9 * 60)
        ui.key('alt+1')
        ui.find(app.root, ui.LABEL, f'^{word("No contact for long")}')
        self.assertIsNone(ui.first(app.root, ui.BUTTON, UNLOCK))
        # The key that comes too late locks, and does nothing else.
        self.let_pass(20 * 60)
        ui.key('alt+2')
        ui.find(app.root, ui.BUTTON, UNLOCK)
        self.assertNotIn('Møller', ' '.join(ui.words(app.root)))

    def test_nobody_there_for_as_long_as_was_chosen(self):
        self.add_somebody()
        app = self.open()
        ui.key('ctrl+comma')
        ui.click(ui.find(app.root, ui.ANY, exactly('Lock when nobody is there')))
        ui.key('End', 'Return')
        settings = self.laptop.folder / 'settings.ini'
        ui.until(lambda: 'never' in settings.read_text(), 'the choice')
        self.let_pass(24 * 60 * 60)
        ui.key('alt+2')
        ui.find(app.root, ui.ROW, '^Åse Møller')

    def test_locking_before_the_machine_sleeps(self):
        self.add_somebody()
        with Logind() as logind:
            session = os.environ['DBUS_SESSION_BUS_ADDRESS']
            self.more_environment['DBUS_SYSTEM_BUS_ADDRESS'] = session
            app = self.open()
            ui.key('alt+2')
            ui.find(app.root, ui.ROW, '^Åse Møller')
            delay = ui.until(lambda: logind.delays and logind.delays[0], 'the request to wait')
            logind.tell('/org/freedesktop/login1', 'org.freedesktop.login1.Manager',
                        'PrepareForSleep')
            ui.find(app.root, ui.BUTTON, UNLOCK)
            # The program lets go: only now may the machine sleep.
            self.assertEqual(os.read(delay, 1), b'')

    def test_locking_with_the_screen(self):
        self.add_somebody()
        with Logind() as logind:
            app = self.open()

            def locked():
                """Told until it is heard: the program may still be on its way to the bus."""
                logind.tell('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged')
                ui.still()
                return ui.first(app.root, ui.BUTTON, UNLOCK)
            ui.until(locked, 'the lock')

    def add_somebody(self):
        self.add('participant', name='Åse Møller', stage='active')


if __name__ == '__main__':
    tap.main()
