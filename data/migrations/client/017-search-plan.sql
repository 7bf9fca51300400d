-- SPDX-License-Identifier: GPL-3.0-or-later
-- Job search plans: which jobs, where to look and how, as they were agreed on a day.

CREATE TABLE "search_plan" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  "participant" TEXT,
  "agreed_on" TEXT,
  "goals" TEXT,
  "targets" TEXT,
  "search_manner" TEXT,
  "cv_state" TEXT,
  "application_state" TEXT,
  "weekly_minutes" TEXT,
  "weekly_minutes_goal" TEXT,
  "next_review" TEXT,
  "accepted_on" TEXT,
  "remark" TEXT
);

CREATE INDEX search_plan_participant ON search_plan (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
