#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_erase.py BUILD: a participant is erased, with real processes: also where changes wait, and
also when last week's backup is put back."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import laptop  # noqa: E402 (a module of the tests)
import tap  # noqa: E402 (a module of the tests)

BUILD = pathlib.Path(sys.argv[1])
WORD = 'Skovarbejderen'
PAGE = 4096
SALT = 16
TAIL = 48  # of a page: 16 bytes to begin its decryption with, its sum, and room
LOG_HEAD = 32
LOG_ENTRY_HEAD = 24


def decrypt(key, pages):
    """What the pages of an encrypted database hold, free ones and all, as SQLCipher writes them: in
    front of each page comes what its decryption begins with, and that becomes noise."""
    chained = b''.join(page[-TAIL:][:SALT] + page[:-TAIL] for page in pages)
    done = subprocess.run(['openssl', 'enc', '-d', '-aes-256-cbc', '-nopad', '-K', key.hex(), '-iv',
                           '00' * SALT], input=chained, capture_output=True, check=True)
    return done.stdout


def dig_up(folder):
    """All bytes that are in the server's database and its log."""
    key = (folder / 'server.key').read_bytes()
    plain = (folder / 'server.db').read_bytes()
    log = (folder / 'server.db-wal').read_bytes()[LOG_HEAD:]
    step = LOG_ENTRY_HEAD + PAGE
    pages = [plain[at:at + PAGE] for at in range(0, len(plain), PAGE)]
    pages += [log[at + LOG_ENTRY_HEAD:at + step] for at in range(0, len(log) - step + 1, step)]
    # The first page begins with the salt of the file, as it is.
    first = plain[:SALT]
    pages = [page[SALT:] if page.startswith(first) else page for page in pages]
    return decrypt(key, pages)


class Erase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.server = laptop.Server(BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who, role in (('anna', 'consultant'), ('lene', 'leader')):
            self.server.admin('user', 'add', who, '--name', who.title(), '--team', 'Rebild',
                              '--role', role, password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna = self.machine('anna')
        self.lene = self.machine('lene')
        self.ida, self.bo = (self.anna.ask('add', 'participant', f'name={name}')[0]['id']
                             for name in ('Ida', 'Bo'))
        self.anna.ask('add', 'note', f'participant={self.ida}', 'date=2026-03-02', 'body=Om Ida')
        self.anna.sync()
        self.lene.sync()

    def machine(self, who):
        made = laptop.Laptop(BUILD, self.folder / who)
        made.make()
        made.enrol(self.server, who)
        return made

    def assert_gone(self, *machines):
        for machine in machines:
            machine.sync()
            self.assertEqual([row['name'] for row in machine.list('participant')], ['Bo'])
            self.assertEqual(machine.list('note'), [])
            self.assertEqual(machine.ask('status')[0]['state'], 'in-step')
        self.assertIn('whole', self.server.admin('status'))

    def test_no_word_stays_in_the_database_or_its_log(self):
        self.anna.ask('set', 'participant', self.ida, f'wish={WORD}')
        note = self.anna.ask('add', 'note', f'participant={self.ida}', 'date=2026-03-03',
                             f'body={WORD * 200}')[0]['id']
        self.anna.sync()
        self.anna.ask('set', 'note', note, f'body=Nu er {WORD} kort')
        self.anna.sync()
        self.lene.sync()
        self.assertTrue(WORD.encode() in dig_up(self.server.folder))
        self.server.admin('participant', 'erase', self.ida)
        self.assertFalse(WORD.encode() in dig_up(self.server.folder))
        self.assert_gone(self.anna, self.lene)
        self.assertFalse(WORD.encode() in dig_up(self.server.folder))

    def test_devices_obey_though_changes_wait(self):
        self.anna.ask('set', 'participant', self.ida, 'called=Venter')
        self.anna.ask('add', 'note', f'participant={self.ida}', 'date=2026-03-03', 'body=Venter')
        self.anna.ask('set', 'participant', self.bo, 'called=Bosse')
        self.server.admin('participant', 'erase', self.ida)
        self.assert_gone(self.anna, self.lene)
        self.assertEqual(self.server.admin('quarantine'), '')
        self.assertEqual(self.lene.list('participant')[0]['called'], 'Bosse')

    def test_a_backup_from_before_does_not_bring_the_person_back(self):
        backup = self.folder / 'backup.db'
        self.server.admin('backup', str(backup))
        late = self.anna.ask('add', 'participant', 'name=Senere')[0]['id']
        self.anna.sync()
        for person in (self.ida, late):
            self.server.admin('participant', 'erase', person)
        self.server.stop()
        self.server.admin('restore', str(backup))
        self.server.start()
        # Anna's laptop was away: it still has both, and gives back what the backup lacks.
        self.assert_gone(self.anna, self.lene)
        self.assertEqual(self.server.admin('quarantine'), '')

    def test_nor_does_an_older_database_that_was_copied_back_by_hand(self):
        self.server.stop()
        copy = (self.server.folder / 'server.db').read_bytes()
        self.server.start()
        self.server.admin('participant', 'erase', self.ida)
        self.lene.sync()
        self.server.stop()
        for path in self.server.folder.glob('server.db*'):
            path.unlink()
        (self.server.folder / 'server.db').write_bytes(copy)
        self.server.start()
        self.assert_gone(self.anna, self.lene)


if __name__ == '__main__':
    tap.main()
