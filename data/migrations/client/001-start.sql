-- SPDX-License-Identifier: GPL-3.0-or-later
-- The client's first schema. Immutable: later changes are later scripts. SQLite 3.15 dialect.
--
-- One table a kind holds the view: what the server confirmed with the own queue laid over it. Every
-- value is its canonical text. _row numbers the row for the search index, _deleted names the
-- transaction that moved it to the bin ("-": another device did), _key sorts the title.

CREATE TABLE "team" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "name" TEXT
);

CREATE TABLE "user" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "name" TEXT,
  "login" TEXT,
  "role" TEXT,
  "team" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "gone" TEXT
);

CREATE TABLE "code" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "list" TEXT,
  "code" TEXT,
  "name_da" TEXT,
  "name_en" TEXT,
  "position" TEXT,
  "valid_from" TEXT,
  "valid_to" TEXT
);

CREATE TABLE "participant" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "name" TEXT,
  "called" TEXT,
  "cpr" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "address" TEXT,
  "protected_address" TEXT,
  "visit_in_pairs" TEXT,
  "language" TEXT,
  "stage" TEXT,
  "target_group" TEXT,
  "referral_source" TEXT,
  "referred_on" TEXT,
  "entry_date" TEXT,
  "ended_on" TEXT,
  "end_reason" TEXT,
  "clinic" TEXT,
  "benefit" TEXT,
  "wish" TEXT,
  "practical" TEXT,
  "approach_employers" TEXT,
  "disclosure" TEXT,
  "tags" TEXT,
  "consultant" TEXT,
  "cover" TEXT,
  "team" TEXT
);

CREATE TABLE "employer" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "name" TEXT,
  "cvr" TEXT,
  "p_number" TEXT,
  "branch" TEXT,
  "address" TEXT,
  "postcode" TEXT,
  "town" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "website" TEXT,
  "employees" TEXT,
  "culture" TEXT,
  "tasks" TEXT,
  "do_not_contact" TEXT,
  "do_not_contact_reason" TEXT,
  "tags" TEXT,
  "owner" TEXT,
  "team" TEXT
);

CREATE TABLE "treatment_contact" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "participant" TEXT,
  "name" TEXT,
  "role" TEXT,
  "organisation" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "consent" TEXT,
  "consent_until" TEXT,
  "remark" TEXT
);

CREATE TABLE "contact_person" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "employer" TEXT,
  "name" TEXT,
  "role" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "remark" TEXT
);

CREATE TABLE "employer_contact" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "employer" TEXT,
  "slot" TEXT,
  "manner" TEXT,
  "purpose" TEXT,
  "contact_person" TEXT,
  "minutes" TEXT,
  "needs" TEXT,
  "openings" TEXT,
  "next_step" TEXT,
  "next_date" TEXT,
  "author" TEXT
);

CREATE TABLE "follow_up" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "title" TEXT,
  "type" TEXT,
  "slot" TEXT,
  "status" TEXT,
  "participant" TEXT,
  "employer" TEXT,
  "place" TEXT,
  "remark" TEXT,
  "settled_on" TEXT,
  "owner" TEXT
);

CREATE TABLE "note" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "participant" TEXT,
  "date" TEXT,
  "type" TEXT,
  "attendance" TEXT,
  "body" TEXT,
  "minutes" TEXT,
  "community" TEXT,
  "fork_of" TEXT,
  "author" TEXT
);

CREATE TABLE "placement" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "participant" TEXT,
  "type" TEXT,
  "title" TEXT,
  "employer" TEXT,
  "workplace" TEXT,
  "stage" TEXT,
  "start_date" TEXT,
  "end_date" TEXT,
  "deadline" TEXT,
  "weekly_minutes" TEXT,
  "hourly_pay_ore" TEXT,
  "permanent" TEXT,
  "end_reason" TEXT,
  "remark" TEXT
);

CREATE TABLE "conflict" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "about_kind" TEXT,
  "about" TEXT,
  "field" TEXT,
  "standing" TEXT,
  "standing_by" TEXT,
  "standing_at" TEXT,
  "offered" TEXT,
  "offered_by" TEXT,
  "offered_at" TEXT,
  "resolved" TEXT,
  "resolved_by" TEXT,
  "resolved_at" TEXT
);

CREATE INDEX participant_key ON participant (_key);
CREATE INDEX employer_key ON employer (_key);
CREATE INDEX contact_person_employer ON contact_person (employer);
CREATE INDEX treatment_contact_participant ON treatment_contact (participant);
CREATE INDEX placement_participant ON placement (participant);
CREATE INDEX placement_employer ON placement (employer) WHERE employer IS NOT NULL;
-- These carry what the overview of all participants and employers asks for, so that it reads no
-- text.
CREATE INDEX note_participant ON note (participant, "date", type, attendance, author, _deleted);
CREATE INDEX employer_contact_employer ON employer_contact (employer, slot, author, _deleted);
CREATE INDEX follow_up_participant ON follow_up (participant, status, slot, owner, _deleted)
  WHERE participant IS NOT NULL;
CREATE INDEX follow_up_employer ON follow_up (employer, status, slot, _deleted)
  WHERE employer IS NOT NULL;
CREATE INDEX follow_up_slot ON follow_up (slot);
CREATE INDEX conflict_about ON conflict (about);

-- What the server has confirmed. Unknown kinds and fields are kept as they came. state: 0 live,
-- 1 deleted; gone_tx: the own transaction that deleted it.
CREATE TABLE base (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  rv INTEGER NOT NULL,
  state INTEGER NOT NULL,
  gone_tx TEXT,
  fields TEXT NOT NULL,
  versions TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);

-- Which scopes hold a row. stale: the scope is being loaded anew and has not named the row yet.
CREATE TABLE base_scope (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  stale INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, kind, id)
) WITHOUT ROWID;
CREATE INDEX base_scope_row ON base_scope (kind, id);

-- cursor NULL: nothing loaded yet. "check" is the XOR of the rows' check words.
CREATE TABLE scope (
  id TEXT PRIMARY KEY NOT NULL,
  cursor TEXT,
  "count" INTEGER NOT NULL DEFAULT 0,
  "check" INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Own changes that the server does not have. state: 0 queued, 1 in flight, 2 refused. about: the row
-- whose field a "resolve" settles.
CREATE TABLE op (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  tx TEXT NOT NULL,
  kind TEXT NOT NULL,
  "row" TEXT NOT NULL,
  about TEXT,
  state INTEGER NOT NULL,
  code TEXT,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX op_row ON op ("row");
CREATE INDEX op_about ON op (about) WHERE about IS NOT NULL;
CREATE INDEX op_taken ON op (id) WHERE state <> 0;

-- Answered ops of the last 30 days, to be sent again to a server that was restored.
CREATE TABLE archive (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  "row" TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL
);

-- What this laptop knows of earlier values. tx: the seq of the first line of an own transaction,
-- whose lines stand together; NULL for what came from the server. verb: create set delete undelete
-- resolve pull forgotten. old_values and new_values: field -> text; versions (of a pull): field ->
-- the version that was overwritten. Lines are never deleted, so that a number means one thing.
CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  tx INTEGER,
  kind TEXT NOT NULL,
  "row" TEXT NOT NULL,
  verb TEXT NOT NULL,
  old_values TEXT,
  new_values TEXT,
  versions TEXT,
  author TEXT,
  hlc TEXT,
  at_ms INTEGER NOT NULL
);
CREATE INDEX history_row ON history ("row") WHERE verb <> 'create';

CREATE TABLE draft (
  place TEXT PRIMARY KEY NOT NULL,
  body TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT
) WITHOUT ROWID;

-- Folded text (fod_fold_search) by docid = _row * 16 + the number of the kind. Newest first. A save
-- only notes that a row has to be indexed; that is done when nobody waits, and before any search.
CREATE TABLE search_due (
  docid INTEGER PRIMARY KEY
);
CREATE VIRTUAL TABLE search_name
  USING fts4 (body, matchinfo=fts3, order=desc, prefix="1,2,3", tokenize=simple);
CREATE VIRTUAL TABLE search_words
  USING fts4 (body, matchinfo=fts3, order=desc, prefix="2,3", tokenize=simple);
