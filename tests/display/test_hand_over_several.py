#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody goes on holiday or leaves: several participants are handed over in one action. A real
server, laptops of two consultants and of their leader."""
import datetime

import desk
import tap  # (the path is set by desk)
import ui
from desk import count, exactly, laptop, word

CHOICE = (ui.ROLE.RADIO_BUTTON, ui.ROLE.CHECK_BOX)
BOX = (ui.ROLE.CHECK_BOX,)
IN_STEP = word('In step %s', r'\d\d:\d\d')
PEOPLE = ('Åse Fiktiv', 'Bente Prøve', 'Carl Opdigt')


class HandOverSeveral(desk.Desk):
    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who, name, role in (('anna', 'Anna Bak', 'consultant'), ('bo', 'Bo Dam', 'consultant'),
                                ('cai', 'Cai Eg', 'consultant'), ('lene', 'Lene Friis', 'leader')):
            self.server.admin('user', 'add', who, '--name', name, '--team', 'Rebild', '--role',
                              role, password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.laptop.enrol(self.server, 'anna')
        self.people = {name: self.add('participant', name=name, stage='active') for name in PEOPLE}
        self.laptop.sync()

    def other(self, who):
        of = laptop.Laptop(desk.BUILD, self.folder / who)
        of.make()
        of.enrol(self.server, who)
        of.sync()
        return of

    def has(self, of):
        of.sync()
        return sorted(row['name'] for row in of.list('participant'))

    def ask(self, of=None):
        self.open(of)
        place = self.page('alt+2', 'Participants')
        ui.find(place, ui.ROW, '^Åse Fiktiv')
        self.chip(IN_STEP)
        ui.press(place, ui.BUTTON, exactly('More about the list'))
        ui.press(self.app.root, ui.ITEM, exactly('Hand over several…'))
        window = self.window(exactly('Hand over several'))
        self.chosen(window, 3, 3)
        return window

    def chosen(self, window, number, of):
        ui.find(window, ui.LABEL, count(str(number), '%1$u of %2$u participant',
                                        '%1$u of %2$u participants', str(of)))

    def test_all_but_one_go_at_once_and_undo_brings_all_back(self):
        window = self.ask()
        self.assertEqual(ui.nameless(window), [])
        ui.click(ui.find(window, BOX, '^Bente Prøve'))
        self.chosen(window, 2, 3)
        self.app.shot('several')
        self.server.stop()
        self.give(window, '_Hand over')
        self.toast(count(2, '%1$u participant handed over to %2$s',
                         '%1$u participants handed over to %2$s', 'Bo Dam'))
        place = self.app.page('FodParticipantsPage')
        waits = word('handed over to %s, not sent yet', 'Bo Dam')
        ui.find(place, ui.ROW, f'^Åse Fiktiv.*{waits}')
        ui.find(place, ui.ROW, f'^Carl Opdigt.*{waits}')
        self.app.shot('several-waits')
        self.undo()
        ui.gone(place, ui.ROW, waits)
        ui.key('shift+ctrl+z')
        ui.find(place, ui.ROW, f'^Carl Opdigt.*{waits}')
        self.server.start()
        ui.key('F5')
        ui.gone(place, ui.ROW, '^Åse Fiktiv')
        self.chip(IN_STEP)
        self.kill()
        self.assertEqual(self.has(self.laptop), ['Bente Prøve'])
        self.assertEqual(self.has(self.other('bo')), ['Carl Opdigt', 'Åse Fiktiv'])

    def give(self, window, verb):
        ui.press(window, ui.BUTTON, word(verb, context='hand over').replace('_', '_?'))

    def sync_page(self):
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        return self.app.page('FodSyncPage')

    def test_a_holiday_is_covered_each_by_a_colleague_and_both_see_it(self):
        last = datetime.date.today() + datetime.timedelta(days=9)
        window = self.ask()
        ui.press(window, CHOICE, exactly('Cover, for example during a holiday'))
        ui.enter(window, exactly('Last day of the cover'), last.strftime('%d-%m-%Y'))
        ui.click(ui.find(window, ui.LABEL, exactly('Each to a colleague of their own')))
        row = ui.find(window, ui.ANY, exactly('Colleague for %s', 'Carl Opdigt'))
        ui.click(row)
        ui.key('Down', 'Return')
        ui.find(row, ui.ANY, '^Cai Eg$')
        self.assertEqual(ui.nameless(window), [])
        self.app.shot('several-each')
        self.give(window, '_Set cover')
        self.toast(count(3, '%u participant has a cover now', '%u participants have a cover now'))
        self.chip(IN_STEP)
        page = self.sync_page()
        day = last.strftime('%d-%m-%Y')
        for name, number in (('Bo Dam', 2), ('Cai Eg', 1)):
            row = ui.find(page, ui.ROW, exactly('%1$s covers until %2$s', name, day))
            ui.find(row, ui.LABEL, f'^{count(number, "%u participant", "%u participants")}$')
        self.app.shot('several-covered')
        self.kill()
        cai = self.other('cai')
        self.assertEqual(self.has(cai), ['Carl Opdigt'])
        self.open(cai)
        self.chip(IN_STEP)
        page = self.sync_page()
        row = ui.find(page, ui.ROW, exactly('You cover for %1$s until %2$s', 'Anna Bak', day))
        self.app.shot('several-covering')
        ui.click(ui.find(row, ui.LABEL, exactly('You cover for %1$s until %2$s', 'Anna Bak', day)))
        ui.press(page, ui.ROW, '^Carl Opdigt$')
        self.app.page('FodParticipantPage')

    def test_a_leader_hands_over_and_hears_who_was_refused_and_why(self):
        lene = self.other('lene')
        window = self.ask(lene)
        ui.find(window, ui.ANY, exactly('Whose participants'))
        ui.find(window, ui.ANY, 'Anna Bak')
        self.server.stop()
        self.give(window, '_Hand over')
        self.toast(count(3, '%1$u participant handed over to %2$s',
                         '%1$u participants handed over to %2$s', 'Bo Dam'))
        self.server.admin('participant', 'assign', self.people['Bente Prøve'], '--to', 'cai')
        self.server.start()
        ui.key('F5')
        self.chip(count(1, '%u refused', '%u refused'))
        page = self.sync_page()
        row = ui.find(page, ui.ROW, f'^{word("Participant")} · Bente Prøve$')
        ui.find(row, ui.LABEL, word('Handed over to %s', 'Bo Dam', context='change') + '(.|\n)*' +
                word('Somebody else has handed the participant over meanwhile. See who has them '
                     'now.'))
        row = ui.find(page, ui.ROW, '^Bo Dam$')
        ui.find(row, ui.LABEL, f'^{count(2, "%u participant", "%u participants")} · ' +
                word('handed over by you on %s'))
        self.app.shot('several-refused')
        self.kill()
        self.assertEqual(self.has(self.other('bo')), ['Carl Opdigt', 'Åse Fiktiv'])
        self.assertEqual(self.has(self.other('cai')), ['Bente Prøve'])
        self.assertEqual(self.has(self.laptop), [])


if __name__ == '__main__':
    tap.main()
