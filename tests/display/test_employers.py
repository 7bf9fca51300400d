#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Employers: the list, a visit logged with its next step, people, do not contact."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, laptop, say, word


class Page(desk.Desk):
    def show(self):
        """The page of the app."""
        self.open()
        self.place = self.page('alt+3', 'Employers')
        return self.place

    def choose(self, name):
        """Opens an employer by the keyboard alone: search, then Enter."""
        ui.find(self.place, desk.LIST, exactly('Employers'))
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(self.place), 'the focus')
        ui.type_text(name)
        ui.find(self.place, ui.ROW, f'^{name}')
        ui.key('Return')
        return ui.find(self.place, ui.BUTTON, exactly('Log visit'))


class Employers(Page):
    def test_empty_says_what_to_do_and_a_new_one_is_shown_literally(self):
        self.show()
        ui.find(self.place, ui.LABEL,
                word('Add the first one you visit, or bring your list along from a spreadsheet.'))
        ui.press(self.place, ui.BUTTON, exactly('New employer'))
        self.window(word('New employer'))
        ui.type_text('Bageri & <i>Søn</i>')
        ui.key('ctrl+Return')
        ui.find(self.place, ui.LABEL, '^Bageri & <i>Søn</i>$')
        ui.find(self.place, ui.ROW, '^Bageri & <i>Søn</i>, ')
        self.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('employer')],
                         ['Bageri & <i>Søn</i>'])

    def test_a_visit_and_its_next_step_are_one_edit(self):
        employer = self.add('employer', name='Jysk Lager', town='Støvring')
        self.show()
        self.choose('Jysk Lager')
        ui.press(self.place, ui.BUTTON, exactly('Log visit'))
        visit = self.window('Jysk Lager')
        ui.type_text('To til pakkeriet')
        ui.fill(ui.find(visit, ui.ENTRY, exactly('Next step')), 'Rundvisning')
        ui.fill(ui.find(visit, ui.ENTRY, exactly('When')), say('i morgen', 'tomorrow'))
        self.app.shot('visit')
        ui.key('ctrl+Return')
        purpose, manner = code('contact-purpose', 'first-hello'), code('contact-manner', 'visit')
        ui.find(self.place, ui.ROW,
                f'^{word("today")} · {purpose} · {manner}, To til pakkeriet')
        ui.find(self.place, ui.ROW, '^Rundvisning')
        self.kill()
        visit = self.laptop.list('employer-contact')[0]
        step = self.laptop.list('follow-up')[0]
        self.assertEqual((visit['employer'], visit['needs'], visit['purpose']),
                         (employer, 'To til pakkeriet', 'first-hello'))
        self.assertEqual((step['title'], step['slot'], step['employer'], step['status']),
                         ('Rundvisning', desk.day(1), employer, 'planned'))

    def test_three_planned_visits_are_counted_and_the_next_is_proposed(self):
        """A call is none of them."""
        employer = self.add('employer', name='Jysk Lager')
        for purpose, manner in (('first-hello', 'visit'), ('learn-needs', 'phone')):
            self.add('employer-contact', employer=employer, purpose=purpose, manner=manner,
                     slot=desk.at(desk.day(-3), '10:00', '10:30'))
        self.show()
        self.choose('Jysk Lager')
        hello, learn, match = (code('contact-purpose', name)
                               for name in ('first-hello', 'learn-needs', 'match'))
        learn_to_come, match_to_come = (word('%s: to come', name) for name in (learn, match))
        ui.find(self.place, ui.LABEL, f'^✓ {hello} .* · {learn_to_come} · {match_to_come}$')
        ui.press(self.place, ui.BUTTON, exactly('Log visit'))
        self.window('Jysk Lager')
        ui.type_text('Pakkeri om morgenen')
        ui.key('ctrl+Return')
        ui.find(self.place, ui.LABEL, f'^✓ {hello} .* · ✓ {learn} .* · {match_to_come}$')
        self.app.shot('cups')
        self.close()
        purposes = [row['purpose'] for row in self.laptop.list('employer-contact')]
        self.assertEqual(sorted(purposes), ['first-hello', 'learn-needs', 'learn-needs'])

    def test_from_unlocking_to_a_logged_visit_by_keys_alone(self):
        self.show()
        ui.key('ctrl+n')
        self.window(word('New employer'))
        ui.type_text('Ågårds Planteskole')
        ui.key('ctrl+Return')
        ui.find(self.place, ui.ROW, '^Ågårds Planteskole')
        ui.until(self.app.active, 'the window')
        ui.key('ctrl+shift+b')
        self.window('Ågårds Planteskole')
        ui.type_text('En gartner til foråret')
        ui.key('ctrl+Return')
        ui.find(self.place, ui.ROW, f'^{word("today")} · .*En gartner til foråret')
        self.undo()
        ui.gone(self.place, ui.ROW, 'En gartner til foråret')
        self.kill()
        self.assertEqual(self.laptop.list('employer-contact'), [])

    def test_a_contact_person_saves_itself(self):
        self.add('employer', name='Jysk Lager')
        self.show()
        self.choose('Jysk Lager')
        ui.press(self.place, ui.BUTTON, exactly('Add'))
        self.window(word('Contact person'))
        ui.type_text('Ida Bak')
        ui.key('Tab')
        ui.find(self.place, ui.ROW, '^Ida Bak')
        ui.key('Escape')
        self.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('contact-person')], ['Ida Bak'])

    def test_do_not_contact_stands_in_words_and_in_the_chip(self):
        self.add_all([['employer', dict(name='Jysk Lager', do_not_contact='1',
                                       do_not_contact_reason='Ringer selv')],
                     ['employer', dict(name='Bageriet')]])
        self.show()
        self.choose('Jysk Lager')
        ui.find(self.place, ui.LABEL, f'^{word("Do not contact: %s", "Ringer selv")}')
        rows = ui.find(self.place, desk.LIST, exactly('Employers'))
        ui.key('ctrl+f')
        ui.key('ctrl+a', 'BackSpace')
        ui.find(rows, ui.ROW, '^Bageriet')
        ui.press(self.place, ui.BUTTON, exactly('Do not contact'))
        ui.gone(rows, ui.ROW, '^Bageriet')
        ui.find(rows, ui.ROW, f'^Jysk Lager.*{word("Do not contact")}')
        self.assertEqual(ui.nameless(self.place), [])
        self.assertEqual(ui.outside(self.place, ui.screen_size()[0]), [])

    def test_without_colleagues_nobody_is_responsible(self):
        self.add('employer', name='Jysk Lager')
        self.show()
        self.choose('Jysk Lager')
        ui.find(self.place, ui.ENTRY, f'^{word("Tags, with a comma between")}')
        self.assertFalse(ui.all_of(self.place, ui.ANY, f'^{word("Responsible")}'))


class Team(Page):
    """With colleagues, who come from a server."""

    def setUp(self):
        super().setUp()
        server = laptop.Server(desk.BUILD, self.folder / 'server')
        users = {u.login: u for u in server.make_demo('--participants', '1', '--employers', '1')}
        server.start()
        self.addCleanup(server.kill)
        self.laptop.enrol(server, 'anna', users['anna'].password)
        self.laptop.sync()
        self.colleagues = sorted(row['name'] for row in self.laptop.list('user'))

    def test_another_becomes_responsible(self):
        employer = self.add('employer', name='Jysk Lager')
        self.show()
        self.choose('Jysk Lager')
        row = ui.find(self.place, ui.ANY, f'^{word("Responsible")}')
        ui.xdo('mousemove', '900', '500', 'click', '--repeat', '40', '--delay', '10', '5')
        ui.until(lambda: 0 < ui.extent(row)[1] < 760, 'the row in view')
        ui.click(row)
        ui.find(self.app.root, ui.LABEL, f'^{self.colleagues[-1]}$')
        ui.key('End', 'Return')
        # The head's line is scrolled away, and still there.
        ui.find(self.app.page('FodEmployerPage'), ui.LABEL, f'^{self.colleagues[-1]}$')
        self.kill()
        owner = self.laptop.ask('get', 'employer', employer)[0]['owner']
        self.assertIn(owner, [row['id'] for row in self.laptop.list('user')])


if __name__ == '__main__':
    tap.main()
