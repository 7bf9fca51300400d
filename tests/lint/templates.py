#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bin lets go of its child before its template does.

    templates.py ROOT

gtk_widget_dispose_template() takes a bound child away without telling the AdwBin that holds it; the
bin then lets go of a widget that may be gone. So the class calls adw_bin_set_child (…, NULL) first.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

LETS_GO = re.compile(r'adw_bin_set_child \(ADW_BIN \(\w+\), NULL\);\s*gtk_widget_dispose_template')


def child(template):
    """The id of what the bin holds, or None."""
    held = template.find("property[@name='child']/object")
    return None if held is None else held.get('id')


def check(root):
    for path in sorted((root / 'ui').glob('*.ui')):
        template = ElementTree.parse(path).getroot().find('template')
        if template is None or template.get('parent') != 'AdwBin' or not child(template):
            continue
        source = root / f'src/app/{path.stem}.c'
        text = source.read_text(encoding='utf-8')
        if re.search(rf'bind_template_child \([^;]*\b{child(template)}\)', text) \
                and not LETS_GO.search(text):
            yield f'src/app/{source.name}: lets the template take away {child(template)!r}, ' \
                  'which the bin holds: adw_bin_set_child (…, NULL) comes first'


def main(root):
    found = list(check(pathlib.Path(root)))
    print('\n'.join(found) or 'templates: every bin lets go first')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
