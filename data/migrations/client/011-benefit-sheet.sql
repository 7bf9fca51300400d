-- SPDX-License-Identifier: GPL-3.0-or-later
-- Benefits counselling: what hours and pay would do to a benefit, as it was explained on a day.

CREATE TABLE "benefit_sheet" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "participant" TEXT,
  "advised_on" TEXT,
  "advised_by" TEXT,
  "benefit" TEXT,
  "income" TEXT,
  "housing" TEXT,
  "weekly_minutes" TEXT,
  "hourly_pay_ore" TEXT,
  "effect" TEXT,
  "reporting" TEXT,
  "in_writing" TEXT
);

CREATE INDEX benefit_sheet_participant ON benefit_sheet (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
