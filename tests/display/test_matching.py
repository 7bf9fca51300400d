#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Openings and employers for what a participant wishes of a job."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, word

WISHES = {'tasks-wanted': 'opvask\nlager', 'tasks-unwanted': 'kasse', 'places': 'Hobro',
          'weekly-minutes-from': '240', 'weekly-minutes-to': '600', 'times': 'evening',
          'noise': 'some'}


class Matching(desk.Desk):
    def add_employers(self):
        """Kroen has an opening, Lageret and Bageren have tasks; of the others one is not to be
        contacted, of one all that is known is against the wishes, and of one nothing is known."""
        kroen, _, _, rolig, _, _ = self.add_all([
            ['employer', {'name': 'Kroen', 'town': 'Hobro'}],
            ['employer', {'name': 'Lageret', 'town': 'Hobro', 'tasks': 'Plukke på lager'}],
            ['employer', {'name': 'Bageren', 'town': 'Vejle', 'tasks': 'Kasse og opvask'}],
            ['employer', {'name': 'Rolig', 'tasks': 'Opvask', 'do_not_contact': '1'}],
            ['employer', {'name': 'Fjern', 'town': 'Vejle', 'tasks': 'Salg i kasse'}],
            ['employer', {'name': 'Ukendt'}]])
        self.add('job-opening', employer=rolig, title='Opvasker', state='open')
        self.add('job-opening', employer=kroen, title='Pakker', state='filled')
        self.add('job-opening', employer=kroen, title='Opvasker', state='open', **{
            'weekly-minutes-from': '360', 'weekly-minutes-to': '480', 'times': 'evening\nweekend',
            'noise': 'loud'})

    def show_jens(self):
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))

    def find_employers(self):
        ui.click(self.scroll_to(ui.find(self.place, ui.LABEL, exactly('Find employers'))))
        return self.window(exactly('Find employers'))

    def rows(self, found):
        return [n.get_name() for n in ui.all_of(found, ui.ROW, '.')]

    def test_openings_come_first_and_say_why(self):
        self.add_employers()
        self.add('participant', name='Jens Holm', stage='active', **WISHES)
        self.show_jens()
        found = self.find_employers()
        ui.until(lambda: len(self.rows(found)) == 4, 'four rows')
        evening, weekend = code('day-time', 'evening'), code('day-time', 'weekend')
        hours = word('%1$s–%2$s h a week', '6', '8')
        opening, lageret, ukendt, bageren = self.rows(found)
        self.assertRegex(opening, '^Opvasker, Kroen · Hobro, '
                         + word('Fits: %s', f'opvask · Hobro · {hours} · {evening}') + ', '
                         + word('Does not fit: %s', code('noise', 'loud')) + ', '
                         + word('Ask about: %s', weekend) + '$')
        self.assertRegex(lageret, '^Lageret, Hobro, ' + word('Fits: %s', 'lager · Hobro') + '$')
        unknown = f"{word('the tasks')} · {word('the place')}"
        self.assertRegex(ukendt, '^Ukendt, ' + word('Ask about: %s', unknown) + '$')
        self.assertRegex(bageren, '^Bageren, Vejle, ' + word('Fits: %s', 'opvask') + ', '
                         + word('Does not fit: %s', 'kasse · Vejle') + '$')
        self.assertEqual(ui.nameless(found), [])
        self.assertEqual(ui.outside(found, ui.screen_size()[0]), [])
        self.app.shot('matching')

    def test_the_keyboard_opens_the_employer(self):
        self.add_employers()
        self.add('participant', name='Jens Holm', stage='active', **WISHES)
        self.show_jens()
        found = self.find_employers()
        ui.find(found, ui.ROW, '^Lageret')
        ui.until(lambda: ui.focused(found), 'the focus in the list')
        ui.key('Down')
        ui.key('Return')
        employers = self.app.page('FodEmployersPage')
        ui.find(employers, ui.LABEL, '^Lageret$')
        ui.until(lambda: len(self.app.windows()) == 1, 'the list closed')

    def test_what_was_typed_just_now_is_a_wish(self):
        self.add_employers()
        self.add('participant', name='Jens Holm', stage='active')
        self.show_jens()
        ui.click(ui.find(self.place, ui.LABEL, exactly('Wishes for a job')))
        ui.fill(ui.find(self.place, ui.ENTRY,
                        exactly('Tasks and branches wanted, with a comma between')), 'salg')
        found = self.find_employers()
        ui.find(found, ui.ROW, '^Fjern, .*salg')

    def test_without_wishes_it_says_what_to_fill_in(self):
        self.add_employers()
        self.add('participant', name='Jens Holm', stage='active')
        self.show_jens()
        found = self.find_employers()
        ui.find(found, ui.LABEL, exactly('No wishes yet'))
        self.app.shot('matching-no-wishes')
        ui.key('Escape')
        ui.until(lambda: len(self.app.windows()) == 1, 'the list closed')

    def test_nobody_fits(self):
        self.add('employer', name='Fjern', town='Vejle')
        self.add('participant', name='Jens Holm', stage='active', places='Hobro')
        self.show_jens()
        ui.find(self.find_employers(), ui.LABEL, exactly('Nobody fits yet'))


if __name__ == '__main__':
    tap.main()
