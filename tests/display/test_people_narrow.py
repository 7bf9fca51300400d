#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Participants and employers in English on the narrowest screen: folded, named, nothing cut."""
import re

import opened
import tap  # (the path is set by opened)
import ui

DANISH = re.compile(r'[æøåÆØÅ]|\b(og|Ny|Gem|Luk|Skriv|Vælg)\b')


class Narrow(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def open_one(self, app, page, name):
        ui.key(page)
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(app.root) is not None, 'the focus')
        ui.type_text(name)
        ui.find(app.root, ui.ROW, f'^{name}')
        ui.key('Return')

    def judge(self, app, picture):
        app.shot(picture)
        self.assertEqual(opened.nameless(app.root), [])
        self.assertEqual(ui.outside(app.root, ui.screen_size()[0]), [])
        self.assertEqual([w for w in ui.words(app.root) if DANISH.search(w) and w != 'Fodfæste'],
                         [])

    def test_a_participant_folds_and_leads_back(self):
        self.add('participant', name='Mette Lund', stage='active', entry_date=opened.day(-20))
        app = self.opened()
        self.open_one(app, 'alt+2', 'Mette Lund')
        ui.find(app.root, ui.LABEL, '^Week 3 · career profile')
        for name in ('Overview', 'Timeline', 'Jobs and education', 'Team and network',
                     'Follow-ups'):
            with self.subTest(section=name):
                ui.press(app.root, ui.BUTTON, f'^{name}$')
                self.judge(app, f'narrow-{name}')
        ui.press(app.root, ui.BUTTON, '^Back to the list')
        ui.find(app.root, ui.LABEL, '^1 participant$')

    def test_an_employer_folds_and_leads_back(self):
        self.add('employer', name='Jysk Lager', town='Nibe')
        app = self.opened()
        self.open_one(app, 'alt+3', 'Jysk Lager')
        ui.find(app.root, ui.BUTTON, '^Log visit$')
        self.judge(app, 'narrow-employer')
        ui.press(app.root, ui.BUTTON, '^Back to the list')
        ui.find(app.root, ui.LABEL, '^1 employer$')


if __name__ == '__main__':
    tap.main()
