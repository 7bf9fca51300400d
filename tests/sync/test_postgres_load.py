#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_postgres_load.py BUILD: two server processes on one PostgreSQL, with many who push at the
same time: no hole in a feed, no deadlock, each op once. And the same while PostgreSQL is stopped
without a word and started again, and servers are killed: nothing that was confirmed is lost.

FOD_RESTARTS=n: how often, each third time PostgreSQL (default 12; .ci/run takes 150).
FOD_SEED=n repeats a run."""
import json
import os
import pathlib
import random
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)
import laptop  # noqa: E402 (a module of the tests)
import pusher  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
RESTARTS = int(os.environ.get('FOD_RESTARTS', '12'))
SEED = int(os.environ.get('FOD_SEED', str(random.randrange(10**6))))
USERS, PUSHERS, OPS = 4, 8, 60
WAIT_S = 120
POSTGRES = None


class Load(unittest.TestCase):
    def setUp(self):
        if POSTGRES is None:
            self.skipTest('there is no PostgreSQL here')
        print(f'# FOD_SEED={SEED}', flush=True)
        self.random = random.Random(SEED)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        store = POSTGRES.add_database(self.id())
        self.servers = [laptop.Server(BUILD, folder.name, store=store) for _ in range(2)]
        self.servers[0].make()
        self.servers[0].admin('team', 'add', 'Rebild')
        for number in range(USERS):
            self.servers[0].admin('user', 'add', f'u{number}', '--name', f'U {number}', '--team',
                                  'Rebild', password=laptop.PASSWORD)
        for server in self.servers:
            server.start()
            self.addCleanup(server.kill)
        self.ports = [server.port for server in self.servers]
        self.done = threading.Event()
        self.failures = []
        # Employers are everybody's: all heads, and these rows, are fought for.
        self.shared = self.make_shared()

    def device(self, number):
        made = pusher.Pusher(self.ports)
        return made.enrol(f'u{number % USERS}', laptop.PASSWORD)

    def make_shared(self):
        first = self.device(0)
        ids = [pusher.new_id() for _ in range(5)]
        first.push([first.op('create', 'employer', id_, {'name': f'Fælles {id_[-4:]}'})
                    for id_ in ids])
        return ids

    def make_batch(self, device, rng):
        """A new employer, a person there, somebody at a shared one, and edits of two of those."""
        employer = pusher.new_id()
        one, other = rng.sample(self.shared, 2)
        return [device.op('create', 'employer', employer, {'name': f'Ny {employer[-6:]}'}),
                device.op('create', 'contact-person', pusher.new_id(),
                          {'employer': employer, 'name': 'Eva'}),
                device.op('create', 'contact-person', pusher.new_id(),
                          {'employer': one, 'name': 'Per'}),
                device.op('set', 'employer', one, {'website': f'https://{rng.random()}.dk'},
                          {'website': 0}),
                device.op('set', 'employer', other, {'website': f'https://{rng.random()}.dk'},
                          {'website': 0})]

    def insist(self, device, ops, rng):
        """Sends until it is confirmed, as the protocol has it; half of the time at both servers at
        once, as when an answer is late."""
        while True:
            try:
                if rng.random() < 0.5:
                    port = rng.choice(self.ports)
                    twin = threading.Thread(target=self.send_quietly, args=[device, ops, port])
                    twin.start()
                    try:
                        return device.push(ops, self.ports[0] + self.ports[1] - port)
                    finally:
                        twin.join()
                return device.push(ops, rng.choice(self.ports))
            except pusher.Refused as refused:
                if refused.status != 503:
                    raise
            except OSError:
                pass
            self.done.wait(0.05)

    def send_quietly(self, device, ops, port):
        """The other one of two; whatever becomes of it is found in the end."""
        try:
            device.push(ops, port)
        except (OSError, pusher.Refused):
            pass

    def run_pusher(self, device, seed):
        rng = random.Random(seed)
        try:
            while not self.done.is_set():
                self.insist(device, self.make_batch(device, rng), rng)
        except Exception as failure:  # noqa: B902 (told by the case, whatever it is)
            self.failures.append(failure)

    def start_pushers(self, devices):
        """Until self.done is set."""
        threads = [threading.Thread(target=self.run_pusher, args=[device, self.random.random()])
                   for device in devices]
        for thread in threads:
            thread.start()
        return threads

    def check(self, devices, reader=None):
        """What everybody has to find in the end."""
        self.assertEqual(self.failures, [])
        fresh = self.device(3)
        fresh.pull_all(self.ports[1])
        confirmed = {op: pair for device in devices for op, pair in device.confirmed.items()}
        rows = {key[1:]: row for key, row in fresh.rows.items()}
        for op, result in confirmed.values():
            self.assertIn(result['r'], ('ok', 'dup', 'merged'), result)
            self.assertIn((op['t'], op['id']), rows, f'lost: {op}')
        seen = json.loads(POSTGRES.sql(
            'SELECT json_object_agg(op, n) FROM (SELECT op, count(*) AS n FROM audit'
            " WHERE op IS NOT NULL GROUP BY op) AS ops", database=self.id()))
        for op in confirmed:
            self.assertEqual(seen.pop(op, 0), 1, op)
        self.assertEqual({n for n in seen.values()} - {1}, set())
        if reader:
            reader.pull_all(self.ports[0])
            self.assertEqual(reader.base(), fresh.base())
        self.assertIn('The audit is whole.', self.servers[0].admin('status'))

    def test_no_hole_no_deadlock_and_each_op_once(self):
        devices = [self.device(number) for number in range(PUSHERS)]
        reader = self.device(2)
        threads = self.start_pushers(devices)
        try:
            pulls = 0
            # However fast the one is beside the others, enough of both.
            while pulls < 6 or min(len(device.confirmed) for device in devices) < OPS:
                reader.pull(self.ports[pulls % 2])
                pulls += 1
                self.assertEqual(self.failures, [])
                self.done.wait(0.02)
        finally:
            self.done.set()
            for thread in threads:
                thread.join()
        self.check(devices, reader)
        self.assertEqual(POSTGRES.sql(
            f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{self.id()}'"), '0')

    def wait_for_more(self, devices):
        """Confirmations are coming in: there is something to lose."""
        end = time.monotonic() + WAIT_S
        before = sum(len(device.confirmed) for device in devices)
        while sum(len(device.confirmed) for device in devices) < before + 25:
            self.assertLess(time.monotonic(), end, 'nothing is confirmed any more')
            self.assertEqual(self.failures, [])
            self.done.wait(0.01)

    def disturb(self, number):
        if number % 3 == 0:
            POSTGRES.crash()
            POSTGRES.start()
            return
        server = self.servers[number % 3 - 1]
        server.kill()
        server.start()

    def test_what_was_confirmed_outlives_stops_without_a_word(self):
        devices = [self.device(number) for number in range(4)]
        threads = self.start_pushers(devices)
        try:
            for number in range(RESTARTS):
                self.wait_for_more(devices)
                self.disturb(number)
            self.wait_for_more(devices)
        finally:
            self.done.set()
            for thread in threads:
                thread.join()
        self.check(devices)


if __name__ == '__main__':
    if cluster.find_programs() is not None:
        POSTGRES = cluster.Cluster()
    tap.main()
