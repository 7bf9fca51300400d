-- SPDX-License-Identifier: GPL-3.0-or-later
-- Entries of a scope's feed that this program can't read, as they came. key: the row's id when that
-- can be read. Read again, from the server, when the schema grows.

CREATE TABLE aside (
  scope TEXT NOT NULL,
  "key" TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (scope, "key")
) WITHOUT ROWID;
