#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of tests/RELIABILITY.md and every principle of tests/PRINCIPLES.md is there, and every
test that they name.

    reliability.py ROOT

In the last column a file of tests stands before what it is to have: a case of C by the end of its
path or by a rule of its table, a case of Python as Class.method.
"""
import pathlib
import re
import sys

TABLES = {
    'RELIABILITY.md': [f'R{n}' for n in range(1, 25)] + [f'8.{n}' for n in range(1, 14)],
    'PRINCIPLES.md': [f'P{n}' for n in range(1, 9)],
}
UNPROVEN = {'R21'}


def has(path, text, case):
    """Whether the test program has the case."""
    if path.suffix != '.py':
        word = re.escape(case)
        return re.search(rf'["/]{word}[^"\n]*"|^{word} \(', text, re.M) is not None
    name, _, method = case.partition('.')
    body = re.search(rf'^class {re.escape(name)}\b.*?(?=^class |\Z)', text, re.M | re.S)
    return body is not None and re.search(rf'^    def {re.escape(method)}\(', body[0], re.M)


def check_row(tests, number, names):
    """What is wrong with the last column of one row."""
    path, text, found = None, '', []
    for name in names:
        if '/' in name and pathlib.PurePath(name).suffix in ('.c', '.py'):
            path = tests / name
            text = path.read_text(encoding='utf-8') if path.is_file() else ''
            if not text:
                found.append(f'{number}: there is no {name}')
        elif path is None:
            found.append(f'{number}: {name} stands before any file')
        elif text and not has(path, text, name):
            found.append(f'{number}: {path.name} has no {name}')
    return found


def check_table(tests, name, rows):
    table = (tests / name).read_text(encoding='utf-8')
    found, seen = [], set()
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip('|').split('|')]
        if cells[0] not in rows:
            continue
        seen.add(cells[0])
        names = re.findall(r'`([^`]+)`', cells[-1])
        if len(names) < 2 and cells[0] not in UNPROVEN:
            found.append(f'{cells[0]}: no test')
        found += check_row(tests, cells[0], names)
    return found + [f'{row} is missing' for row in rows if row not in seen]


def check(root):
    tests = pathlib.Path(root) / 'tests'
    return [line for name, rows in TABLES.items() for line in check_table(tests, name, rows)]


if __name__ == '__main__':
    wrong = check(sys.argv[1])
    print('\n'.join(wrong), end='\n' if wrong else '')
    sys.exit(bool(wrong))
