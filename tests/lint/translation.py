#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for people stands in every language of po/LINGUAS, translated and well-formed.

    translation.py ROOT           checks
    translation.py ROOT --update  brings POTFILES.in and the .po files up to date with the sources

The texts are extracted afresh, so that a .po file which lags behind the sources is found too.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import potfiles

EXTRACT = [
    'xgettext', '--from-code=UTF-8', '--add-comments=Translators:', '--no-location', '--force-po',
    '--package-name=fodfaeste', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
    '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3',
    '--keyword=g_dpgettext2:2c,3', '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format',
    '--flag=NC_:2:pass-c-format', '--flag=g_dngettext:2:pass-c-format',
    '--flag=g_strdup_printf:1:c-format', '--flag=g_string_printf:2:c-format',
    '--flag=g_string_append_printf:2:c-format', '--flag=g_set_error:4:c-format',
    '--flag=g_print:1:c-format', '--flag=g_printerr:1:c-format']


# A language has one pair of quotation marks; these are others'.
FOREIGN_QUOTES = {'da': '“”„'}


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def extract(root, target):
    code, said = run(*EXTRACT, '-f', 'po/POTFILES.in', '-o', target, cwd=root)
    if code:
        raise SystemExit(f'xgettext: {said}')


def languages(root):
    return (root / 'po/LINGUAS').read_text(encoding='utf-8').split()


def missing(root, name, fresh):
    """The texts that the language has not, whole, so that they can be found in the sources."""
    with tempfile.TemporaryDirectory() as folder:
        merged = pathlib.Path(folder, 'merged.po')
        run('msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, name, fresh, cwd=root)
        _, said = run('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', merged, cwd=root)
    return [f'{name}: not translated: {text}' for text in
            re.findall(r'^msgid "(.+)"$', said, re.M)]


def misquoted(language, text):
    """The translations of a .po file's @text with quotation marks that are not the language's."""
    foreign = FOREIGN_QUOTES.get(language, '')
    return [line for said in re.findall(r'^msgstr.*\n(?:".*\n)*', text, re.M)
            for line in said.splitlines() if any(mark in line for mark in foreign)]


def check(root):
    root = pathlib.Path(root)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder, 'fresh.pot')
        extract(root, fresh)
        for language in languages(root):
            name = f'po/{language}.po'
            code, said = run('msgfmt', '-c', '-o', '/dev/null', name, cwd=root)
            if code:
                found.append(said)
            absent = missing(root, name, fresh)
            found += absent
            # What is left to it: fuzzy texts, and plurals that lack a form.
            code, said = run('msgcmp', name, fresh, cwd=root)
            if code and not absent:
                found.append(said)
            text = (root / name).read_text(encoding='utf-8')
            found += [f'{name}: quotes of another language: {line}'
                      for line in misquoted(language, text)]
            if re.search(r'^#~', text, re.M):
                found.append(f'{name}: keeps texts that the sources have no more')
    return found


def update(root):
    root = pathlib.Path(root)
    potfiles.write(root)
    with tempfile.TemporaryDirectory() as folder:
        fresh, merged = pathlib.Path(folder, 'fresh.pot'), pathlib.Path(folder, 'merged.po')
        extract(root, fresh)
        for language in languages(root):
            name = f'po/{language}.po'
            for command in (
                    ['msgmerge', '-q', '--no-fuzzy-matching', '--no-location', '-o', merged,
                     name, fresh],
                    ['msgattrib', '--no-obsolete', '-o', name, merged]):
                code, said = run(*command, cwd=root)
                if code:
                    raise SystemExit(said)


if __name__ == '__main__':
    if sys.argv[2:] == ['--update']:
        update(sys.argv[1])
    problems = check(sys.argv[1])
    print('\n'.join(problems) or 'translation: complete')
    sys.exit(1 if problems else 0)
