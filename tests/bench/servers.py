#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""servers.py BUILD-FOLDER [--pushes N]: 200 devices that push at once, to the embedded database,
and to one and two server processes on PostgreSQL. Prints one JSON object: for each the operations
a second, the errors, and how long a push takes, 50th and 95th percentile in milliseconds.

The devices (crowd.c) are of four teams; each pushes a save of three new records, and the next as
soon as that is answered. All are on one machine, and what is confirmed is on the disk.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import cluster  # noqa: E402 (a module of the tests)
import laptop  # noqa: E402 (a module of the tests)

TEAMS, DEVICES, OPS = 4, 200, 3


def measure(build, pushes, folder, store=None, processes=1):
    """Runs the work against a new server of so many processes."""
    servers = [laptop.Server(build, folder, store=store) for _ in range(processes)]
    servers[0].make()
    logins = [f'u{team}' for team in range(TEAMS)]
    for team, login in enumerate(logins):
        servers[0].admin('team', 'add', f'Team {team}')
        servers[0].admin('user', 'add', login, '--name', f'U {team}', '--team', f'Team {team}',
                         password=laptop.PASSWORD)
    for server in servers:
        server.start()
    crowd = [build / 'tests/bench/crowd', store or folder, ','.join(logins), str(DEVICES),
             str(OPS), str(pushes), *(str(server.port) for server in servers)]
    done = subprocess.run(crowd, check=False, stdout=subprocess.PIPE,
                          env=laptop.environment(build))
    for server in servers:
        server.stop()
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--pushes', type=int, default=10)
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    postgres = cluster.Cluster()
    with tempfile.TemporaryDirectory() as folder:
        result = {'embedded': measure(build, arguments.pushes, pathlib.Path(folder, 'server'))}
        for processes in (1, 2):
            name = f'postgres_{processes}'
            result[name] = measure(build, arguments.pushes, pathlib.Path(folder, name),
                                   postgres.add_database(name), processes)
    print(json.dumps(result))


if __name__ == '__main__':
    main()
