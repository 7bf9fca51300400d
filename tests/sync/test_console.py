#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console as a real process: every command, its exit status, and one clear sentence for each
bad input. The server's side is in test_two_laptops.py."""
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402

BUILD = pathlib.Path(sys.argv[1])
BAD_CALL = 2
UUID = re.compile(r'^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$')


class Page(http.server.BaseHTTPRequestHandler):
    """A guest network's login page, whatever is asked."""

    def do_GET(self):
        body = b'<html><body>Log ind</body></html>'
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Console(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.laptop = laptop.Laptop(BUILD, self.folder / 'anna')

    def make(self):
        self.laptop.make()

    def ask(self, *words, **more):
        return self.laptop.ask(*words, **more)

    def refuse(self, *words, code=BAD_CALL, says='', **more):
        """The command fails with the code and one sentence; returns the sentence."""
        with self.assertRaises(laptop.Failed) as caught:
            self.ask(*words, **more)
        self.assertEqual(caught.exception.code, code, caught.exception.said)
        lines = caught.exception.said.strip().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith('fodfaeste-console: '), lines)
        self.assertIn(says, lines[0])
        return lines[0]

    def add(self, kind, *pairs):
        row = self.ask('add', kind, *pairs)[0]
        self.assertRegex(row['id'], UUID)
        return row['id']

    def batch(self, *commands, expect=0):
        """Runs the commands in one process; returns the lines of each, its outcome last."""
        with laptop.secret(self.laptop.passphrase) as reader:
            line = self.laptop.command('batch', passphrase_fd=reader)
            text = ''.join(c if isinstance(c, str) else json.dumps(c) + '\n' for c in commands)
            done = subprocess.run(line, input=text, capture_output=True, text=True, check=False,
                                  pass_fds=[reader], env=laptop.environment(BUILD))
        self.assertEqual(done.returncode, expect, done.stderr)
        answers, one = [], []
        for text in done.stdout.splitlines():
            one.append(json.loads(text))
            if 'exit' in one[-1]:
                answers.append(one)
                one = []
        return answers


class Records(Console):
    def test_add_get_set_list_delete_undo(self):
        self.make()
        bakery = self.add('employer', 'name=Bageriet & Søn', 'town=Støvring')
        self.assertEqual(self.ask('get', 'employer', bakery)[0]['name'], 'Bageriet & Søn')
        self.ask('set', 'employer', bakery, 'town=Skørping', 'phone= 98 12 34 56 ')
        row = self.ask('get', 'employer', bakery)[0]
        self.assertEqual((row['town'], row['phone']), ('Skørping', '98 12 34 56'))
        self.ask('set', 'employer', bakery, 'town=')
        self.assertNotIn('town', self.ask('get', 'employer', bakery)[0])
        self.add('employer', 'name=Tømrer', 'town=Skørping')
        self.assertEqual(len(self.laptop.list('employer')), 2)
        self.assertEqual([r['name'] for r in self.laptop.list('employer', town='Skørping')],
                         ['Tømrer'])
        gone = self.ask('delete', 'employer', bakery)[0]
        self.assertEqual(len(self.laptop.list('employer')), 1)
        self.ask('undo', gone['tx'])
        self.assertEqual(len(self.laptop.list('employer')), 2)

    def test_search_finds_with_other_spellings(self):
        self.make()
        aase = self.add('participant', 'name=Åse Møller', 'wish=Vil arbejde med heste')
        for text in ('aase', 'ase', 'moller', 'møl', 'heste'):
            hits = self.ask('search', text)
            self.assertEqual([h['id'] for h in hits], [aase], text)
        self.assertEqual(self.ask('search', 'findes ikke'), [])

    def test_schema_names_every_kind(self):
        kinds = {k['kind']: k for k in self.ask('schema')}
        self.assertLessEqual({'participant', 'employer', 'follow-up', 'note', 'conflict'},
                             set(kinds))
        name = next(f for f in kinds['participant']['fields'] if f['name'] == 'name')
        self.assertEqual((name['type'], name['merge'], name['required']), ('text', 'both', True))

    def test_status_of_a_profile_without_a_server(self):
        self.make()
        self.assertEqual(self.ask('status')[0]['state'], 'local')
        self.refuse('sync', says='enrol')

    def test_a_new_profile_has_no_drafts(self):
        self.make()
        self.assertEqual(self.ask('drafts'), [])

    def test_a_batch_answers_line_by_line(self):
        self.make()
        answers = self.batch(['add', 'employer', 'name=Et'], ['add', 'employer', 'town=Uden navn'],
                             'no json\n', ['batch'], ['list', 'employer'], ['nonsense'])
        self.assertEqual([a[-1]['exit'] for a in answers], [0, 2, 2, 2, 0, 2])
        self.assertEqual([r['name'] for r in answers[4][:-1]], ['Et'])
        for answer in answers:
            outcome = answer[-1]
            self.assertEqual(set(outcome), {'exit', 'error'} if outcome['exit'] else {'exit'})
            self.assertFalse(outcome['exit'] and len(answer) > 1, answer)


class BadInput(Console):
    def test_values(self):
        """One profile for the whole table: each row is refused, and nothing was written."""
        self.make()
        person = self.add('participant', 'name=Bo', 'entry-date=2026-11-01')
        rows = [
            (['add', 'participant'], 'add KIND'),
            (['add', 'participant', 'name='], 'name'),
            (['add', 'participant', 'name'], '='),
            (['add', 'nobody', 'name=x'], 'schema'),
            (['add', 'participant', 'nose=x'], 'schema'),
            (['add', 'participant', 'name=' + 'æ' * 201], '200'),
            (['add', 'participant', os.fsdecode(b'name=B\xf8')], 'UTF-8'),
            (['add', 'participant', 'name=a\x07b'], 'UTF-8'),
            (['add', 'participant', 'name=B', 'cpr=123456789'], 'cpr'),
            (['add', 'participant', 'name=B', 'entry-date=2026-02-30'], 'entry-date'),
            (['add', 'participant', 'name=B', 'entry-date=30-02-2026'], 'entry-date'),
            (['add', 'participant', 'name=B', 'entry-date=2026-05-02', 'ended-on=2026-05-01'],
             'ended-on'),
            (['add', 'participant', 'name=B', 'stage=nonsense'], 'active'),
            (['add', 'employer', 'name=B', 'cvr=1234567'], 'cvr'),
            (['add', 'employer', 'name=B', 'employees=-4'], 'employees'),
            (['add', 'employer', 'name=B', 'email=at'], 'email'),
            (['add', 'note', f'participant={person}', 'date=2026-11-22', 'minutes=1441'],
             'minutes'),
            (['add', 'note', 'participant=00000000-0000-7000-8000-000000000000',
              'date=2026-11-22'], 'participant'),
            (['add', 'note', 'participant=Bo', 'date=2026-11-22'], 'participant'),
            (['add', 'follow-up', 'title=T',
              'slot=2026-11-23T10:00/2026-11-23T09:00@Europe/Copenhagen'], 'slot'),
            (['add', 'user', 'name=B', 'login=b'], ''),
            (['set', 'participant', person, 'consultant=' + person], ''),
            (['set', 'participant', person, 'ended-on=2026-10-01'], 'ended-on'),
            (['set', 'participant', '00000000-0000-7000-8000-000000000000', 'name=C'], 'list'),
            (['get', 'participant', 'nobody'], 'list'),
            (['list', 'participant', '--where', 'nose=x'], 'schema'),
            (['search', os.fsdecode(b'\xff')], 'UTF-8'),
            (['resolve', '00000000-0000-7000-8000-000000000000', 'mine'], 'list'),
            (['export', 'participant'], '--format'),
            (['export', 'participant', '--format', 'xml'], '--format'),
            (['nonsense'], '--help'),
            (['list', 'participant', '--nonsense'], '--help'),
            ([], '--help'),
        ]
        for words, says in rows:
            with self.subTest(words=words):
                self.refuse(*words, says=says)
        self.assertEqual([r['id'] for r in self.laptop.list('participant')], [person])
        self.assertEqual(self.laptop.list('note') + self.laptop.list('employer'), [])

    def test_a_name_that_an_employer_may_not_be_told(self):
        self.make()
        jens = self.add('participant', 'name=Jens Holm')
        kroen = self.add('employer', 'name=Kroen', 'culture=Rolig')
        said = self.refuse('set', 'employer', kroen, 'culture=Som jens holms chef',
                           says='culture')
        self.assertNotIn('Holm', said)
        self.add('disclosure-plan', f'participant={jens}', f'employer={kroen}',
                 'disclosure=support', 'approach-employers=anonymous', 'agreed-on=2026-01-02',
                 'wording=Har en mentor med.')
        self.refuse('add', 'employer-contact', f'employer={kroen}', 'slot=2026-11-20',
                    'needs=Jens Holm kan mandag', says='Har en mentor med.')
        self.assertEqual(self.ask('get', 'employer', kroen)[0]['culture'], 'Rolig')
        self.assertEqual(self.laptop.list('employer-contact'), [])
        self.add('disclosure-plan', f'participant={jens}', f'employer={kroen}',
                 'disclosure=support', 'approach-employers=yes', 'agreed-on=2026-01-03')
        self.ask('set', 'employer', kroen, 'culture=Jens Holm er glad for den')

    def test_the_profile(self):
        self.refuse('list', 'participant', says='init')
        self.make()
        self.refuse('init', says='another folder')
        self.laptop.passphrase = 'not the right passphrase'
        self.refuse('list', 'participant', code=4, says='passphrase')

    def test_a_weak_passphrase_is_not_taken(self):
        for passphrase in ('short', 'password1234', '111111111111'):
            with self.subTest(passphrase=passphrase):
                self.laptop.passphrase = passphrase
                self.refuse('--key-cost', 'interactive', 'init', says='passphrase')
                self.assertFalse((self.laptop.folder / 'db.key').exists())

    def change_passphrase(self, fresh):
        """Runs the command; what it answers on the standard error, and its exit status."""
        with laptop.secret(self.laptop.passphrase) as old, laptop.secret(fresh) as new:
            line = self.laptop.command('--new-passphrase-fd', str(new), '--key-cost',
                                       'interactive', 'passphrase', passphrase_fd=old)
            done = subprocess.run(line, capture_output=True, text=True, check=False,
                                  pass_fds=[old, new], env=laptop.environment(BUILD))
        return done.returncode, done.stderr

    def test_another_passphrase(self):
        self.make()
        self.add('participant', 'name=Åse Møller')
        self.assertEqual(self.change_passphrase('hest kaffe torvet sne'), (0, ''))
        self.refuse('list', 'participant', code=4, says='passphrase')
        self.laptop.passphrase = 'hest kaffe torvet sne'
        self.assertEqual(self.laptop.list('participant')[0]['name'], 'Åse Møller')

    def test_another_passphrase_needs_the_right_one_and_a_good_one(self):
        self.make()
        code, said = self.change_passphrase('short')
        self.assertEqual(code, 2, said)
        right, self.laptop.passphrase = self.laptop.passphrase, 'not the right passphrase'
        code, said = self.change_passphrase('hest kaffe torvet sne')
        self.assertEqual(code, 4, said)
        self.laptop.passphrase = right
        self.assertEqual(self.laptop.list('participant'), [])

    def test_a_second_instance(self):
        self.make()
        with laptop.secret(self.laptop.passphrase) as reader:
            line = self.laptop.command('batch', passphrase_fd=reader)
            first = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     text=True, pass_fds=[reader], env=laptop.environment(BUILD))
            try:
                first.stdin.write('["status"]\n')
                first.stdin.flush()
                self.assertIn('state', first.stdout.readline())
                self.refuse('list', 'participant', code=4, says='using this profile')
            finally:
                first.stdin.close()
                first.stdout.read()
                self.assertEqual(first.wait(60), 0)
                first.stdout.close()
        self.assertEqual(self.laptop.list('participant'), [])

    def test_damage_is_told_apart(self):
        self.make()
        self.add('employer', 'name=Bageriet')
        store = self.laptop.folder / 'store.db'
        good = store.read_bytes()
        store.write_bytes(good[:4096] + bytes(len(good) - 4096))
        self.refuse('list', 'employer', code=4, says='damaged')
        store.write_bytes(good)
        key = self.laptop.folder / 'db.key'
        for copy in self.laptop.folder.glob('db.key*'):
            copy.write_bytes(b'x' * 100)
        self.assertTrue(key.exists())
        self.refuse('list', 'employer', code=4, says='key file is damaged')

    def test_another_profiles_key_file_is_told_apart(self):
        self.make()
        self.ask('list', 'employer')
        other = laptop.Laptop(BUILD, self.folder / 'bo')
        other.passphrase = 'another four words here'
        other.make()
        for name in ('db.key', 'db.key.bak'):
            (self.laptop.folder / name).write_bytes((other.folder / name).read_bytes())
        self.refuse('list', 'employer', code=4, says='does not belong to this database')
        self.laptop.passphrase = other.passphrase
        self.refuse('list', 'employer', code=4, says='does not belong to this database')

    def test_a_damaged_first_page_is_no_wrong_key(self):
        self.make()
        self.ask('list', 'employer')
        path = self.laptop.folder / 'store.db'
        path.write_bytes(os.urandom(4096) + path.read_bytes()[4096:])
        self.refuse('list', 'employer', code=4, says='database is damaged')

    def test_a_server_that_is_none(self):
        self.make()
        self.add('employer', 'name=Bageriet')
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.refuse('enrol', f'http://127.0.0.1:{server.server_port}', 'anna', code=3,
                    says='not a Fodfæste server', password='x')
        self.refuse('enrol', 'http://127.0.0.1:1', 'anna', code=3, says='can\'t be reached',
                    password='x')
        self.refuse('enrol', 'http://example.dk', 'anna', code=4, says='not safe', password='x')
        self.refuse('enrol', 'ftp://example.dk', 'anna', says='address', password='x')
        self.assertEqual(len(self.laptop.list('employer')), 1)

    def test_a_full_disk_for_the_answer(self):
        self.make()
        self.add('employer', 'name=Bageriet')
        with laptop.secret(self.laptop.passphrase) as reader, open('/dev/full', 'w') as full:
            line = self.laptop.command('list', 'employer', passphrase_fd=reader)
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True,
                                  check=False, pass_fds=[reader], env=laptop.environment(BUILD))
        self.assertEqual(done.returncode, 4)
        self.assertIn('full', done.stderr)

    def test_secrets_are_never_arguments(self):
        with laptop.secret('x') as reader:
            line = self.laptop.command('--passphrase', 'secret', 'init', passphrase_fd=reader)
            done = subprocess.run(line, capture_output=True, text=True, check=False,
                                  pass_fds=[reader], env=laptop.environment(BUILD))
        self.assertEqual(done.returncode, BAD_CALL)

    def test_danish(self):
        if not (BUILD / 'po' / 'da').exists() and not list(BUILD.glob('po/**/*.mo')):
            self.skipTest('no catalogue was built')
        with laptop.secret('x') as reader:
            line = self.laptop.command('nonsense', passphrase_fd=reader)
            done = subprocess.run(line, capture_output=True, text=True, check=False,
                                  pass_fds=[reader],
                                  env=laptop.environment(BUILD, LC_ALL='da_DK.UTF-8'))
        self.assertIn('Den kommando findes ikke', done.stderr)


class Files(Console):
    def write(self, name, text, encoding='utf-8'):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return str(path)

    def test_a_sheet_is_taken_in_once(self):
        self.make()
        sheet = self.write('virksomheder.csv', 'Navn;CVR;By\r\nBageriet Ørn;12345678;Støvring\r\n'
                           'Tømrer Bo;87654321;Skørping\r\n', 'latin-1')
        answer = self.ask('import', sheet, '--kind', 'employer')[-1]
        self.assertEqual((answer['rows'], answer['taken']), (2, 2))
        self.assertEqual(sorted(r['name'] for r in self.laptop.list('employer')),
                         ['Bageriet Ørn', 'Tømrer Bo'])
        again = self.ask('import', sheet, '--kind', 'employer')
        self.assertEqual((again[-1]['taken'], again[-1]['repeated']), (0, 2))
        self.assertEqual(len(self.laptop.list('employer')), 2)

    def test_a_dry_run_and_a_map(self):
        self.make()
        sheet = self.write('people.csv', 'Hvem,Fra\nÅse Møller,2026-11-01\n')
        words = ['import', sheet, '--kind', 'participant', '--map', 'Hvem=name', '--map',
                 'Fra=entry-date']
        self.assertEqual(self.ask(*words, '--dry-run')[-1]['taken'], 1)
        self.assertEqual(self.laptop.list('participant'), [])
        undo = self.ask(*words)[-1]['tx']
        self.assertEqual(self.laptop.list('participant')[0]['entry-date'], '2026-11-01')
        self.ask('undo', undo)
        self.assertEqual(self.laptop.list('participant'), [])

    def test_cards_go_to_an_employer(self):
        self.make()
        bakery = self.add('employer', 'name=Bageriet')
        card = self.write('a.vcf', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Møller\r\n'
                          'N:Møller;Åse;;;\r\nTEL:98123456\r\nEND:VCARD\r\n')
        self.ask('import', card, '--employer', bakery)
        person = self.laptop.list('contact-person')[0]
        self.assertEqual((person['name'], person['employer']), ('Åse Møller', bakery))

    def test_files_that_are_wrong(self):
        self.make()
        rows = [
            ('', 'empty'),
            ('Navn;By\n"Bageriet;x\n', 'quote'),
            (b'PK\x03\x04\x00\x00', 'no text file'),
            ('Navn\n' + 'x\n' * 100001, '100,000'),
            ('Navn;By\n;Støvring\n', 'nothing was imported'),
        ]
        for number, (text, says) in enumerate(rows):
            with self.subTest(says=says):
                path = self.write(f'{number}.csv', text)
                self.refuse('import', path, '--kind', 'employer', says=says)
        self.refuse('import', self.write('a.csv', 'Navn\nx\n'), says='--kind')
        self.refuse('import', str(self.folder / 'none.csv'), '--kind', 'employer', says='no such')
        self.refuse('import', str(self.folder), '--kind', 'employer', says='no such')
        self.assertEqual(self.laptop.list('employer'), [])

    def test_what_was_exported_comes_back(self):
        self.make()
        self.add('employer', 'name=Bageriet & Søn', 'website==cmd', 'town=Støvring')
        with laptop.secret(self.laptop.passphrase) as reader:
            line = self.laptop.command('export', 'employer', '--format', 'csv',
                                       passphrase_fd=reader)
            done = subprocess.run(line, capture_output=True, check=True, pass_fds=[reader],
                                  env=laptop.environment(BUILD))
        self.assertNotIn(b';"=cmd', done.stdout)
        other = laptop.Laptop(BUILD, self.folder / 'bo')
        other.make()
        path = self.write('out.csv', done.stdout)
        other.ask('import', path, '--kind', 'employer')
        row = other.list('employer')[0]
        self.assertEqual((row['name'], row['website'], row['town']),
                         ('Bageriet & Søn', '=cmd', 'Støvring'))
        self.assertEqual(other.ask('export', 'employer', '--format', 'json')[0]['name'],
                         'Bageriet & Søn')


if __name__ == '__main__':
    tap.main()
