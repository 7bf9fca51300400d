#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar: weeks and months; entries made, moved, settled and deleted by keys and by mouse."""
import datetime
import re

import desk
import tap  # (the path is set by desk)
import ui
from desk import MONTHS, WEEKDAYS, code, count, exactly, long_date, word

DAY = datetime.timedelta(days=1)
# A week without holidays, whatever day it is today: the second Monday of next March.
MARCH = datetime.date(datetime.date.today().year + 1, 3, 8)
MONDAY = MARCH + (-MARCH.weekday() % 7) * DAY
FREE = word('%1$s at %2$s, book with Enter')
NEW_YEAR = datetime.date(MONDAY.year, 1, 1)


def at(name, date, span):
    return f'^{name}, {long_date(date)}, {span}'


class Base(desk.Desk):
    def fill(self):
        self.aase, self.bo = self.add_all([['participant', dict(name='Åse Møller')],
                                          ['participant', dict(name='Bo Ærø')]])
        self.add_all([
            ['follow-up', dict(title='Samtale', type='talk', participant=self.aase,
                               slot=desk.at(MONDAY, '09:00', '10:00'))],
            ['follow-up', dict(title='Netværksmøde', type='network', participant=self.bo,
                               slot=desk.at(MONDAY, '09:30', '10:30'))],
            ['follow-up', dict(title='Send planen', type='task', slot=MONDAY)]])

    def open_week(self):
        self.fill()
        self.open()
        self.go_to_week()

    def go_to_week(self):
        self.place = self.page('alt+4', 'Calendar')
        self.find(FREE)
        ui.until(lambda: ui.focused(self.place), 'a focus')
        self.go_to(f'{MONDAY.day}/{MONDAY.month} {MONDAY.year}')
        self.find(word('%1$s at %2$s, book with Enter', long_date(MONDAY), '.*'))
        ui.until(lambda: self.focus_name().startswith(WEEKDAYS[0]), 'the focus on Monday')

    def go_to(self, text):
        ui.key('g')
        entry = ui.find(self.place, ui.ENTRY, word('Go to week or date'))
        ui.until(lambda: ui.has(entry, ui.STATE.FOCUSED), 'the focus in "go to"')
        ui.type_text(text)
        ui.key('Return')

    def find(self, name):
        return ui.find(self.place, ui.BUTTON, name)

    def gone(self, name):
        ui.gone(self.place, ui.BUTTON, name)

    def focus_name(self):
        node = ui.focused(self.place)
        return (node.get_name() or '') if node else ''

    def focus_on(self, name):
        """Tabs on until the node has the focus."""
        for _ in range(20):
            if re.search(name, self.focus_name()):
                return
            before = self.focus_name()
            ui.key('Tab')
            ui.until(lambda: self.focus_name() != before, 'the focus to move')
        self.fail(f'no way by Tab to {name}: {self.focus_name()}')


class Calendar(Base):
    def test_the_week(self):
        self.open_week()
        week = str(MONDAY.isocalendar()[1])
        self.find(f'^{word("week %d", week)} · {MONTHS[MONDAY.month - 1]} {MONDAY.year}')
        self.find(at('Åse Møller', MONDAY, '09:00–10:00') + '.*Samtale')
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))
        self.find(f'^Send planen, {long_date(MONDAY)}')
        self.assertEqual(ui.nameless(self.place), [])
        first = ui.at_rest(self.find('^Åse Møller'))
        second = ui.at_rest(self.find('^Bo Ærø'))
        self.assertLessEqual(first[0] + first[2], second[0] + 1, 'side by side')
        self.assertEqual(first[1] < second[1], True)
        self.app.shot('calendar-week')

    def test_weeks_and_months_are_turned_by_keys(self):
        self.open_week()
        self.gone(WEEKDAYS[5])
        ui.key('Next')
        self.find(word('%1$s at %2$s, book with Enter', long_date(MONDAY + 7 * DAY), '.*'))
        ui.key('Prior')
        self.find('^Åse Møller')
        ui.key('m')
        self.find(f'^{MONTHS[MONDAY.month - 1]} {MONDAY.year}')
        self.find(f'^{long_date(MONDAY)}, 3 ')
        self.find(word('Show week %s', str(MONDAY.isocalendar()[1])))
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('calendar-month')
        ui.key('Right')
        ui.until(lambda: WEEKDAYS[1] in self.focus_name(), 'the focus on Tuesday')
        ui.key('u')
        self.find('^Åse Møller')

    def test_go_to_says_what_it_takes(self):
        self.open_week()
        self.go_to('engang')
        ui.find(self.place, ui.LABEL,
                word('That is no week or day. Write for example 48, 1/12 or Friday.'))
        ui.key('ctrl+a')
        ui.type_text(f'uge {MONDAY.isocalendar()[1] + 1} {MONDAY.year}')
        ui.key('Return')
        self.find(f'{long_date(MONDAY + 7 * DAY)} ')

    def test_a_holiday_has_its_name(self):
        self.open_week()
        self.go_to(f'1/1 {NEW_YEAR.year}')
        self.find(f'{long_date(NEW_YEAR)}, {word("New Year’s Day")}')

    def test_enter_on_a_free_hour_books_it(self):
        self.open_week()
        ui.key('Down', 'Right', 'Return')
        ui.find(self.app.root, ui.BUTTON, exactly('Add'))
        ui.type_text('Kaffe nr. 2')
        ui.key('ctrl+Return')
        self.find(at('Kaffe nr. 2', MONDAY + DAY, '08:00–09:00'))
        self.undo()
        self.gone('^Kaffe nr. 2')

    def test_enter_books_in_the_week_that_was_turned_to(self):
        """Also on a day that is not filled yet, behind one with much to show."""
        ahead = MONDAY + 7 * DAY
        self.add_all([['follow-up', dict(title=f'Nummer {n}', slot=desk.at(
            ahead, f'{8 + n % 9:02}:00', f'{9 + n % 9:02}:00'))] for n in range(40)])
        self.open()
        self.go_to_week()
        ui.key('Right')
        ui.until(lambda: self.focus_name().startswith(WEEKDAYS[1]), 'the focus on Tuesday')
        ui.xdo('key', '--delay', '0', 'Next', 'Return')
        ui.find(self.app.root, ui.BUTTON, exactly('Add'))
        ui.find(self.app.root, ui.LABEL, long_date(ahead + DAY))

    def test_keys_move_and_resize(self):
        self.open_week()
        self.focus_on('^Åse Møller')
        ui.key('ctrl+Down')
        self.find(at('Åse Møller', MONDAY, '09:15–10:15'))
        ui.key('shift+Down')
        self.find(at('Åse Møller', MONDAY, '09:15–10:30'))
        ui.key('shift+Up')
        self.find(at('Åse Møller', MONDAY, '09:15–10:15'))
        ui.key('ctrl+Right')
        self.find(at('Åse Møller', MONDAY + DAY, '09:15–10:15'))
        self.undo()
        self.find(at('Åse Møller', MONDAY, '09:15–10:15'))

    def drag(self, node, inside, to):
        """From the point inside the node, by that many pixels, in steps as a hand does it."""
        x, y = ui.at_rest(node)[:2]
        left, top = ui.window_origin()
        x, y = left + x + inside[0], top + y + inside[1]
        ui.xdo('mousemove', str(x), str(y), 'mousedown', '1')
        for step in range(1, 6):
            ui.xdo('mousemove', str(x + to[0] * step // 5), str(y + to[1] * step // 5))
        ui.xdo('mouseup', '1')

    def an_hour(self, entry):
        """The height of one, which is that of an entry that lasts so long, and its margin."""
        return ui.at_rest(entry)[3] + 2

    def test_a_drag_moves(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        target = self.find(f'^{long_date(MONDAY + 2 * DAY)} ')
        x, _, width, _ = ui.at_rest(entry)
        to_x, _, to_width, _ = ui.at_rest(target)
        self.drag(entry, (width // 2, 8), (to_x + to_width // 2 - x - width // 2, 0))
        self.find(at('Bo Ærø', MONDAY + 2 * DAY, '09:30–10:30'))
        self.undo()
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))

    def test_a_drag_moves_in_time(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        self.drag(entry, (10, 8), (0, self.an_hour(entry)))
        self.find(at('Bo Ærø', MONDAY, '10:30–11:30'))
        self.undo()
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))

    def test_a_drag_at_the_foot_lengthens(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        height = ui.at_rest(entry)[3]
        self.drag(entry, (10, height - 3), (0, self.an_hour(entry) // 2))
        self.find(at('Bo Ærø', MONDAY, '09:30–11:00'))
        self.undo()
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))

    def test_a_drag_over_free_hours_books_them(self):
        self.open_week()
        entry = self.find('^Åse Møller')
        free = self.find(f'^{long_date(MONDAY + DAY)} ')
        _, y, _, _ = ui.at_rest(entry)
        hour = self.an_hour(entry)
        # From nine, where the entry of the day before begins, to eleven.
        self.drag(free, (30, y - ui.at_rest(free)[1] + 2), (0, 2 * hour))
        ui.find(self.app.root, ui.BUTTON, exactly('Add'))
        ui.type_text('Kursus')
        ui.key('ctrl+Return')
        self.find(at('Kursus', MONDAY + DAY, '09:00–11:00'))

    def test_escape_lets_go_of_what_is_dragged(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        x, y, _, _ = ui.at_rest(entry)
        left, top = ui.window_origin()
        ui.xdo('mousemove', str(left + x + 10), str(top + y + 8), 'mousedown', '1')
        for step in range(1, 4):
            ui.xdo('mousemove', str(left + x + 10), str(top + y + 8 + 20 * step))
        ui.key('Escape')
        ui.xdo('mouseup', '1')
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))
        self.close()
        row = self.laptop.list('follow-up', participant=self.bo)[0]
        self.assertEqual(row['slot'], desk.at(MONDAY, '09:30', '10:30'))

    def test_outcomes(self):
        self.open_week()
        self.focus_on('^Åse Møller')
        ui.key('ctrl+Return')
        self.find('^Åse Møller.*' + code('follow-up-status', 'done'))
        self.undo()
        self.find('^Åse Møller.*' + code('follow-up-status', 'planned'))
        self.focus_on('^Bo Ærø')
        ui.key('Menu')
        ui.press(self.place, ui.ITEM, exactly('No-show'))
        self.find('^Bo Ærø.*' + code('follow-up-status', 'no-show'))

    def test_delete_and_undo(self):
        self.open_week()
        self.focus_on('^Åse Møller')
        ui.key('Delete')
        self.gone('^Åse Møller')
        self.undo()
        self.find('^Åse Møller')

    def test_a_full_day_of_the_week(self):
        self.add_all([['follow-up', dict(title=f'Nummer {n}', slot=desk.at(
            MONDAY, f'{8 + n % 9:02}:00', f'{9 + n % 9:02}:00'))] for n in range(17)]
                     + [['follow-up', dict(title=f'Opgave {n}', slot=MONDAY)] for n in range(17)])
        self.open()
        self.go_to_week()
        for name in ('Nummer', 'Opgave'):
            ui.until(lambda: len(ui.all_of(self.place, ui.BUTTON, f'^{name}')) == 17,
                     f'all of {name}')

    def test_a_full_day_of_the_month(self):
        self.add_all([['follow-up', dict(title=f'Nummer {n}', slot=desk.at(
            MONDAY, f'{8 + n:02}:00', f'{9 + n:02}:00'))] for n in range(9)])
        self.open()
        self.go_to_week()
        ui.key('m')
        self.find(f'^{long_date(MONDAY)}, 9 ')
        shown = ui.until(lambda: ui.still() and len(ui.all_of(self.place, ui.BUTTON, '^Nummer')),
                         'the entries')
        self.assertGreaterEqual(shown, 4)
        more = count(r'\d+', '%u more entry', '%u more entries')
        self.find(f'^{more}$').do_action(0)
        ui.until(lambda: len(ui.all_of(self.place, ui.BUTTON, '^Nummer')) == shown + 9,
                 'the list of all')


class Narrow(Base):
    """Only with SIZE=360x720."""

    def test_a_day_as_a_list(self):
        self.fill()
        self.open()
        self.place = self.page('alt+4', 'Calendar')
        add = self.find(exactly('New follow-up'))
        self.go_to(f'{MONDAY.day}/{MONDAY.month} {MONDAY.year}')
        self.find(at('Åse Møller', MONDAY, '09:00–10:00'))
        self.assertTrue(ui.shown(add))
        self.assertEqual(ui.outside(self.app.root, 360), [])
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('calendar-narrow')


if __name__ == '__main__':
    if ui.screen_size()[0] < 600:
        del Calendar
    else:
        del Narrow
    tap.main()
