#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of a later schema bring along: a script behind the client's newest, and the
code lists with one entry more.
later-files.py CLIENT-MIGRATIONS.XML CODES.CSV MIGRATIONS-OUTPUT.XML CODES-OUTPUT.XML
"""
import pathlib
import re
import sys

SCRIPT = '''-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE "employer" ADD COLUMN "mood" TEXT;
ALTER TABLE "employer" ADD COLUMN "homepage" TEXT;
CREATE TABLE "car" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "name" TEXT,
  "seats" TEXT,
  "team" TEXT
);
'''
CODE = 'branch,rumfart,Rumfart,Space,99,,\n'
XML = '''<?xml version="1.0" encoding="UTF-8"?>
<gresources>
  <gresource prefix="/dk/fodfaeste/{}">
    <file>{}</file>
  </gresource>
</gresources>
'''

migrations, codes, migrations_xml, codes_xml = map(pathlib.Path, sys.argv[1:])
newest = max(int(n) for n in re.findall(r'<file>(\d+)-', migrations.read_text()))
name = f'{newest + 1:03}-later.sql'
(migrations_xml.parent / name).write_text(SCRIPT)
migrations_xml.write_text(XML.format('migrations/client', name))
(codes_xml.parent / 'codes.csv').write_text(codes.read_text().rstrip('\n') + '\n' + CODE)
codes_xml.write_text(XML.format('codes', 'codes.csv'))
