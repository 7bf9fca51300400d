-- SPDX-License-Identifier: GPL-3.0-or-later
-- Jobs from before the course, as a participant tells of them.

CREATE TABLE "earlier_job" (
  _row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  _deleted TEXT,
  _key TEXT,
  "participant" TEXT,
  "title" TEXT,
  "workplace" TEXT,
  "worked_from" TEXT,
  "worked_until" TEXT,
  "weekly_minutes" TEXT,
  "liked" TEXT,
  "disliked" TEXT,
  "ended_because" TEXT
);

CREATE INDEX earlier_job_participant ON earlier_job (participant);

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
