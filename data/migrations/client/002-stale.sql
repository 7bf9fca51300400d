-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a scope that was loaded anew has not named: asked for after every pull, and nearly always
-- nothing.
CREATE INDEX base_scope_stale ON base_scope (scope) WHERE stale <> 0;
