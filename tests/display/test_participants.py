#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Participants: the list, a new one, the detail with its drafts, notes and undo."""
import desk
import tap  # (the path is set by desk)
import ui
from desk import code, exactly, say, word

STRANGE = '<b>&"Ærø</b>'
NOTE = 'Vi talte om bageriet på Ærø'


class Participants(desk.Desk):
    def show(self):
        """The page of the app, and its list."""
        self.open()
        self.place = self.page('alt+2', 'Participants')

    def list(self):
        return ui.find(self.place, desk.LIST, exactly('Participants'))

    def choose(self, name):
        """Opens a participant by the keyboard alone: search, then Enter."""
        self.show()
        self.list()
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(self.place), 'the focus')
        ui.type_text(name)
        ui.find(self.place, ui.ROW, f'^{name}')
        ui.key('Return')
        note = ui.find(self.place, ui.BUTTON, exactly('Write note'))
        ui.until(lambda: ui.has(note, ui.STATE.FOCUSED), 'the keyboard on the first thing to do')

    def new(self):
        return self.window(exactly('New participant'))

    def test_empty_says_what_to_do_and_a_new_one_is_shown_literally(self):
        self.show()
        ui.find(self.place, ui.BUTTON, f'^{word("Import from a file")}')
        self.assertEqual(ui.nameless(self.place), [])
        ui.press(self.place, ui.BUTTON, exactly('New participant'))
        self.new()
        ui.type_text(STRANGE)
        ui.key('ctrl+Return')
        ui.find(self.place, ui.ROW, '^<b>&"Ærø</b>, ')
        ui.find(self.place, ui.LABEL, '^<b>&"Ærø</b>$')
        self.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('participant')], [STRANGE])

    def test_search_finds_by_folded_words_and_a_likely_double_is_hinted(self):
        self.add_all([['participant', dict(name='Åse Møller', stage='active')],
                     ['participant', dict(name='Mette Ågård Jensen', stage='active',
                                          phone='98 12 34 56')]])
        self.show()
        rows = self.list()
        ui.find(rows, ui.ROW, '^Mette Ågård Jensen')
        ui.key('ctrl+f')
        ui.type_text('aase mol')
        ui.gone(rows, ui.ROW, '^Mette')
        ui.find(rows, ui.ROW, '^Åse Møller')
        ui.type_text('xq')
        ui.find(self.place, ui.BUTTON, exactly('Clear the search'))
        ui.key('ctrl+n')
        double = self.new()
        ui.type_text('mette jensen')
        ui.find(double, ui.LABEL, f'^{word("Looks like %s", "Mette Ågård Jensen")}')
        self.app.shot('new-participant-double')

    def test_what_is_taken_away_again_leaves_no_draft(self):
        self.show()
        for typed in (True, False):
            ui.key('ctrl+n')
            double = self.new()
            ui.gone(double, ui.LABEL, f'^{word("Draft from %s")}')
            name = ui.find(double, ui.ENTRY, exactly('Name'))
            self.assertEqual(ui.text_of(name), '')
            if typed:
                ui.type_text('Mette')
                self.wait_for_draft('Mette')
                ui.key('ctrl+a', 'BackSpace')
                ui.until(lambda: ui.text_of(name) == '', 'the empty name')
            ui.key('Escape')
            ui.until(lambda: len(self.app.windows()) == 1, 'the window to close')

    def test_a_long_choice_is_shown_whole(self):
        self.add('participant', name='Mette Lund', stage='active', target_group='youth')
        self.choose('Mette Lund')
        label = ui.find(self.place, ui.LABEL, f'^{code("target-group", "youth")}$')
        _, _, width, height = ui.at_rest(label)
        # A letter is two fifths of a line wide, and less where twenty stand for all of them.
        self.assertGreater(width / len(ui.text_of(label)), 0.39 * height)

    def test_the_list_tells_the_week_and_is_filtered_and_sorted(self):
        weeks = {'Anna': (5, 'job search'), 'Bo': (14, 'stability'), 'Ida': (4, 'career profile'),
                 'Jens': (13, 'job search'), 'Mie': (1, 'career profile')}
        self.add_all([['participant', dict(name=f'{name} Holm', stage='active',
                                           entry_date=desk.day(7 - 7 * week))]
                      for name, (week, _) in weeks.items()]
                     + [['participant', dict(name='Ole Holm', stage='aftercare',
                                             entry_date=desk.day(-400))]])
        self.show()
        rows = self.list()
        for name, (week, phase) in weeks.items():
            ui.find(rows, ui.ROW, f'^{name} Holm, .*{word("Week %d", str(week))} · {word(phase)}')
        ui.find(rows, ui.ROW, f'^Ole Holm, .*{word("aftercare")}')

        def shown():
            found = ui.all_of(rows, ui.ROW, ' Holm')
            return [n.get_name().split()[0] for n in sorted(found, key=lambda n: ui.extent(n)[1])]
        ui.until(lambda: shown() == ['Anna', 'Bo', 'Ida', 'Jens', 'Mie', 'Ole'], 'by name')
        self.choose_in('Order', 'End')
        ui.until(lambda: shown() == ['Mie', 'Ida', 'Anna', 'Jens', 'Bo', 'Ole'], 'newest first')
        self.choose_in('Stage', 'End')
        ui.until(lambda: shown() == ['Ole'], 'aftercare alone')
        ui.find(self.place, ui.LABEL, f'^{desk.count(1, "%u participant", "%u participants")}$')
        self.assertEqual(ui.nameless(self.place), [])
        self.app.shot('participants-aftercare')

    def choose_in(self, name, keys):
        """Opens a list of choices and takes one by the keyboard."""
        ui.press(self.place, ui.ANY, exactly(name))
        ui.until(lambda: any(ui.has(row, ui.STATE.FOCUSED)
                             for row in ui.all_of(self.app.root, ui.ROW)), 'the choices')
        ui.key(keys, 'Return')

    def test_search_finds_by_initials_and_tags(self):
        self.add_all([['participant', dict(name='Åse Møller Lund', stage='active')],
                      ['participant', dict(name='Jens Holm', stage='active', tags='kørekort')]])
        self.show()
        rows = self.list()
        ui.find(rows, ui.ROW, '^Jens Holm')
        ui.key('ctrl+f')
        ui.type_text('åml')
        ui.gone(rows, ui.ROW, '^Jens Holm')
        ui.find(rows, ui.ROW, '^Åse Møller')
        ui.key('ctrl+a')
        ui.type_text('køre')
        ui.gone(rows, ui.ROW, '^Åse Møller')
        ui.find(rows, ui.ROW, '^Jens Holm')

    def test_the_overview_tells_last_contacts_and_consents(self):
        whose = {'participant': self.add('participant', name='Jens Holm', stage='active',
                                         disclosure='support', entry_date=desk.day(-60))}
        rows = [['note', dict(date=desk.day(days), **whose, **more)] for days, more in (
            (-30, {'type': 'talk'}), (-9, {'type': 'phone'}), (-8, {'type': 'conference'}),
            (-7, {'attendance': 'no-show'}), (-2, {'type': 'talk', 'body': 'Vil i et køkken'}),
            (5, {'type': 'talk'}))]
        rows += [['follow-up', dict(title='Besøg hjemme', status='done', **whose,
                                    slot=desk.at(desk.day(-1), '09:00', '10:00'))]]
        rows += [['treatment-contact', dict(name=name, role='caseworker', **whose, **more)]
                 for name, more in (
            ('Ann', {}), ('Bo', {'consent': 'none'}), ('Ib', {'consent': 'full'}),
            ('Eva', {'consent': 'attendance', 'consent_until': desk.day(9)}),
            ('Ove', {'consent': 'full', 'consent_until': desk.day(-1)}))]
        self.add_all(rows)
        self.choose('Jens Holm')
        page = self.app.page('FodParticipantPage')
        ui.find(page, ui.ROW, f'^{word("yesterday")} 09:00–10:00 · Besøg hjemme')
        ui.find(page, ui.ROW, 'Vil i et køkken$')
        last = self.app.page('FodLastContacts')
        ui.until(lambda: len(ui.all_of(last, ui.ROW)) == 3, 'three of them')
        for name, scope, state in (('Ann', word('No consent noted'), 'missing'),
                                   ('Bo', code('consent', 'none'), 'none'),
                                   ('Eva', code('consent', 'attendance') + '.*', 'ends soon'),
                                   ('Ib', code('consent', 'full'), 'valid'),
                                   ('Ove', '.*', 'has run out')):
            ui.find(page, ui.ROW, f'^{name} · {code("contact-role", "caseworker")}, {scope}'
                    f'(, | ){word(state, context="consent")}$')
        ui.find(page, ui.LABEL, word('Employers: may be approached: %1$s · may be told: %2$s',
                                     word('not talked about yet'), '.*'))
        self.app.shot('participant-overview')
        self.assertEqual(ui.nameless(page), [])

    def test_tags_are_typed_with_commas(self):
        whose = self.add('participant', name='Jens Holm', stage='active', tags='truck')
        self.choose('Jens Holm')
        tags = ui.find(self.place, ui.ENTRY, f'^{word("Tags, with a comma between")}')
        self.assertEqual(ui.text_of(tags), 'truck')
        ui.fill(tags, 'truck, kørekort ,, ')
        ui.key('Return')
        ui.until(lambda: ui.text_of(tags) == 'kørekort, truck', 'the tags as they are kept')
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', whose)[0]['tags'],
                         'kørekort\ntruck')

    def test_a_half_written_note_survives_a_kill(self):
        self.add('participant', name='Mette Lund', stage='active', entry_date=desk.day(-20))
        self.choose('Mette Lund')
        ui.press(self.place, ui.BUTTON, exactly('Write note'))
        body = ui.find(self.place, ui.ENTRY, f'^{word("New note")}')
        ui.until(lambda: ui.has(body, ui.STATE.FOCUSED), 'the focus in the note')
        ui.type_text(NOTE)
        ui.until(lambda: ui.text_of(body) == NOTE, 'the text')
        self.wait_for_draft(NOTE)
        self.kill()
        self.choose('Mette Lund')
        ui.press(self.place, ui.BUTTON, exactly('Timeline'))
        ui.find(self.place, ui.LABEL, f'^{word("Draft from %s")}')
        body = ui.find(self.place, ui.ENTRY, f'^{word("New note")}')
        ui.until(lambda: ui.text_of(body).startswith(NOTE), 'the draft')
        ui.press(self.place, ui.BUTTON, exactly('Save note'))
        self.toast(f'^{word("Note saved")}')
        ui.find(self.place, ui.LABEL, f'^{NOTE}')
        self.kill()
        self.assertTrue(self.laptop.list('note')[0]['body'].startswith(NOTE))

    def test_a_note_from_elsewhere_asks_whose_it_is(self):
        """Not the participant who happens to stand on the page that is not in view."""
        bo = self.add('participant', name='Bo Ærø', stage='active')
        self.add('participant', name='Jens Holm', stage='active')
        self.choose('Jens Holm')
        employers = self.page('alt+3', 'Employers')
        ui.until(lambda: ui.focused(employers), 'the focus')
        ui.key('ctrl+shift+n')
        self.toast(word('Choose the participant it is about'))
        search = ui.find(self.place, ui.ENTRY, word('Search participants'))
        ui.until(lambda: ui.has(search, ui.STATE.FOCUSED), 'the focus in the search')
        ui.type_text('bo æ')
        ui.key('Return')
        body = ui.find(self.place, ui.ENTRY, f'^{word("New note")}')
        ui.until(lambda: ui.has(body, ui.STATE.FOCUSED), 'the focus in the note')
        ui.type_text(NOTE)
        ui.key('ctrl+Return')
        self.toast(word('Note saved'))
        self.close()
        self.assertEqual([(row['participant'], row['body'])
                          for row in self.laptop.list('note')], [(bo, NOTE)])

    def test_a_new_one_stands_in_the_list_whatever_was_searched_for(self):
        self.add('participant', name='Bo Ærø', stage='active')
        self.choose('Bo')
        ui.key('ctrl+n')
        self.new()
        ui.type_text('Mette Lund')
        ui.key('ctrl+Return')
        ui.find(self.list(), ui.ROW, '^Mette Lund')
        ui.find(self.list(), ui.ROW, '^Bo Ærø')

    def test_letters_go_to_a_choice_and_an_open_list_begins_with_what_is_chosen(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.choose('Jens Holm')
        ui.key('Return')
        body = ui.find(self.place, ui.ENTRY, f'^{word("New note")}')
        ui.until(lambda: ui.has(body, ui.STATE.FOCUSED), 'the focus in the note')
        ui.type_text(NOTE)
        ui.key('Tab')
        ui.type_text(say('beh', 'treat'))
        ui.find(self.place, ui.LABEL, f'^{code("note-type", "conference")}$')
        ui.key('Tab', 'space')

        def on(choice):
            """Whether the list is open with the focus there; the choice itself is outside it."""
            focus = ui.focused(self.app.root)
            return focus and focus.get_role() in ui.ROW and ui.first(focus, ui.LABEL, choice)
        ui.until(lambda: on(code('attendance', 'came')), 'what is chosen')
        ui.type_text(say('u', 'n'))
        ui.until(lambda: on(code('attendance', 'no-show')), 'the one with these letters')
        ui.key('Return')
        ui.until(lambda: not on(code('attendance', 'no-show')), 'the list to close')
        ui.key('ctrl+Return')
        self.toast(word('Note saved'))
        self.close()
        row = self.laptop.list('note')[0]
        self.assertEqual((row['type'], row['attendance']), ('conference', 'no-show'))

    def new_job(self):
        ui.press(self.place, ui.BUTTON, exactly('More about this participant'))
        ui.press(self.place, ui.ITEM, exactly('New job or education'))
        return self.window(exactly('Job or education'))

    def test_a_job_without_a_kind_says_that_it_is_a_draft(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.choose('Jens Holm')
        job = self.new_job()
        ui.fill(ui.find(job, ui.ENTRY, exactly('Title')), 'Lagermedarbejder')
        ui.key('Escape')
        self.toast(word('Kept as a draft: “%s” is missing or not right yet', word('Kind')))
        again = self.new_job()
        title = ui.find(again, ui.ENTRY, exactly('Title'))
        ui.until(lambda: ui.text_of(title) == 'Lagermedarbejder', 'the draft')

    def test_a_job_at_an_employer_has_its_name_as_the_place_of_work(self):
        self.add('participant', name='Jens Holm', stage='active')
        self.add('employer', name='Ærø Bageri', town='Marstal')
        self.choose('Jens Holm')
        job = self.new_job()
        ui.type_text('ord')
        ui.find(job, ui.LABEL, f'^{code("job-kind", "ordinary")}$')
        ui.press(job, ui.BUTTON, f'^{word("Employer")}: {word("None")}$')
        search = ui.find(job, ui.ENTRY, word('Search by name'))
        ui.until(lambda: ui.has(search, ui.STATE.FOCUSED), 'the focus in the search')
        ui.type_text('ær')
        ui.find(job, ui.ROW, '^Ærø Bageri')
        ui.key('Return')
        place = ui.find(job, ui.ENTRY, exactly('Place of work or school'))
        ui.until(lambda: ui.text_of(place) != '', 'the place of work')
        self.assertEqual(ui.text_of(place), 'Ærø Bageri')
        for field, stage in (('First day', 'started'), ('Last day', 'ended')):
            ui.fill(ui.find(job, ui.ENTRY, exactly(field)), say('i dag', 'today'))
            ui.find(job, ui.LABEL, f'^{code("placement-stage", stage)}$')

    def wish(self):
        name = word('_Wish for work or education').replace('_', '')
        return ui.find(self.place, ui.ENTRY, f'^{name}')

    def test_a_draft_ends_with_what_became_of_it(self):
        jens = self.add('participant', name='Jens Holm', stage='active')
        self.add('participant', name='Bo Ærø', stage='active')
        self.show()
        ui.click(ui.find(self.list(), ui.ROW, '^Jens Holm'))
        ui.click(self.wish())
        ui.until(lambda: ui.has(self.wish(), ui.STATE.FOCUSED), 'the focus in the wish')
        self.type_until_draft()
        ui.click(ui.find(self.list(), ui.ROW, '^Bo Ærø'))
        ui.until(lambda: ui.text_of(self.wish()) == '', 'the wish of the other')
        self.close()
        self.assertTrue(self.laptop.ask('get', 'participant', jens)[0]['wish'].endswith('xx'))
        self.laptop.ask('set', 'participant', jens, 'wish=Køkken')
        self.choose('Jens Holm')
        ui.until(lambda: ui.text_of(self.wish()), 'the wish')
        self.close()
        self.assertEqual(self.laptop.ask('get', 'participant', jens)[0]['wish'], 'Køkken')

    def test_a_field_saves_itself_and_a_delete_is_undone(self):
        participant = self.add('participant', name='Jens Holm', stage='active', cpr='3113901234')
        self.choose('Jens Holm')
        # A screen reader may read the field itself; nothing else holds the number.
        ui.find(self.place, ui.ENTRY, exactly('CPR number'))
        self.assertFalse([node.get_name() for node in ui.all_of(self.app.root, ui.ANY)
                          if '311390' in (node.get_name() or '')])
        ui.fill(ui.find(self.place, ui.ENTRY, exactly('Called')), 'Jenne')
        ui.find(self.place, ui.LABEL, word('called %s', 'Jenne'))
        ui.press(self.place, ui.BUTTON, exactly('More about this participant'))
        ui.press(self.place, ui.ITEM, exactly('Move to the bin'))
        ui.gone(self.place, ui.ROW, '^Jens Holm')
        self.undo()
        ui.find(self.place, ui.ROW, '^Jens Holm')
        self.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', participant)[0]['called'], 'Jenne')

    def test_every_section_has_names_and_fits(self):
        participant = self.add('participant', name='Mette Lund', stage='active',
                               entry_date=desk.day(-20), protected_address='1')
        self.add_all([
            ['treatment-contact', dict(participant=participant, name='Ida Bak',
                                       role='primary-clinician', consent='full')],
            ['placement', dict(participant=participant, type='ordinary', title='Lagermedarbejder',
                               stage='started', start_date=desk.day(-5))],
            ['follow-up', dict(participant=participant, title='Samtale', slot=desk.day(2),
                               status='planned')]])
        self.choose('Mette Lund')
        for name in ('Overview', 'Timeline', 'Career profile', 'Jobs and education',
                     'Team and network', 'Follow-ups'):
            with self.subTest(section=name):
                self.turn_to(exactly(name))
                self.app.shot(f'participant-{name}')
                self.assertEqual(ui.nameless(self.place), [])
                self.assertEqual(ui.outside(self.place, ui.screen_size()[0]), [])
        ui.find(self.place, ui.ROW, '^Samtale')


if __name__ == '__main__':
    tap.main()
