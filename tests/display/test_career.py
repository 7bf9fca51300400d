#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The career profile of a participant: what they tell of themselves, as they remember it."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, word

NOTHING = ('Nothing was told yet. Ask for the last job first: what was good there, and what was '
           'hard.')


class Career(desk.Desk):
    def show(self, *jobs):
        """Opens the profile of a participant with those earlier jobs."""
        self.jens = self.add('participant', name='Jens Holm', stage='active')
        self.add_all([['earlier-job', dict(participant=self.jens, **job)] for job in jobs])
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Career profile'))

    def open_job(self, title):
        """Opens an earlier job, which stands below the sections: the wheel leads there."""
        dream = ui.find(self.place, ui.ROW, f'^{code("profile-section", "dream")}')
        ui.click(dream, button=5, times=30)
        ui.click(ui.find(self.place, ui.ROW, f'^{title}'))
        return self.window(exactly('Earlier job'))

    def test_an_earlier_job_is_told_as_it_is_remembered(self):
        self.show()
        ui.find(self.place, ui.LABEL, exactly(NOTHING))
        ui.press(self.place, ui.BUTTON, exactly('Add'))
        job = self.window(exactly('Earlier job'))
        self.assertEqual(ui.nameless(job), [])
        self.assertEqual(ui.outside(job, ui.screen_size()[0]), [])
        for text in ('Bagerlærling', 'Bageren på torvet', 'foråret 2009', '2011', '37'):
            ui.type_text(text)
            ui.key('Tab')
        ui.type_text('Stille morgener')
        self.app.shot('earlier-job')
        ui.key('Escape')
        when = word('%1$s – %2$s', 'foråret 2009', '2011', context='job')
        hours = word('%s h a week', '37')
        good = word('%1$s: %2$s', word('Good', context='job'), 'Stille morgener', context='job')
        ui.find(self.place, ui.ROW,
                f'(?s)^Bagerlærling, Bageren på torvet, {when} · {hours}.{good}$')
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('career-one-job')
        self.close()
        row, = self.laptop.list('earlier-job')
        self.assertEqual({name: row.get(name) for name in ('title', 'workplace', 'worked-from',
                                                           'worked-until', 'weekly-minutes',
                                                           'liked')},
                         {'title': 'Bagerlærling', 'workplace': 'Bageren på torvet',
                          'worked-from': 'foråret 2009', 'worked-until': '2011',
                          'weekly-minutes': '2220', 'liked': 'Stille morgener'})

    def test_a_section_has_their_words_first_and_the_day(self):
        self.show()
        name = code('profile-section', 'dream')
        prompt = word('What would you like to work with, and why?')
        ui.click(ui.find(self.place, ui.ROW, f'^{name}, {prompt}$'))
        section = self.window(f'^{name}$')
        self.assertEqual(ui.nameless(section), [])
        self.assertEqual(ui.outside(section, ui.screen_size()[0]), [])
        ui.type_text('Noget med mad')
        ui.key('Tab')
        ui.type_text('Ikke servering')
        self.app.shot('profile-section')
        ui.key('Escape')
        words = word('“%s”', 'Noget med mad', context='own words')
        today = '-'.join(reversed(desk.day(0).split('-')))
        ui.find(self.place, ui.ROW, f'^{name}, {words}, Ikke servering, {today}$')
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('career-section')
        self.close()
        row, = self.laptop.list('profile-section')
        self.assertEqual({field: row.get(field) for field in ('participant', 'section', 'own-words',
                                                              'section-notes', 'told-on')},
                         {'participant': self.jens, 'section': 'dream',
                          'own-words': 'Noget med mad', 'section-notes': 'Ikke servering',
                          'told-on': desk.day(0)})

    def titles(self):
        """The earlier jobs from above."""
        rows = ui.all_of(self.place, ui.ROW, '^(Avisbud|Lager|Kok)')
        return [row.get_name().split(',')[0] for row in sorted(rows, key=lambda r: ui.extent(r)[1])]

    def test_the_newest_year_stands_first_and_a_corrected_one_moves(self):
        self.show({'title': 'Avisbud', 'worked-until': 'før skolen'},
                  {'title': 'Lager', 'worked-until': '2012'},
                  {'title': 'Kok', 'worked-until': '2019'})
        ui.until(lambda: self.titles() == ['Kok', 'Lager', 'Avisbud'], 'the newest first')
        job = self.open_job('Avisbud')
        ui.fill(ui.find(job, ui.ENTRY, exactly('Until')), 'sommeren 2020')
        ui.key('Escape')
        ui.until(lambda: self.titles() == ['Avisbud', 'Kok', 'Lager'], 'the corrected one first')

    def test_an_earlier_job_goes_to_the_bin_comes_back_and_is_found(self):
        self.show({'title': 'Lager', 'workplace': 'Grossisten', 'disliked': 'støjen fra truckene'})
        ui.press(self.open_job('Lager, Grossisten'), ui.BUTTON, exactly('Move to the bin'))
        ui.gone(self.place, ui.ROW, '^Lager, Grossisten')
        self.undo()
        ui.find(self.place, ui.ROW, '^Lager, Grossisten')
        ui.key('ctrl+k')
        window = self.window(exactly('Search everywhere'))
        ui.type_text('støjen')
        ui.find(window, ui.ROW, 'Lager')


if __name__ == '__main__':
    tap.main()
