#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names every file with text for people, and no other.

    potfiles.py ROOT           checks
    potfiles.py ROOT --write   writes the list anew

Only app, console and server speak to people; a translated string in a folder below is a violation.
"""
import pathlib
import re
import sys

import ctext

SPEAKING = ('app', 'console', 'server')
MARKS = re.compile(r'(?<![\w.>])(_|N_|C_|NC_|Q_|ngettext|gettext|dgettext|dngettext|'
                   r'g_dngettext|g_dgettext|g_dpgettext2?)\s*\(\s*[("]')
UI_MARK = re.compile(r'translatable="(yes|true|1)"')
DATA = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')


def has_text(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix in ('.c', '.h'):
        return bool(MARKS.search(ctext.without_comments(ctext.DIRECTIVE.sub(
            lambda m: ctext.blank(m[0]), text))))
    if path.suffix == '.ui':
        return bool(UI_MARK.search(re.sub(r'<!--.*?-->', '', text, flags=re.S)))
    return path.name.endswith(DATA)


def speaking_files(root):
    """(files with text, violations)"""
    files, found = [], []
    for path in [*ctext.sources(root, ['data'], ('.in', '.xml')),
                 *ctext.sources(root, ['src']), *ctext.sources(root, ['ui'], ('.ui',))]:
        if not has_text(path):
            continue
        name = path.relative_to(root).as_posix()
        if name.startswith('src/') and name.split('/')[1] not in SPEAKING:
            found.append(f'{name}: speaks to people; below app, console and server give a code')
        files.append(name)
    return sorted(files), found


def check(root):
    root = pathlib.Path(root)
    files, found = speaking_files(root)
    listed = []
    for line in (root / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines():
        if line.strip() and not line.startswith('#'):
            listed.append(line.strip())
    for name in sorted(set(files) - set(listed)):
        found.append(f'po/POTFILES.in: {name} is missing (tests/lint/potfiles.py . --write)')
    for name in sorted(set(listed) - set(files)):
        found.append(f'po/POTFILES.in: {name} has no text for people, or is gone')
    for name in sorted({n for n in listed if listed.count(n) > 1}):
        found.append(f'po/POTFILES.in: {name} stands twice')
    return found


def write(root):
    root = pathlib.Path(root)
    files, _ = speaking_files(root)
    head = '# Every file with text for people; checked by tests/lint/potfiles.py.\n'
    (root / 'po/POTFILES.in').write_text(head + ''.join(f'{n}\n' for n in files), encoding='utf-8')


if __name__ == '__main__':
    if sys.argv[2:] == ['--write']:
        write(sys.argv[1])
    problems = check(sys.argv[1])
    print('\n'.join(problems) or 'potfiles: complete and exact')
    sys.exit(1 if problems else 0)
