-- SPDX-License-Identifier: GPL-3.0-or-later
-- Folded text by docid = _row * 256 + the number of the kind, where sixteen kinds were too few. The
-- index begins anew, and every row is noted as one that has to be indexed.

DROP TABLE search_name;
DROP TABLE search_words;
DELETE FROM search_due;

CREATE VIRTUAL TABLE search_name
  USING fts4 (body, matchinfo=fts3, order=desc, prefix="1,2,3", tokenize=simple);
CREATE VIRTUAL TABLE search_words
  USING fts4 (body, matchinfo=fts3, order=desc, prefix="2,3", tokenize=simple);

INSERT INTO search_due SELECT _row * 256 + 1 FROM participant WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 2 FROM employer WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 3 FROM treatment_contact WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 4 FROM contact_person WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 5 FROM employer_contact WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 6 FROM follow_up WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 7 FROM note WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 8 FROM placement WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 9 FROM consent WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 10 FROM job_change WHERE _deleted IS NULL;
INSERT INTO search_due SELECT _row * 256 + 11 FROM benefit_sheet WHERE _deleted IS NULL;
