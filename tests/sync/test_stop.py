#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_stop.py BUILD: the server is asked to end (SIGTERM) while a push is under way. It ends in
order, and the push is in once, whether its answer came through or not."""
import contextlib
import pathlib
import re
import signal
import socket
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])


class Line:
    """Hands on what a laptop and the server say; calls when so much of a push is handed on."""

    def __init__(self, server, part, call):
        self.server, self.part, self.call = server, part, call
        self.called = False
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.url = f'http://127.0.0.1:{self.socket.getsockname()[1]}'
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                near = self.socket.accept()[0]
                try:
                    far = socket.create_connection(('127.0.0.1', self.server.port))
                except ConnectionRefusedError:
                    near.close()
                    continue
                threading.Thread(target=self.pump, args=(far, near), daemon=True).start()
                threading.Thread(target=self.send, args=(near, far), daemon=True).start()

    @staticmethod
    def pump(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    @staticmethod
    def request(near):
        """One request in whole: its head and its body."""
        text = b''
        while b'\r\n\r\n' not in text:
            data = near.recv(65536)
            if not data:
                return None
            text += data
        head, _, body = text.partition(b'\r\n\r\n')
        length = re.search(rb'(?i)content-length: (\d+)', head)
        while length and len(body) < int(length[1]):
            body += near.recv(65536)
        return head + b'\r\n\r\n', body

    def send(self, near, far):
        with contextlib.suppress(OSError):
            while request := self.request(near):
                head, body = request
                cut = len(body)
                if b'/v1/sync/push' in head and not self.called:
                    cut = int(len(body) * self.part)
                far.sendall(head + body[:cut])
                if b'/v1/sync/push' in head and not self.called:
                    self.called = True
                    self.call()
                far.sendall(body[cut:])
        with contextlib.suppress(OSError):
            far.shutdown(socket.SHUT_RDWR)


class Stop(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.server.admin('user', 'add', 'anna', '--name', 'Anna', '--team', 'Rebild',
                          password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)

    def stop_at(self, part):
        line = Line(self.server, part, lambda: self.server.process.send_signal(signal.SIGTERM))
        self.addCleanup(line.socket.close)
        anna = laptop.Laptop(BUILD, self.folder / 'anna')
        anna.make()
        anna.enrol(line, 'anna')
        anna.sync()
        names = {f'Nummer {n}' for n in range(30)}
        table = self.folder / 'employers.csv'
        table.write_text('Navn;Opgaver\n' + ''.join(f'{name};{"Pakke og feje. " * 100}\n'
                                                    for name in names), encoding='utf-8')
        anna.ask('import', str(table), '--kind', 'employer')
        anna.ask('sync', expect=(laptop.DONE, laptop.OFFLINE))
        self.assertTrue(line.called)
        self.assertEqual(self.server.process.wait(60), 0, ''.join(self.server.log[-5:]))
        self.server.start()
        self.assertEqual(anna.sync(expect=[laptop.DONE])['waiting'], 0)
        bo = laptop.Laptop(BUILD, self.folder / 'bo')
        bo.make()
        bo.enrol(self.server, 'anna')
        bo.sync(expect=[laptop.DONE])
        rows = bo.list('employer')
        self.assertEqual((len(rows), {row['name'] for row in rows}), (30, names))

    def test_before_its_body(self):
        self.stop_at(0)

    def test_in_the_middle_of_its_body(self):
        self.stop_at(0.5)

    def test_while_it_is_worked_on(self):
        self.stop_at(1)


if __name__ == '__main__':
    tap.main()
