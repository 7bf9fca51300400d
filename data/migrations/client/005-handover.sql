-- SPDX-License-Identifier: GPL-3.0-or-later
-- Until when a colleague covers for a participant's consultant, and who handed them over and when.

ALTER TABLE "participant" ADD COLUMN "cover_until" TEXT;
ALTER TABLE "participant" ADD COLUMN "handed_by" TEXT;
ALTER TABLE "participant" ADD COLUMN "handed_at" TEXT;

-- A row that a newer server sent was kept raw; its columns are filled when the store opens.
UPDATE setting SET value = '0' WHERE name = 'schema';
