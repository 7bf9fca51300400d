#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Today: what is now and next, what is due, who waits, and what is done about it."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import count, exactly, say, word

OVERDUE = 'Ring til kommunen'
DUE = 'Skriv ansøgning'
FIRST = desk.say('Første kontakt med en virksomhed', 'First contact with an employer')


class Today(desk.Desk):
    def fill(self):
        self.mette, _ = self.add_all([
            ['participant', dict(name='Mette Ågård', stage='active', entry_date=desk.day(-40))],
            ['participant', dict(name='Jens Møller', stage='active', entry_date=desk.day(-30))]])
        with_mette = dict(status='planned', participant=self.mette)
        self.add_all([
            ['follow-up', dict(title=OVERDUE, slot=desk.day(-3), **with_mette)],
            ['follow-up', dict(title=DUE, slot=desk.day(0), **with_mette)],
            ['follow-up', dict(title='Samtale på café', **with_mette,
                               slot=desk.at(desk.day(1), '09:00', '10:00'))]])

    def follow_up(self, title):
        return next(row for row in self.laptop.list('follow-up') if row['title'] == title)

    def test_an_empty_day_says_what_to_do(self):
        app = self.open()
        ui.find(app.root, ui.LABEL, word('No appointments in the next seven days. Plan one with +, '
                                        'or with Ctrl+Shift+F.'))
        ui.find(app.root, ui.LABEL, word('Nothing is due. Well done.'))
        app.shot('today-empty')
        self.assertEqual(ui.nameless(app.root), [])
        ui.key('ctrl+shift+f')
        self.window(word('New follow-up'))
        ui.type_text('Køb blomster')
        ui.key('Escape')
        ui.find(app.root, ui.ROW, '^Køb blomster')

    def test_appointments_due_and_silent_stand_in_their_sections(self):
        self.fill()
        app = self.open()
        page = app.page('FodTodayPage')
        ui.find(page, ui.ROW, f'Samtale på café, {word("tomorrow")} 09:00–10:00.*Mette Ågård')
        ui.find(page, ui.ROW, f'{OVERDUE}.*{count(3, "%d day ago", "%d days ago")}.*'
                + word('Overdue'))
        ui.find(page, ui.ROW, f'{DUE}, {word("today")}')
        ui.find(page, ui.ROW, 'Jens Møller, '
                + count(30, 'No contact noted in %d day', 'No contact noted in %d days'))
        app.shot('today')
        self.assertEqual(ui.nameless(app.root), [])

    def test_the_week_counts_what_was_written_since_monday(self):
        jens = self.add('participant', name='Jens Møller', stage='active')
        bakery = self.add('employer', name='Bageriet')
        note = dict(participant=jens, type='talk', attendance='came', body='Talt sammen')
        self.add_all([
            ['note', dict(note, date=desk.day(0), minutes='60', community='1')],
            ['note', dict(note, date=desk.day(0))],
            ['note', dict(note, date=desk.day(0), attendance='no-show', minutes='30')],
            ['note', dict(note, date=desk.day(-8), minutes='600')],
            ['employer-contact', dict(employer=bakery, manner='visit', slot=desk.day(0),
                                      minutes='30')]])
        page = self.open().page('FodTodayPage')
        for words in (say('1 af 6 virksomhedskontakter ansigt til ansigt',
                          '1 of 6 employer contacts face to face'),
                      word('%1$d %% of %2$s out of the office (goal: %3$d %%)', '75', '2 [ht]',
                           '65'),
                      count(1, '%u entry without minutes is not in it',
                            '%u entries without minutes are not in it'),
                      count(2, '%u talk with a participant', '%u talks with participants') + ' · '
                      + count(1, '%u no-show', '%u no-shows')):
            ui.find(page, ui.LABEL, f'^{words}$')
        ui.key('ctrl+shift+c')
        self.toast(word('Copied. Paste it within a minute'))
        self.app.shot('today-week')

    def test_a_number_of_the_week_opens_what_is_behind_it(self):
        jens = self.add('participant', name='Jens Møller', stage='active')
        bakery = self.add('employer', name='Bageriet')
        note = dict(participant=jens, type='talk', attendance='came', date=desk.day(0))
        self.add_all([
            ['note', dict(note, minutes='60')], ['note', note],
            ['employer-contact', dict(employer=bakery, manner='visit', slot=desk.day(0),
                                      minutes='30')]])
        page = self.open().page('FodTodayPage')
        untimed = count(1, '%u entry without minutes is not in it',
                        '%u entries without minutes are not in it')
        ui.click(ui.find(page, ui.ROW, f'^{untimed}$'))
        window = self.window(word('Entries without minutes'))
        row = ui.find(window, ui.ROW, f'^Jens Møller.*{word("without minutes")}')
        self.assertEqual(len(ui.all_of(window, ui.ROW)), 1)
        self.assertEqual(ui.nameless(window), [])
        self.app.shot('today-week-untimed')
        ui.click(row)
        dialog = self.window(f'^{word("Note")}$')
        ui.click(ui.find(dialog, ui.ENTRY, f'^{word("Minutes")}'))
        ui.type_text('45')
        ui.key('Escape')
        ui.find(self.window(word('Entries without minutes')), ui.LABEL,
                word('Nothing stands here any more.'))
        ui.key('Escape')
        ui.gone(page, ui.ROW, f'^{untimed}$')
        ui.click(ui.find(page, ui.ROW, '^22 %'))
        window = self.window(word('The week’s hours'))
        ui.find(window, ui.ROW, rf'^Bageriet.*30 min\.? · {word("out of the office")}')
        self.assertEqual(len(ui.all_of(window, ui.ROW)), 3)

    def test_done_is_saved_at_once_and_undone_by_toast_and_key(self):
        self.fill()
        page = self.open().page('FodTodayPage')
        ui.press(page, ui.BUTTON, exactly('Done: %s', OVERDUE))
        ui.gone(page, ui.ROW, f'^{OVERDUE}')
        ui.click(self.undo_is_offered())
        ui.find(page, ui.ROW, f'^{OVERDUE}')
        ui.press(page, ui.BUTTON, exactly('Done: %s', DUE))
        ui.gone(page, ui.ROW, f'^{DUE}')
        self.undo()
        ui.find(page, ui.ROW, f'^{DUE}')
        ui.press(page, ui.BUTTON, exactly('Done: %s', OVERDUE))
        ui.gone(page, ui.ROW, f'^{OVERDUE}')
        self.undo_is_offered()
        self.kill()
        self.assertEqual(self.follow_up(OVERDUE)['status'], 'done')
        self.assertEqual(self.follow_up(DUE)['status'], 'planned')

    def test_postponing_moves_the_day_and_leaves_the_section(self):
        self.fill()
        page = self.open().page('FodTodayPage')
        ui.press(page, ui.BUTTON, exactly('More: %s', OVERDUE))
        ui.press(page, ui.ITEM, exactly('To tomorrow'))
        ui.gone(page, ui.BUTTON, exactly('More: %s', OVERDUE))
        self.undo_is_offered()
        self.kill()
        self.assertEqual(self.follow_up(OVERDUE)['slot'], desk.day(1))

    def test_a_suggestion_is_booked_at_once_and_taken_back(self):
        self.fill()
        page = self.open().page('FodTodayPage')
        since = word('%s since the start, no employer contact yet', count(40, '%d day', '%d days'))
        ui.find(page, ui.ROW, f'^{FIRST}, Mette Ågård.*{since}')
        ui.press(page, ui.BUTTON, exactly('Book: %s', f'{FIRST}, Mette Ågård'))
        ui.gone(page, ui.ROW, f'^{FIRST}, Mette Ågård')
        ui.find(page, ui.ROW, f'^{FIRST}, {word("today")}.*Mette Ågård')
        self.undo()
        ui.find(page, ui.ROW, f'^{FIRST}, Mette Ågård')

    def test_a_suggestion_is_settled_with_a_reason_for_colleagues(self):
        self.fill()
        page = self.open().page('FodTodayPage')
        ui.press(page, ui.BUTTON, exactly('More: %s', f'{FIRST}, Mette Ågård'))
        ui.press(page, ui.ITEM, exactly('Agreed with the participant to wait'))
        ui.gone(page, ui.ROW, f'^{FIRST}, Mette Ågård')
        self.undo_is_offered()
        self.kill()
        row = self.follow_up(FIRST)
        self.assertEqual((row['status'], row['remark']),
                         ('done', desk.say('Aftalt med deltageren at vente',
                                           'Agreed with the participant to wait')))

    def test_an_entry_closes_the_suggestion(self):
        self.fill()
        self.add_all([['follow-up', dict(title='Besøg hos bageren', type='employer-visit',
                                         status='done', participant=self.mette,
                                         slot=desk.day(-1))]])
        page = self.open().page('FodTodayPage')
        ui.find(page, ui.ROW, f'^{FIRST}, Jens Møller')
        ui.gone(page, ui.ROW, f'^{FIRST}, Mette Ågård')


if __name__ == '__main__':
    tap.main()
