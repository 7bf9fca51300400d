-- SPDX-License-Identifier: GPL-3.0-or-later
-- The server's tables. A row of any kind is one line of "row", its fields as JSON, so that a new
-- field needs no migration here and one that this server does not know is kept as it came.

CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Accounts. What colleagues see of a user is the row of kind "user".
CREATE TABLE user (
  id TEXT PRIMARY KEY NOT NULL,
  login TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  role TEXT NOT NULL,
  team TEXT NOT NULL,
  active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE device (
  id TEXT PRIMARY KEY NOT NULL,
  user TEXT NOT NULL REFERENCES user (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  last_seen INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) WITHOUT ROWID;

-- state: 0 live, 1 deleted. fields, versions, marks: JSON objects of texts, by field.
CREATE TABLE row (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,
  rv INTEGER NOT NULL,
  state INTEGER NOT NULL,
  fields TEXT NOT NULL,
  versions TEXT NOT NULL,
  marks TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE INDEX row_parent ON row (parent, kind) WHERE parent IS NOT NULL;

-- What an op came to, for ever: a device may send any op again.
CREATE TABLE op_seen (
  id TEXT PRIMARY KEY NOT NULL,
  device TEXT NOT NULL,
  result TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE scope_head (
  scope TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  "check" INTEGER NOT NULL
) WITHOUT ROWID;

-- One entry per scope and row; a change moves it to the head. state: 0 live, 1 deleted, 2 gone.
CREATE TABLE scope_row (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  rv INTEGER NOT NULL,
  state INTEGER NOT NULL,
  origin TEXT,
  other_seq INTEGER NOT NULL,
  PRIMARY KEY (id, kind, scope)
) WITHOUT ROWID;

CREATE UNIQUE INDEX scope_row_seq ON scope_row (scope, seq);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user TEXT,
  device TEXT,
  op TEXT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  verb TEXT NOT NULL,
  result TEXT NOT NULL,
  hlc INTEGER NOT NULL,
  eff INTEGER NOT NULL,
  rv INTEGER NOT NULL,
  old_values TEXT,
  new_values TEXT,
  salt TEXT,
  sum TEXT NOT NULL,
  hash TEXT NOT NULL
);

CREATE INDEX audit_row ON audit (id, rv);

-- The audit only grows. An erasure may empty the values, which the chain does not cover, and nothing
-- else.
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit only grows');
END;

CREATE TRIGGER audit_stands
BEFORE UPDATE OF seq, at, user, device, op, kind, id, verb, result, hlc, eff, rv, sum, hash ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit only grows');
END;

CREATE TRIGGER audit_erases BEFORE UPDATE OF old_values, new_values, salt ON audit
WHEN NEW.old_values IS NOT NULL OR NEW.new_values IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN
  SELECT RAISE (ABORT, 'the audit only grows');
END;
