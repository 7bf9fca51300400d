#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint finds what it is there for, and is silent on what only looks like it."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import ctext
import fields
import layers
import potfiles
import reliability
import style
import templates
import translation

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import tap  # noqa: E402 (a module of the tests)


HEAD = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'


class Tree(unittest.TestCase):
    """A small project tree that a test fills with files."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)
        for name in ('src', 'tests', 'po', 'ui', 'data'):
            (self.root / name).mkdir()
        self.put('po/POTFILES.in', '')

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')

    def source(self, text, name='src/base/fod-x.c'):
        self.put(name, HEAD + text)

    def found(self, lint):
        return '\n'.join(lint.check(self.root))


class Layers(Tree):
    def test_an_arrow_may_be_followed(self):
        self.source('#include "config.h"\n#include "store/fod-store.h"\n#include "db/fod-db.h"\n'
                    '#include <string.h>\n#include <sys/stat.h>\n#include <gio/gio.h>\n'
                    '#include <gio/gunixoutputstream.h>\n', 'src/store/fod-store.c')
        self.assertEqual(self.found(layers), '')

    def test_a_project_header_against_the_arrows(self):
        self.source('#include "app/fod-window.h"\n', 'src/store/fod-store.c')
        self.assertIn('store may not include app', self.found(layers))

    def test_a_system_header_of_another_folder(self):
        self.source('#include <gtk/gtk.h>\n', 'src/console/main.c')
        self.assertIn('console may not see gtk4', self.found(layers))
        self.source('#include <sqlite3.h>\n', 'src/store/fod-store.c')
        self.assertIn('store may not see sqlcipher', self.found(layers))

    def test_a_library_nobody_knows(self):
        self.source('#include <curl/curl.h>\n')
        self.assertIn('no library in the table', self.found(layers))

    def test_a_header_without_its_folder(self):
        self.source('#include "fod-x.h"\n')
        self.assertIn('without its folder', self.found(layers))

    def test_an_include_in_a_comment_is_none(self):
        self.source('/* #include "app/fod-window.h" */\n', 'src/store/fod-store.c')
        self.assertEqual(self.found(layers), '')

    def test_a_displayless_test_sees_no_app(self):
        self.source('#include "app/fod-window.h"\n', 'tests/displayless/test-x.c')
        self.assertIn('may not include app', self.found(layers))
        self.source('#include "store/fod-store.h"\n', 'tests/displayless/test-x.c')
        self.assertEqual(self.found(layers), '')

    def test_a_second_include_root(self):
        self.put('src/base/meson.build', "x = include_directories('.')\n")
        self.assertIn('another include root', self.found(layers))

    def test_a_file_outside_the_folders(self):
        self.source('', 'src/loose.c')
        self.assertIn('no folder of the table', self.found(layers))


class Style(Tree):
    def test_clean_code_is_clean(self):
        self.source('#include <glib.h>\n\n'
                    '/* "gchar" and goto in a comment; a { brace too */\n'
                    'static void\nshow (const char *text)\n{\n'
                    '  const char *words[] = { "goto", "{", "50 %" };\n'
                    '  g_print ("%s %s", text, words[0]);\n}\n')
        self.assertEqual(self.found(style), '')

    def test_a_doc_comment_in_a_header_is_accepted(self):
        self.source('#pragma once\n\n#include <glib.h>\n\nG_BEGIN_DECLS\n\n'
                    '/** fod_x: Returns: (transfer full): text; the gint of old is int */\n'
                    'char *fod_x (int a,\n             int b);\n\nG_END_DECLS\n', 'src/base/x.h')
        self.assertEqual(self.found(style), '')

    def test_the_licence_line(self):
        self.put('src/base/x.c', '#include <glib.h>\n')
        self.assertIn('[licence]', self.found(style))

    def test_a_header_without_pragma(self):
        self.source('int x;\n', 'src/base/x.h')
        self.assertIn('[pragma]', self.found(style))

    def test_a_long_file(self):
        self.source('\n' * 500)
        self.assertIn('[file]', self.found(style))

    def test_a_long_line_is_counted_in_characters(self):
        self.source('/* ' + 'ø' * 94 + ' */\n')
        self.assertEqual(self.found(style), '')
        self.source('/* ' + 'ø' * 95 + ' */\n')
        self.assertIn('[columns]', self.found(style))

    def test_a_long_function(self):
        self.source('void\nf (void)\n{\n' + '  g ();\n' * 58 + '}\n')
        self.assertEqual(self.found(style), '')
        self.source('void\nf (void)\n{\n' + '  g ();\n' * 59 + '}\n')
        self.assertIn('[function]', self.found(style))

    def test_a_long_table_is_no_function(self):
        self.source('static const int table[] = {\n' + '  1,\n' * 100 + '};\n')
        self.assertEqual(self.found(style), '')

    def test_nesting(self):
        deep = 'void\nf (int a)\n{\n' + '  if (a)\n  {\n' * 5 + '  g ();\n' + '  }\n' * 5 + '}\n'
        self.source(deep)
        self.assertIn('[nesting]', self.found(style))
        self.source(deep.replace('  if (a)\n  {\n' * 5, '  if (a)\n  {\n' * 4)
                    .replace('  }\n' * 5, '  }\n' * 4))
        self.assertEqual(self.found(style), '')

    def test_parameters(self):
        self.source('void\nf (int a, int b, int c, int d, int e, int f)\n{\n}\n')
        self.assertEqual(self.found(style), '')
        self.source('void\nf (int a, int b, int c, int d, int e, int f, int g)\n{\n}\n')
        self.assertIn('[parameters]', self.found(style))

    def test_a_function_pointer_is_one_parameter(self):
        self.source('void\nf (int a, int (*b) (int, int, int, int, int, int), int c)\n{\n}\n')
        self.assertEqual(self.found(style), '')

    def test_an_allowance_and_one_that_nothing_needs(self):
        wide = 'void\nf (int a, int b, int c, int d, int e, int f, int g)\n{\n}\n'
        allow = '/* style: allow parameters: GTK dictates them */\n'
        self.source(allow + wide)
        self.assertEqual(self.found(style), '')
        self.source(allow)
        self.assertIn('nothing there needs it', self.found(style))

    def test_banned_names(self):
        self.source('static gchar *x;\n')
        self.assertIn('use char', self.found(style))
        self.source('void\nf (void)\n{\n  goto out;\n}\n')
        self.assertIn('goto', self.found(style))

    def test_unfinished_work(self):
        self.source('/* TO' + 'DO: later */\n')
        self.assertIn('[words]', self.found(style))
        self.source('/* BEGIN:VTO' + 'DO of a calendar */\n')
        self.assertEqual(self.found(style), '')

    def test_a_sleep_in_a_test(self):
        text = 'void\nf (void)\n{\n  g_usleep (1);\n}\n'
        self.source(text, 'tests/displayless/test-x.c')
        self.assertIn('[calls]', self.found(style))
        (self.root / 'tests/displayless/test-x.c').unlink()
        self.source(text)
        self.assertEqual(self.found(style), '')

    def test_a_value_printed_into_sql(self):
        call = 'void\nf (FodDb *db)\n{\n  fod_db_exec (db, "%s", &e);\n}\n'
        self.source(call % 'DELETE FROM x WHERE id = %s')
        self.assertIn('[sql]', self.found(style))
        self.source(call % "SELECT a FROM x WHERE a LIKE 'x%'")
        self.assertEqual(self.found(style), '')

    def test_markup_from_text_nobody_escaped(self):
        call = 'void\nf (GtkLabel *l, const char *%s)\n{\n  gtk_label_set_markup (l, %s);\n}\n'
        self.source(call % ('name', 'name'))
        self.assertIn('[markup]', self.found(style))
        for safe in ('escaped', 'title_markup', '_("<b>Hello</b>")', 'NULL'):
            self.source(call % ('other', safe))
            self.assertEqual(self.found(style), '', safe)

    def test_a_task_without_a_tag(self):
        self.source('void\nf (void)\n{\n  task = g_task_new (self, NULL, NULL, NULL);\n}\n')
        self.assertIn('[task]', self.found(style))

    def test_a_deprecated_widget_call(self):
        self.source('void\nf (GtkWidget *w)\n{\n  gtk_widget_show (w);\n}\n')
        self.assertIn('gtk_widget_set_visible', self.found(style))

    def test_a_script_has_its_licence(self):
        self.put('tools/run', '#!/bin/bash\necho\n')
        self.assertIn('[licence]', self.found(style))


class Functions(unittest.TestCase):
    def test_what_is_a_function(self):
        text = ('struct _X\n{\n  int a;\n};\n\nG_DEFINE_FINAL_TYPE (X, x, G_TYPE_OBJECT)\n\n'
                'G_DEFINE_TYPE_WITH_CODE (Y, y, G_TYPE_OBJECT, { a (); })\n\n'
                'static void\nfirst (int a)\n{\n}\n\nint second (void)\n{\n  return 1;\n}\n')
        self.assertEqual([f.name for f in ctext.functions(text)], ['first', 'second'])

    def test_an_initialiser_is_no_nesting(self):
        text = ('void\nf (void)\n{\n  if (a)\n    {\n      T t[] = { { { { { 1 } } } } };\n'
                '    }\n}\n')
        self.assertEqual(ctext.functions(text)[0].nesting, 1)


class Count(Tree):
    """tools/count-tests, whose last line is what a person reads of a whole run."""

    def lines_of_logs(self, *logs):
        paths = [self.root / f'testlog-{i}.json' for i in range(len(logs))]
        for path, records in zip(paths, logs):
            path.write_text(''.join(json.dumps(r) + '\n' for r in records), encoding='utf-8')
        tool = pathlib.Path(__file__).resolve().parents[2] / 'tools/count-tests'
        done = subprocess.run([sys.executable, tool, *paths], capture_output=True, text=True,
                              check=False)
        return done.stdout.splitlines(), done.returncode

    def lines(self, *records):
        return self.lines_of_logs(records)

    def last_line(self, *records):
        lines, code = self.lines(*records)
        return lines[-1], code

    def test_why_a_case_failed_is_told_at_the_end(self):
        trace = ''.join(f'# {n}\n' for n in range(30))
        tap = {'name': 'a', 'result': 'FAIL', 'stderr': 'noise\n',
               'stdout': f'1..3\nok 1 /x\n# fine\nnot ok 2 /y\n{trace}ok 3 /z\n'}
        crash = {'name': 'b', 'result': 'ERROR', 'stdout': '1..2\nok 1 /x\n', 'stderr': 'ouch\n'}
        self.assertEqual(self.lines(tap, crash)[0], [
            'a: not ok 2 /y', *(f'# {n}' for n in range(15, 30)),
            'b: ERROR', '1..2', 'ok 1 /x', 'ouch', 'failed: a', 'failed: b',
            '3 passed, 2 failed'])

    def test_cases_of_tap_are_counted(self):
        tap = {'name': 'a', 'result': 'OK', 'stdout': '1..3\nok 1 /x\nok 2 /y # SKIP no\nok 3 /z\n'}
        plain = {'name': 'b', 'result': 'OK', 'stdout': 'ok, fine\n'}
        self.assertEqual(self.last_line(tap, plain), ('3 passed, 0 failed', 0))

    def test_a_failed_case(self):
        tap = {'name': 'a', 'result': 'FAIL', 'stdout': '1..2\nok 1 /x\nnot ok 2 /y\n'}
        self.assertEqual(self.last_line(tap), ('1 passed, 1 failed', 1))

    def test_a_crash_between_good_cases(self):
        tap = {'name': 'a', 'result': 'ERROR', 'stdout': '1..2\nok 1 /x\n'}
        late = {'name': 'b', 'result': 'TIMEOUT'}
        self.assertEqual(self.last_line(tap, late), ('1 passed, 2 failed', 1))

    def test_nothing_is_no_success(self):
        self.assertEqual(self.last_line(), ('0 passed, 0 failed', 1))
        skipped = {'name': 'a', 'result': 'SKIP', 'stdout': ''}
        self.assertEqual(self.last_line(skipped), ('0 passed, 0 failed', 1))

    def test_runs_of_two_builds_are_one_sum(self):
        good, bad = {'name': 'a', 'result': 'OK'}, {'name': 'a', 'result': 'FAIL', 'stdout': 'oh\n'}
        self.assertEqual(self.lines_of_logs([good, good], [good]), (['3 passed, 0 failed'], 0))
        self.assertEqual(self.lines_of_logs([good], [bad, good]),
                         (['a: FAIL', 'oh', 'failed: a', '2 passed, 1 failed'], 1))
        lines, code = self.lines_of_logs([good], [])
        self.assertEqual((lines[-1], code), ('1 passed, 0 failed', 1))


class Fields(Tree):
    SPEC = (' { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .since = 1 },\n'
            ' { "owner", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER },\n'
            ' { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_ONCE },\n'
            ' { "tags", FOD_FIELD_SET, FOD_MERGE_SET,\n   FOD_FIELD_SENSITIVE, .since = 1 },\n'
            ' .kind = FOD_KIND_NOTE,\n')

    def test_a_field_without_a_widget_or_a_label(self):
        self.source(self.SPEC, 'src/schema/fod-note-spec.c')
        self.source('{ NULL, "name", N_ ("Name") },', 'src/app/fod-label.c')
        self.source('{ "name", NULL }', 'src/app/fod-note-dialog.c')
        found = self.found(fields)
        self.assertIn('note.tags cannot be reached', found)
        self.assertIn('tags has no label', found)
        self.assertNotIn('owner', found)
        self.assertNotIn('participant', found)
        self.source('{ "name", "tags", NULL }', 'src/app/fod-note-dialog.c')
        self.source('{ NULL, "name", N_ ("Name") }, { NULL, "tags", N_ ("Tags") },',
                    'src/app/fod-label.c')
        self.assertEqual(self.found(fields), '')


class Reliability(Tree):
    TESTS = '`sync/test_x.py` `Kill.test_it` `sync/test-x.c` `is-told`'

    def table(self, tests):
        for name, rows in reliability.TABLES.items():
            self.put(f'tests/{name}', ''.join(
                f'| {row} | fault | how | {"" if row in reliability.UNPROVEN else tests} |\n'
                for row in rows))

    def test_a_case_that_is_not_there(self):
        self.put('tests/sync/test_x.py',
                 'class Kill(Case):\n    def test_it(self):\n        pass\n')
        self.put('tests/sync/test-x.c', 'ADD ("x/is-told", test_is_told);\n')
        self.table(self.TESTS)
        self.assertEqual(self.found(reliability), '')
        self.put('tests/sync/test_x.py', 'class Kill(Case):\n    pass\nclass Other(Case):\n'
                                         '    def test_it(self):\n        pass\n')
        self.put('tests/sync/test-x.c', '/* is-told */\n')
        found = self.found(reliability)
        self.assertIn('R1: test_x.py has no Kill.test_it', found)
        self.assertIn('8.13: test-x.c has no is-told', found)

    def test_a_row_without_a_test_and_one_that_is_missing(self):
        self.table('`sync/test-y.c` `is-told`')
        self.assertIn('R1: there is no sync/test-y.c', self.found(reliability))
        self.table('')
        self.assertIn('8.7: no test', self.found(reliability))
        self.put('tests/RELIABILITY.md', '')
        self.assertIn('R20 is missing', self.found(reliability))
        self.put('tests/PRINCIPLES.md', '')
        self.assertIn('P8 is missing', self.found(reliability))


class Templates(Tree):
    UI = ('<interface><template class="FodX" parent="{}"><property name="child">'
          '<object class="GtkBox" id="box"/></property></template></interface>')
    BIND = 'gtk_widget_class_bind_template_child (widget_class, FodX, box);\n'
    DISPOSE = 'gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_X);\n'

    def test_a_bin_that_does_not_let_go_first(self):
        self.put('ui/fod-x.ui', self.UI.format('AdwBin'))
        self.source(self.DISPOSE + self.BIND, 'src/app/fod-x.c')
        self.assertIn("lets the template take away 'box'", self.found(templates))
        clear = 'adw_bin_set_child (ADW_BIN (self), NULL);\n'
        self.source(clear + self.DISPOSE + self.BIND, 'src/app/fod-x.c')
        self.assertEqual(self.found(templates), '')
        self.source(self.DISPOSE + clear + self.BIND, 'src/app/fod-x.c')
        self.assertNotEqual(self.found(templates), '')

    def test_another_widget_and_an_unbound_child(self):
        self.source(self.DISPOSE, 'src/app/fod-x.c')
        self.put('ui/fod-x.ui', self.UI.format('AdwBin'))
        self.assertEqual(self.found(templates), '')
        self.source(self.DISPOSE + self.BIND, 'src/app/fod-x.c')
        self.put('ui/fod-x.ui', self.UI.format('GtkBox'))
        self.assertEqual(self.found(templates), '')


    ROW = '<interface><template class="FodX" parent="GtkListBoxRow"><property name="child">' \
          '<object class="{}"><property name="valign">{}</property><child><object class="GtkLabel">' \
          '<property name="wrap">{}</property></object></child></object></property></template>' \
          '</interface>'

    def test_a_text_that_wraps_in_a_row(self):
        for widget, valign, wrap, bad in (
                ('GtkGrid', 'center', 'true', True), ('GtkBox', 'fill', 'true', True),
                ('GtkGrid', 'fill', 'true', False), ('GtkBox', 'center', 'false', False)):
            with self.subTest(widget=widget, valign=valign, wrap=wrap):
                self.put('ui/fod-x.ui', self.ROW.format(widget, valign, wrap))
                self.assertEqual('a text that wraps' in self.found(templates), bad)


    BAR = '<interface><object class="AdwHeaderBar">{}<child><object class="GtkButton">' \
          '<property name="label">Close</property></object></child></object></interface>'

    def test_a_title_between_buttons(self):
        self.put('ui/fod-x.ui', self.BAR.format(''))
        self.assertIn('has a FodTitle', self.found(templates))
        self.put('ui/fod-x.ui', self.BAR.format(
            '<property name="title-widget"><object class="FodTitle"/></property>'))
        self.assertEqual(self.found(templates), '')


class Potfiles(Tree):
    def test_complete_and_exact(self):
        self.source('const char *x = _("Text");\n', 'src/app/x.c')
        self.source('/* _("Text") */\n#define N_(x) (x)\n', 'src/app/silent.c')
        self.assertIn('src/app/x.c is missing', self.found(potfiles))
        self.put('po/POTFILES.in', 'src/app/x.c\n')
        self.assertEqual(self.found(potfiles), '')
        self.put('po/POTFILES.in', 'src/app/x.c\nsrc/app/gone.c\n')
        self.assertIn('gone.c has no text', self.found(potfiles))

    def test_a_template(self):
        self.put('ui/x.ui', '<property name="label" translatable="yes">Text</property>')
        self.assertIn('ui/x.ui is missing', self.found(potfiles))

    def test_write_makes_it_true(self):
        self.source('const char *x = ngettext ("a", "b", n);\n', 'src/server/x.c')
        potfiles.write(self.root)
        self.assertEqual(self.found(potfiles), '')

    def test_a_lower_folder_is_silent(self):
        self.source('const char *x = _("Text");\n', 'src/store/x.c')
        self.assertIn('give a code', self.found(potfiles))


class Quotes(unittest.TestCase):
    TEXT = 'msgid "See “%s”"\nmsgstr ""\n"Se her: "\n"{0}%s{1}"\n'

    def test_those_of_another_language(self):
        wrong = self.TEXT.format('”', '”')
        self.assertEqual(translation.misquoted('da', wrong), ['"”%s”"'])

    def test_those_of_the_language(self):
        self.assertEqual(translation.misquoted('da', self.TEXT.format('»', '«')), [])


if __name__ == '__main__':
    tap.main()
