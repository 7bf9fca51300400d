#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_kill.py BUILD: two laptops and a server are killed (-9) again and again while they work.

What was answered "done" must be there in the end, once, on both laptops and on the server; what was
cut off may be there or not, but not twice. FOD_SEED=n repeats a run, FOD_KILLS=n changes how many
laptops are killed.
"""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
KILLS = int(os.environ.get('FOD_KILLS', '200'))
FIELD = {'anna': 'website', 'bo': 'culture'}


class Session:
    """One life of a laptop's console: commands in, and the outcomes that came before its end."""

    def __init__(self, machine, commands):
        self.commands, self.outcomes = commands, []
        self.first = threading.Event()
        with laptop.secret(machine.passphrase) as reader:
            line = machine.command('batch', passphrase_fd=reader)
            self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL, text=True,
                                            pass_fds=[reader], env=laptop.environment(BUILD))
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        try:
            self.process.stdin.write(''.join(json.dumps(c) + '\n' for c in commands))
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def read(self):
        one = []
        for line in self.process.stdout:
            try:
                one.append(json.loads(line))
            except ValueError:
                break  # the line on which it was killed
            if 'exit' in one[-1]:
                self.outcomes.append(one)
                one = []
                self.first.set()
        self.first.set()

    def kill(self):
        """Whether there was anything left to kill."""
        alive = self.process.poll() is None
        self.process.kill()
        return alive

    def end(self):
        self.process.wait()
        self.reader.join()


class Ledger:
    """What was answered as done, and what was cut off and may have been done."""

    def __init__(self):
        self.ids = {}  # name → id, of employers whose making was answered
        self.cut = set()  # names of employers whose making was not
        self.values = collections.defaultdict(lambda: [None])  # (id, field) → possible values

    def note(self, who, session):
        for command, outcome in zip(session.commands, session.outcomes):
            if outcome[-1]['exit'] == laptop.DONE:
                self.note_done(command, outcome)
        if len(session.outcomes) < len(session.commands):
            self.note_cut(session.commands[len(session.outcomes)])

    def note_done(self, command, outcome):
        if command[0] == 'add':
            self.ids[command[2].partition('=')[2]] = outcome[0]['id']
        elif command[0] == 'set':
            field, _, value = command[3].partition('=')
            self.values[command[2], field] = [value]

    def note_cut(self, command):
        if command[0] == 'add':
            self.cut.add(command[2].partition('=')[2])
        elif command[0] == 'set':
            field, _, value = command[3].partition('=')
            self.values[command[2], field].append(value)


class Kill(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.seed = int(os.environ.get('FOD_SEED') or random.randrange(1, 2 ** 31))
        print(f'# seed {self.seed}', flush=True)
        self.random = random.Random(self.seed)
        self.ledger = Ledger()
        self.number = 0
        self.kills = collections.Counter()
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.laptops = {}
        for who in FIELD:
            self.server.admin('user', 'add', who, '--name', who.title(), '--team', 'Rebild',
                              password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        for who in FIELD:
            self.laptops[who] = laptop.Laptop(BUILD, self.folder / who)
            self.laptops[who].make()
            self.laptops[who].enrol(self.server, who)
            self.laptops[who].sync()

    def command(self, who):
        self.number += 1
        what = self.random.random()
        if what < 0.35 or not self.ledger.ids:
            return ['add', 'employer', f'name=Virksomhed {self.number}']
        row = self.random.choice(sorted(self.ledger.ids.values()))
        if what < 0.6:
            return ['set', 'employer', row, f'{FIELD[who]}={who} {self.number}']
        if what < 0.7:
            return ['set', 'employer', row, f'phone=98{self.number:06}']
        return ['sync']

    def life(self):
        """Both laptops work and are killed, and often the server, each at a moment of its own."""
        sessions = {who: Session(machine, [self.command(who) for _ in range(20)])
                    for who, machine in self.laptops.items()}
        victims = [*sessions, *['server'] * self.random.choice([0, 0, 1])]
        self.random.shuffle(victims)
        for session in sessions.values():
            session.first.wait(60)
        for victim in victims:
            # A moment is waited for by the kernel's clock: that nothing happens at a known one is
            # what is tested.
            threading.Event().wait(self.random.uniform(0, 0.12))
            if victim == 'server':
                self.server.kill()
                self.kills['server'] += 1
            else:
                self.kills['laptop'] += sessions[victim].kill()
        if 'server' in victims:
            self.server.start()
        for who, session in sessions.items():
            session.end()
            self.ledger.note(who, session)

    def come_to_rest(self):
        for _ in range(10):
            rounds = [machine.sync() for machine in self.laptops.values()]
            if all(not r['waiting'] and not r['pushed'] and not r['pulled'] for r in rounds):
                return
        self.fail(f'still not at rest: {rounds}')

    def check(self, rows):
        names = collections.Counter(row['name'] for row in rows)
        self.assertEqual([name for name, count in names.items() if count > 1], [], 'doubled')
        self.assertEqual(set(self.ledger.ids) - set(names), set(), 'lost')
        self.assertEqual(set(names) - set(self.ledger.ids) - self.ledger.cut, set(), 'from nowhere')
        held = {row['id']: row for row in rows}
        for (row, field), values in self.ledger.values.items():
            if field != 'phone':
                self.assertIn(held[row].get(field), values, field)

    def test_kills_lose_and_double_nothing(self):
        start = time.monotonic()
        while self.kills['laptop'] < KILLS:
            self.life()
        print(f'# {dict(self.kills)} kills in {time.monotonic() - start:.0f} s, '
              f'{len(self.ledger.ids)} employers', flush=True)
        self.come_to_rest()
        fresh = laptop.Laptop(BUILD, self.folder / 'fresh')
        fresh.make()
        fresh.enrol(self.server, 'anna')
        fresh.sync()
        self.laptops['fresh'] = fresh
        lists = [sorted(machine.list('employer'), key=lambda row: row['id'])
                 for machine in self.laptops.values()]
        self.assertEqual(lists[0], lists[1])
        self.assertEqual(lists[0], lists[2], 'the server holds something else')
        self.check(lists[0])
        conflicts = [sorted(machine.ask('conflicts'), key=str) for machine in self.laptops.values()]
        self.assertEqual(conflicts[0], conflicts[1])
        self.server.stop()
        status = self.server.admin('status')
        self.assertIn('The database is whole.', status)
        self.assertIn('The audit is whole.', status)


if __name__ == '__main__':
    tap.main()
