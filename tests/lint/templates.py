#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bin lets go of its child before its template does; texts in rows are measured at one width.

    templates.py ROOT

gtk_widget_dispose_template() takes a bound child away without telling the AdwBin that holds it; the
bin then lets go of a widget that may be gone. So the class calls adw_bin_set_child (…, NULL) first.

What is aligned in its height, and what stands in a horizontal box, is asked how wide it is for that
height. A text that wraps finds out by trying some thirty widths, and a list has many rows: there a
grid holds it, and labels have a yalign.

The title that a header bar makes by itself has room for five letters at least; with a button of
words at either side, in large text, the window is then wider than a narrow screen.
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


def check_bins(root):
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


def value(widget, name):
    held = widget.find(f"property[@name='{name}']")
    return None if held is None else held.text


def tries_widths(widget):
    """Whether GTK asks the widget how wide it is for a height."""
    if value(widget, 'valign') not in (None, 'fill'):
        return True
    return widget.get('class') == 'GtkBox' and value(widget, 'orientation') != 'vertical' \
        and widget.find("property[@name='layout-manager']") is None


def check_rows(root):
    for path in sorted((root / 'ui').glob('*.ui')):
        template = ElementTree.parse(path).getroot().find('template')
        if template is None or template.get('parent') != 'GtkListBoxRow':
            continue
        for widget in filter(tries_widths, template.iter('object')):
            if any(value(text, 'wrap') == 'true' for text in widget.iter('object')):
                yield f'ui/{path.name}: a text that wraps in a {widget.get("class")} that asks ' \
                      'for a width by the height: a GtkGrid, and yalign'


def check_titles(root):
    for path in sorted((root / 'ui').glob('*.ui')):
        for bar in ElementTree.parse(path).getroot().iter('object'):
            if bar.get('class') != 'AdwHeaderBar' \
                    or bar.find("property[@name='title-widget']") is not None:
                continue
            if any(value(button, 'label') for button in bar.iterfind("child/object")):
                yield f'ui/{path.name}: between buttons with words a header bar has a FodTitle'


def check(root):
    yield from check_bins(root)
    yield from check_rows(root)
    yield from check_titles(root)


def main(root):
    found = list(check(pathlib.Path(root)))
    print('\n'.join(found) or 'templates: bins let go first, texts have one width, titles give way')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
