#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The suite that every store of the server passes, on a PostgreSQL of its own: the programs that
run on the embedded database, each case in a schema of its own. Their cases are told as one list."""
import os
import pathlib
import re
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)

RESULT = re.compile(r'(ok|not ok) \d+ (.*)')


def run(program, environment, first):
    """Prints a program's cases from number first on; returns the next one and if all is well."""
    number = first
    with subprocess.Popen([program, '--tap', '-k'], env=environment, text=True,
                          stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            match = RESULT.match(line)
            if match:
                print(f'{match[1]} {number} /postgres{match[2]}', flush=True)
                number += 1
            elif line.startswith('#') and not re.match(r'# (Start|End) of', line):
                print(line, end='', flush=True)
    if process.returncode < 0 or number == first:
        print(f'not ok {number} {program} ended with {process.returncode}', flush=True)
        number += 1
    return number, process.returncode == 0


def main(programs):
    if cluster.find_programs() is None:
        print('1..0 # SKIP there is no PostgreSQL here')
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    postgres = cluster.Cluster(fsync=False)
    good = True
    number = 1
    try:
        environment = dict(os.environ, FODFAESTE_TEST_POSTGRES=postgres.conninfo)
        for program in programs:
            number, passed = run(program, environment, number)
            good = good and passed
    finally:
        postgres.remove()
    print(f'1..{number - 1}')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
