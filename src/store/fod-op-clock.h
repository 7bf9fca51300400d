/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "base/fod-hlc.h"

G_BEGIN_DECLS

/**
 * FodOpClock:
 *
 * The readings that ops carry: what the machine's own clock says, each later than the one before.
 * That this clock is wrong, the server finds out when it gets them, and only there is it corrected:
 * a reading that had been corrected here would be corrected twice. Notices when a person moves the
 * clock; then readings begin anew, under another session. Never refuses to give one.
 */
typedef struct
{
  FodClock *clock; /* owned */
  FodHlc last;
  guint session;
  gboolean compared;
  gint64 difference; /* wall clock less time since start, at the last reading */
  gboolean dated;
  gint64 op_difference; /* the same, at the last reading that an op carries */
  gint64 offset;        /* server's time less the wall clock, by the newest answer */
} FodOpClock;

/** fod_op_clock_init: @last and @session are what the profile kept */
void fod_op_clock_init (FodOpClock *self, FodClock *clock, FodHlc last, guint session);

/** fod_op_clock_clear: */
void fod_op_clock_clear (FodOpClock *self);

/** fod_op_clock_next: Returns: a reading for an op, later than all before in its session, which may
 * begin with it */
FodHlc fod_op_clock_next (FodOpClock *self);

/** fod_op_clock_note: Returns: likewise, for what no op carries */
FodHlc fod_op_clock_note (FodOpClock *self);

/** fod_op_clock_get_session_ms: Returns: what the clock that the newest op was dated by would say
 * now, had nobody moved it since, ms since 1970 */
gint64 fod_op_clock_get_session_ms (const FodOpClock *self);

/** fod_op_clock_get_ms: Returns: the time by the servers' clocks as far as they are known, ms since
 * 1970: for what must not depend on who sets this machine's */
gint64 fod_op_clock_get_ms (const FodOpClock *self);

/** fod_op_clock_see: the server's own time at this moment */
void fod_op_clock_see (FodOpClock *self, gint64 server_ms);

G_END_DECLS
