-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the server last told of a row's earlier values and who wrote them, as it came. mark: the last
-- number of "history" then: what pulls had brought until there is in it, with a name.

CREATE TABLE told (
  "row" TEXT PRIMARY KEY NOT NULL,
  mark INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL
);
