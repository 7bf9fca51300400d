-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was refused is asked for by the leaders of those whom it is about. Who has settled it is an
-- entry of the audit too, which names the op.
CREATE INDEX audit_refused ON audit (seq)
WHERE result IN ('forbidden', 'ref_missing', 'gone', 'invalid', 'field_unknown', 'transition', 'quota');

CREATE INDEX audit_settled ON audit (op) WHERE verb = 'settle';
