#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""on_postgres.py PROGRAM [OPTION…]: the simulation, with its servers on a PostgreSQL of its own.

Without a PostgreSQL on the machine the test is skipped."""
import os
import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)

SKIPPED = 77


def main(command):
    if cluster.find_programs() is None:
        print('there is no PostgreSQL here')
        return SKIPPED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    postgres = cluster.Cluster(fsync=False)
    try:
        path = os.pathsep.join([str(postgres.programs), os.environ['PATH']])
        environment = dict(os.environ, FODFAESTE_TEST_POSTGRES=postgres.conninfo, PATH=path)
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        postgres.remove()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
