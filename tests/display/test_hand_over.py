#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A participant goes to a colleague, for good or until a day: two laptops and a real server."""
import datetime

import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, laptop, word

CHOICE = (ui.ROLE.RADIO_BUTTON, ui.ROLE.CHECK_BOX)
IN_STEP = word('In step %s', r'\d\d:\d\d')


class HandOver(desk.Desk):
    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who, name in (('anna', 'Anna Bak'), ('bo', 'Bo Dam')):
            self.server.admin('user', 'add', who, '--name', name, '--team', 'Rebild',
                              password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.other = laptop.Laptop(desk.BUILD, self.folder / 'bo')
        self.other.make()
        self.other.enrol(self.server, 'bo')
        self.laptop.enrol(self.server, 'anna')
        self.person = self.add('participant', name='Åse Fiktiv', stage='active')
        self.add('note', participant=self.person, date='2026-03-02', body='Vil gerne bage')
        self.laptop.sync()

    def show(self, of=None):
        self.open(of)
        place = self.page('alt+2', 'Participants')
        ui.press(place, ui.ROW, '^Åse Fiktiv')
        return place

    def ask(self, place):
        ui.press(place, ui.BUTTON, exactly('More about this participant'))
        ui.press(self.app.root, ui.ITEM, exactly('Hand over or cover…'))
        window = self.window(exactly('Hand over'))
        ui.find(window, ui.ANY, 'Bo Dam')
        return window

    def has_it(self, of):
        of.sync()
        return [row['name'] for row in of.list('participant')] == ['Åse Fiktiv']

    def test_for_good_waits_without_a_network_and_leaves_with_the_sync(self):
        place = self.show()
        self.chip(IN_STEP)
        self.server.stop()
        window = self.ask(place)
        self.assertEqual(ui.nameless(window), [])
        self.app.shot('hand-over')
        ui.key('ctrl+Return')
        self.toast(word('Handed over to %s', 'Bo Dam'))
        ui.find(place, ui.LABEL, word('handed over to %s, not sent yet', 'Bo Dam'))
        ui.find(place, ui.ROW, word('handed over to %s, not sent yet', 'Bo Dam'))
        self.chip(word('Offline – %s', r'\d+ '))
        self.app.shot('hand-over-waits')
        self.server.start()
        ui.key('F5')
        ui.gone(place, ui.ROW, '^Åse Fiktiv')
        self.chip(IN_STEP)
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        page = self.app.page('FodSyncPage')
        ui.find(page, ui.ANY, exactly('Handed over by you'))
        ui.find(page, ui.ROW, '^Bo Dam')
        self.assertFalse([said for said in ui.words(page) if 'Åse' in said])
        self.app.shot('hand-over-trace')
        self.kill()
        self.assertFalse(self.has_it(self.laptop))
        self.assertTrue(self.has_it(self.other))
        self.assertEqual(len(self.other.list('note')), 1)
        self.show(self.other)
        ui.find(self.app.root, ui.LABEL, word('handed over by %1$s %2$s', 'Anna Bak', '.*'))
        self.app.shot('hand-over-received')

    def test_who_leaves_while_one_looks_is_told_of(self):
        place = self.show()
        self.chip(IN_STEP)
        self.server.admin('participant', 'assign', self.person, '--to', 'bo')
        self.toast(word('%s is not with you any more', 'Åse Fiktiv'))
        ui.gone(place, ui.ROW, '^Åse Fiktiv')
        self.app.shot('hand-over-left')
        ui.key('alt+1')
        self.page('alt+2', 'Participants')
        self.kill()
        self.assertFalse(self.has_it(self.laptop))

    def test_undo_before_it_is_sent_is_as_if_nothing_had_been(self):
        place = self.show()
        self.chip(IN_STEP)
        self.server.stop()
        self.ask(place)
        ui.key('ctrl+Return')
        ui.find(place, ui.LABEL, word('handed over to %s, not sent yet', 'Bo Dam'))
        self.undo()
        ui.gone(place, ui.LABEL, word('handed over to %s, not sent yet', 'Bo Dam'))
        self.server.start()
        ui.key('F5')
        self.chip(IN_STEP)
        self.kill()
        self.assertTrue(self.has_it(self.laptop))
        self.assertFalse(self.has_it(self.other))

    def test_a_cover_until_a_day_is_shown_to_both_and_ends_by_hand(self):
        day = datetime.date.today() + datetime.timedelta(days=9)
        shown = day.strftime('%d-%m-%Y')
        place = self.show()
        window = self.ask(place)
        ui.press(window, CHOICE, exactly('Cover, for example during a holiday'))
        ui.key('ctrl+Return')
        ui.find(window, ui.LABEL, word('Write the last day of the cover: a day that is not over, '
                                       'for example 24-12 or Friday.'))
        ui.type_text(shown)
        self.app.shot('hand-over-cover')
        ui.key('ctrl+Return')
        ui.find(place, ui.LABEL, word('cover: %1$s until %2$s', 'Bo Dam', shown))
        self.chip(IN_STEP)
        self.kill()
        self.assertTrue(self.has_it(self.laptop))
        self.assertTrue(self.has_it(self.other))
        theirs = self.show(self.other)
        ui.find(theirs, ui.ROW, word('you cover for %1$s until %2$s', 'Anna Bak', shown))
        self.app.shot('hand-over-covered')
        self.kill()
        place = self.show()
        window = self.ask(place)
        ui.find(window, ui.ANY, word('%1$s covers until %2$s', 'Bo Dam', shown))
        ui.press(window, ui.BUTTON, exactly('End the cover'))
        ui.gone(place, ui.LABEL, word('cover: %1$s until %2$s', 'Bo Dam', shown))
        self.chip(IN_STEP)
        self.kill()
        self.laptop.sync()
        self.assertFalse(self.has_it(self.other))


if __name__ == '__main__':
    tap.main()
