/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-sync-engine.h"

G_BEGIN_DECLS

#define FOD_SYNC_NO_PROBLEM (-1)
#define FOD_SYNC_NOT_FETCHING (-1)

/**
 * FodSyncStatus:
 * @enrolled: a server is set up
 * @busy: a round is under way
 * @fetched: how many hundredths of the rows are here while they are fetched, else -1
 * @problem: what the last round failed with (FodSyncError), or %FOD_SYNC_NO_PROBLEM
 * @clock_off_ms: how far this machine's clock was ahead of the server's, when that is more than two
 *   minutes either way, else 0
 * @last_contact: when the server last answered, ms since 1970, 0 for never
 * @offline_since: when it was first found out of reach, 0 when it is not
 *
 * All that is known about the sync. What a person sees is computed from it and from nothing else,
 * so that it can't be stale.
 */
typedef struct
{
  gboolean enrolled;
  gboolean busy;
  guint waiting;
  guint refused;
  guint conflicts;
  guint handed; /* changes that went lately with rows that were lost */
  guint unread; /* rows of the server that this program can't read */
  int fetched;
  int problem;
  gint64 clock_off_ms;
  gint64 last_contact;
  gint64 offline_since;
} FodSyncStatus;

/** fod_sync_status_get_state: Returns: the one word for it. A fault that only a person can mend
 * comes first; then that the server is out of reach, because then nothing else is sure; then what a
 * person should look at; then what waits. */
FodSyncState fod_sync_status_get_state (const FodSyncStatus *self);

/** fod_sync_status_succeed: a round, or a look at the heads, was answered at @now_ms */
void fod_sync_status_succeed (FodSyncStatus *self, gint64 now_ms);

/** fod_sync_status_fail: a round failed with @error at @now_ms; what is no fault of the sync (a
 * cancelled round) changes nothing */
void fod_sync_status_fail (FodSyncStatus *self, const GError *error, gint64 now_ms);

G_END_DECLS
