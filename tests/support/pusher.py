# SPDX-License-Identifier: GPL-3.0-or-later
"""A device that speaks the protocol by itself, at any of several servers: what it sends and when is
the test's. It keeps what was confirmed, and sends again what was not."""
import base64
import http.client
import json
import os
import socket
import time
import uuid

PROTOCOL = SCHEMA = 1
LIMIT = 200


def new_id():
    """A UUIDv7."""
    ms = int(time.time() * 1000)
    raw = bytearray(ms.to_bytes(6, 'big') + os.urandom(10))
    raw[6], raw[8] = raw[6] & 0x0f | 0x70, raw[8] & 0x3f | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


class Refused(AssertionError):
    """An answer other than 200, and its status."""

    def __init__(self, path, status, body):
        super().__init__(f'{path}: {status} {body[:200]}')
        self.status = status


class Line:
    """What a server says on /v1/sync/live (RFC 6455): messages, and the code that it ends with."""

    def __init__(self, port, token):
        self.socket = socket.create_connection(('127.0.0.1', port), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f'GET /v1/sync/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n'
            f'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n'
            f'Authorization: Bearer {token}\r\n\r\n'.encode())
        self.file = self.socket.makefile('rb')
        status = self.file.readline()
        assert b' 101 ' in status, status
        while self.file.readline() != b'\r\n':
            continue

    def next(self):
        """A message as a dict, or the number of the end."""
        kind, size = self.file.read(2)
        if size == 126:
            size = int.from_bytes(self.file.read(2), 'big')
        body = self.file.read(size)
        return int.from_bytes(body[:2], 'big') if kind & 0x0f == 8 else json.loads(body)

    def close(self):
        self.file.close()
        self.socket.close()


class Pusher:
    """One device of a user."""

    def __init__(self, ports):
        self.ports, self.device, self.token, self.epoch = ports, new_id(), None, None
        self.cursors, self.rows = {}, {}
        self.confirmed = {}

    def post(self, path, body, port=None):
        """The answer, or OSError when there is none."""
        headers = {'Content-Type': 'application/json'}
        if self.token:
            headers['Authorization'] = f'Bearer {self.token}'
        connection = http.client.HTTPConnection('127.0.0.1', port or self.ports[0], timeout=30)
        try:
            connection.request('POST', path, json.dumps({**body, 'end': True}), headers)
            answer = connection.getresponse()
            text = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        if answer.status != 200:
            raise Refused(path, answer.status, text)
        return json.loads(text)

    def enrol(self, login, password):
        answer = self.post('/v1/enrol', {'proto': PROTOCOL, 'login': login, 'password': password,
                                         'device': self.device})
        self.token, self.epoch = answer['token'], answer['epoch']
        return self

    def op(self, verb, kind, row, fields=None, base=None):
        made = {'op': new_id(), 't': kind, 'id': row, 'k': verb, 'sc': SCHEMA, 'cs': 1,
                'h': f'{int(time.time() * 1000) << 16:016x}'}
        if fields:
            made['f'] = fields
        if base:
            made['b'] = base
        return made

    def push(self, ops, port=None):
        """The results, which count as confirmed from now on."""
        answer = self.post('/v1/sync/push', {
            'proto': PROTOCOL, 'schema': SCHEMA, 'device': self.device, 'epoch': self.epoch,
            'sent_at': int(time.time() * 1000), 'ops': ops}, port)
        for op, result in zip(ops, answer['results']):
            assert op['op'] == result['op'], 'results come in the order of the ops'
            self.confirmed.setdefault(op['op'], (op, result))
        return answer['results']

    def pull(self, port=None):
        """One page; whether there is more. A cursor that goes back is an error."""
        answer = self.post('/v1/sync/pull', {
            'proto': PROTOCOL, 'schema': SCHEMA, 'device': self.device, 'epoch': self.epoch,
            'cursors': self.cursors, 'limit': LIMIT, 'max_bytes': 1048576}, port)
        more = False
        for scope in answer['scopes']:
            last = -1
            for change in scope['changes']:
                assert change['s'] > last, 'a feed comes in its order'
                last = change['s']
                self.rows[(scope['id'], change['t'], change['id'])] = change
            self.cursors[scope['id']] = scope['next']
            more = more or scope['more']
        assert not answer['reset'], answer['reset']
        return more

    def pull_all(self, port=None):
        while self.pull(port):
            continue

    def base(self):
        """What the device holds, without what a page and an answer may differ in."""
        return {key: (row.get('rv'), row.get('f'), row.get('del'), row.get('gone'))
                for key, row in self.rows.items()}
