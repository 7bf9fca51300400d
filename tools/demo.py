#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""demo.py BUILD [--fresh]: the demo team's server, and the app as one of its consultants."""
import datetime
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'tests/support'))
import laptop  # noqa: E402 (a module of the tests)


def made_by():
    """What a demo is made from: the day, and the schemas. Another of either wants another demo."""
    scripts = sorted((pathlib.Path(__file__).resolve().parents[1] / 'data').rglob('*.sql'))
    digest = hashlib.sha256(b''.join(script.read_bytes() for script in scripts)).hexdigest()
    return f'{datetime.date.today().isoformat()} {digest}'


class Demo:
    """A server with the made-up team, a consultant's laptop and the leader's."""

    def __init__(self, build, fresh=False, folder=None):
        self.build = pathlib.Path(build).resolve()
        self.folder = pathlib.Path(folder or self.build / 'demo').resolve()
        self.note = self.folder / 'made.json'
        self.server = laptop.Server(self.build, self.folder / 'server')
        if fresh or not self.is_current():
            self.make()
        else:
            self.open()

    def is_current(self):
        try:
            made = json.loads(self.note.read_text(encoding='utf-8'))
        except (OSError, ValueError):
            return False
        return made.get('by') == made_by()

    def laptop_of(self, user):
        return laptop.Laptop(self.build, self.folder / user.login)

    def make(self):
        """The team, and two laptops that know the server and hold what their users may see."""
        print('Making a team of five with a year of work behind them; nobody of it exists.',
              file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        users = self.server.make_demo()
        self.consultant = next(u for u in users if u.role == 'consultant')
        self.leader = next(u for u in users if u.role == 'leader')
        self.server.start()
        for user in (self.consultant, self.leader):
            machine = self.laptop_of(user)
            machine.make()
            machine.enrol(self.server, user.login, user.password)
            machine.sync()
        lines = ['\t'.join([u.login, u.password, u.role, u.name])
                 for u in (self.consultant, self.leader)]
        self.note.write_text(json.dumps({'by': made_by(), 'port': self.server.port,
                                         'users': lines}),
                             encoding='utf-8')

    def open(self):
        made = json.loads(self.note.read_text(encoding='utf-8'))
        self.consultant, self.leader = (laptop.User(line) for line in made['users'])
        self.server.port = made['port']
        self.server.start()

    def environment(self):
        return laptop.environment(self.build)


def main():
    demo = Demo(sys.argv[1], '--fresh' in sys.argv)
    machine = demo.laptop_of(demo.consultant)
    print(f'Server:      {demo.server.url}\n'
          f'You are:     {demo.consultant.name} (consultant)\n'
          f'Passphrase:  {laptop.PASSPHRASE}\n'
          f'The leader:  {demo.leader.name}; beside this window run\n'
          f'             {" ".join(demo.laptop_of(demo.leader).app())}', flush=True)
    try:
        subprocess.run(machine.app(), env={**os.environ, **demo.environment()}, check=False)
    finally:
        demo.server.stop()


if __name__ == '__main__':
    main()
