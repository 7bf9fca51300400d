-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which clock of the course a follow-up answers; the index carries all that the clocks ask for.

ALTER TABLE "follow_up" ADD COLUMN "clock" TEXT;
DROP INDEX follow_up_participant;
CREATE INDEX follow_up_participant
  ON follow_up (participant, status, slot, owner, _deleted, type, clock)
  WHERE participant IS NOT NULL;

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
