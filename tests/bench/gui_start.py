#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gui_start.py [--runs N] [--cold] [--after TEXT] LABEL=COMMAND...: how a program starts.

Each run has an X server, a message bus and an empty home of its own. The picture is read from the X
server's memory, so that nothing of the program has to help:

    paint_ms      process start to the first change of the picture
    calm_ms       process start to the last change before a second without one: usable
    pss_kib       what the process keeps in memory, its share of shared pages counted in part
    idle_cpu_ms   processor time that it takes in three seconds in which nobody touches it
    helpers_kib   what the services that it made the bus start keep

With --after TEXT the text and Return are typed into the calm window (the passphrase of a profile),
and the same is told once more of what comes then, as unlocked_….

Prints one JSON object: for each label the medians. The drawing is done by the processor (cairo):
without a graphics card the GL renderer measures the emulation of one.
"""
import argparse
import contextlib
import json
import mmap
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

SIZE = '1366x768x24'
CALM, IDLE, LIMIT = 1.0, 3.0, 60.0


class Screen:
    """An X server whose picture lies in a file."""

    def __init__(self, folder):
        reader, writer = os.pipe()
        self.process = subprocess.Popen(
            ['Xvfb', '-displayfd', str(writer), '-screen', '0', SIZE, '-fbdir', folder,
             '-nolisten', 'tcp', '-noreset'], pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.display = ':' + told.readline().strip()
        with open(pathlib.Path(folder, 'Xvfb_screen0'), 'rb') as file:
            self.memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def picture(self):
        return zlib.crc32(self.memory)

    def close(self):
        self.process.terminate()
        self.process.wait()


def start_bus(env):
    """A session bus that ends with us; returns its process, and sets its address in env."""
    bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address=1'], env=env,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                           start_new_session=True)
    env['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().strip()
    return bus


def environment(folder, display):
    env = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'WAYLAND', 'DBUS_'))}
    for name in ('run', 'home'):
        pathlib.Path(folder, name).mkdir(mode=0o700)
    settings = pathlib.Path(folder, 'home/.config/gtk-4.0/settings.ini')
    settings.parent.mkdir(parents=True)
    settings.write_text('[Settings]\ngtk-cursor-blink=false\n', encoding='utf-8')
    env.update(HOME=f'{folder}/home', XDG_RUNTIME_DIR=f'{folder}/run', DISPLAY=display,
               GDK_BACKEND='x11', GSK_RENDERER='cairo', GTK_A11Y='none', NO_AT_BRIDGE='1')
    return env


def watch(screen, process, began, last):
    """(first change, last change) in milliseconds since began, once the picture is calm."""
    first = changed = None
    while True:
        now, picture = time.monotonic(), screen.picture()
        if picture != last:
            last, changed = picture, now
            first = first or now
        if changed and now - changed > CALM:
            return (first - began) * 1000, (changed - began) * 1000
        if process.poll() is not None:
            raise RuntimeError(f'the program ended by itself with {process.returncode}')
        if now - began > LIMIT:
            raise RuntimeError('no calm window in time')
        time.sleep(0.002)


def pss_kib(pid):
    with contextlib.suppress(OSError):
        for line in pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines():
            if line.startswith('Pss:'):
                return int(line.split()[1])
    return 0


def cpu_ms(pid):
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf('SC_CLK_TCK')


def session_of(bus):
    """The processes that the bus started, itself left out."""
    found = []
    for entry in pathlib.Path('/proc').iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = (entry / 'stat').read_text().rpartition(')')[2].split()
            if int(fields[3]) == bus.pid and int(entry.name) != bus.pid:
                found.append(int(entry.name))
    return found


def rest(process):
    """What the program takes while nobody touches it."""
    before = cpu_ms(process.pid)
    time.sleep(IDLE)
    return {'idle_cpu_ms': cpu_ms(process.pid) - before, 'pss_kib': pss_kib(process.pid)}


def unlock(screen, process, env, text):
    """Types the text and tells how long the next page took."""
    for keys in (['type', '--delay', '1', text], ['key', 'Return']):
        picture, began = screen.picture(), time.monotonic()
        subprocess.run(['xdotool', *keys], env=env, check=True)
    _, calm = watch(screen, process, began, picture)
    return {f'unlocked_{k}': v for k, v in {'calm_ms': calm, **rest(process)}.items()}


def one_run(command, after):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        screen = Screen(folder)
        stack.callback(screen.close)
        env = environment(folder, screen.display)
        bus = start_bus(env)
        stack.callback(bus.wait)
        stack.callback(bus.terminate)
        empty, began = screen.picture(), time.monotonic()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        stack.callback(process.wait)
        stack.callback(process.kill)
        paint, calm = watch(screen, process, began, empty)
        result = {'paint_ms': paint, 'calm_ms': calm, **rest(process)}
        result['helpers_kib'] = sum(pss_kib(pid) for pid in session_of(bus))
        if after:
            result.update(unlock(screen, process, env, after))
        for pid in session_of(bus):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 15)
        return result


def drop_page_cache():
    os.sync()
    pathlib.Path('/proc/sys/vm/drop_caches').write_text('3')


def measure(command, runs, cold, after):
    if not shutil.which(command[0]):
        return None
    results = []
    for _ in range(runs):
        if cold:
            drop_page_cache()
        results.append(one_run(command, after))
    return {key: round(statistics.median(r[key] for r in results)) for key in results[0]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--cold', action='store_true')
    parser.add_argument('--after')
    parser.add_argument('programs', nargs='+')
    options = parser.parse_args()
    found = {}
    for number, program in enumerate(options.programs):
        label, _, command = program.partition('=')
        after = options.after if number == 0 else None
        print(f'gui_start: {label}', file=sys.stderr)
        found[label] = measure(shlex.split(command), options.runs, options.cold, after)
    print(json.dumps(found, indent=1))


if __name__ == '__main__':
    main()
