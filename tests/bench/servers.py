#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""servers.py BUILD-FOLDER [--pushes N]: how much one and two server processes on PostgreSQL take,
beside the embedded database in the same run. Prints one JSON object: operations a second, and the
95th percentile of a push in milliseconds.

16 devices of four teams push 20 new records at a time, all at once; everything is on one machine,
the devices too, and what is confirmed is on the disk.
"""
import argparse
import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)
import laptop  # noqa: E402 (a module of the tests)
import pusher  # noqa: E402 (a module of the tests)

TEAMS, DEVICES, OPS = 4, 16, 20


def push_all(device, port, pushes, times):
    for _ in range(pushes):
        ops = [device.op('create', 'employer', pusher.new_id(),
                         {'name': f'Virksomhed {number}', 'website': 'https://eksempel.dk',
                          'phone': '+45 20 12 34 56', 'city': 'Rebild'})
               for number in range(OPS)]
        begun = time.monotonic()
        device.push(ops, port)
        times.append(time.monotonic() - begun)


def measure(build, folder, pushes, store=None, processes=1):
    """Runs the work against a new server of so many processes."""
    servers = [laptop.Server(build, folder, store=store) for _ in range(processes)]
    servers[0].make()
    for team in range(TEAMS):
        servers[0].admin('team', 'add', f'Team {team}')
        servers[0].admin('user', 'add', f'u{team}', '--name', f'U {team}', '--team',
                         f'Team {team}', password=laptop.PASSWORD)
    for server in servers:
        server.start()
    devices = [pusher.Pusher([servers[0].port]).enrol(f'u{number % TEAMS}', laptop.PASSWORD)
               for number in range(DEVICES)]
    times = []
    threads = [threading.Thread(target=push_all, args=[
        device, servers[number % processes].port, pushes, times])
               for number, device in enumerate(devices)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - begun
    for server in servers:
        server.stop()
    return {'operations_a_second': round(DEVICES * pushes * OPS / seconds),
            'push_ms_p95': round(1000 * statistics.quantiles(times, n=20)[18], 1)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--pushes', type=int, default=25)
    arguments = parser.parse_args()
    postgres = cluster.Cluster()
    with tempfile.TemporaryDirectory() as folder:
        result = {'embedded': measure(arguments.build, pathlib.Path(folder, 'server'),
                                      arguments.pushes)}
        for processes in (1, 2):
            name = f'postgres_{processes}'
            result[name] = measure(arguments.build, folder, arguments.pushes,
                                   postgres.add_database(name), processes)
    result['cores'] = os.cpu_count()
    print(json.dumps(result))


if __name__ == '__main__':
    main()
