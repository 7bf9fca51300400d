#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder may include which: the arrows of the house, as a table.

Every project header is included with its folder ("store/fod-store.h") and src/ is the only include
root, so that an arrow is visible in the line. System headers are bound to folders likewise: SQL
stands in src/db alone, GTK in src/app alone.
"""
import pathlib
import re
import sys

import ctext

CLIENT = {'base', 'schema', 'wire', 'store', 'model', 'sync', 'vault', 'ips', 'exchange', 'demo'}

# folder: (folders it may include besides itself, libraries it may see besides GLib and GIO)
ARROWS = {
    'base': (set(), set()),
    'schema': ({'base'}, set()),
    'wire': ({'base', 'schema'}, {'json-glib', 'zlib'}),
    'db': ({'base'}, {'libsodium', 'sqlcipher'}),
    'store': ({'base', 'schema', 'db', 'wire'}, set()),
    'model': ({'base', 'schema', 'store'}, set()),
    'sync': ({'base', 'schema', 'wire', 'store'}, {'libsoup'}),
    'vault': ({'base'}, {'libsodium'}),
    'ips': ({'base', 'schema'}, set()),
    'exchange': ({'base', 'schema', 'ips'}, {'libical', 'cairo', 'pango'}),
    'demo': ({'base', 'schema'}, set()),
    'server': ({'base', 'schema', 'wire', 'db', 'demo'}, {'libsoup', 'libpq', 'libsodium'}),
    'app': (CLIENT - {'wire'}, {'gtk4', 'libadwaita', 'cairo', 'pango'}),
    'console': (CLIENT - {'wire'}, {'json-glib'}),
}

LIBRARIES = [
    ('glib', r'(glib(-object|-unix|/.*)?|gio/.*|gobject/.*|gmodule)(\.h)?$'),
    ('json-glib', r'json-glib/'),
    ('sqlcipher', r'(sqlcipher/)?sqlite3(ext)?\.h$'),
    ('libsoup', r'libsoup/'),
    ('libsodium', r'sodium(\.h$|/)'),
    ('zlib', r'zlib\.h$'),
    ('libsecret', r'libsecret/'),
    ('libical', r'libical(-glib)?/'),
    ('cairo', r'cairo'),
    ('pango', r'pango/'),
    ('gtk4', r'(gtk|gdk|gsk|graphene|gdk-pixbuf)(/|[.-])'),
    ('libadwaita', r'adwaita\.h$'),
    ('libpq', r'(postgresql/)?(libpq-fe|pg_config.*)\.h$'),
]
SYSTEM = re.compile(r'(sys|linux|netinet|arpa|net|bits)/\w+\.h$|'
                    r'(assert|ctype|dirent|dlfcn|errno|fcntl|float|ftw|grp|inttypes|langinfo|'
                    r'libgen|libintl|limits|locale|malloc|math|netdb|poll|pthread|pwd|sched|setjmp|'
                    r'signal|spawn|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|'
                    r'strings|syslog|termios|time|unistd|wchar|wctype)\.h$')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def library_of(header):
    """The library a system header belongs to: a name, '' for the C library, None if unknown."""
    for name, pattern in LIBRARIES:
        if re.match(pattern, header):
            return '' if name == 'glib' else name
    return '' if SYSTEM.match(header) else None


def check_system(where, folder, header, libraries):
    library = library_of(header)
    if library is None:
        return f'{where}: <{header}> belongs to no library in the table of layers.py'
    if library and library not in libraries:
        return f'{where}: {folder} may not see {library} (<{header}>)'
    return None


def check_project(where, folder, header, folders):
    if header == 'config.h':
        return None
    if '/' not in header:
        return f'{where}: "{header}" is written without its folder'
    target = header.split('/')[0]
    if '..' in header.split('/'):
        return f'{where}: "{header}" climbs; src/ is the only include root'
    if target != folder and target not in folders:
        return f'{where}: {folder} may not include {target} ("{header}")'
    return None


def check_file(root, path, folder, folders, libraries):
    """The violations of one file whose folder may see the folders and libraries."""
    text = ctext.without_comments(path.read_text(encoding='utf-8'))
    found = []
    for match in INCLUDE.finditer(text):
        where = f'{path.relative_to(root)}:{ctext.line_of(text, match.start(2))}'
        if match[1] == '<':
            found.append(check_system(where, folder, match[2], libraries))
        else:
            found.append(check_project(where, folder, match[2], folders))
    return [f for f in found if f]


def check_sources(root):
    found = []
    for path in ctext.sources(root, ['src']):
        parts = path.relative_to(root / 'src').parts
        if len(parts) < 2 or parts[0] not in ARROWS:
            found.append(f'{path.relative_to(root)}: stands in no folder of the table')
            continue
        found += check_file(root, path, parts[0], *ARROWS[parts[0]])
    return found


def check_tests(root):
    """Tests may include any folder; those that run without a display none of app, and no GTK."""
    found = []
    every = set(ARROWS) | {'support', 'bench', 'sim', 'fuzz'}
    libraries = {name for name, _ in LIBRARIES}
    headless = libraries - {'gtk4', 'libadwaita'}
    for path in ctext.sources(root, ['tests']):
        suite = path.relative_to(root / 'tests').parts[0]
        if suite in ('displayless', 'sync', 'sim', 'fuzz'):
            found += check_file(root, path, suite, every - {'app'}, headless)
        else:
            found += check_file(root, path, suite, every, libraries)
    return found


def check_include_roots(root):
    """The only include roots are src/, the build root of config.h, and tests/ for its helpers."""
    found = []
    for path in sorted([*root.glob('src/**/meson.build'), *root.glob('tests/**/meson.build')]):
        text = path.read_text(encoding='utf-8')
        for match in re.finditer(r'include_directories\s*\(([^)]*)\)', text):
            home = path.relative_to(root).parent.as_posix()
            if match[1].strip().strip("'") != '.' or home not in ('src', 'tests'):
                found.append(f'{path.relative_to(root)}: another include root: {match[0]}')
    return found


def check(root):
    root = pathlib.Path(root)
    return check_sources(root) + check_tests(root) + check_include_roots(root)


if __name__ == '__main__':
    problems = check(sys.argv[1])
    print('\n'.join(problems) or 'layers: every include follows an arrow')
    sys.exit(1 if problems else 0)
