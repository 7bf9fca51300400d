#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes from and goes to other programs, in the windows of the app: their vCards and tables as
they wrote them (tests/data/exchange), codes by their names, rows that are there already, and a list
written out."""
import csv
import io
import pathlib

import desk
import tap  # (the path is set by desk)
import ui
from desk import say, word

FILES = pathlib.Path(__file__).resolve().parents[1] / 'data/exchange'
CODES = ('Navn;Telefon;Ydelse\r\n'
         'Åse Møller;98123456;{cash}\r\n'
         'Bo Ærø;;{made_up}\r\n'
         'Celik Holm;;{cash}\r\n'
         'Celik Holm;;\r\n')


def shown(text):
    """The text itself, as the app shows it."""
    return desk.CATALOGUE.gettext(text) if desk.DANISH else text


class Exchange(desk.Desk):
    def save(self, path):
        self.name_file(say('Eksportér denne liste', 'Export this list'), say('Gem', 'Save'), path,
                       'ctrl+a')

    def choose(self, path):
        title = say('Importér fra en fil', 'Import from a file')
        self.window = ui.until(lambda: self.dialog(title), title)
        ui.press(self.window, ui.BUTTON, say('^Vælg en fil', '^Choose a file'))
        self.name_file(word('Choose a file to import'),
                       say('Åbn', 'Open'), path, 'ctrl+l')

    def go(self, page):
        """To that page; what is on it is looked for below it, which is much quicker."""
        self.place = self.page({'Participants': 'alt+2', 'Employers': 'alt+3'}[page], page)

    def menu(self, name, item):
        # Where a popover closed, a pointer that never moved clicks on what is no longer there.
        ui.xdo('mousemove', '0', '0')
        ui.press(self.place, ui.BUTTON, f'^{name}$')
        # Not the button of the same name on an empty page.
        ui.press(self.place, (ui.ROLE.MENU_ITEM,), f'^{item}')

    def list_menu(self, page, item):
        self.go(page)
        self.menu(say('Mere om listen', 'More about the list'), item)

    def finish_import(self, rows):
        ui.press(self.window, ui.BUTTON, f'{say("Importér", "Import")}$')
        self.toast(f'^{rows} ' + (say('række importeret', 'row imported') if rows == 1 else
                               say('rækker importeret', 'rows imported')))

    def import_people(self, name, parent='Bageriet'):
        self.go('Employers')
        ui.press(self.place, ui.ROW, f'^{parent}')
        self.menu(say('Mere om denne virksomhed', 'More about this employer'),
                  say('Importér kontaktpersoner', 'Import contact persons'))
        self.choose(FILES / name)

    def test_vcards_become_people_of_the_employer(self):
        """Evolution's names, notes over two lines and kinds of telephone arrive whole."""
        employer = self.add('employer', 'name=Bageriet')
        self.open()
        self.import_people('evolution.vcf')
        ui.find(self.window, ui.LABEL, say('^2 rækker tilføjes', '^2 rows will be added'))
        ui.find(self.window, ui.LABEL, 'evolution.vcf · 2 .* · vCard')
        ui.find(self.window, ui.LABEL, say('^Telefon$', '^Phone$'))
        self.assertEqual(ui.all_of(self.window, ui.ANY, '^(FN|TEL|ORG)$'), [])
        self.assertEqual(ui.nameless(self.window), [])
        self.app.shot('import-vcards')
        self.finish_import(2)
        ui.find(self.place, ui.ROW, '^Karen Bæk')
        self.close()
        people = {row['name']: row for row in self.laptop.list('contact-person')}
        self.assertEqual(sorted(people), ['Jens Peter Ågård', 'Karen Bæk'])
        karen = people['Karen Bæk']
        self.assertEqual((karen['employer'], karen['role'], karen['phone'], karen['email']),
                         (employer, 'HR-chef', '40 41 42 43', 'karen@stoevringtoemmer.example'))
        self.assertIn('Har selv prøvet at være ledig; kender IPS.', karen['remark'])
        self.assertIn('+45 98 37 12 34', karen['remark'])

    def test_vcards_of_outlook_and_contacts(self):
        """Old cards in Windows-1252, and cards with a picture inside."""
        self.add('employer', 'name=Bageriet')
        self.open()
        for name, person in (('outlook.vcf', 'Ole Præst'), ('gnome-contacts.vcf',
                                                            'Mette Sørensen')):
            self.import_people(name)
            self.finish_import(1)
            ui.find(self.place, ui.ROW, f'^{person}')

    def test_the_same_cards_again_add_nobody(self):
        employer = self.add('employer', 'name=Bageriet')
        self.add('contact-person', 'name=Karen Bæk', f'employer={employer}',
                 'email=karen@stoevringtoemmer.example')
        self.open()
        self.import_people('evolution.vcf')
        ui.find(self.window, ui.LABEL, say('^1 række tilføjes. 1 række udelades',
                                           '^1 row will be added. 1 row is left out'))
        ui.find(self.window, ui.LABEL, say('Karen Bæk er der (måske )?allerede',
                                           'Karen Bæk (is|may be) there already'))
        self.finish_import(1)
        self.close()
        self.assertEqual(len(self.laptop.list('contact-person')), 2)

    def test_codes_by_name_and_rows_that_are_there_already(self):
        """A word of the code list is its code, in the language of the app; another is told. Who is
        there already is left out unless somebody decides otherwise."""
        self.add('participant', 'name=Åse Møller', 'phone=98123456')
        table = self.folder / 'deltagere.csv'
        table.write_text(CODES.format(cash=say('Kontanthjælp', 'Cash assistance'),
                                      made_up='Månepenge'), encoding='utf-8')
        self.open()
        self.list_menu('Participants', say('Importér fra en fil', 'Import from a file'))
        self.choose(table)
        ui.find(self.window, ui.LABEL, say('^3 rækker tilføjes. 1 række udelades',
                                           '^3 rows will be added. 1 row is left out'))
        ui.find(self.window, ui.LABEL, say('Åse Møller er der (måske )?allerede',
                                           'Åse Møller (is|may be) there already'))
        ui.find(self.window, ui.LABEL, say('Ydelse findes ikke på listen',
                                           'Benefit is not in the list'))
        ui.find(self.window, ui.LABEL, say('^Måske den samme som linje 4',
                                           '^Perhaps the same as line 4'))
        self.assertEqual(ui.nameless(self.window), [])
        self.app.shot('import-codes')
        for line, rows in (('2: Åse', say('4 rækker', '4 rows')),
                           ('2: Åse', say('3 rækker', '3 rows')),
                           ('5: Celik', say('2 rækker', '2 rows'))):
            ui.press(self.window, ui.ANY, say(f'^Tilføj Linje {line}', f'^Add Line {line}'))
            ui.find(self.window, ui.LABEL, say(f'^{rows} tilføjes', f'^{rows} will be added'))
        self.finish_import(2)
        self.close()
        rows = {row['name']: row for row in self.laptop.list('participant')}
        self.assertEqual(sorted(rows), ['Bo Ærø', 'Celik Holm', 'Åse Møller'])
        self.assertEqual((rows['Celik Holm']['benefit'], rows['Bo Ærø'].get('benefit')),
                         ('cash', None))

    def test_a_table_of_a_spreadsheet(self):
        """LibreOffice's participants: commas, quotes, a cell over two lines, Danish dates."""
        self.open()
        self.list_menu('Participants', say('Importér fra en fil', 'Import from a file'))
        self.choose(FILES / 'libreoffice-deltagere.csv')
        ui.find(self.window, ui.LABEL, say('^3 rækker tilføjes', '^3 rows will be added'))
        self.finish_import(3)
        self.close()
        rows = {row['name']: row for row in self.laptop.list('participant')}
        self.assertEqual(rows['Åse Kjærgaard']['entry-date'], '2026-10-05')
        self.assertEqual(rows['Çelik Yıldız']['wish'], 'Café,\ngerne i Aalborg')

    def written(self, name):
        path = self.folder / name
        ui.until(path.exists, f'the file {name}')
        text = path.read_text(encoding='utf-8-sig')
        return text, list(csv.DictReader(io.StringIO(text), delimiter=';'))

    def test_a_list_is_written_as_it_is_shown(self):
        """What is filtered away is not written, a CPR number never; the words are the screen's, and
        what a spreadsheet would calculate is text."""
        self.add_all([['participant', 'name=Åse Møller', 'cpr=9901900002', 'benefit=cash',
                       'entry-date=2026-10-05', 'wish==1+1'],
                      ['participant', 'name=Bo Ærø']])
        self.open()
        self.list_menu('Participants', say('Eksportér denne liste', 'Export this list'))
        self.save(self.folder / 'alle.csv')
        self.toast(say('^2 rækker skrevet til alle.csv', '^2 rows written to alle.csv'))
        text, rows = self.written('alle.csv')
        self.assertNotIn('990190', text)
        name, benefit = say('Navn', 'Name'), say('Ydelse', 'Benefit')
        self.assertEqual([row[name] for row in rows], ['Bo Ærø', 'Åse Møller'])
        self.assertEqual(rows[1][benefit], say('Kontanthjælp', 'Cash assistance'))
        self.assertIn("'=1+1", text)
        ui.key('ctrl+f')
        ui.type_text('bo')
        people = ui.find(self.place, (ui.ROLE.LIST,), say('^Deltagere$', '^Participants$'))
        ui.gone(people, ui.ROW, '^Åse Møller')
        self.menu(say('Mere om listen', 'More about the list'),
                  say('Eksportér denne liste', 'Export this list'))
        self.save(self.folder / 'bo.csv')
        self.toast(say('^1 række skrevet til bo.csv', '^1 row written to bo.csv'))
        self.assertEqual([row[name] for row in self.written('bo.csv')[1]], ['Bo Ærø'])

    def test_what_waits_is_written_without_what_is_protected(self):
        """In words, one line a value; no protected address and no CPR number."""
        self.add_all([['participant', 'name=Åse Møller', 'cpr=9901900002', 'address=Hemmelig 1',
                       'protected-address=1', 'tags=ordblind', 'wish==1+1'],
                      ['participant', 'name=Bo Ærø', 'address=Torvet 2']])
        self.open()
        ui.press(self.app.root, ui.BUTTON, f'^{word("Sync: %s")}')
        ui.press(self.app.root, ui.BUTTON, f'^{word("What waits and why")}')
        page = self.app.page('FodSyncPage')
        ui.find(page, ui.LABEL, word('For the case that this machine can’t send it. The file is '
                                     'not encrypted: delete it when it has served. CPR numbers '
                                     'and protected addresses are not in it.'))
        self.app.shot('sync-save')
        ui.press(page, ui.ROW, desk.exactly('Save it as a file…'))
        path = self.folder / 'venter.csv'
        self.name_file(word('Save what waits'), say('Gem', 'Save'), path, 'ctrl+a')
        self.toast(say('rækker skrevet til venter.csv', 'rows written to venter.csv'))
        text, rows = self.written('venter.csv')
        self.assertNotIn('Hemmelig', text)
        self.assertNotIn('990190', text)
        self.assertIn("'=1+1", text)
        field, value = (shown(name) for name in ('Field', 'Value'))
        values = [row[value] for row in rows]
        for there in ('Åse Møller', 'Bo Ærø', 'Torvet 2', 'ordblind'):
            self.assertIn(there, values)
        withheld = [row[field] for row in rows if row[value] == shown('(not in this file)')]
        self.assertEqual(len(withheld), 2)

    def test_what_was_exported_comes_back(self):
        """Every field of it, whatever the screens call it."""
        self.add('employer', 'name=Bageriet & <Søn>', 'town=Støvring', 'cvr=12345678',
                 'p-number=1234567890', 'branch=farming', 'address=Torvet 1', 'postcode=9530',
                 'phone=98123456', 'email=hej@bageriet.example', 'website=https://b.example',
                 'employees=12', 'culture=Rolig', 'tasks=Pakke, feje', 'do-not-contact=1',
                 'do-not-contact-reason=Ringer selv', 'tags=kantine\nlager')
        self.open()
        self.list_menu('Employers', say('Eksportér denne liste', 'Export this list'))
        self.save(self.folder / 'ud.csv')
        self.toast(say('^1 række skrevet', '^1 row written'))
        self.list_menu('Employers', say('Importér fra en fil', 'Import from a file'))
        self.choose(self.folder / 'ud.csv')
        ui.find(self.window, ui.LABEL, say('^0 rækker tilføjes. 1 række udelades',
                                           '^0 rows will be added. 1 row is left out'))
        ui.press(self.window, ui.ANY, say('^Tilføj Linje 2', '^Add Line 2'))
        ui.find(self.window, ui.LABEL, say('^1 række tilføjes', '^1 row will be added'))
        self.finish_import(1)
        self.close()
        first, second = self.laptop.list('employer')
        self.assertNotEqual(first.pop('id'), second.pop('id'))
        self.assertEqual(first, second)


if __name__ == '__main__':
    tap.main()
