-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a participant agreed may be said, a row for each counterpart; and the day on which the
-- treatment ended, and with it the consent to talk with those who gave it.

CREATE TABLE "consent" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "participant" TEXT,
  "contact" TEXT,
  "counterpart" TEXT,
  "role" TEXT,
  "covers" TEXT,
  "withheld" TEXT,
  "purpose" TEXT,
  "given_how" TEXT,
  "given_on" TEXT,
  "expires_on" TEXT,
  "withdrawn_on" TEXT,
  "remark" TEXT
);

ALTER TABLE "participant" ADD COLUMN "treatment_ended" TEXT;
CREATE INDEX consent_participant ON consent (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
