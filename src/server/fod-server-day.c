/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server does once a day. Several processes on one database do it once, or once more. */

#include "config.h"

#include "server/fod-server-day.h"

#include "base/fod-date.h"
#include "server/fod-server-handover.h"

/* The day up to which all this was done. */
#define DONE "covers-ended"
/* A laptop that is away longer loads its scopes anew. */
#define KEEP_MS ((gint64)400 * 24 * 60 * 60 * 1000)

/* Another process on the database may be ahead, by its clock or its zone, and have begun the day
 * for all; by more than that a clock was wrong. */
static gboolean
is_begun (const char *done, const char *today)
{
  int ahead =
      done == NULL || !fod_date_parse (done, NULL) ? -1 : fod_date_days_between (today, done);

  return ahead == 0 || ahead == 1;
}

gboolean
fod_server_day_begin (FodServerStore *store, FodClock *clock, GError **error)
{
  g_autofree char *today = NULL;
  g_autofree char *done = NULL;
  g_autoptr (FodServerWork) work = NULL;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), FALSE);

  today = fod_server_work_dup_day (fod_clock_get_real_ms (clock));
  if (!fod_server_store_get_meta (store, DONE, &done, error))
    return FALSE;
  if (is_begun (done, today))
    return TRUE;
  work = fod_server_work_begin (store, clock, error);
  return work != NULL && fod_server_handover_end_covers (work, today, error) &&
         fod_server_store_age_feeds (store, work->now, work->now - KEEP_MS, error) &&
         fod_server_store_put_meta (store, DONE, today, error) &&
         fod_server_work_commit (work, error);
}
