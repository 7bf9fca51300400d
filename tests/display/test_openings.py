#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Openings of an employer, and what a participant wishes of a job."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, word


def short(days):
    """A day as the lists have it."""
    return '-'.join(reversed(desk.day(days).split('-')))


class Openings(desk.Desk):
    def show_employer(self):
        self.open()
        self.place = self.page('alt+3', 'Employers')
        ui.click(ui.find(self.place, ui.ROW, '^Kroen'))

    def new_opening(self):
        ui.press(self.place, ui.BUTTON, exactly('More about this employer'))
        ui.press(self.place, ui.ITEM, exactly('New opening'))
        return self.window(exactly('Job opening'))

    def test_an_opening_is_noted_for_the_team(self):
        kroen = self.add('employer', name='Kroen')
        self.show_employer()
        opening = self.new_opening()
        self.assertEqual(ui.nameless(opening), [])
        self.assertEqual(ui.outside(opening, ui.screen_size()[0]), [])
        ui.type_text('Opvasker')
        ui.fill(ui.find(opening, ui.ENTRY, exactly('Hours a week, from')), '6')
        ui.fill(ui.find(opening, ui.ENTRY, exactly('Hours a week, to')), '10')
        ui.press_in(opening, ui.BUTTON, f'^{code("day-time", "evening")}$')
        ui.press_in(opening, ui.BUTTON, f'^{code("day-time", "weekend")}$')
        self.app.shot('opening')
        ui.key('Escape')
        times = f'{code("day-time", "evening")}, {code("day-time", "weekend")}'
        hours = word('%1$s–%2$s h a week', '6', '10')
        ui.find(self.place, ui.ROW, f'(?s)^Opvasker, {hours} · {times}')
        self.app.shot('openings')
        self.close()
        row, = self.laptop.list('job-opening')
        self.assertEqual({name: row.get(name) for name in (
            'employer', 'title', 'weekly-minutes-from', 'weekly-minutes-to', 'heard-on', 'state')},
            {'employer': kroen, 'title': 'Opvasker', 'weekly-minutes-from': '360',
             'weekly-minutes-to': '600', 'heard-on': desk.day(0), 'state': 'open'})
        self.assertEqual(row['times'], 'evening\nweekend')

    def test_more_hours_at_first_than_at_most_are_not_taken(self):
        kroen = self.add('employer', name='Kroen')
        self.add('job-opening', employer=kroen, title='Opvasker', **{
            'weekly-minutes-from': '360', 'weekly-minutes-to': '600'})
        self.show_employer()
        ui.click(ui.find(self.place, ui.ROW, '^Opvasker'))
        opening = self.window(exactly('Job opening'))
        entry = ui.find(opening, ui.ENTRY, exactly('Hours a week, to'))
        ui.fill(entry, '2')
        ui.key('Tab')
        ui.find(opening, ui.ENTRY, f'^{word("Hours a week, to")} – ')
        self.close()
        row, = self.laptop.list('job-opening')
        self.assertEqual(row['weekly-minutes-to'], '600')

    def test_an_opening_goes_to_the_bin_and_comes_back(self):
        kroen = self.add('employer', name='Kroen')
        self.add('job-opening', employer=kroen, title='Opvasker', state='open')
        self.show_employer()
        ui.click(ui.find(self.place, ui.ROW, '^Opvasker'))
        ui.press(self.window(exactly('Job opening')), ui.BUTTON, exactly('Move to the bin'))
        ui.gone(self.place, ui.ROW, '^Opvasker')
        self.undo()
        ui.find(self.place, ui.ROW, f'(?s)^Opvasker.*{code("opening-state", "open")}')

    def test_what_a_participant_wishes_of_a_job_is_kept(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        ui.click(ui.find(self.place, ui.LABEL, exactly('Wishes for a job')))
        wanted = ui.find(self.place, ui.ENTRY,
                         exactly('Tasks and branches wanted, with a comma between'))
        ui.fill(wanted, 'køkken, opvask')
        ui.press_in(self.place, ui.BUTTON, f'^{code("day-time", "morning")}$')
        self.app.shot('wishes')
        self.close()
        jens, = self.laptop.list('participant')
        self.assertEqual((jens['tasks-wanted'], jens['times']), ('køkken\nopvask', 'morning'))


if __name__ == '__main__':
    tap.main()
