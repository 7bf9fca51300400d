#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Participants: the list, a new one, the detail with its drafts, notes and undo."""
import time

import opened
import tap  # (the path is set by opened)
import ui

LIST = (ui.ROLE.LIST,)
STRANGE = '<b>&"Ærø</b>'


class Participants(opened.AppTest):
    def setUp(self):
        super().setUp()
        self.laptop.make()

    def show(self, app):
        """The page, and its list."""
        ui.key('alt+2')
        return ui.find(app.root, LIST, '^(Deltagere|Participants)$')

    def choose(self, app, name):
        """Opens a participant by the keyboard alone: search, then Enter."""
        self.show(app)
        ui.key('ctrl+f')
        ui.until(lambda: ui.focused(app.root) is not None, 'the focus')
        ui.type_text(name)
        ui.find(app.root, ui.ROW, f'^{name}')
        ui.key('Return')
        note = ui.find(app.root, ui.BUTTON, '^(Skriv notat|Write note)$')
        ui.until(lambda: ui.has(note, ui.STATE.FOCUSED), 'the keyboard on the first thing to do')
        return note

    @staticmethod
    def name_field(app):
        """Waits until a new participant's name can be typed."""
        ui.until(lambda: [w for w in app.windows() if w.get_name() == 'Ny deltager'
                          and ui.has(w, ui.STATE.ACTIVE)], 'the new participant')

    def section(self, app, name):
        ui.press(app.root, ui.BUTTON, name)

    def test_empty_says_what_to_do(self):
        app = self.opened()
        ui.key('alt+2')
        ui.find(app.root, ui.BUTTON, '^Ny deltager')
        ui.find(app.root, ui.BUTTON, '^Importér fra en fil')
        self.assertEqual(opened.nameless(app.root), [])

    def test_typing_after_new_arrives_and_is_shown_literally(self):
        app = self.opened()
        ui.key('alt+2')
        ui.press(app.root, ui.BUTTON, '^Ny deltager')
        self.name_field(app)
        ui.type_text(STRANGE)
        ui.key('ctrl+Return')
        ui.find(app.root, ui.ROW, '^<b>&"Ærø</b>, ')
        ui.find(app.root, ui.LABEL, '^<b>&"Ærø</b>$')
        app.kill()
        self.assertEqual([row['name'] for row in self.laptop.list('participant')], [STRANGE])

    def test_a_likely_double_is_hinted_and_opened(self):
        self.add('participant', name='Mette Ågård Jensen', stage='active', phone='98 12 34 56')
        app = self.opened()
        self.show(app)
        ui.key('ctrl+n')
        self.name_field(app)
        ui.type_text('mette jensen')
        ui.find(app.root, ui.LABEL, '^Ligner Mette Ågård Jensen')
        app.shot('new-participant-double')

    def test_search_finds_by_folded_words(self):
        self.add('participant', name='Åse Møller', stage='active')
        self.add('participant', name='Jens Holm', stage='active')
        app = self.opened()
        rows = self.show(app)
        ui.find(rows, ui.ROW, '^Jens Holm')
        ui.key('ctrl+f')
        ui.type_text('aase mol')
        ui.gone(rows, ui.ROW, '^Jens Holm')
        ui.find(rows, ui.ROW, '^Åse Møller')
        ui.type_text('xq')
        ui.find(app.root, ui.BUTTON, '^Ryd søgningen')

    def test_search_finds_by_initials_and_tags(self):
        self.add('participant', name='Åse Møller Lund', stage='active')
        self.add('participant', name='Jens Holm', stage='active', tags='kørekort')
        app = self.opened()
        rows = self.show(app)
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
                                         disclosure='support', entry_date=opened.day(-60))}
        for days, more in ((-30, {'type': 'talk'}), (-9, {'type': 'phone'}),
                           (-8, {'type': 'conference'}), (-7, {'attendance': 'no-show'}),
                           (-2, {'type': 'talk', 'body': 'Vil gerne i et køkken'}),
                           (5, {'type': 'talk'})):
            self.add('note', date=opened.day(days), **whose, **more)
        self.add('follow-up', title='Besøg hjemme', status='done',
                 slot=opened.at(-1, '09:00', '10:00'), **whose)
        for name, more in (('Ann', {}), ('Bo', {'consent': 'none'}), ('Ib', {'consent': 'full'}),
                           ('Eva', {'consent': 'attendance', 'consent_until': opened.day(9)}),
                           ('Ove', {'consent': 'full', 'consent_until': opened.day(-1)})):
            self.add('treatment-contact', name=name, role='caseworker', **whose, **more)
        app = self.opened()
        self.choose(app, 'Jens Holm')
        page = app.page('FodParticipantPage')
        ui.find(page, ui.ROW, '^i går 09:00–10:00 · Besøg hjemme')
        ui.find(page, ui.ROW, 'Vil gerne i et køkken$')
        told = [n.get_name() for n in ui.all_of(app.page('FodLastContacts'), ui.ROW)]
        self.assertEqual(len(told), 3, told)
        ui.find(page, ui.ROW, '^Ann · Sagsbehandler, Intet samtykke noteret, mangler$')
        ui.find(page, ui.ROW, '^Bo · Sagsbehandler, Intet samtykke, intet$')
        ui.find(page, ui.ROW, '^Eva · Sagsbehandler, Kun fremmøde og aftaler, til .*udløber snart$')
        ui.find(page, ui.ROW, '^Ib · Sagsbehandler, Alt om job og helbred, gyldigt$')
        ui.find(page, ui.ROW, '^Ove · Sagsbehandler, .*er udløbet$')
        ui.find(page, ui.LABEL, '^Arbejdsgivere: .*ikke talt om endnu.*må få at vide: ')
        app.shot('participant-overview')
        self.assertEqual(opened.nameless(app.root), [])

    def test_tags_are_typed_with_commas(self):
        whose = self.add('participant', name='Jens Holm', stage='active', tags='truck')
        app = self.opened()
        self.choose(app, 'Jens Holm')
        tags = ui.find(app.root, opened.TEXT, '^Mærker')
        self.assertEqual(ui.text_of(tags), 'truck')
        ui.fill(tags, 'truck, kørekort ,, ')
        ui.key('Return')
        ui.until(lambda: ui.text_of(tags) == 'kørekort, truck', 'the tags as they are kept')
        app.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', whose)[0]['tags'],
                         'kørekort\ntruck')

    def test_a_half_written_note_survives_a_kill(self):
        self.add('participant', name='Mette Lund', stage='active', entry_date=opened.day(-20))
        app = self.opened()
        self.choose(app, 'Mette Lund')
        ui.press(app.root, ui.BUTTON, '^Skriv notat$')
        body = ui.find(app.root, opened.TEXT, '^Nyt notat')
        ui.until(lambda: ui.has(body, ui.STATE.FOCUSED), 'the focus in the note')
        ui.type_text('Vi talte om bageriet på Ærø')
        ui.until(lambda: ui.text_of(body) == 'Vi talte om bageriet på Ærø', 'the text')
        # A draft is kept every 0.8 s; whatever shows that the store has it is not on the screen.
        ui.until(self.waited(2), 'two beats')
        app.kill()
        app = self.opened()
        self.choose(app, 'Mette Lund')
        self.section(app, '^Tidslinje$')
        ui.find(app.root, ui.LABEL, '^Kladde fra ')
        body = ui.find(app.root, opened.TEXT, '^Nyt notat')
        self.assertEqual(ui.text_of(body), 'Vi talte om bageriet på Ærø')
        ui.press(app.root, ui.BUTTON, '^Gem notat$')
        ui.find(app.root, ui.LABEL, '^Notat gemt')
        ui.find(app.root, ui.LABEL, '^Vi talte om bageriet på Ærø$')
        app.kill()
        self.assertEqual([row['body'] for row in self.laptop.list('note')],
                         ['Vi talte om bageriet på Ærø'])

    @staticmethod
    def waited(seconds):
        """A condition that holds after so many seconds."""
        end = time.monotonic() + seconds
        return lambda: time.monotonic() > end

    def test_a_field_saves_itself_and_undo_brings_it_back(self):
        participant = self.add('participant', name='Jens Holm', stage='active')
        app = self.opened()
        self.choose(app, 'Jens Holm')
        called = ui.find(app.root, opened.TEXT, '^Kaldes')
        ui.fill(called, 'Jenne')
        ui.find(app.root, ui.LABEL, 'kaldes Jenne')
        app.kill()
        self.assertEqual(self.laptop.ask('get', 'participant', participant)[0]['called'], 'Jenne')

    def test_delete_is_at_once_and_undone(self):
        self.add('participant', name='Jens Holm', stage='active')
        app = self.opened()
        self.choose(app, 'Jens Holm')
        ui.press(app.root, ui.BUTTON, '^Mere om denne deltager')
        ui.press(app.root, ui.ITEM, '(papirkurv)')
        ui.find(app.root, ui.BUTTON, '^Fortryd')
        ui.press(app.root, ui.BUTTON, '^Fortryd')
        ui.key('alt+2')
        ui.find(app.root, ui.ROW, '^Jens Holm')

    def test_the_cpr_number_is_masked(self):
        self.add('participant', name='Jens Holm', stage='active', cpr='3113901234')
        app = self.opened()
        self.choose(app, 'Jens Holm')
        # A screen reader may read the field itself; nothing else holds the number.
        ui.find(app.root, opened.TEXT, '^CPR-nummer$')
        self.assertFalse([node.get_name() for node in ui.all_of(app.root, ui.ANY)
                          if '311390' in (node.get_name() or '')])

    def test_every_section_has_names_and_fits(self):
        participant = self.add('participant', name='Mette Lund', stage='active',
                               entry_date=opened.day(-20), protected_address='1')
        self.add('treatment-contact', participant=participant, name='Ida Bak',
                 role='primary-clinician', consent='full')
        self.add('placement', participant=participant, type='ordinary', title='Lagermedarbejder',
                 stage='started', start_date=opened.day(-5))
        self.add('follow-up', participant=participant, title='Samtale', slot=opened.day(2),
                 status='planned')
        app = self.opened()
        self.choose(app, 'Mette Lund')
        wide = ui.screen_size()[0]
        for name in ('Overblik', 'Tidslinje', 'Job og uddannelse', 'Team og netværk',
                     'Opfølgninger'):
            with self.subTest(section=name):
                self.section(app, f'^{name}$')
                ui.until(lambda: ui.first(app.root, ui.BUTTON, f'^{name}$'), name)
                app.shot(f'participant-{name}-{wide}')
                self.assertEqual(opened.nameless(app.root), [])
                self.assertEqual(ui.outside(app.root, wide), [])
        ui.find(app.root, ui.ROW, '^Samtale')


if __name__ == '__main__':
    tap.main()
