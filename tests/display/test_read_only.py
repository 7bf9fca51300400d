#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""security.md R8: a profile that can't be written is opened to be read; a bar says so, and nothing
that writes is offered."""
import os
import subprocess
import sys

import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, word

DISK = ('Read-only: nothing can be written to the disk. Have it looked at, then lock and '
        'unlock.')
FOLDER = ('Read-only: the folder can’t be written. Ask for write access to it, then lock and '
          'unlock.')
MOUNT = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


class ReadOnly(desk.Desk):
    def setUp(self):
        super().setUp()
        aase = self.add('participant', name='Åse Møller', phone='12345678', wish='Bager')
        self.add('placement', participant=aase, type='ordinary', title='Lager',
                 **{'stage': 'started', 'start-date': desk.day(-60)})
        self.add('disclosure-plan', participant=aase, disclosure='support')
        self.before = self.files()

    def files(self):
        return {f.name: f.read_bytes() for f in self.laptop.folder.iterdir()}

    def freeze(self):
        """Root may write everywhere but on a disk that is mounted so."""
        folder = self.laptop.folder
        if os.geteuid() != 0:
            for path in (folder, *folder.iterdir()):
                path.chmod(0o500 if path.is_dir() else 0o400)
            self.addCleanup(folder.chmod, 0o700)
            return FOLDER
        if subprocess.run(['unshare', '-m', 'true'], check=False, capture_output=True).returncode:
            self.skipTest('no mount namespace may be made here')
        command = self.laptop.app
        self.laptop.app = lambda: ['unshare', '-m', 'sh', '-c', MOUNT, str(folder), *command()]
        return DISK

    def test_all_is_read_and_nothing_is_changed(self):
        why = self.freeze()
        app = self.open()
        ui.find(app.root, ui.LABEL, exactly(why))
        app.shot('read-only-today')
        ui.key('alt+2')
        ui.click(ui.find(app.root, ui.ROW, '^Åse Møller'))
        name = ui.find(app.root, ui.ENTRY, exactly('Name'))
        self.assertEqual(ui.text_of(name), 'Åse Møller')
        app.shot('read-only-participant')
        new = ui.find(app.root, ui.BUTTON, exactly('New participant'))
        self.assertFalse(ui.has(new, ui.STATE.SENSITIVE))
        words = word('_Wish for work or education').replace('_', '')
        wish = ui.find(app.root, ui.ENTRY, f'^{words}$')
        ui.click(wish)
        ui.until(lambda: ui.focused(app.root) == wish, 'the focus in the text')
        ui.type_text('x')
        ui.key('ctrl+a', 'Delete')
        ui.still()
        self.assertEqual(ui.text_of(wish), 'Bager')
        self.chip(word('Read-only', context='sync'))
        self.close()
        self.assertEqual(self.files(), self.before)

    def test_neither_a_job_nor_a_decision_is_changed(self):
        self.freeze()
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Åse Møller'))
        self.turn_to(exactly('Team and network'))
        ui.find(self.place, ui.ROW, f'^{word("All other employers")}')
        self.assertIsNone(ui.first(self.place, ui.BUTTON, exactly('Revoke')))
        self.turn_to(exactly('Jobs and education'))
        ui.click(ui.find(self.place, ui.ROW, '^Lager'))
        job = self.window(exactly('Job or education'))
        self.assertFalse(ui.has(ui.find(job, ui.BUTTON, exactly('Add')), ui.STATE.SENSITIVE))
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')
        self.close()
        self.assertEqual(self.files(), self.before)

    def test_it_is_found_and_locked_away_again(self):
        self.freeze()
        app = self.open()
        ui.key('ctrl+k')
        ui.type_text('aase')
        ui.find(app.root, ui.ROW, 'Åse Møller')
        ui.key('Escape')
        ui.until(app.active, 'a window that has the keyboard')
        ui.key('ctrl+l')
        ui.find(app.root, ui.BUTTON, exactly('Unlock'))
        self.unlock()
        self.unlocked()


if __name__ == '__main__':
    tap.main()
