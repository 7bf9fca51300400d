#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong outside the program, each told in one sentence; and what was typed is not lost.
A full disk and time that has passed are made by a library that is put before the system's."""
import os
import subprocess
import sys
import threading

import opened
import tap  # (the path is set by opened)
import ui
from gi.repository import Gio, GLib  # (after ui: fatal warnings are not for this process)

MAKE_NEWER, FAULT = sys.argv[2:4]
GOOD = 'korthest batteri klamme nu'


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
        self.ready.wait(10)
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
        self.thread.join(10)
        self.bus.close_sync(None)
        for end in self.delays:
            os.close(end)


class Misfortune(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.full = self.folder / 'full'
        self.seconds = self.folder / 'seconds'
        self.faults = {'LD_PRELOAD': FAULT, 'FODFAESTE_TEST_FULL': str(self.full),
                       'FODFAESTE_TEST_SECONDS': str(self.seconds)}

    def start(self, of=None, **options):
        return super().start(of, env=self.faults, **options)

    def new_follow_up(self, app):
        """The field for the title of a new one, ready to be typed in."""
        ui.until(lambda: ui.focused(app.root), 'a focus')
        ui.key('ctrl+shift+f')
        dialog = ui.until(lambda: [w for w in app.windows() if w.get_name() == 'Ny opfølgning'
                                   and ui.has(w, ui.STATE.ACTIVE)], 'the new follow-up')[0]
        return ui.find(dialog, opened.TEXT, '^Hvad$')

    def test_a_full_disk_is_told_and_what_is_typed_is_saved_once_there_is_room(self):
        self.laptop.make()
        app = self.opened()
        title = self.new_follow_up(app)
        self.full.touch()
        ui.type_text('Ring til Åse')
        ui.until(lambda: ui.text_of(title) == 'Ring til Åse', 'the text')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.LABEL, '^Disken er fuld, så det blev ikke gemt')
        app.shot('full-disk')
        self.full.unlink()
        self.assertEqual(ui.text_of(title), 'Ring til Åse')
        ui.until(lambda: [w for w in app.windows() if ui.has(w, ui.STATE.ACTIVE)
                          and w.get_name() == 'Ny opfølgning'], 'the follow-up in front')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.LABEL, '^Opfølgning tilføjet')
        app.close()
        self.assertEqual([row['title'] for row in self.laptop.list('follow-up')],
                         ['Ring til Åse'])

    def test_a_full_disk_at_the_first_run_is_told_and_another_try_succeeds(self):
        self.full.touch()
        app = self.start(fill_screen=False)
        ui.press(app.root, ui.BUTTON, '^Begynd')
        ui.find(app.root, opened.TEXT, '^Adgangssætning$')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.find(app.root, ui.LABEL, '^Disken er fuld')
        self.assertFalse((self.laptop.folder / 'db.key').exists())
        self.full.unlink()
        ui.press(app.root, ui.BUTTON, '^Fortsæt')
        ui.find(app.root, ui.BUTTON, '^Uden server')

    def test_another_passphrase_on_a_full_disk_leaves_the_one_that_counts(self):
        self.laptop.make()
        app = self.opened()
        ui.key('ctrl+comma')
        ui.click(ui.find(app.root, ui.ANY, '^Skift adgangssætning…$'))
        ui.until(lambda: [w for w in app.windows() if w.get_name() == 'Adgangssætning'
                          and ui.has(w, ui.STATE.ACTIVE)], 'the window')
        self.full.touch()
        for text in (self.laptop.passphrase, GOOD, GOOD):
            ui.type_text(text)
            ui.key('Return')
        ui.find(app.root, ui.LABEL, '^Disken er fuld')
        self.full.unlink()
        app.close()
        self.assertEqual(self.laptop.list('participant'), [])

    def test_a_newer_database_is_told_and_left_alone(self):
        self.laptop.make()
        with opened.laptop.secret(self.laptop.passphrase) as reader:
            subprocess.run([MAKE_NEWER, self.laptop.folder, str(reader)], check=True,
                           pass_fds=[reader])
        before = (self.laptop.folder / 'store.db').read_bytes()
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, '^En nyere version af Fodfæste har skrevet databasen')
        app.shot('newer-database')
        app.close()
        self.assertEqual((self.laptop.folder / 'store.db').read_bytes(), before)

    def test_a_profile_that_another_program_holds_is_told(self):
        self.laptop.make()
        with opened.laptop.secret(self.laptop.passphrase) as reader:
            holder = subprocess.Popen(
                self.laptop.command('batch', passphrase_fd=reader), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True, pass_fds=[reader],
                env=opened.laptop.environment(opened.BUILD))
        self.addCleanup(holder.kill)
        holder.stdin.write('["list", "participant"]\n')
        holder.stdin.flush()
        holder.stdout.readline()
        app = self.start(fill_screen=False)
        self.unlock(app)
        ui.find(app.root, ui.LABEL, '^Fodfæste er allerede åbent med denne mappe')
        app.shot('held')
        holder.communicate()
        ui.press(app.root, ui.BUTTON, '^Lås op')
        ui.find(app.root, ui.BUTTON, '^Søg overalt')

    def test_a_second_start_in_the_same_session_leads_to_the_first_window(self):
        self.laptop.make()
        app = self.opened()
        second = subprocess.Popen(self.laptop.app(), env={**os.environ, **ui.STRICT})
        self.addCleanup(second.kill)
        self.assertEqual(second.wait(20), 0)
        self.assertTrue(app.running())
        ui.until(lambda: self.in_front(app), 'the first window in front')

    def test_nobody_there_for_ten_minutes_locks(self):
        self.add_somebody()
        app = self.opened()
        ui.key('alt+2')
        ui.find(app.root, ui.ROW, '^Åse Møller')
        self.seconds.write_text(str(9 * 60))
        ui.key('alt+1')
        ui.find(app.root, ui.LABEL, '^Ikke kontaktet')
        self.assertIsNone(ui.first(app.root, ui.BUTTON, '^Lås op'))
        # The key that comes too late locks, and does nothing else.
        self.seconds.write_text(str(20 * 60))
        ui.key('alt+2')
        ui.find(app.root, ui.BUTTON, '^Lås op')
        self.assertNotIn('Møller', ' '.join(ui.words(app.root)))

    def test_nobody_there_for_as_long_as_was_chosen(self):
        self.add_somebody()
        app = self.opened()
        ui.key('ctrl+comma')
        ui.click(ui.find(app.root, ui.ANY, '^Lås, når ingen er der$'))
        ui.key('End', 'Return')
        ui.until(lambda: 'never' in (self.laptop.folder / 'settings.ini').read_text(),
                 'the choice')
        self.seconds.write_text(str(24 * 60 * 60))
        ui.key('alt+2')
        ui.find(app.root, ui.ROW, '^Åse Møller')

    def test_locking_before_the_machine_sleeps(self):
        self.add_somebody()
        with Logind() as logind:
            self.faults['DBUS_SYSTEM_BUS_ADDRESS'] = os.environ['DBUS_SESSION_BUS_ADDRESS']
            app = self.opened()
            ui.key('alt+2')
            ui.find(app.root, ui.ROW, '^Åse Møller')
            delay = ui.until(lambda: logind.delays and logind.delays[0], 'the request to wait')
            logind.tell('/org/freedesktop/login1', 'org.freedesktop.login1.Manager',
                        'PrepareForSleep')
            ui.find(app.root, ui.BUTTON, '^Lås op')
            # The program lets go: only now may the machine sleep.
            self.assertEqual(os.read(delay, 1), b'')

    def test_locking_with_the_screen(self):
        self.add_somebody()
        with Logind() as logind:
            app = self.opened()
            logind.tell('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged')
            ui.find(app.root, ui.BUTTON, '^Lås op')

    def add_somebody(self):
        self.laptop.make()
        self.add('participant', name='Åse Møller', stage='active')


if __name__ == '__main__':
    tap.main()
