-- SPDX-License-Identifier: GPL-3.0-or-later
-- How far the second journal (store.journal, fod-second-journal.c) was when a transaction was
-- committed: which of the two is behind after a crash or after damage. One row.

CREATE TABLE second_journal (
  generation INTEGER NOT NULL,
  length INTEGER NOT NULL
);
INSERT INTO second_journal VALUES (0, 0);
