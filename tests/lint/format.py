#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C file stands as clang-format 19 would write it.

Only version 19 decides, since each version formats a little differently; without it the test is
skipped. A file that passed is remembered by its contents, so that a second run costs nothing.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

import ctext

SKIP = 77


def digest(path, style):
    return hashlib.sha256(style + path.read_bytes()).hexdigest()


def check(root, memory):
    root = pathlib.Path(root)
    style = (root / '.clang-format').read_bytes()
    try:
        known = set(json.loads(memory.read_text(encoding='utf-8')))
    except (OSError, ValueError):
        known = set()
    files = {p: digest(p, style) for p in ctext.sources(root, ['src', 'tests'])}
    fresh = [p for p, d in files.items() if d not in known]
    bad = []
    for path in fresh:
        done = subprocess.run(['clang-format-19', '--dry-run', '-Werror', path], cwd=root,
                              capture_output=True, text=True, check=False)
        if done.returncode:
            first = (done.stderr.splitlines() or ['cannot be read'])[0]
            bad.append(path)
            print(first.replace(f'{root}/', ''))
    memory.write_text(json.dumps(sorted(d for p, d in files.items() if p not in bad)),
                      encoding='utf-8')
    return bad


if __name__ == '__main__':
    if not shutil.which('clang-format-19'):
        print('format: clang-format-19 is not installed (tools/install-deps installs it)')
        sys.exit(SKIP)
    wrong = check(sys.argv[1], pathlib.Path(sys.argv[2]))
    if wrong:
        print('format: run clang-format-19 -i on the files above')
    sys.exit(1 if wrong else 0)
