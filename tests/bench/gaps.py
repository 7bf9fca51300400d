#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gaps.py BUILD-FOLDER PROFILE PASSPHRASE [--rounds N]: how long the app is deaf.

Walks through the app with real keys and tells for each step the longest turn of the main loop, in
which it looked for no event: in time that passed, and in time that the thread itself worked (which
says more on a machine that has other things to do). gap-probe.c measures; this reads.

Prints one JSON object: for each step `wall_ms` and `work_ms`, the worst of the rounds after the
first, and `first_work_ms`, the worst of the first one, which builds what it shows.
"""
import argparse
import contextlib
import json
import pathlib
import subprocess
import tempfile
import time

import gui_start

CALM = 0.5

# The screens a day is spent on, and the ways between them, as arguments of xdotool. The first hit
# of a filter is opened with Return; wheel and list meet at the left of the window.
WHEEL = ['mousemove', '150', '400', 'click', '--repeat', '8', '--delay', '40', '5']
STEPS = (
    ('today', ['key', 'alt+1']),
    ('participants', ['key', 'alt+2']),
    ('scroll participants', WHEEL),
    ('filter participants', ['key', '--delay', '60', 'ctrl+f', 'b']),
    ('open participant', ['key', 'Return']),
    ('filter participants', ['key', '--delay', '60', 'ctrl+f', 'k', 'a']),
    ('open participant', ['key', 'Return']),
    ('timeline', ['key', 'ctrl+shift+n']),
    ('leave the timeline', ['key', 'Escape']),
    ('employers', ['key', 'alt+3']),
    ('scroll employers', WHEEL),
    ('filter employers', ['key', '--delay', '60', 'ctrl+f', 'b']),
    ('open employer', ['key', 'Return']),
    ('filter employers', ['key', '--delay', '60', 'ctrl+f', 'l', 'a']),
    ('open employer', ['key', 'Return']),
    ('calendar', ['key', 'alt+4']),
    ('preferences', ['key', 'ctrl+comma']),
    ('search window', ['key', 'ctrl+k']),
    ('search', ['key', '--delay', '60', 's', 'a', 'm']),
    ('close search', ['key', 'Escape']),
)


def act(env, arguments):
    subprocess.run(['xdotool', *arguments], env=env, check=True)


class Gaps:
    """What the probe wrote, read on."""

    def __init__(self, path):
        path.touch()
        self.file = path.open(encoding='ascii')

    def read(self):
        """[wall, work] in milliseconds of each turn since they were last asked for."""
        return [[int(word) / 1000 for word in line.split()[1:]] for line in self.file]

    def worst(self):
        """(wall, work) in milliseconds: the longest of each since it was last asked."""
        turns = self.read()
        return [max((turn[i] for turn in turns), default=0) for i in (0, 1)]


def walk(env, gaps, rounds):
    found = {}
    for number in range(rounds):
        for name, arguments in STEPS:
            gaps.worst()
            act(env, arguments)
            time.sleep(CALM)
            wall, work = gaps.worst()
            step = found.setdefault(name, {'wall_ms': 0, 'work_ms': 0, 'first_work_ms': 0})
            if number == 0:
                step['first_work_ms'] = max(step['first_work_ms'], work)
            else:
                step['wall_ms'] = max(step['wall_ms'], wall)
                step['work_ms'] = max(step['work_ms'], work)
    return {name: {key: round(ms, 1) for key, ms in step.items()} for name, step in found.items()}


def measure(build, profile, passphrase, rounds):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        screen = gui_start.Screen(folder)
        stack.callback(screen.close)
        env = gui_start.environment(folder, screen.display)
        bus = gui_start.start_bus(env)
        stack.callback(bus.wait)
        stack.callback(bus.terminate)
        path = pathlib.Path(folder, 'gaps')
        probe = {'LD_PRELOAD': str(build / 'tests/bench/gap-probe.so'), 'FOD_GAPS': str(path)}
        gaps = Gaps(path)
        empty, began = screen.picture(), time.monotonic()
        process = subprocess.Popen([build / 'src/app/fodfaeste', '--profile', profile],
                                   env={**env, **probe}, stdout=subprocess.DEVNULL)
        stack.callback(process.wait)
        stack.callback(process.kill)
        gui_start.watch(screen, process, began, empty)
        gaps.worst()
        gui_start.unlock(screen, process, env, passphrase)
        unlocked = gaps.worst()
        found = {'unlock': {'wall_ms': round(unlocked[0], 1), 'work_ms': round(unlocked[1], 1)}}
        found.update(walk(env, gaps, rounds))
        return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('profile')
    parser.add_argument('passphrase')
    parser.add_argument('--rounds', type=int, default=3)
    options = parser.parse_args()
    print(json.dumps(measure(options.build.resolve(), options.profile, options.passphrase,
                             options.rounds), indent=1))


if __name__ == '__main__':
    main()
