#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Employers: the list, a visit logged with its next step, people, do not contact."""
import opened
import tap  # (the path is set by opened)
import ui
from opened import laptop

LIST = (ui.ROLE.LIST,)


class Page(opened.AppTest):
    def choose(self, app, name):
        ui.key('alt+3')
        ui.find(app.root, LIST, '^Virksomheder$')
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(app.root) is not None, 'the focus')
        ui.type_text(name)
        ui.find(app.root, ui.ROW, f'^{name}')
        ui.key('Return')
        return ui.find(app.root, ui.BUTTON, '^Log besøg$')

    @staticmethod
    def dialog(app, title):
        """Waits until one can type into the dialog."""
        ui.until(lambda: [w for w in app.windows() if w.get_name() == title
                          and ui.has(w, ui.STATE.ACTIVE)], title)


class Employers(Page):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def test_empty_says_what_to_do(self):
        app = self.opened()
        ui.key('alt+3')
        ui.find(app.root, ui.BUTTON, '^Ny virksomhed')
        ui.find(app.root, ui.LABEL, 'regneark')

    def test_a_new_one_is_typed_and_shown_literally(self):
        app = self.opened()
        ui.key('alt+3')
        ui.press(app.root, ui.BUTTON, '^Ny virksomhed')
        self.dialog(app, 'Ny virksomhed')
        ui.type_text('Bageri & <i>Søn</i>')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.LABEL, '^Bageri & <i>Søn</i>$')
        ui.find(app.root, ui.ROW, '^Bageri & <i>Søn</i>, ')
        app.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('employer')],
                         ['Bageri & <i>Søn</i>'])

    def test_a_visit_and_its_next_step_are_one_edit(self):
        employer = self.add('employer', name='Jysk Lager', town='Støvring')
        app = self.opened()
        self.choose(app, 'Jysk Lager')
        ui.press(app.root, ui.BUTTON, '^Log besøg$')
        self.dialog(app, 'Jysk Lager')
        ui.type_text('To til pakkeriet')
        ui.fill(ui.find(app.root, opened.TEXT, '^Næste skridt$'), 'Rundvisning')
        ui.fill(ui.find(app.root, opened.TEXT, '^Hvornår$'), 'i morgen')
        app.shot('visit')
        ui.key('ctrl+Return')
        ui.find(app.root, ui.ROW, '^i dag · Første hilsen · Besøg, To til pakkeriet')
        ui.find(app.root, ui.ROW, '^Rundvisning')
        app.kill()
        visit = self.laptop.list('employer-contact')[0]
        step = self.laptop.list('follow-up')[0]
        self.assertEqual((visit['employer'], visit['needs'], visit['purpose']),
                         (employer, 'To til pakkeriet', 'first-hello'))
        self.assertEqual((step['title'], step['slot'], step['employer'], step['status']),
                         ('Rundvisning', opened.day(1), employer, 'planned'))

    def test_a_contact_person_saves_itself(self):
        self.add('employer', name='Jysk Lager')
        app = self.opened()
        self.choose(app, 'Jysk Lager')
        ui.press(app.root, ui.BUTTON, '^Tilføj$')
        self.dialog(app, 'Kontaktperson')
        ui.type_text('Ida Bak')
        ui.key('Tab')
        ui.find(app.root, ui.ROW, '^Ida Bak')
        ui.key('Escape')
        app.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('contact-person')], ['Ida Bak'])

    def test_do_not_contact_stands_in_words_and_in_the_chip(self):
        self.add('employer', name='Jysk Lager', do_not_contact='1',
                 do_not_contact_reason='Ringer selv')
        self.add('employer', name='Bageriet')
        app = self.opened()
        self.choose(app, 'Jysk Lager')
        ui.find(app.root, ui.LABEL, '^Må ikke kontaktes: Ringer selv')
        rows = ui.find(app.root, LIST, '^Virksomheder$')
        ui.key('ctrl+f')
        ui.key('ctrl+a', 'BackSpace')
        ui.find(rows, ui.ROW, '^Bageriet')
        ui.press(app.root, ui.BUTTON, '^Må ikke kontaktes$')
        ui.gone(rows, ui.ROW, '^Bageriet')
        ui.find(rows, ui.ROW, '^Jysk Lager.*må ikke kontaktes')
        self.assertEqual(opened.nameless(app.root), [])
        self.assertEqual(ui.outside(app.root, ui.screen_size()[0]), [])

    def test_without_colleagues_nobody_is_responsible(self):
        self.add('employer', name='Jysk Lager')
        app = self.opened()
        self.choose(app, 'Jysk Lager')
        self.assertTrue(ui.find(app.root, opened.TEXT, '^Mærker'))
        self.assertFalse(ui.all_of(app.root, ui.ANY, '^Ansvarlig'))


class Team(Page):
    """With colleagues, who come from a server."""

    def setUp(self):
        super().setUp()
        server = laptop.Server(opened.BUILD, self.folder / 'server')
        users = {u.login: u for u in server.make_demo('--participants', '1', '--employers', '1')}
        server.start()
        self.addCleanup(server.kill)
        self.laptop.make()
        self.laptop.enrol(server, 'anna', users['anna'].password)
        self.laptop.sync()
        self.colleagues = sorted(row['name'] for row in self.laptop.list('user'))

    def test_another_becomes_responsible(self):
        employer = self.add('employer', name='Jysk Lager')
        app = self.opened()
        self.choose(app, 'Jysk Lager')
        row = ui.find(app.root, ui.ANY, '^Ansvarlig')
        ui.xdo('mousemove', '900', '500', 'click', '--repeat', '40', '--delay', '10', '5')
        ui.until(lambda: 0 < ui.extent(row)[1] < 760, 'the row in view')
        ui.click(row)
        ui.find(app.root, ui.LABEL, f'^{self.colleagues[-1]}$')
        ui.key('End', 'Return')
        # The head's line is scrolled away, and still there.
        ui.find(app.page('FodEmployerPage'), ui.LABEL, f'^{self.colleagues[-1]}$')
        app.kill()
        owner = self.laptop.ask('get', 'employer', employer)[0]['owner']
        self.assertIn(owner, [row['id'] for row in self.laptop.list('user')])


if __name__ == '__main__':
    tap.main()
