-- SPDX-License-Identifier: GPL-3.0-or-later
-- The sections of a career profile, one row for each participant and section.

CREATE TABLE "profile_section" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "participant" TEXT,
  "section" TEXT,
  "own_words" TEXT,
  "section_notes" TEXT,
  "told_on" TEXT,
  "source" TEXT
);

CREATE INDEX profile_section_participant ON profile_section (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
