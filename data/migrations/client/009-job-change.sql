-- SPDX-License-Identifier: GPL-3.0-or-later
-- What became different in a job that goes on: hours, pay or work, from a day on.

CREATE TABLE "job_change" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "participant" TEXT,
  "placement" TEXT,
  "changed_on" TEXT,
  "weekly_minutes" TEXT,
  "hourly_pay_ore" TEXT,
  "title" TEXT,
  "remark" TEXT
);

CREATE INDEX job_change_participant ON job_change (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
