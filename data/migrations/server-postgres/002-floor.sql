-- SPDX-License-Identifier: GPL-3.0-or-later
-- What it holds is explained in ../server/002-floor.sql.

ALTER TABLE scope_head ADD COLUMN floor bigint NOT NULL DEFAULT 0;

CREATE TABLE scope_age (
  scope text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (scope, seq)
);
