-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a participant agreed an employer may be told, a row for each employer and one for all.

CREATE TABLE "disclosure_plan" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "participant" TEXT,
  "employer" TEXT,
  "disclosure" TEXT,
  "approach_employers" TEXT,
  "wording" TEXT,
  "told_by" TEXT,
  "told_whom" TEXT,
  "for_and_against" TEXT,
  "agreed_on" TEXT,
  "talked_on" TEXT,
  "revoked_on" TEXT
);

CREATE INDEX disclosure_plan_participant ON disclosure_plan (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
