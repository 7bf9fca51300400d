#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field that a person may write can be reached in the app.

    fields.py ROOT

A field of a spec table (src/schema/*-spec.c) that is not the server's alone must be tied to a form
(the kind's source below names it in quotes) or be set by what stands in ELSEWHERE; and it has a
label for conflicts, exports and what waits (src/app/fod-label.c).
"""
import pathlib
import re
import sys

import ctext

FIELD = re.compile(r'\{\s*"([a-z-]+)",\s*FOD_FIELD_\w+,\s*FOD_MERGE_(\w+),([^{}]*)\}')
KIND = re.compile(r'\.kind = FOD_KIND_(\w+)')
FORMS = {
    'participant': 'fod-participant-fields.c',
    'employer': 'fod-employer-fields.c',
    'benefit-sheet': 'fod-benefit-sheet-dialog.c',
    'consent': 'fod-consent-dialog.c',
    'contact-person': 'fod-contact-person-dialog.c',
    'disclosure-plan': 'fod-disclosure-dialog.c',
    'earlier-job': 'fod-earlier-job-dialog.c',
    'employer-contact': 'fod-visit-dialog.c',
    'follow-up': 'fod-follow-up-dialog.c',
    'job-change': 'fod-job-change-dialog.c',
    'job-opening': 'fod-job-opening-dialog.c',
    'note': 'fod-note-dialog.c',
    'placement': 'fod-placement-dialog.c',
    'profile-section': 'fod-profile-section-dialog.c',
    'search-plan': 'fod-search-plan-dialog.c',
    'treatment-contact': 'fod-treatment-contact-dialog.c',
}
# Set by an action, not typed.
ELSEWHERE = {('follow-up', 'status'): 'fod-follow-up-edit.c',
             ('follow-up', 'settled-on'): 'fod-follow-up-edit.c'}


def fields(text):
    """(name, whether people write it) of each row of the tables in a file."""
    for name, merge, rest in FIELD.findall(text):
        # What hangs on a row is made from it, and never moved.
        yield name, merge != 'SERVER' and 'FOD_FIELD_ONCE' not in rest


def check(root):
    app, found = pathlib.Path(root) / 'src/app', []
    labels = (app / 'fod-label.c').read_text(encoding='utf-8')
    for path in sorted((pathlib.Path(root) / 'src/schema').glob('fod-*-spec.c')):
        text = ctext.without_comments(path.read_text(encoding='utf-8'))
        kinds = [k.lower().replace('_', '-') for k in KIND.findall(text)]
        for name, written in fields(text):
            if written and f'"{name}", N_' not in labels:
                found.append(f'{path.name}: {name} has no label: fod-label.c')
            for kind in kinds if written else []:
                source = ELSEWHERE.get((kind, name), FORMS.get(kind))
                if source is None:
                    found.append(f'{path.name}: {kind} has no form (FORMS of fields.py)')
                elif f'"{name}"' not in (app / source).read_text(encoding='utf-8'):
                    found.append(f'{path.name}: {kind}.{name} cannot be reached: {source}')
    return found


if __name__ == '__main__':
    wrong = check(sys.argv[1])
    print('\n'.join(wrong), end='\n' if wrong else '')
    sys.exit(bool(wrong))
