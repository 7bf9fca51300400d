#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""walk.py BUILD [FOLDER] [--fresh]: a consultant's day, walked through on a display of its own.

It opens the real app on the accessibility bus, as a screen reader would, and says in plain words
what it does; each step leaves a numbered picture. A step that does not come true ends the walk.
"""
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / 'tests/support'), str(ROOT / 'tests/display'), str(ROOT / 'tools')]
import demo  # noqa: E402 (modules of the tests)
import laptop  # noqa: E402
import ui  # noqa: E402

NEEDS = 'Søger en afløser til ferien, gerne tyve timer'
TALK = 'Samtale om ansøgningen'


class Walk:
    """The day, told and pictured."""

    def __init__(self, team):
        self.team, self.steps, self.app = team, 0, None

    def say(self, text):
        print(text, flush=True)

    def picture(self, name):
        self.steps += 1
        path = ui.shot(f'{self.steps:02}-{name}')
        self.say(f'   picture: {os.path.relpath(path)}')

    def open(self, user):
        """Opens a user's app and unlocks it."""
        if self.app:
            self.app.close()
        self.app = ui.Program(self.team.laptop_of(user).app(), env=self.team.environment())
        field = ui.find(self.app.root, ui.ENTRY, 'Adgangssætning|Passphrase')
        ui.until(self.app.active, 'the window to have the keyboard')
        ui.type_text(laptop.PASSPHRASE)
        ui.until(lambda: ui.text_of(field) == laptop.PASSPHRASE, 'the passphrase to be typed')

    def unlock(self):
        ui.key('Return')
        self.app.page('FodTodayPage')
        self.app.fill_screen()

    def page(self, keys, name):
        ui.key(keys)
        return self.app.page(name)

    def dialog(self, title):
        """The window on top whose title fits, once the keyboard is in it."""
        def on_top():
            window = self.app.active()
            return window if window and ui.matches(window, ui.ANY, title) else None
        return ui.until(on_top, f'the window {title!r}')

    def wait_for_sync(self, state):
        ui.find(self.app.root, ui.BUTTON, f'^Synk[^:]*: {state}', seconds=60)


def morning(walk):
    walk.say(f'1. {walk.team.consultant.name} starts the app and types the passphrase.')
    walk.open(walk.team.consultant)
    walk.picture('unlock')
    walk.unlock()
    walk.say('   Today shows what is planned and overdue, what the courses ask of the consultant,\n'
             '   and who had no contact for long.')
    walk.picture('today')


def participant(walk):
    page = walk.page('alt+2', 'FodParticipantsPage')
    row = ui.find(page, ui.ROW, 'Uge [0-9]+')
    name = row.get_name().split(',')[0]
    walk.say(f'2. Under Participants {name} is opened.')
    ui.click(row)
    ui.find(page, ui.BUTTON, 'Ny opfølgning')
    walk.picture('participant')
    return name


def visit(walk):
    walk.say('3. The server is stopped, as on the road without a network.')
    walk.team.server.stop()
    page = walk.page('alt+3', 'FodEmployersPage')
    row = ui.find(page, ui.ROW, 'sidste kontakt|ikke besøgt')
    name = row.get_name().split(',')[0]
    walk.say(f'4. A visit to {name} is logged all the same.')
    ui.click(row)
    ui.press(page, ui.BUTTON, '^Notér besøg$')
    window = walk.dialog(name)
    ui.enter(window, '^Hvad de har brug for', NEEDS)
    walk.picture('visit')
    ui.press(window, ui.BUTTON, 'Notér$')
    ui.find(page, ui.ANY, NEEDS)
    walk.picture('visit-log')
    return name


def follow_up(walk, name):
    walk.say(f'5. A follow-up with {name} is booked for tomorrow at ten.')
    page = walk.page('alt+2', 'FodParticipantsPage')
    ui.press(page, ui.BUTTON, '^Ny opfølgning$')
    window = walk.dialog('Ny opfølgning')
    ui.enter(window, '^Hvad', TALK)
    ui.enter(window, '^Dag', 'i morgen')
    ui.enter(window, '^Tidspunkt', '10:00')
    walk.picture('follow-up')
    ui.press(window, ui.BUTTON, 'Tilføj$')
    ui.find(page, ui.ROW, TALK)
    walk.picture('follow-up-booked')


def sync(walk):
    ui.key('F5')
    walk.wait_for_sync('(Offline|[0-9]+ venter)')
    walk.say('6. The window says that changes wait, and that the server is out of reach.')
    walk.picture('waiting')
    walk.team.server.start()
    ui.key('F5')
    walk.wait_for_sync('Synkroniseret')
    walk.say('7. The server is back; the changes are sent by themselves.')
    walk.picture('in-step')


def colleague(walk, person, employer):
    leader = walk.team.leader
    walk.say(f'8. On another laptop {leader.name}, the leader, opens the app.')
    walk.open(leader)
    walk.unlock()
    ui.key('F5')
    walk.wait_for_sync('Synkroniseret')
    page = walk.page('alt+3', 'FodEmployersPage')
    ui.click(ui.find(page, ui.ROW, f'^{employer}.*{walk.team.consultant.name}'))
    ui.find(page, ui.ANY, NEEDS)
    walk.say(f'   The visit to {employer} is there, with what they need.')
    walk.picture('leader-employer')
    page = walk.page('alt+2', 'FodParticipantsPage')
    ui.click(ui.find(page, ui.ROW, f'^{person}'))
    ui.find(page, ui.ROW, TALK)
    walk.say(f'   So is the follow-up with {person}.')
    walk.picture('leader-participant')


def main():
    began = time.monotonic()
    words = [word for word in sys.argv[1:] if word != '--fresh']
    team = demo.Demo(words[0], '--fresh' in sys.argv, words[1] if words[1:] else None)
    walk = Walk(team)
    try:
        morning(walk)
        name = participant(walk)
        employer = visit(walk)
        follow_up(walk, name)
        sync(walk)
        colleague(walk, name, employer)
    except AssertionError as problem:
        ui.shot('stopped-here')
        raise SystemExit(f'The walk stopped: {problem}; see {os.environ["UI_SHOTS"]}') from None
    finally:
        if walk.app:
            walk.app.kill()
        team.server.kill()
    walk.say(f'Done in {time.monotonic() - began:.0f} s. The pictures are in '
             f'{os.path.relpath(os.environ["UI_SHOTS"])}.')


if __name__ == '__main__':
    main()
