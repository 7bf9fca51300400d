#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of one follow-up: made from anywhere, kept through a kill, saved by itself."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, word

ADD = exactly('Add')
DAY = exactly('Day')
TIME = word('Time (may be empty)')
WHAT = exactly('What')


class FollowUp(desk.Desk):
    def new(self):
        """Opens the window of a new one by keys; the focus is where one types."""
        ui.until(lambda: ui.focused(self.app.root), 'a focus')
        ui.key('ctrl+shift+f')
        ui.find(self.app.root, ui.BUTTON, ADD)

    def entry(self, name):
        return ui.find(self.app.root, ui.ENTRY, name)

    def saved(self, **where):
        """What the store holds once the app is closed."""
        self.close()
        return self.laptop.list('follow-up', **where)

    def test_typed_text_arrives(self):
        self.open()
        self.new()
        ui.type_text('Ring til Åse')
        ui.key('ctrl+Return')
        self.undo_is_offered()
        rows = self.saved()
        self.assertEqual([(r['title'], r['slot']) for r in rows],
                         [('Ring til Åse', desk.day(0))])

    def test_participant_and_employer_are_found_by_typing(self):
        self.add_all([['participant', dict(name='Åse Møller')],
                     ['participant', dict(name='Bo Ærø')],
                     ['employer', dict(name='Bageriet & Søn', town='Støvring')]])
        self.open()
        self.new()
        ui.type_text('Samtale')
        for kind, typed, found in ((word('Participant'), 'aase', 'Åse Møller'),
                                   (word('Employer'), 'bag', 'Bageriet & Søn')):
            ui.press(self.app.root, ui.BUTTON, f'^{kind}: {word("None")}$')
            search = self.entry(word('Search by name'))
            ui.until(lambda: ui.has(search, ui.STATE.FOCUSED), 'the focus in the search')
            ui.type_text(typed)
            ui.find(self.app.root, ui.ROW, f'^{found}')
            ui.key('Return')
            ui.find(self.app.root, ui.BUTTON, f'^{kind}: {found}$')
        self.assertEqual(ui.nameless(self.app.root), [])
        ui.press(self.app.root, ui.BUTTON, ADD)
        self.undo_is_offered()
        row = self.saved()[0]
        self.assertEqual(row['participant'], self.laptop.list('participant', name='Åse Møller')
                         [0]['id'])
        self.assertIn('employer', row)

    def test_escape_leaves_the_search_and_then_the_window(self):
        self.add('participant', name='Åse Møller')
        self.open()
        self.new()
        ui.type_text('Samtale')
        nobody = f'^{word("Participant")}: {word("None")}$'
        ui.press(self.app.root, ui.BUTTON, nobody)
        search = self.entry(word('Search by name'))
        ui.until(lambda: ui.has(search, ui.STATE.FOCUSED), 'the focus in the search')
        ui.type_text('xq')
        ui.key('Escape')
        ui.gone(self.app.root, ui.ENTRY, word('Search by name'))
        button = ui.find(self.app.root, ui.BUTTON, nobody)
        ui.until(lambda: ui.has(button, ui.STATE.FOCUSED) or ui.focused(button), 'the way back')
        ui.key('Escape')
        self.undo_is_offered()
        self.assertEqual([row['title'] for row in self.saved()], ['Samtale'])

    def test_a_new_one_is_about_whom_one_looks_at(self):
        aase = self.add('participant', name='Åse Møller', stage='active')
        self.open()
        place = self.page('alt+2', 'Participants')
        ui.press(place, ui.ROW, '^Åse Møller')
        self.new()
        ui.find(self.app.root, ui.BUTTON, f'^{word("Participant")}: Åse Møller$')
        ui.type_text('Ring')
        ui.key('ctrl+Return')
        self.toast(word('Follow-up added'))
        self.assertEqual([row['participant'] for row in self.saved()], [aase])

    def test_day_and_time_as_people_write_them(self):
        self.open()
        self.new()
        ui.type_text('Samtale')
        ui.fill(self.entry(DAY), '1. december 2026')
        ui.fill(self.entry(TIME), '9.30')
        ui.find(self.app.root, ui.LABEL, desk.long_date('2026-12-01'))
        ui.press(self.app.root, ui.BUTTON, ADD)
        self.undo_is_offered()
        self.assertTrue(self.saved()[0]['slot'].startswith('2026-12-01T09:30/2026-12-01T10:30@'))

    def test_impossible_days_and_times_are_refused_in_words(self):
        self.open()
        self.new()
        ui.type_text('Samtale')
        for name, wrong, says, right in (
                (DAY, '31-02-2026',
                 word('There is no such day. Write for example 23-11, or Friday'), '28-02-2026'),
                (TIME, '25', word('There is no such time. Write for example 9.30'), '12')):
            field = self.entry(name)
            ui.fill(field, wrong)
            self.entry(says)
            # A click is heard at once, the action of a button a quarter of a second later.
            ui.click(ui.find(self.app.root, ui.BUTTON, ADD))
            self.entry(says)
            ui.fill(field, right)
            self.entry(name)
        ui.press(self.app.root, ui.BUTTON, ADD)
        self.undo_is_offered()
        self.assertTrue(self.saved()[0]['slot'].startswith('2026-02-28T12:00/'))

    def test_a_draft_survives_a_kill(self):
        self.open()
        self.new()
        ui.type_text('Halv tanke')
        ui.fill(self.entry(exactly('Place')), 'Café Kaffe')
        self.wait_for_draft('Café Kaffe')
        self.kill()
        self.assertEqual(self.laptop.list('follow-up'), [])
        self.open()
        self.new()
        ui.until(lambda: ui.text_of(self.entry(WHAT)) == 'Halv tanke', 'the draft')
        ui.press(self.app.root, ui.BUTTON, exactly('Discard'))
        ui.gone(self.app.root, ui.BUTTON, ADD)
        self.new()
        ui.until(lambda: ui.text_of(self.entry(WHAT)) == '', 'an empty title')

    def test_nothing_typed_leaves_nothing(self):
        self.open()
        self.new()
        ui.key('Escape')
        ui.gone(self.app.root, ui.BUTTON, ADD)
        self.assertEqual(self.saved(), [])

    def open_existing(self):
        self.row = self.add('follow-up', title='Samtale', slot=desk.day(0))
        self.open()
        ui.key('alt+4')
        ui.find(self.app.root, ui.BUTTON, word('%1$s at %2$s, book with Enter'))
        ui.key('m')
        ui.press(self.app.root, ui.BUTTON, '^Samtale, ')
        ui.find(self.app.root, ui.BUTTON, exactly('Close', context='close a window'))

    def test_an_existing_one_is_saved_by_itself(self):
        self.open_existing()
        ui.fill(self.entry(exactly('Place')), 'Lokalpsykiatrien')
        ui.fill(self.entry(DAY), '01-03-2027')
        self.assertEqual(ui.nameless(self.app.root), [])
        self.app.shot('follow-up')
        ui.key('Escape')
        ui.gone(self.app.root, ui.ENTRY, DAY)
        row = self.saved()[0]
        self.assertEqual((row['place'], row['slot']), ('Lokalpsykiatrien', '2027-03-01'))

    def test_a_no_show(self):
        self.open_existing()
        self.assertEqual(ui.all_of(self.app.root, ui.BUTTON, exactly('Planned again')), [])
        ui.press(self.app.root, ui.BUTTON, exactly('No-show'))
        self.undo_is_offered()
        row = self.saved()[0]
        self.assertEqual((row['status'], row['settled-on']), ('no-show', desk.day(0)))


if __name__ == '__main__':
    tap.main()
