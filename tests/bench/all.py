#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""all.py BUILD-FOLDER [--runs N]: every benchmark in one run, as BUILD-FOLDER/bench.json.

What is promised is a ratio to something measured in the same run, so that it means the same on a
fast machine and a slow one.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PASSPHRASE = 'mark lampe regn cykel ost'
PEERS = ('gnome-contacts', 'gnome-calendar')


def say(text):
    print(f'bench: {text}', file=sys.stderr)


def environment(build):
    return {**os.environ, 'GSETTINGS_SCHEMA_DIR': str(build / 'data'),
            'GSETTINGS_BACKEND': 'memory', 'FODFAESTE_LOCALEDIR': str(build / 'po')}


def make_profile(build, folder):
    """A profile with the demo team's year; returns its folder."""
    console = build / 'src/console/fodfaeste-console'
    reader, writer = os.pipe()
    os.write(writer, PASSPHRASE.encode() + b'\n')
    os.close(writer)
    subprocess.run([console, '--profile', folder, '--passphrase-fd', str(reader), 'init'],
                   pass_fds=[reader], check=True, stdout=subprocess.DEVNULL, env=environment(build))
    os.close(reader)
    return folder


def gui(build, runs, cold):
    with tempfile.TemporaryDirectory() as folder:
        profile = make_profile(build, pathlib.Path(folder, 'profile'))
        programs = [f'fodfaeste={build}/src/app/fodfaeste --profile {profile}',
                    f'one-window={build}/tests/bench/one-window', *(f'{p}={p}' for p in PEERS)]
        command = [sys.executable, HERE / 'gui_start.py', '--runs', str(runs)]
        command += ['--cold'] if cold else ['--after', PASSPHRASE]
        done = subprocess.run([*command, *programs], check=True, stdout=subprocess.PIPE,
                              env=environment(build))
    return json.loads(done.stdout)


def ratios(programs):
    ours = programs['fodfaeste']['calm_ms']
    return {f'to_{name}': round(ours / numbers['calm_ms'], 2)
            for name, numbers in programs.items() if numbers and name != 'fodfaeste'}


def verdicts(result):
    """Each promise, and whether it was kept here."""
    warm, cold = result['start_warm'], result['start_cold']
    found = {'at most twice the least program': result['ratios_warm']['to_one-window'] <= 2,
             'at most 110 MiB': max(warm['fodfaeste'].get('unlocked_pss_kib', 0),
                                    warm['fodfaeste']['pss_kib']) <= 110 * 1024,
             'idle takes nothing': warm['fodfaeste']['idle_cpu_ms'] == 0
             and warm['fodfaeste'].get('unlocked_idle_cpu_ms', 0) == 0}
    for peer in PEERS:
        if cold and cold.get(peer):
            found[f'cold start no slower than {peer}'] = result['ratios_cold'][f'to_{peer}'] <= 1
    return found


def own_benchmarks(build):
    """The programs bench-…, by name; each prints one JSON object."""
    found = {}
    for program in sorted((build / 'tests/bench').glob('bench-*')):
        if program.is_file() and os.access(program, os.X_OK):
            say(program.name)
            done = subprocess.run([program], check=True, stdout=subprocess.PIPE,
                                  env=environment(build))
            found[program.name.removeprefix('bench-')] = json.loads(done.stdout)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--runs', type=int, default=5)
    options = parser.parse_args()
    build = options.build.resolve()
    result = {'processors': os.cpu_count(), 'runs': options.runs, **own_benchmarks(build)}
    result['start_warm'] = gui(build, options.runs, False)
    result['ratios_warm'] = ratios(result['start_warm'])
    # A cold start drops the page cache, which only root may.
    cold_runs = max(2, options.runs // 2)
    result['start_cold'] = gui(build, cold_runs, True) if os.geteuid() == 0 else None
    result['ratios_cold'] = ratios(result['start_cold']) if result['start_cold'] else None
    result['promises'] = verdicts(result)
    (build / 'bench.json').write_text(json.dumps(result, indent=1) + '\n', encoding='utf-8')
    print(json.dumps(result, indent=1))
    for promise, kept in result['promises'].items():
        say(f'{"kept" if kept else "NOT KEPT"}: {promise}')
    say(f'written to {build / "bench.json"}')


if __name__ == '__main__':
    main()
