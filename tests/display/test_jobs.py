#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A job whose hours go up: changes with their days, the hours of today, the staircase, and what
was said of the benefit."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, say, word

HOURS = '%s h a week'


def short(days):
    """A day as the lists have it."""
    return '-'.join(reversed(desk.day(days).split('-')))


class Jobs(desk.Desk):
    def show(self, **job):
        """Opens the jobs of a participant with that one; returns its id."""
        jens = self.add('participant', name='Jens Holm', stage='active')
        started = {'stage': 'started', 'start-date': desk.day(-60), 'weekly-minutes': '120'}
        placement = self.add('placement', participant=jens, type='ordinary', title='Lager',
                             **(job or started))
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Jobs and education'))
        return placement

    def row(self, hours):
        return f'(?s)^Lager, {code("job-kind", "ordinary")} · .*{word(HOURS, hours)}'

    def stair(self, *parts):
        """The words of the picture."""
        said = '; '.join(word('from %1$s: %2$s h a week', short(days), hours)
                         for days, hours in parts)
        return f'^{said}$'

    def open_job(self, hours):
        ui.click(ui.find(self.place, ui.ROW, self.row(hours)))
        return self.window(exactly('Job or education'))

    def test_more_hours_are_a_stair_and_the_job_keeps_how_it_began(self):
        placement = self.show()
        ui.find(self.place, ui.ANY, self.stair((-60, '2')))
        job = self.open_job('2')
        ui.press(job, ui.BUTTON, exactly('Add'))
        change = self.window(exactly('Change in the job'))
        self.assertEqual(ui.outside(change, ui.screen_size()[0]), [])
        self.assertEqual(ui.nameless(change), [])
        ui.type_text('5')
        ui.fill(ui.find(change, ui.ENTRY, exactly('From')), short(-10))
        self.app.shot('job-change')
        ui.key('Escape')
        job = self.window(exactly('Job or education'))
        ui.find(job, ui.ENTRY, exactly('Hours a week at the start'))
        ui.find(job, ui.ROW, f'(?s)^{short(-10)}, {word(HOURS, "5")}')
        self.assertEqual(ui.outside(job, ui.screen_size()[0]), [])
        self.app.shot('job-with-change')
        ui.key('Escape')
        ui.find(self.place, ui.ROW, self.row('5'))
        ui.find(self.place, ui.ANY, self.stair((-60, '2'), (-10, '5')))
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('job-stairs')
        self.turn_to(exactly('Overview'))
        ui.find(self.place, ui.ROW, self.row('5'))
        self.close()
        row, = self.laptop.list('job-change')
        self.assertEqual({name: row.get(name) for name in ('placement', 'changed-on',
                                                           'weekly-minutes')},
                         {'placement': placement, 'changed-on': desk.day(-10),
                          'weekly-minutes': '300'})
        row, = self.laptop.list('placement')
        self.assertEqual(row['weekly-minutes'], '120')

    def test_a_change_goes_to_the_bin_and_comes_back(self):
        placement = self.show()
        self.close()
        jens, = self.laptop.list('participant')
        self.add('job-change', participant=jens['id'], placement=placement,
                 **{'changed-on': desk.day(-10), 'weekly-minutes': '450', 'title': 'Kassen'})
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Jobs and education'))
        job = self.open_job(say('7,5', '7.5'))
        ui.click(ui.find(job, ui.ROW, f'(?s)^{short(-10)}, .*Kassen'))
        ui.press(self.window(exactly('Change in the job')), ui.BUTTON, exactly('Move to the bin'))
        job = self.window(exactly('Job or education'))
        ui.find(job, ui.ENTRY, exactly('Hours a week'))
        ui.key('Escape')
        ui.find(self.place, ui.ROW, self.row('2'))
        self.undo()
        ui.find(self.place, ui.ROW, self.row(say('7,5', '7.5')))

    def test_what_was_said_of_the_benefit_is_kept_with_its_day(self):
        self.show()
        ui.press(self.place, ui.BUTTON, exactly('More about this participant'))
        ui.press(self.place, ui.ITEM, exactly('New benefits counselling'))
        sheet = self.window(exactly('Benefits counselling'))
        self.assertEqual(ui.nameless(sheet), [])
        self.assertEqual(ui.outside(sheet, ui.screen_size()[0]), [])
        ui.type_text('12')
        ui.key('Tab')
        ui.type_text(say('152,5', '152.5'))
        self.app.shot('benefits')
        ui.key('Escape')
        pay = word('%s kr. an hour', say('152,50', '152.50'))
        ui.find(self.place, ui.ROW, f'(?s)^{short(0)}, {word(HOURS, "12")} · {pay}')
        self.close()
        row, = self.laptop.list('benefit-sheet')
        self.assertEqual({name: row.get(name) for name in ('advised-on', 'weekly-minutes',
                                                           'hourly-pay-ore')},
                         {'advised-on': desk.day(0), 'weekly-minutes': '720',
                          'hourly-pay-ore': '15250'})

    def test_a_search_plan_shows_the_newest_and_starts_a_follow_up(self):
        self.show(stage='idea')
        ui.press(self.place, ui.BUTTON, exactly('More about this participant'))
        ui.press(self.place, ui.ITEM, exactly('New job search plan'))
        plan = self.window(exactly('Job search plan'))
        self.assertEqual(ui.nameless(plan), [])
        self.assertEqual(ui.outside(plan, ui.screen_size()[0]), [])
        ui.type_text('Gartner')
        ui.fill(ui.find(plan, ui.ENTRY, exactly('Hours a week now')), '2')
        ui.fill(ui.find(plan, ui.ENTRY, exactly('Hours a week as the goal')), say('12,5', '12.5'))
        ui.fill(ui.find(plan, ui.ENTRY, exactly('Next review')), short(30))
        self.app.shot('search-plan')
        ui.press(plan, ui.BUTTON, exactly('New follow-up'))
        self.window(exactly('New follow-up'))
        ui.type_text('Ringe til planteskolen')
        ui.key('Escape')
        self.window(exactly('Job search plan'))
        ui.key('Escape')
        hours = word('%1$s → %2$s h a week', '2', say('12,5', '12.5'))
        review = word('next review %s', short(30))
        ui.find(self.place, ui.ROW, f'(?s)^{short(0)}, Gartner · {hours} · {review}')
        self.app.shot('search-plan-list')
        self.close()
        row, = self.laptop.list('search-plan')
        self.assertEqual({name: row.get(name) for name in ('agreed-on', 'weekly-minutes',
                                                           'weekly-minutes-goal', 'next-review')},
                         {'agreed-on': desk.day(0), 'weekly-minutes': '120',
                          'weekly-minutes-goal': '750', 'next-review': desk.day(30)})
        follow_up, = self.laptop.list('follow-up')
        self.assertEqual((follow_up['title'], follow_up['participant']),
                         ('Ringe til planteskolen', row['participant']))
        self.add('search-plan', participant=row['participant'], goals='Pedel',
                 **{'agreed-on': desk.day(-60)})
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Jobs and education'))
        ui.find(self.place, ui.ROW, f'^{short(0)}, Gartner')
        ui.gone(self.place, ui.ROW, f'^{short(-60)}, Pedel')

    def test_without_hours_there_is_no_picture(self):
        self.show(stage='idea')
        ui.find(self.place, ui.ROW, '^Lager')
        ui.gone(self.place, ui.LABEL, exactly('Hours over time'))


if __name__ == '__main__':
    tap.main()
