#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What employers may be told: for one and for all others, revoked by one press, and undone."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, count, exactly, say, word

SUPPORT = code('disclosure', 'support')


def state(words):
    return f'(, | ){word(words, context="disclosure")}$'


class Disclosure(desk.Desk):
    def go(self):
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        self.turn_to(exactly('Team and network'))

    def test_one_for_all_is_written_by_keys(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.go()
        ui.press(self.place, ui.BUTTON, exactly('New decision'))
        plan = self.window(exactly('What an employer may be told'))
        self.assertEqual(ui.outside(plan, ui.screen_size()[0]), [])
        self.assertEqual(ui.nameless(plan), [])
        ui.key('Tab', 'Tab')
        ui.type_text(say('at der er st', 'that there is sup'))
        ui.find(plan, ui.LABEL, f'^{SUPPORT}$')
        ui.fill(ui.find(plan, ui.ENTRY, exactly('Who is told, and when')), 'Mester')
        self.app.shot('disclosure')
        ui.key('Escape')
        ui.find(self.place, ui.ROW,
                f'(?s)^{word("All other employers")}, {SUPPORT}.*{state("stands")}')
        self.close()
        row, = self.laptop.list('disclosure-plan')
        self.assertEqual({name: row.get(name) for name in ('employer', 'disclosure', 'told-whom',
                                                           'agreed-on', 'talked-on')},
                         {'employer': None, 'disclosure': 'support', 'told-whom': 'Mester',
                          'agreed-on': desk.day(0), 'talked-on': desk.day(0)})

    def test_it_is_revoked_by_one_press_and_that_is_undone(self):
        jens = self.add('participant', name='Jens Holm', stage='active')
        kroen = self.add('employer', name='Kroen')
        self.add_all([['disclosure-plan', dict(participant=jens, **more)] for more in (
            {'disclosure': 'nothing', 'agreed-on': desk.day(-20)},
            {'disclosure': 'support', 'agreed-on': desk.day(-20), 'employer': kroen,
             'wording': 'Har en mentor.'})])
        self.go()
        stands = f'(?s)^Kroen, {SUPPORT}.*Har en mentor.*{state("stands")}'
        row = ui.find(self.place, ui.ROW, stands)
        ui.find(self.place, ui.ROW, f'(?s)^{word("All other employers")}, .*{state("say nothing")}')
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('disclosure-two')
        ui.press(row, ui.BUTTON, exactly('Revoke'))
        self.toast(word('Revoked: nothing may be said any more'))
        ui.find(self.place, ui.ROW, f'(?s)^Kroen, {SUPPORT}.*{state("say nothing")}')
        ui.find(self.place, ui.LABEL, exactly('Revoked'))
        self.app.shot('disclosure-revoked')
        self.undo()
        ui.find(self.place, ui.ROW, stands)
        ui.gone(self.place, ui.LABEL, exactly('Revoked'))

    def test_the_overview_says_what_stands_today(self):
        jens = self.add('participant', name='Jens Holm', stage='active', disclosure='illness',
                        approach_employers='yes')
        kroen = self.add('employer', name='Kroen')
        self.add_all([['disclosure-plan', dict(participant=jens, **more)] for more in (
            {'disclosure': 'support', 'agreed-on': desk.day(-20),
             'approach-employers': 'anonymous'},
            {'disclosure': 'illness', 'agreed-on': desk.day(-10), 'employer': kroen})])
        self.open()
        self.place = self.page('alt+2', 'Participants')
        ui.click(ui.find(self.place, ui.ROW, '^Jens Holm'))
        line = word('Employers: may be approached: %1$s · may be told: %2$s',
                    code('approach-employers', 'anonymous'), SUPPORT)
        ui.find(self.place, ui.LABEL, f'^{line} · '
                + count(1, 'something else agreed for %u employer',
                        'something else agreed for %u employers') + '$')
        self.app.shot('disclosure-overview')

    def log_a_visit(self, words):
        self.open()
        self.place = self.page('alt+3', 'Employers')
        ui.click(ui.find(self.place, ui.ROW, '^Kroen'))
        ui.press(self.place, ui.BUTTON, exactly('Log visit'))
        visit = self.window('Kroen')
        ui.type_text(words)
        return visit

    def test_a_name_that_may_not_be_told_is_stopped_with_the_agreed_words(self):
        jens = self.add('participant', name='Jens Holm', stage='active')
        kroen = self.add('employer', name='Kroen')
        self.add('disclosure-plan', participant=jens, employer=kroen, disclosure='support',
                 agreed_on=desk.day(-20), approach_employers='anonymous',
                 wording='Har en mentor med.')
        visit = self.log_a_visit('Jens Holm kan mandag')
        ui.key('ctrl+Return')
        ui.find(visit, ui.LABEL, '(?s)^' + word('%s may be spoken of with this employer, but not '
                                                'by name.', 'Jens Holm')
                + '.' + word('Agreed words: “%s”', 'Har en mentor med.') + '$')
        self.assertEqual(ui.outside(visit, ui.screen_size()[0]), [])
        self.assertEqual(ui.nameless(visit), [])
        self.app.shot('disclosure-name')
        ui.press(visit, ui.BUTTON, exactly('Put in the agreed words'))
        ui.gone(visit, ui.BUTTON, exactly('Take the name out'))
        ui.key('ctrl+Return')
        mended = say('En deltager', 'A participant') + ' kan mandag. Har en mentor med.'
        ui.find(self.place, ui.ROW, mended)
        self.kill()
        row, = self.laptop.list('employer-contact')
        self.assertEqual(row['needs'], mended)

    def test_what_was_typed_with_a_name_is_kept(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.add('employer', name='Kroen')
        visit = self.log_a_visit('Jens Holm kan mandag')
        ui.find(visit, ui.BUTTON, exactly('Take the name out'))
        ui.gone(visit, ui.BUTTON, exactly('Put in the agreed words'))
        ui.key('Escape')
        ui.press(self.place, ui.BUTTON, exactly('Log visit'))
        visit = self.window('Kroen')
        ui.press(visit, ui.BUTTON, exactly('Take the name out'))
        ui.gone(visit, ui.BUTTON, exactly('Take the name out'))
        ui.key('ctrl+Return')
        ui.find(self.place, ui.ROW, say('En deltager', 'A participant') + ' kan mandag$')


if __name__ == '__main__':
    tap.main()
