/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSyncStatus: what is known about the sync, and the one word for it. */

#include "config.h"

#include "sync/fod-sync-status.h"

/* Whether the server was reached at all: then "offline" is over, whatever else is wrong. */
static gboolean
is_contact (int problem)
{
  switch (problem)
    {
    case FOD_SYNC_ERROR_BUSY:
    case FOD_SYNC_ERROR_LOGIN:
    case FOD_SYNC_ERROR_REVOKED:
    case FOD_SYNC_ERROR_ENDED:
    case FOD_SYNC_ERROR_TOO_OLD:
    case FOD_SYNC_ERROR_PULL_ONLY:
    case FOD_SYNC_ERROR_SERVER_OLD:
    case FOD_SYNC_ERROR_LOOP:
    case FOD_SYNC_ERROR_MISMATCH:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_fault (int problem)
{
  return problem != FOD_SYNC_NO_PROBLEM && problem != FOD_SYNC_ERROR_OFFLINE &&
         problem != FOD_SYNC_ERROR_BUSY;
}

FodSyncState
fod_sync_status_get_state (const FodSyncStatus *self)
{
  g_return_val_if_fail (self != NULL, FOD_SYNC_LOCAL);

  if (!self->enrolled)
    return FOD_SYNC_LOCAL;
  if (is_fault (self->problem))
    return FOD_SYNC_ATTENTION;
  if (self->problem == FOD_SYNC_ERROR_OFFLINE)
    return FOD_SYNC_OFFLINE;
  if (self->refused > 0 || self->conflicts > 0 || self->unread > 0)
    return FOD_SYNC_ATTENTION;
  if (self->waiting > 0 || self->busy || self->last_contact == 0 ||
      self->problem == FOD_SYNC_ERROR_BUSY)
    return FOD_SYNC_WAITING;
  return FOD_SYNC_IN_STEP;
}

void
fod_sync_status_succeed (FodSyncStatus *self, gint64 now_ms)
{
  g_return_if_fail (self != NULL);

  self->problem = FOD_SYNC_NO_PROBLEM;
  self->last_contact = now_ms;
  self->offline_since = 0;
}

void
fod_sync_status_fail (FodSyncStatus *self, const GError *error, gint64 now_ms)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  if (error->domain == G_IO_ERROR ||
      g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    return;
  /* The disk is full, a page is damaged: nothing is in step as long as that lasts. */
  self->problem = error->domain == FOD_SYNC_ERROR ? error->code : FOD_SYNC_ERROR_STORE;
  if (is_contact (self->problem))
    {
      self->last_contact = now_ms;
      self->offline_since = 0;
    }
  else if (self->problem == FOD_SYNC_ERROR_OFFLINE && self->offline_since == 0)
    self->offline_since = now_ms;
}
