-- SPDX-License-Identifier: GPL-3.0-or-later
-- The server's tables on PostgreSQL. What they hold is explained in ../server/001-start.sql; names
-- that are words of SQL are another here. Keys compare by bytes, so that both databases sort alike.
-- Statements end with a semicolon and an empty line; there is none inside of one.

CREATE TABLE meta (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE account (
  id text COLLATE "C" PRIMARY KEY,
  login text COLLATE "C" NOT NULL UNIQUE,
  hash text NOT NULL,
  role text NOT NULL,
  team text NOT NULL,
  active bigint NOT NULL
);

CREATE TABLE device (
  id text COLLATE "C" PRIMARY KEY,
  account text COLLATE "C" NOT NULL REFERENCES account (id),
  name text NOT NULL,
  token_hash text COLLATE "C" NOT NULL UNIQUE,
  last_seen bigint NOT NULL,
  revoked bigint NOT NULL
);

CREATE TABLE record (
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  parent text COLLATE "C",
  rv bigint NOT NULL,
  state bigint NOT NULL,
  fields text NOT NULL,
  versions text NOT NULL,
  marks text NOT NULL,
  PRIMARY KEY (id, kind)
);

CREATE INDEX record_parent ON record (parent, kind) WHERE parent IS NOT NULL;

CREATE TABLE op_seen (
  id text COLLATE "C" PRIMARY KEY,
  device text NOT NULL,
  result text NOT NULL
);

-- Written at each commit: room on its page, so that a new version needs no index entry.
CREATE TABLE scope_head (
  scope text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  count bigint NOT NULL,
  check_word bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE scope_row (
  scope text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  rv bigint NOT NULL,
  state bigint NOT NULL,
  origin text,
  other_seq bigint NOT NULL,
  PRIMARY KEY (id, kind, scope)
);

CREATE UNIQUE INDEX scope_row_seq ON scope_row (scope, seq);

CREATE TABLE audit (
  seq bigint PRIMARY KEY,
  at bigint NOT NULL,
  account text,
  device text,
  op text,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  verb text NOT NULL,
  result text NOT NULL,
  hlc bigint NOT NULL,
  eff bigint NOT NULL,
  rv bigint NOT NULL,
  old_values text,
  new_values text,
  salt text,
  sum text NOT NULL,
  hash text NOT NULL
);

CREATE INDEX audit_row ON audit (id, rv);

-- One line, which rises with every administrator's command, so that every server hears of it.
CREATE TABLE command_number (
  number bigint NOT NULL
);

INSERT INTO command_number (number) VALUES (0);

CREATE FUNCTION audit_only_grows () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit only grows';
END $$;

CREATE TRIGGER audit_keeps BEFORE DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows ();

CREATE TRIGGER audit_stands
BEFORE UPDATE OF seq, at, account, device, op, kind, id, verb, result, hlc, eff, rv, sum, hash ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows ();

CREATE TRIGGER audit_erases BEFORE UPDATE OF old_values, new_values, salt ON audit
FOR EACH ROW
WHEN (NEW.old_values IS NOT NULL OR NEW.new_values IS NOT NULL OR NEW.salt IS NOT NULL)
EXECUTE FUNCTION audit_only_grows ();
