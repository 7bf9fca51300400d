#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""load_gaps.py BUILD-FOLDER: how long the app is deaf while 10,000 rows come from its server.

The app shows its team's employers and has a line to the server; then a colleague's laptop pushes
10,000 new ones, and the app loads them while they come. Prints one JSON object: `wall_ms` and
`work_ms` as gaps.py tells them, the worst of each screen, and how many turns took more than 16 ms.
"""
import argparse
import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import gaps
import gui_start

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)

ROWS, BATCH = 10000, 500
# The screens that the rows come to, as keys that show them.
SCREENS = {'employers': 'alt+3', 'today': 'alt+1'}
LONGEST = 16
QUIET = 1.5


def make(build, folder):
    """A server with one team, and a laptop of it."""
    server = laptop.Server(build, folder / 'server')
    server.make()
    server.admin('team', 'add', 'Rebild')
    server.admin('user', 'add', 'anna', '--name', 'Anna', '--team', 'Rebild',
                 password=laptop.PASSWORD)
    server.start()
    device = laptop.Laptop(build, folder / 'anna')
    device.make()
    device.enrol(server, 'anna')
    device.sync()
    return server, device


def push_rows(build, server):
    subprocess.run([build / 'tests/bench/crowd', server.folder, 'anna', '1', str(BATCH),
                    str(ROWS // BATCH), str(server.port)],
                   check=True, stdout=subprocess.DEVNULL, env=laptop.environment(build))


def wait_calm(process):
    """Until the app did nothing for a while: longer than it waits when the server has a word."""
    worked, since = gui_start.cpu_ms(process.pid), time.monotonic()
    while time.monotonic() - since < QUIET + 2:
        time.sleep(0.1)
        now = gui_start.cpu_ms(process.pid)
        if now - worked > 20:
            worked, since = now, time.monotonic()


def measure_screens(build, server, process, env, probe):
    found = {}
    for name, key in SCREENS.items():
        gaps.act(env, ['key', key])
        wait_calm(process)
        probe.read()
        push_rows(build, server)
        wait_calm(process)
        turns = probe.read()
        found[name] = {'wall_ms': round(max(turn[0] for turn in turns), 1),
                       'work_ms': round(max(turn[1] for turn in turns), 1),
                       'turns_too_long': sum(turn[1] > LONGEST for turn in turns)}
    return found


def measure(build, folder, stack):
    server, device = make(build, folder)
    stack.callback(server.stop)
    screen = gui_start.Screen(folder)
    stack.callback(screen.close)
    env = gui_start.environment(folder, screen.display)
    bus = gui_start.start_bus(env)
    stack.callback(bus.wait)
    stack.callback(bus.terminate)
    path = folder / 'gaps'
    probe = gaps.Gaps(path)
    empty, began = screen.picture(), time.monotonic()
    process = subprocess.Popen(
        [build / 'src/app/fodfaeste', '--profile', folder / 'anna'], stdout=subprocess.DEVNULL,
        env={**laptop.environment(build), **env, 'GSETTINGS_BACKEND': 'memory',
             'LD_PRELOAD': str(build / 'tests/bench/gap-probe.so'), 'FOD_GAPS': str(path)})
    stack.callback(process.wait)
    stack.callback(process.kill)
    gui_start.watch(screen, process, began, empty)
    gui_start.unlock(screen, process, env, laptop.PASSPHRASE)
    found = measure_screens(build, server, process, env, probe)
    process.kill()
    process.wait()
    arrived = len(device.list('employer'))
    if arrived < ROWS * len(SCREENS):
        raise AssertionError(f'only {arrived} rows arrived')
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        print(json.dumps(measure(options.build.resolve(), pathlib.Path(folder), stack)))


if __name__ == '__main__':
    main()
