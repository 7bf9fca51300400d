-- SPDX-License-Identifier: GPL-3.0-or-later
-- Jobs that were heard of at an employer, and what a participant wishes of one.

CREATE TABLE "job_opening" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "employer" TEXT,
  "title" TEXT,
  "tasks" TEXT,
  "weekly_minutes_from" TEXT,
  "weekly_minutes_to" TEXT,
  "times" TEXT,
  "noise" TEXT,
  "people" TEXT,
  "heard_on" TEXT,
  "until" TEXT,
  "state" TEXT,
  "contact_person" TEXT,
  "remark" TEXT,
  "author" TEXT
);

CREATE INDEX job_opening_employer ON job_opening (employer);

ALTER TABLE "participant" ADD COLUMN "tasks_wanted" TEXT;
ALTER TABLE "participant" ADD COLUMN "tasks_unwanted" TEXT;
ALTER TABLE "participant" ADD COLUMN "weekly_minutes_from" TEXT;
ALTER TABLE "participant" ADD COLUMN "weekly_minutes_to" TEXT;
ALTER TABLE "participant" ADD COLUMN "times" TEXT;
ALTER TABLE "participant" ADD COLUMN "places" TEXT;
ALTER TABLE "participant" ADD COLUMN "noise" TEXT;
ALTER TABLE "participant" ADD COLUMN "people" TEXT;

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
