-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where each feed ended on which day, so that what died long ago can be taken out of it; and the last
-- place that was. A cursor before that may have missed a death.

ALTER TABLE scope_head ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;

CREATE TABLE scope_age (
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, seq)
) WITHOUT ROWID;
