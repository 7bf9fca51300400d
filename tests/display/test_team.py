#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one sees of one's colleagues: their follow-ups in the calendar, when asked for, and that one
of them was at an employer lately. A real server, the consultant's console, the leader's app."""
import datetime

import desk
import tap  # (the path is set by desk)
import ui
from desk import exactly, laptop, say, word

TODAY = datetime.date.today()


def slot(date):
    return f'slot={date}T10:00/{date}T11:00@Europe/Copenhagen'


class Team(desk.Desk):
    """The laptop of the desk is the leader's; anna is a consultant of the same team."""

    def setUp(self):
        super().setUp()
        self.server = laptop.Server(desk.BUILD, self.folder / 'server')
        self.server.make()
        self.server.admin('team', 'add', 'Rebild')
        for who, role in (('anna', 'consultant'), ('lena', 'leader')):
            self.server.admin('user', 'add', who, '--name', f'{who.title()} Bak', '--team',
                              'Rebild', '--role', role, password=laptop.PASSWORD)
        self.server.start()
        self.addCleanup(self.server.kill)
        self.anna = laptop.Laptop(desk.BUILD, self.folder / 'anna')
        self.anna.make()
        self.anna.enrol(self.server, 'anna')
        self.anna.sync()
        self.laptop.enrol(self.server, 'lena')
        self.laptop.sync()

    def of_anna(self, kind, *pairs):
        return self.anna.ask('add', kind, *pairs)[0]['id']

    def exchange(self):
        self.anna.sync()
        self.laptop.sync()

    def test_follow_ups_of_colleagues_are_shown_when_asked_for(self):
        aase = self.of_anna('participant', 'name=Åse Møller')
        self.of_anna('follow-up', 'title=Samtale', f'participant={aase}', slot(TODAY))
        self.exchange()
        self.add('follow-up', 'title=Teammøde', slot(TODAY))
        self.open()
        ui.key('alt+4')
        page = ui.find(self.app.root, ui.ANY, '^FodCalendarPage$')
        ui.key('m')
        ui.find(page, ui.BUTTON, '^Teammøde')
        ui.gone(page, ui.BUTTON, '^Åse Møller')
        for seen in (True, False):
            ui.press(page, ui.BUTTON, say('^Visning$', '^View$'))
            ui.press(page, ui.ITEM, say('^Vis kollegers opfølgninger',
                                        '^Show colleagues’ follow-ups'))
            if seen:
                # It says whose it is; one's own does not.
                ui.find(page, ui.BUTTON, '^Åse Møller, .*, Anna Bak$')
                ui.find(page, ui.LABEL, '^Åse Møller · Anna Bak$')
                ui.gone(page, ui.BUTTON, '^Teammøde.*Bak')
                self.app.shot('calendar-colleagues')
            else:
                ui.gone(page, ui.BUTTON, '^Åse Møller, ')
            ui.find(page, ui.BUTTON, '^Teammøde')

    def test_a_visit_of_a_colleague_is_told_before_the_next(self):
        """For a fortnight; one's own visit is no news."""
        for name, author, days in (('Bageriet', self.of_anna, 3), ('Savværket', self.of_anna, 30),
                                   ('Tømreren', None, 1)):
            employer = self.of_anna('employer', f'name={name}')
            self.exchange()
            add = author or self.add
            add('employer-contact', f'employer={employer}', 'manner=visit',
                slot(TODAY - datetime.timedelta(days)))
            self.exchange()
        self.open()
        ui.key('alt+3')
        words = say('^Anna Bak var her for 3 dage siden. Tal sammen',
                    '^Anna Bak was here 3 days ago. Talk together')
        ui.press(self.app.root, ui.ROW, '^Bageriet')
        ui.find(self.app.root, ui.LABEL, words)
        self.app.shot('employer-clash')
        for name in ('Savværket', 'Tømreren'):
            ui.press(self.app.root, ui.ROW, f'^{name}')
            ui.find(self.app.root, ui.LABEL, f'^{name}$')
            ui.gone(self.app.root, ui.LABEL, say('Tal sammen', 'Talk together'))

    def test_a_call_is_told_as_a_call(self):
        employer = self.of_anna('employer', 'name=Bageriet')
        self.of_anna('employer-contact', f'employer={employer}', 'manner=phone',
                     slot(TODAY - datetime.timedelta(1)))
        self.exchange()
        self.open()
        ui.key('alt+3')
        ui.press(self.app.root, ui.ROW, '^Bageriet')
        ui.find(self.app.root, ui.LABEL, say(
            '^Anna Bak havde kontakt med dem i går. Tal sammen',
            '^Anna Bak was in touch with them yesterday. Talk together'))

    def test_who_covers_sees_what_was_promised_to_whom_and_by_whom(self):
        aase = self.of_anna('participant', 'name=Åse Møller', 'stage=active')
        bakery = self.of_anna('employer', 'name=Bageriet')
        self.of_anna('follow-up', 'title=Ring om prøvevagt', f'participant={aase}',
                     f'employer={bakery}', 'type=phone', 'status=planned',
                     'remark=Lovet svar inden fredag', slot(TODAY + datetime.timedelta(1)))
        self.of_anna('follow-up', 'title=Tal om medicin', f'participant={aase}',
                     'type=conference', slot(TODAY + datetime.timedelta(2)))
        self.exchange()
        self.open()
        ui.key('alt+2')
        ui.press(self.app.root, ui.ROW, '^Åse Møller')
        page = self.app.page('FodParticipantPage')
        phone, conference = say('Telefonsamtale', 'Phone call'), word('Treatment conference')
        ui.find(page, ui.ROW, f'^Ring om prøvevagt, .* · {phone} · Bageriet · Anna Bak · '
                              'Lovet svar inden fredag')
        ui.find(page, ui.ROW, f'^Tal om medicin, .* · {conference} · Anna Bak')
        self.app.shot('participant-promises')

    def test_a_consent_withdrawn_while_a_conference_list_is_open_hides_name_and_words(self):
        """What was typed is kept, and so are keys that were meant for it: for nobody else."""
        aase = self.of_anna('participant', 'name=Åse Møller', 'stage=active', 'clinic=Team Syd')
        doctor = self.of_anna('treatment-contact', f'participant={aase}', 'name=Ida Bak',
                              'role=doctor', 'consent=full')
        self.exchange()
        self.open()
        place = self.page('ctrl+shift+k', 'Conference')
        agreed = ui.find(place, ui.ENTRY, f'^{word("Agreed")}, Åse Møller$')
        ui.until(lambda: ui.has(agreed, ui.STATE.FOCUSED), 'the keyboard at what was agreed')
        ui.type_text('Starter mandag')
        self.anna.ask('set', 'treatment-contact', doctor, 'consent=none')
        self.anna.sync()
        ui.find(place, ui.LABEL, exactly(
            'One participant may not be raised: there is no valid consent to talk with all who '
            'treat them. What you wrote is kept as a draft, which is not shown here.'))
        ui.type_text('x')
        ui.key('Return')
        self.assertFalse([w for w in ui.words(place) if 'Åse' in w or 'mandag' in w])
        self.app.shot('conference-withdrawn')
        ui.press(place, ui.BUTTON, exactly('Keep it as a note of their own'))
        self.toast(word('Note saved'))
        self.close()
        note, = self.laptop.list('note')
        self.assertEqual((note['participant'], note['type'], note['body']),
                         (aase, 'other', 'Starter mandag'))


if __name__ == '__main__':
    tap.main()
