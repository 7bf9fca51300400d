#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The style sheet, as far as a program can read it: budgets, licence lines, banned words and calls.

A rule that does not fit one place (a callback whose parameters GTK dictates, say) is lifted there by
a comment in the same line or the one above:

    /* style: allow parameters: the signature of GtkWidgetClass.measure */

Such a comment that lifts nothing is itself an error, so that none outlives its reason.
"""
import pathlib
import re
import sys

import ctext

FILE_LINES, FUNCTION_LINES, NESTING, PARAMETERS, COLUMNS = 500, 60, 4, 6, 100
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
ALLOW = re.compile(r'style: allow ([a-z-]+): \S')
SCRIPTS = ('.py', '.sh')

# Unfinished work. The list is spelled in pieces: this file is read by the same rule.
WORDS = re.compile(r'\b(' + '|'.join(
    ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK', 'dum' + 'my',
     'not ' + 'implemented', 'for ' + 'now']) + r')\b', re.I)

BANNED_NAMES = {
    'gchar': 'char', 'gint': 'int', 'gfloat': 'float', 'gdouble': 'double',
    'goto': 'g_autoptr and an early return',
}
BANNED_CALLS = {
    'strcpy': 'g_strlcpy', 'strcat': 'GString', 'sprintf': 'g_strdup_printf', 'gets': 'a reader',
    'vsprintf': 'g_strdup_vprintf', 'system': 'GSubprocess', 'popen': 'GSubprocess',
    'rand': 'the kernel', 'srand': 'the kernel', 'random': 'the kernel',
    'g_random_int': 'the kernel', 'g_random_int_range': 'the kernel',
    'g_random_double': 'the kernel', 'g_uuid_string_random': 'fod_uuid_new',
    'gtk_widget_show': 'gtk_widget_set_visible', 'gtk_widget_hide': 'gtk_widget_set_visible',
    'gtk_widget_get_allocation': 'gtk_widget_compute_bounds',
    'gtk_widget_get_allocated_width': 'gtk_widget_get_width',
    'gtk_widget_get_allocated_height': 'gtk_widget_get_height',
    'gtk_widget_translate_coordinates': 'gtk_widget_compute_point',
    'gtk_widget_get_style_context': 'gtk_widget_add_css_class',
    'gtk_css_provider_load_from_data': 'a resource', 'gtk_show_uri': 'GAppInfo',
    'gtk_window_present_with_time': 'gtk_window_present',
    'gtk_main_quit': 'g_application_quit',
    'gtk_dialog_new': 'a window', 'gtk_message_dialog_new': 'AdwMessageDialog in one class',
    'gtk_tree_view_new': 'GtkListView', 'gtk_combo_box_text_new': 'GtkDropDown',
    'gtk_entry_completion_new': 'a popover list',
}
BANNED_IN_TESTS = {name: 'a condition with a deadline'
                   for name in ('g_usleep', 'usleep', 'sleep', 'nanosleep', 'g_thread_sleep')}
SQL_CALLS = ['fod_db_exec', 'fod_stmt_new', 'fod_db_prepare', 'sqlite3_exec',
             r'sqlite3_prepare\w*', 'PQexec', 'PQexecParams', 'PQprepare']
FORMAT = re.compile(r'%[-+ #0]*(\d+|\*)?(\.\d+|\.\*)?(h|hh|l|ll|z|j)?[diouxXeEfFgGcspqQw]')
MARKUP_CALLS = {'gtk_label_set_markup': 1, 'adw_toast_new': 0, 'adw_toast_set_title': 1,
                'adw_status_page_set_description': 1, 'gtk_widget_set_tooltip_markup': 1}
MARKUP_SAFE = re.compile(r'(NULL|"[^"]*"|(_|C_)\s*\(.*\)|g_markup_\w+\s*\(.*\)|(\w+_)?markup|'
                         r'escaped\w*|\w+_escaped)$', re.S)


class Report:
    """The findings of one file, less those that a comment in it allows."""

    def __init__(self, name, text):
        self.name = name
        self.found = []
        self.allowed = {}
        for number, line in enumerate(text.split('\n'), 1):
            match = ALLOW.search(line)
            if match:
                self.allowed[number] = [match[1], False]

    def add(self, line, rule, message):
        for place in (line, line - 1, line - 2):
            if place in self.allowed and self.allowed[place][0] == rule:
                self.allowed[place][1] = True
                return
        self.found.append(f'{self.name}:{line}: {message} [{rule}]')

    def close(self):
        for line, (rule, used) in self.allowed.items():
            if not used:
                self.found.append(f'{self.name}:{line}: allows {rule}, and nothing there needs it')
        return self.found


def check_lines(report, text):
    lines = text.split('\n')
    if len(lines) - 1 > FILE_LINES:
        report.add(1, 'file', f'{len(lines) - 1} lines, at most {FILE_LINES}')
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            report.add(number, 'columns', f'{len(line)} columns, at most {COLUMNS}')
        if line != line.rstrip() or '\t' in line:
            report.add(number, 'blanks', 'a tab, or blanks at the end')
        word = WORDS.search(line)
        if word:
            report.add(number, 'words', f'"{word[0]}" has no place in a finished tree')
    if text and not text.endswith('\n'):
        report.add(len(lines), 'blanks', 'the last line has no end')


def check_functions(report, text):
    for function in ctext.functions(text):
        name, line = function.name, function.line
        if function.length > FUNCTION_LINES:
            report.add(line, 'function',
                       f'{name} has {function.length} lines, at most {FUNCTION_LINES}')
        if function.nesting > NESTING:
            report.add(line, 'nesting', f'{name} nests {function.nesting} deep, at most {NESTING}')
        if function.parameters > PARAMETERS:
            report.add(line, 'parameters',
                       f'{name} takes {function.parameters} parameters, at most {PARAMETERS}')
        if re.search(r'\bg_task_new\s*\(', function.code) \
                and 'g_task_set_source_tag' not in function.code:
            report.add(line, 'task', f'{name} makes a GTask without g_task_set_source_tag')


def check_names(report, code, in_tests):
    for match in re.finditer(r'\b(' + '|'.join(BANNED_NAMES) + r')\b', code):
        report.add(ctext.line_of(code, match.start()), 'names',
                   f'{match[1]}: use {BANNED_NAMES[match[1]]}')
    banned = {**BANNED_CALLS, **(BANNED_IN_TESTS if in_tests else {})}
    for name, opened in ctext.calls(code, banned):
        report.add(ctext.line_of(code, opened), 'calls', f'{name}: use {banned[name]}')


def check_sql(report, code, text):
    """Values are bound, never printed into SQL."""
    for name, opened in ctext.calls(code, SQL_CALLS):
        argument = text[opened:ctext.matching(code, opened) + 1]
        for literal in re.finditer(r'"(?:\\.|[^"\\])*"', argument):
            if FORMAT.search(literal[0]):
                report.add(ctext.line_of(code, opened + literal.start()), 'sql',
                           f'{name} is given a printf format; bind the value')


def check_markup(report, code, text):
    """Pango markup comes from literals and from what was escaped (a variable named so)."""
    for name, opened in ctext.calls(code, MARKUP_CALLS):
        arguments = ctext.split_arguments(code, opened)
        position = MARKUP_CALLS[name]
        if position >= len(arguments):
            continue
        begin, end = arguments[position]
        if not MARKUP_SAFE.match(text[begin:end].strip()):
            report.add(ctext.line_of(code, opened), 'markup',
                       f'{name} is given text that nothing escaped '
                       '(escape it, and call the variable escaped or markup)')


def check_c(path, name, text):
    report = Report(name, text)
    if text.split('\n')[0] != f'/* {LICENCE} */':
        report.add(1, 'licence', f'the first line is not "/* {LICENCE} */"')
    check_lines(report, text)
    code, commentless = ctext.code_only(text), ctext.without_comments(text)
    if path.suffix == '.h':
        if len(re.findall(r'^#pragma once$', code, re.M)) != 1:
            report.add(1, 'pragma', 'a header says #pragma once')
    else:
        check_functions(report, text)
    check_names(report, code, name.startswith('tests/'))
    check_sql(report, code, commentless)
    check_markup(report, code, commentless)
    return report.close()


def check_script(name, text):
    report = Report(name, text)
    if not any(LICENCE in line for line in text.split('\n')[:3]):
        report.add(1, 'licence', f'no "{LICENCE}" in the first lines')
    check_lines(report, text)
    if name.startswith('tests/') and re.search(r'\btime\.sleep\s*\(', text):
        where = ctext.line_of(text, re.search(r'\btime\.sleep\s*\(', text).start())
        # ui.py is what waits for conditions; a benchmark measures time that passes.
        if name != 'tests/display/ui.py' and not name.startswith('tests/bench/'):
            report.add(where, 'calls', 'a test waits for a condition with a deadline')
    return report.close()


def check(root):
    root = pathlib.Path(root)
    found = []
    for path in ctext.sources(root, ['src', 'tests'], ('.c', '.h')):
        name = path.relative_to(root).as_posix()
        found += check_c(path, name, path.read_text(encoding='utf-8'))
    for path in ctext.sources(root, ['src', 'tests', 'tools', 'data'], SCRIPTS + ('',)):
        text = path.read_bytes().decode('utf-8', 'replace')
        if path.suffix in SCRIPTS or text.startswith('#!'):
            name = path.relative_to(root).as_posix()
            # Rules are written down where they are checked and tested.
            if not name.startswith('tests/lint/'):
                found += check_script(name, text)
    return found


if __name__ == '__main__':
    problems = check(sys.argv[1])
    print('\n'.join(problems) or 'style: nothing to say')
    sys.exit(1 if problems else 0)
