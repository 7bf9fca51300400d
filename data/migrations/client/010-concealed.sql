-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a cover may look after no longer, by this laptop's clock alone: kept, but not shown, until
-- the server says that it goes, or that the day is not over.

CREATE TABLE concealed (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX concealed_parent ON concealed (parent);
