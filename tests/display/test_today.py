#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Today: what is now and next, what is due, who waits, and what is done about it."""
import opened
import tap  # (the path is set by opened)
import ui


class Today(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def fill(self):
        self.mette = self.add('participant', name='Mette Ågård', stage='active',
                              entry_date=opened.day(-40))
        self.add('participant', name='Jens Møller', stage='active', entry_date=opened.day(-30))
        self.overdue = self.add('follow-up', title='Ring til kommunen', slot=opened.day(-3),
                                status='planned', participant=self.mette)
        self.add('follow-up', title='Skriv ansøgning', slot=opened.day(0), status='planned',
                 participant=self.mette)
        self.add('follow-up', title='Samtale på café', slot=opened.at(1, '09:00', '10:00'),
                 status='planned', participant=self.mette)

    def follow_up(self, title):
        return next(row for row in self.laptop.list('follow-up') if row['title'] == title)

    def test_an_empty_day_says_what_to_do(self):
        app = self.opened()
        ui.find(app.root, ui.LABEL, 'Planlæg en med')
        ui.find(app.root, ui.LABEL, 'Intet er forfaldent')
        app.shot('today-empty')
        self.assertEqual(opened.nameless(app.root), [])

    def test_appointments_due_and_silent_stand_in_their_sections(self):
        self.fill()
        app = self.opened()
        ui.find(app.root, ui.ROW, 'Samtale på café, i morgen 09:00–10:00.*Mette Ågård')
        ui.find(app.root, ui.ROW, 'Ring til kommunen.*for 3 dage siden.*Overskredet')
        ui.find(app.root, ui.ROW, 'Skriv ansøgning, i dag')
        ui.find(app.root, ui.ROW, 'Jens Møller, Ingen kontakt noteret i 30 dage')
        app.shot('today')
        self.assertEqual(opened.nameless(app.root), [])

    def test_done_is_saved_at_once_and_undone_by_the_toast(self):
        self.fill()
        app = self.opened()
        ui.press(app.root, ui.BUTTON, '^Gjort: Ring til kommunen')
        ui.gone(app.root, ui.ROW, '^Ring til kommunen')
        ui.press(app.root, ui.BUTTON, '^Fortryd')
        ui.find(app.root, ui.ROW, '^Ring til kommunen')
        ui.press(app.root, ui.BUTTON, '^Gjort: Ring til kommunen')
        ui.gone(app.root, ui.ROW, '^Ring til kommunen')
        ui.find(app.root, ui.BUTTON, '^Fortryd')
        app.kill()
        self.assertEqual(self.follow_up('Ring til kommunen')['status'], 'done')

    def test_control_z_takes_the_last_step_back(self):
        self.fill()
        app = self.opened()
        ui.press(app.root, ui.BUTTON, '^Gjort: Skriv ansøgning')
        ui.gone(app.root, ui.ROW, '^Skriv ansøgning')
        ui.find(app.root, ui.BUTTON, '^Fortryd')
        ui.key('ctrl+z')
        ui.find(app.root, ui.ROW, '^Skriv ansøgning')

    def test_postponing_moves_the_day_and_leaves_the_section(self):
        self.fill()
        app = self.opened()
        ui.press(app.root, ui.BUTTON, '^Mere: Ring til kommunen')
        ui.press(app.root, ui.ITEM, '^Til i morgen')
        ui.gone(app.root, ui.ROW, '^Ring til kommunen')
        ui.find(app.root, ui.BUTTON, '^Fortryd')
        app.kill()
        self.assertEqual(self.follow_up('Ring til kommunen')['slot'], opened.day(1))

    def test_a_new_follow_up_by_keyboard_takes_what_is_typed(self):
        app = self.opened()
        ui.key('ctrl+shift+f')
        ui.until(lambda: len(app.windows()) > 1, 'the dialog')
        ui.type_text('Køb blomster')
        ui.key('Escape')
        ui.find(app.root, ui.ROW, '^Køb blomster')


if __name__ == '__main__':
    tap.main()
