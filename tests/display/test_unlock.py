#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before the data: the first run, the passphrase, and why a profile does not open, in words."""
import os

import desk
import tap  # (the path is set by desk)
import ui
from desk import count, exactly, laptop, say, word

GOOD = 'korthest batteri klamme nu'
WAIT = ('Wrong passphrase. You can try again in %u second.',
        'Wrong passphrase. You can try again in %u seconds.')
AGAIN = 'You can try again now.'
SEARCH = f'^{word("Search everywhere")}'
OTHER = {'danish': not desk.DANISH}


class FirstRun(desk.Desk):
    def setUp(self):
        super().setUp()
        self.laptop = laptop.Laptop(desk.BUILD, self.folder / 'new')
        self.root = self.start().root
        ui.find(self.root, ui.BUTTON, exactly('Begin'))
        ui.until(self.in_front, 'the window in front')

    def begin(self):
        ui.key('Return')
        ui.find(self.root, ui.ENTRY, exactly('Passphrase'))

    def test_a_profile_is_made_without_a_server_by_keyboard_alone(self):
        self.app.shot('first-run-welcome')
        self.begin()
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD)
        self.app.shot('first-run-passphrase')
        ui.key('Return')
        ui.press(self.root, ui.BUTTON, exactly('Without a server for the time being'))
        self.unlocked()
        self.chip(word('Only here', context='sync'))
        self.assertTrue((self.laptop.folder / 'db.key').exists())

    def join(self, server, user):
        """Makes a profile that belongs to the server's user."""
        self.begin()
        for _ in range(2):
            ui.type_text(GOOD)
            ui.key('Return')
        for name, text in (('Address of the server', server.url), ('User name', user.login),
                           ('Password on the server', user.password)):
            ui.enter(self.root, exactly(name), text)
        self.app.shot('first-run-server')
        ui.key('Return')
        self.unlocked()
        self.chip(word('In step %s', r'\d\d:\d\d'))

    def test_two_devices_of_a_user_join_a_server(self):
        server = laptop.Server(desk.BUILD, self.folder / 'server')
        anna = next(u for u in server.make_demo('--participants', '3', '--employers', '2')
                    if u.login == 'anna')
        server.start()
        self.addCleanup(server.kill)
        self.join(server, anna)
        self.app.close()
        self.laptop.passphrase = GOOD
        self.add('employer', name='Ågårds Planteskole')
        self.laptop.sync()
        self.laptop = laptop.Laptop(desk.BUILD, self.folder / 'second')
        self.root = self.start().root
        ui.find(self.root, ui.BUTTON, exactly('Begin'))
        ui.until(self.in_front, 'the window in front')
        self.join(server, anna)
        ui.find(self.page('alt+3', 'Employers'), ui.ROW, '^Ågårds Planteskole')

    def test_a_short_passphrase_and_two_different_ones_are_refused_in_words(self):
        self.begin()
        ui.type_text('kort')
        short = word('Too short: at least 12 characters. A sentence only you would say is easiest '
                    'to remember.')
        ui.find(self.root, ui.LABEL, short)
        # A click is heard at once, the action of a button a quarter of a second later.
        ui.click(ui.find(self.root, ui.BUTTON, exactly('Continue')))
        ui.still()
        ui.find(self.root, ui.LABEL, short)
        self.assertFalse((self.laptop.folder / 'db.key').exists())
        ui.key('ctrl+a')
        ui.type_text(GOOD)
        ui.key('Return')
        ui.type_text(GOOD + 'x')
        ui.key('Return')
        ui.find(self.root, ui.LABEL, word('The two are not the same. Type it once more.'))

    def test_a_server_out_of_reach_is_told_and_one_can_begin_without(self):
        self.begin()
        for _ in range(2):
            ui.type_text(GOOD)
            ui.key('Return')
        for name, text in (('Address of the server', 'http://127.0.0.1:1'), ('User name', 'anna'),
                           ('Password on the server', GOOD)):
            ui.enter(self.root, exactly(name), text)
        ui.key('Return')
        ui.find(self.root, ui.LABEL, word(
            'The server can’t be reached. Check the address and the network, then try again. You '
            'can also begin without it and connect later.'))
        self.app.shot('first-run-out-of-reach')
        ui.press(self.root, ui.BUTTON, exactly('Without a server for the time being'))
        self.unlocked()

    def test_the_language_is_chosen_on_the_first_page(self):
        ui.click(ui.find(self.root, ui.ROW, '^English' if desk.DANISH else '^Dansk'))
        ui.find(self.root, ui.BUTTON, exactly('Begin', **OTHER))
        self.app.shot('first-run-other-language')


class Unlock(desk.Desk):
    def refused(self, text):
        """Types the passphrase; the answer must be this."""
        self.start()
        self.unlock()
        ui.find(self.app.root, ui.LABEL, word(text))

    def test_a_wrong_passphrase_says_so_and_the_right_one_still_opens(self):
        self.add('participant', name='Åse Møller')
        self.start()
        self.unlock('noget helt andet her')
        ui.find(self.app.root, ui.LABEL, word('Wrong passphrase. Nothing has changed; try again.'))
        self.app.shot('unlock-wrong')
        self.assertNotIn('Møller', ' '.join(ui.words(self.app.root)))
        ui.type_text(self.laptop.passphrase)
        ui.key('Return')
        self.unlocked()

    def try_wrong(self, times):
        """Types as many wrong ones; each is refused when the program is at rest again."""
        root = self.start().root
        button = ui.find(root, ui.BUTTON, exactly('Unlock'))
        ui.until(self.in_front, 'the window in front')
        for _ in range(times):
            ui.until(lambda: ui.has(button, ui.STATE.SENSITIVE), 'the button')
            ui.type_text('noget helt andet her')
            ui.key('Return')
            ui.still()
        return root

    def test_wrong_passphrases_make_one_wait_for_seconds_and_no_longer(self):
        root = self.try_wrong(6)
        # On a slow machine the four seconds may be over.
        ui.find(root, ui.LABEL, f'{count("[1-4]", *WAIT)}|{word(AGAIN)}')
        self.app.shot('unlock-wait')
        ui.type_text(self.laptop.passphrase)
        ui.key('Return')
        ui.until(lambda: ui.first(root, ui.LABEL, word(AGAIN)) or ui.first(root, ui.BUTTON, SEARCH),
                 'the end of the wait')
        if ui.first(root, ui.LABEL, word(AGAIN)):
            ui.key('Return')
        self.unlocked()

    def test_another_language_does_not_shorten_the_wait(self):
        root = self.try_wrong(7)
        ui.find(root, ui.LABEL, f'{count("[1-8]", *WAIT)}|{word(AGAIN)}')
        ui.press(root, ui.BUTTON, f'^{word("Language")}')
        ui.press(root, ui.ITEM, say('^English', '^Dansk'))
        ui.find(root, ui.LABEL, f'{count("[1-8]", *WAIT, **OTHER)}|{word(AGAIN, **OTHER)}')

    def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(self):
        for name in ('db.key', 'db.key.bak'):
            path = self.laptop.folder / name
            data = bytearray(path.read_bytes())
            data[100] ^= 0xff
            path.write_bytes(data)
        self.refused('The key file and its copy are damaged, so the passphrase can’t be tested. '
                     'Your data is untouched. Put the key file back from a backup, then unlock '
                     'again.')
        self.app.shot('unlock-damaged-key')

    def test_a_damaged_database_is_told_from_both(self):
        path = self.laptop.folder / 'store.db'
        for extra in ('store.db-wal', 'store.db-shm'):
            (self.laptop.folder / extra).unlink(missing_ok=True)
        path.write_bytes(os.urandom(path.stat().st_size))
        self.refused('The database is damaged, so it is not opened.')
        self.app.shot('unlock-damaged-database')

    def test_a_new_database_is_made_in_place_of_a_damaged_one(self):
        self.add('participant', name='Åse Møller')
        path = self.laptop.folder / 'store.db'
        path.write_bytes(os.urandom(path.stat().st_size))
        spoilt = path.read_bytes()
        self.refused('The database is damaged, so it is not opened.')
        ui.press(self.app.root, ui.BUTTON, exactly('Make a new database'))
        ui.find(self.app.root, ui.LABEL,
                count(1, 'A new database is made, with %u change that was not sent.',
                      'A new database is made, with %u changes that were not sent.'))
        self.app.shot('unlock-new-database')
        self.assertEqual((self.laptop.folder / 'damaged-1' / 'store.db').read_bytes(), spoilt)
        ui.key('Return')
        self.unlocked()
        ui.find(self.page('alt+2', 'Participants'), ui.ROW, '^Åse Møller')

    def test_a_missing_key_file_never_makes_a_new_one(self):
        for name in ('db.key', 'db.key.bak'):
            (self.laptop.folder / name).unlink()
        self.refused('The key file is missing. The database can’t be opened without it. Put the '
                     'key file back from a backup.')
        self.assertFalse((self.laptop.folder / 'db.key').exists())

    def test_lock_shows_nothing_and_opens_again(self):
        self.add('participant', name='Åse Møller')
        app = self.open()
        with self.assertRaises(laptop.Failed) as refused:
            self.laptop.ask('list', 'participant')
        self.assertEqual(refused.exception.code, laptop.ATTENTION)
        ui.find(self.page('alt+2', 'Participants'), ui.ROW, '^Åse Møller')
        ui.key('ctrl+l')
        ui.find(app.root, ui.BUTTON, exactly('Unlock'))
        ui.until(lambda: 'Møller' not in ' '.join(ui.words(app.root)), 'the name to go')
        self.unlock()
        self.unlocked()


class End(desk.Desk):
    """An administrator ends the machine's access."""

    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        self.server.admin('user', 'add', 'anna', '--name', 'Anna', '--team', 'Rebild',
                          password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.device = self.laptop.enrol(self.server, 'anna')['device']

    def told(self, *text):
        ui.find(self.app.root, ui.LABEL, exactly('This machine’s access has ended'))
        ui.find(self.app.root, ui.LABEL, *text)

    def test_what_happened_is_told_and_one_can_begin_anew(self):
        self.add('employer', name='Bageriet')
        self.server.admin('device', 'revoke', self.device)
        self.start()
        self.unlock()
        self.told(count(1, 'Everything that you saved is on the server. %u change that was '
                        'waiting here was handed over before it was deleted.',
                        'Everything that you saved is on the server. %u changes that were '
                        'waiting here were handed over before they were deleted.'))
        self.app.shot('ended')
        self.assertEqual(
            [path.name for path in sorted(self.laptop.folder.iterdir())
             if path.name != 'settings.ini'], ['ended', 'lock'])
        self.app.close()
        self.start()
        self.told(word(
            'If you are to go on working here, talk to your team leader or IT department first. '
            'Then set the machine up again, and what is yours is fetched from the server.'))
        ui.press(self.app.root, ui.BUTTON, exactly('Set up again'))
        ui.find(self.app.root, ui.BUTTON, exactly('Begin'))
        self.assertFalse((self.laptop.folder / 'ended').exists())

    def test_an_open_window_closes_over_it(self):
        self.laptop.sync()
        self.open()
        self.chip(word('In step %s', r'\d\d:\d\d'))
        self.server.admin('device', 'revoke', self.device)
        self.told(word('Everything that you saved is on the server; nothing was waiting here.'))


if __name__ == '__main__':
    tap.main()
