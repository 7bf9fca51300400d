#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar: weeks and months; entries made, moved, settled and deleted by keys and by mouse."""
import datetime
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import desk  # noqa: E402 (modules of the tests)
import tap  # noqa: E402
import ui  # noqa: E402
from desk import say  # noqa: E402

DAY = datetime.timedelta(days=1)
# A week without holidays, whatever day it is today: the second Monday of next March.
MARCH = datetime.date(datetime.date.today().year + 1, 3, 8)
MONDAY = MARCH + (-MARCH.weekday() % 7) * DAY
MONTHS = say('januar februar marts april maj juni juli august september oktober november december',
             'January February March April May June July August September October November '
             'December').split()
WEEKDAYS = say('mandag tirsdag onsdag torsdag fredag lørdag søndag',
               'Monday Tuesday Wednesday Thursday Friday Saturday Sunday').split()


def slot(date, start=None, minutes=60):
    if start is None:
        return date.isoformat()
    begin = datetime.datetime.combine(date, datetime.time.fromisoformat(start))
    end = begin + datetime.timedelta(minutes=minutes)
    return f'{begin:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}@Europe/Copenhagen'


def day(date):
    """The date as the calendar says it, as a regular expression."""
    return f'{WEEKDAYS[date.weekday()]} {date.day}\\.? {MONTHS[date.month - 1]} {date.year}'


def at(name, date, span):
    return f'^{name}, {day(date)}, {span}'


class Base(desk.Desk):
    def fill(self):
        self.aase, self.bo = self.add_all([['participant', 'name=Åse Møller'],
                                           ['participant', 'name=Bo Ærø']])
        self.add_all([
            ['follow-up', 'title=Samtale', 'type=talk', f'participant={self.aase}',
             f'slot={slot(MONDAY, "09:00")}'],
            ['follow-up', 'title=Netværksmøde', 'type=network', f'participant={self.bo}',
             f'slot={slot(MONDAY, "09:30")}'],
            ['follow-up', 'title=Send planen', 'type=task', f'slot={slot(MONDAY)}'],
        ])

    def open_week(self):
        self.fill()
        self.open()
        self.go_to_week()

    def go_to_week(self):
        ui.key('alt+4')
        self.show_page()
        self.find(say('book med Enter', 'book with Enter'))
        ui.until(lambda: ui.focused(self.page), 'a focus')
        self.go_to(f'{MONDAY.day}/{MONDAY.month} {MONDAY.year}')
        self.find(f'{day(MONDAY)} .*{say("book med Enter", "book with Enter")}')
        ui.until(lambda: self.focus_name().startswith(WEEKDAYS[0]), 'the focus on Monday')

    def show_page(self):
        """The tree is large: what is looked for below the page is found much sooner."""
        self.page = ui.find(self.app.root, ui.ANY, '^FodCalendarPage$')

    def go_to(self, text):
        ui.key('g')
        entry = ui.find(self.page, ui.ENTRY, say('Gå til uge eller dato', 'Go to week or date'))
        ui.until(lambda: ui.has(entry, ui.STATE.FOCUSED), 'the focus in "go to"')
        ui.type_text(text)
        ui.key('Return')

    def undo(self):
        """As soon as the toast says that there is something to take back."""
        ui.find(self.app.root, ui.BUTTON, f'^{say("Fortryd", "Undo")}')
        ui.key('ctrl+z')

    def find(self, name):
        return ui.find(self.page, ui.BUTTON, name)

    def gone(self, name):
        ui.gone(self.page, ui.BUTTON, name)

    def focus_name(self):
        node = ui.focused(self.page)
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
        week = MONDAY.isocalendar()[1]
        self.find(f'^{say("uge", "week")} {week} · {MONTHS[MONDAY.month - 1]} {MONDAY.year}')
        self.find(at('Åse Møller', MONDAY, '09:00–10:00') + '.*Samtale')
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))
        self.find(f'^Send planen, {day(MONDAY)}')
        self.assertEqual(ui.nameless(self.page), [])
        first = ui.extent(self.find('^Åse Møller'))
        second = ui.extent(self.find('^Bo Ærø'))
        self.assertLessEqual(first[0] + first[2], second[0] + 1, 'side by side')
        self.assertEqual(first[1] < second[1], True)
        self.app.shot('calendar-week')

    def test_weeks_and_months_are_turned_by_keys(self):
        self.open_week()
        self.gone(say('lørdag', 'Saturday'))
        ui.key('Next')
        self.find(f'{day(MONDAY + 7 * DAY)} .*{say("book", "book")}')
        ui.key('Prior')
        self.find('^Åse Møller')
        ui.key('m')
        self.find(f'^{MONTHS[MONDAY.month - 1]} {MONDAY.year}')
        self.find(f'^{day(MONDAY)}, 3 ')
        self.find(say('Vis uge ', 'Show week ') + str(MONDAY.isocalendar()[1]))
        self.assertEqual(ui.nameless(self.page), [])
        self.app.shot('calendar-month')
        ui.key('Right')
        ui.until(lambda: WEEKDAYS[1] in self.focus_name(), 'the focus on Tuesday')
        ui.key('u')
        self.find('^Åse Møller')

    def test_go_to_says_what_it_takes(self):
        self.open_week()
        self.go_to('engang')
        ui.find(self.page, ui.LABEL, say('ingen uge eller dag', 'no week or day'))
        ui.key('ctrl+a')
        ui.type_text(f'uge {MONDAY.isocalendar()[1] + 1} {MONDAY.year}')
        ui.key('Return')
        self.find(f'{day(MONDAY + 7 * DAY)} ')

    def test_a_holiday_has_its_name(self):
        self.open_week()
        self.go_to('1/1 2027')
        self.find(f'{day(datetime.date(2027, 1, 1))}, {say("Nytårsdag", "New Year’s Day")}')

    def test_enter_on_a_free_hour_books_it(self):
        self.open_week()
        ui.key('Down', 'Right', 'Return')
        ui.find(self.app.root, ui.BUTTON, f'^{say("Tilføj", "Add")}$')
        ui.type_text('Kaffe nr. 2')
        ui.key('ctrl+Return')
        self.find(at('Kaffe nr. 2', MONDAY + DAY, '08:00–09:00'))
        self.undo()
        self.gone('^Kaffe nr. 2')

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
        left, top = ui.window_origin()
        x, y = (a + b + c for a, b, c in zip((left, top), ui.extent(node), inside))
        ui.xdo('mousemove', str(x), str(y), 'mousedown', '1')
        for step in range(1, 6):
            ui.xdo('mousemove', str(x + to[0] * step // 5), str(y + to[1] * step // 5))
        ui.xdo('mouseup', '1')

    def an_hour(self, entry):
        """The height of one, which is that of an entry that lasts so long, and its margin."""
        return ui.extent(entry)[3] + 2

    def test_a_drag_moves(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        target = self.find(f'^{day(MONDAY + 2 * DAY)} ')
        x, _, width, _ = ui.extent(entry)
        to_x, _, to_width, _ = ui.extent(target)
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
        height = ui.extent(entry)[3]
        self.drag(entry, (10, height - 3), (0, self.an_hour(entry) // 2))
        self.find(at('Bo Ærø', MONDAY, '09:30–11:00'))
        self.undo()
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))

    def test_a_drag_over_free_hours_books_them(self):
        self.open_week()
        entry = self.find('^Åse Møller')
        free = self.find(f'^{day(MONDAY + DAY)} ')
        x, y, _, _ = ui.extent(entry)
        hour = self.an_hour(entry)
        # From nine, where the entry of the day before begins, to eleven.
        self.drag(free, (30, y - ui.extent(free)[1] + 2), (0, 2 * hour))
        ui.find(self.app.root, ui.BUTTON, f'^{say("Tilføj", "Add")}$')
        ui.type_text('Kursus')
        ui.key('ctrl+Return')
        self.find(at('Kursus', MONDAY + DAY, '09:00–11:00'))

    def test_escape_lets_go_of_what_is_dragged(self):
        self.open_week()
        entry = self.find('^Bo Ærø')
        left, top = ui.window_origin()
        x, y, _, _ = ui.extent(entry)
        ui.xdo('mousemove', str(left + x + 10), str(top + y + 8), 'mousedown', '1')
        for step in range(1, 4):
            ui.xdo('mousemove', str(left + x + 10), str(top + y + 8 + 20 * step))
        ui.key('Escape')
        ui.xdo('mouseup', '1')
        self.find(at('Bo Ærø', MONDAY, '09:30–10:30'))
        self.close()
        row = self.laptop.list('follow-up', participant=self.bo)[0]
        self.assertEqual(row['slot'], slot(MONDAY, '09:30'))

    def test_outcomes(self):
        self.open_week()
        self.focus_on('^Åse Møller')
        ui.key('ctrl+Return')
        self.find('^Åse Møller.*' + say('Holdt', '(Done|Held)'))
        self.undo()
        self.find('^Åse Møller.*' + say('Planlagt', 'Planned'))
        self.focus_on('^Bo Ærø')
        ui.key('Menu')
        ui.press(self.page, ui.ITEM, f'^{say("Udeblevet", "No-show")}$')
        self.find('^Bo Ærø.*' + say('Udeblevet', 'No-show'))

    def test_delete_and_undo(self):
        self.open_week()
        self.focus_on('^Åse Møller')
        ui.key('Delete')
        self.gone('^Åse Møller')
        self.undo()
        self.find('^Åse Møller')

    def test_a_full_day_of_the_month(self):
        self.add_all([['follow-up', f'title=Nummer {n}', f'slot={slot(MONDAY, f"{8 + n:02}:00")}']
                      for n in range(9)])
        self.open()
        self.go_to_week()
        ui.key('m')
        self.find(f'^{day(MONDAY)}, 9 ')
        shown = ui.until(lambda: len(ui.all_of(self.page, ui.BUTTON, '^Nummer')), 'the entries')
        self.assertGreaterEqual(shown, 4)
        more = self.find(say('flere$', 'more entries$'))
        more.do_action(0)
        ui.until(lambda: len(ui.all_of(self.page, ui.BUTTON, '^Nummer')) == shown + 9,
                 'the list of all')


class Narrow(Base):
    """Only with SIZE=360x720."""

    def test_a_day_as_a_list(self):
        self.fill()
        self.open()
        ui.key('alt+4')
        self.show_page()
        add = self.find(f'^{say("Ny opfølgning", "New follow-up")}$')
        self.go_to(f'{MONDAY.day}/{MONDAY.month} {MONDAY.year}')
        self.find(at('Åse Møller', MONDAY, '09:00–10:00'))
        self.assertTrue(ui.shown(add))
        self.assertEqual(ui.outside(self.app.root, 360), [])
        self.assertEqual(ui.nameless(self.page), [])
        self.app.shot('calendar-narrow')


if __name__ == '__main__':
    if ui.screen_size()[0] < 600:
        del Calendar
    else:
        del Narrow
    tap.main()
