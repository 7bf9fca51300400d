#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Participants and employers on the narrowest screen: folded, named, nothing cut, one language."""
import re

import desk
import tap  # (the path is set by desk)
import ui
from desk import count, exactly, word

FOREIGN = re.compile(r'\b(and|New|Save|Close|Write|Choose|Week|with)\b' if desk.DANISH else
                     r'[æøåÆØÅ]|\b(og|Ny|Gem|Luk|Skriv|Vælg)\b')
SECTIONS = ('Overview', 'Timeline', 'Career profile', 'Jobs and education', 'Team and network',
            'Follow-ups')


class Narrow(desk.Desk):
    def open_one(self, keys, name, person):
        self.open()
        self.place = self.page(keys, name)
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(self.place), 'the focus')
        ui.type_text(person)
        ui.find(self.place, ui.ROW, f'^{person}')
        ui.key('Return')

    def judge(self, picture):
        self.app.shot(picture)
        self.assertEqual(ui.nameless(self.app.root), [])
        self.assertEqual(ui.outside(self.app.root, ui.screen_size()[0]), [])
        self.assertEqual([w for w in ui.words(self.app.root)
                          if FOREIGN.search(w) and w != 'Fodfæste'], [])

    def back(self, one, many):
        ui.press(self.place, ui.BUTTON, f'^{word("Back to the list")}')
        ui.find(self.place, ui.LABEL, f'^{count(1, one, many)}$')

    def test_a_participant_folds_and_leads_back(self):
        self.add('participant', name='Mette Lund', stage='active', entry_date=desk.day(-20))
        self.open_one('alt+2', 'Participants', 'Mette Lund')
        ui.find(self.place, ui.LABEL, f'^{word("Week %d", "3")} · {word("career profile")}')
        for name in SECTIONS:
            with self.subTest(section=name):
                self.turn_to(exactly(name))
                self.judge(f'narrow-{name}')
        self.back('%u participant', '%u participants')

    def test_employers_for_the_wishes_of_a_participant(self):
        kroen = self.add('employer', name='Kroen ved den gamle smedje', town='Hobro')
        self.add('job-opening', employer=kroen, title='Opvasker', state='open', times='evening',
                 noise='loud', **{'weekly-minutes-from': '360', 'weekly-minutes-to': '480'})
        self.add('participant', name='Mette Lund', stage='active', places='Hobro', times='evening',
                 noise='quiet', people='few', **{
                     'tasks-wanted': 'opvask', 'weekly-minutes-to': '600'})
        self.open_one('alt+2', 'Participants', 'Mette Lund')
        ui.click(self.scroll_to(ui.find(self.place, ui.LABEL, exactly('Find employers'))))
        ui.find(self.window(exactly('Find employers')), ui.ROW, '^Opvasker')
        self.judge('narrow-matching')

    def test_an_employer_folds_and_leads_back(self):
        self.add('employer', name='Jysk Lager', town='Nibe')
        self.open_one('alt+3', 'Employers', 'Jysk Lager')
        ui.find(self.place, ui.BUTTON, exactly('Log visit'))
        self.judge('narrow-employer')
        self.back('%u employer', '%u employers')


if __name__ == '__main__':
    tap.main()
