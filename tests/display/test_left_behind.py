#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody wrote about a participant whom they had lost meanwhile, as the team's leader reads
it: the leader's app, a consultant's console and a real server."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, laptop, word

IN_STEP = word('In step %s', r'\d\d:\d\d')


class LeftBehind(desk.Desk):
    """The laptop of the desk is the leader's; Anna's participant goes to Bo while she writes."""

    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who, name, role in (('anna', 'Anna Bak', 'consultant'), ('bo', 'Bo Dam', 'consultant'),
                                ('lene', 'Lene Friis', 'leader')):
            self.server.admin('user', 'add', who, '--name', name, '--team', 'Rebild', '--role',
                              role, password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna = laptop.Laptop(desk.BUILD, self.folder / 'anna')
        self.anna.make()
        self.anna.enrol(self.server, 'anna')
        self.person = self.anna.ask('add', 'participant', 'name=Åse Fiktiv')[0]['id']
        self.anna.sync()
        self.anna.ask('set', 'participant', self.person, 'phone=11 22 33 44')
        self.anna.ask('add', 'note', f'participant={self.person}', 'date=2026-03-02',
                      'body=Vil gerne bage')
        self.server.admin('participant', 'assign', self.person, '--to', 'bo')
        self.anna.sync()
        self.laptop.enrol(self.server, 'lene')
        self.laptop.sync()

    def sync_page(self):
        self.chip(IN_STEP)
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        return self.app.page('FodSyncPage')

    def ask(self):
        ui.press(self.app.page('FodSyncPage'), ui.ROW, exactly('Changes left behind'))
        return self.window(exactly('Left behind'))

    def unfold(self, window, kind):
        row = ui.find(window, ui.ROW, f'^{word(kind)} · Åse Fiktiv$')
        ui.click(ui.find(row, ui.LABEL, 'Åse Fiktiv'))

    def test_a_value_and_a_note_are_taken_over_and_settled(self):
        self.open()
        self.sync_page()
        window = self.ask()
        self.unfold(window, 'Participant')
        ui.find(window, ui.LABEL, '^Anna Bak · ')
        ui.find(window, ui.LABEL, word('%1$s\nNow: %2$s', '^11 22 33 44', word('(empty)')))
        self.app.shot('left-behind')
        self.assertEqual(ui.nameless(window), [])
        ui.press(window, ui.BUTTON, exactly('Take over: %s', word('Phone')))
        ui.find(window, ui.BUTTON, exactly('Taken over'))
        ui.press(window, ui.BUTTON, exactly('Settled'))
        ui.gone(window, ui.ROW, f'^{word("Participant")} · ')
        self.unfold(window, 'Note')
        ui.find(window, ui.LABEL, '^Vil gerne bage$')
        self.app.shot('left-behind-note')
        ui.press(window, ui.BUTTON, exactly('Take over'))
        ui.find(window, ui.BUTTON, exactly('Taken over'))
        ui.press(window, ui.BUTTON, exactly('Settled'))
        ui.find(window, ui.LABEL, exactly('Nothing was left behind'))
        self.app.shot('left-behind-nothing')
        ui.key('Escape')
        self.chip(IN_STEP)
        self.kill()
        self.laptop.sync()
        self.assertEqual([row['phone'] for row in self.laptop.list('participant')],
                         ['11 22 33 44'])
        self.assertEqual([row['body'] for row in self.laptop.list('note')], ['Vil gerne bage'])

    def decide_too_late(self):
        """Two answers about the phone; Anna writes a third when Bo has the participant already."""
        person = self.anna.ask('add', 'participant', 'name=Ib Fiktiv')[0]['id']
        self.anna.sync()
        self.laptop.sync()
        self.laptop.ask('set', 'participant', person, 'phone=22 22 22 22')
        self.anna.ask('set', 'participant', person, 'phone=33 33 33 33')
        self.laptop.sync()
        self.anna.sync()
        conflict = self.anna.ask('conflicts')[0]['id']
        self.anna.ask('resolve', conflict, '44 44 44 44')
        self.server.admin('participant', 'assign', person, '--to', 'bo')
        self.anna.sync()
        self.laptop.sync()

    def test_what_was_decided_too_late_can_be_read(self):
        self.decide_too_late()
        self.open()
        self.chip(desk.count(1, '%u to decide', '%u to decide'))
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        window = self.ask()
        row = ui.find(window, ui.ROW, f'^{word("Two answers")} · Ib Fiktiv$')
        ui.click(ui.find(row, ui.LABEL, 'Ib Fiktiv'))
        ui.find(window, ui.LABEL, '^44 44 44 44$')
        ui.find(window, ui.BUTTON, exactly('Copy: %s', word('Phone')))
        self.app.shot('left-behind-decision')

    def test_without_the_server_it_says_so_and_keeps_nothing(self):
        self.open()
        self.sync_page()
        self.server.stop()
        window = self.ask()
        ui.find(window, ui.LABEL, exactly('Only the server has it'))
        self.app.shot('left-behind-offline')
        self.server.start()
        ui.press(window, ui.BUTTON, exactly('Try again'))
        ui.find(window, ui.ROW, f'^{word("Note")} · Åse Fiktiv$')

    def test_who_leads_nobody_is_offered_nothing(self):
        self.open(self.anna)
        page = self.sync_page()
        ui.find(page, ui.BUTTON, exactly('Sync now'))
        ui.gone(page, ui.ROW, exactly('Changes left behind'))


if __name__ == '__main__':
    tap.main()
