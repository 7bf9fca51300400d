/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes over what the server says: base first, then the view of each row, then the cursor. */

#include "config.h"

#include "store/fod-pull.h"

#include "store/fod-belonging.h"
#include "store/fod-cover.h"
#include "store/fod-erasing.h"
#include "store/fod-handover.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "store/fod-refusal.h"
#include "store/fod-resets.h"

/* Rows were lost while others had not come yet. */
#define SWEEP_DUE "sweep-due"
/* A scope was lost while own new rows waited for a later page to name theirs. */
#define PENDING_DUE "pending-due"

typedef struct
{
  FodLedger *ledger;
  FodPullReply *reply;
  guint rows;
  gboolean pending; /* own new rows wait for a scope */
  gboolean held;    /* own new rows that were refused stand here */
  gboolean revoked; /* a scope is ours no more */
  gboolean aside;   /* there are entries that could not be read */
  guint64 have;     /* rows of the reply's scopes */
  guint64 total;    /* that the server has of them */
  gboolean more;    /* not all scopes are here to their end */
  gboolean erased;
  gboolean lost; /* rows went whose bytes must not stay on the disk */
  GStrvBuilder *mismatch;
} FodPull;

static gboolean
holds (GPtrArray *texts, const char *text)
{
  return texts != NULL && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* Whether the row says more than the base: versions only grow, but for a scope that is loaded anew
 * after the server was restored. */
static gboolean
is_news (FodPull *self,
         const char *scope,
         const FodRow *row,
         const FodBase *base,
         gboolean *news,
         GError **error)
{
  *news = base == NULL || row->rv >= base->row->rv;
  return *news || fod_belonging_is_stale (self->ledger, scope, row, news, error);
}

static void
copy_row (FodBase *base, const FodRow *row)
{
  base->row->rv = row->rv;
  base->row->state = row->state;
  if (row->state == FOD_ROW_DELETED && base->gone_tx == NULL)
    base->gone_tx = fod_rows_dup_mark (row);
  if (row->state != FOD_ROW_LIVE)
    return;
  g_clear_pointer (&base->gone_tx, g_free);
  g_hash_table_unref (base->row->fields);
  g_hash_table_unref (base->row->versions);
  base->row->fields = g_hash_table_ref (row->fields);
  base->row->versions = g_hash_table_ref (row->versions);
}

static gboolean
write_row (FodPull *self, const FodRow *row, FodBase **base, GError **error)
{
  g_autoptr (GHashTable) overwritten = NULL;

  if (*base != NULL)
    overwritten = g_hash_table_ref ((*base)->row->versions);
  else
    *base = fod_base_new (row->kind, row->id);
  if (self->held && overwritten == NULL &&
      !fod_refusal_yield (self->ledger, row->kind, row->id, error))
    return FALSE;
  copy_row (*base, row);
  return fod_base_put (self->ledger, *base, error) &&
         fod_overlay_rebuild_from (self->ledger, *base, overwritten, error);
}

/* Out of the scope; and if it was an own new row that no pull had named yet, it is placed by that.
 */
static gboolean
leave (FodPull *self, const char *scope, const FodRow *row, GError **error)
{
  self->lost = TRUE;
  return fod_belonging_leave (self->ledger, scope, row->kind, row->id, error) &&
         (!self->pending ||
          fod_belonging_leave (self->ledger, FOD_SCOPE_PENDING, row->kind, row->id, error));
}

static gboolean
erase (FodPull *self, const FodRow *row, GError **error)
{
  self->erased = TRUE;
  return fod_erasing_take (self->ledger, row->kind, row->id, error);
}

/* Whether the row was here, by other scopes than this one. */
static gboolean
is_joining (FodPull *self, const char *scope, const FodRow *row, gboolean *joining, GError **error)
{
  g_autoptr (GPtrArray) scopes = fod_base_list_scopes (self->ledger, row->kind, row->id, error);

  if (scopes == NULL)
    return FALSE;
  *joining = row->state == FOD_ROW_LIVE && scopes->len > 0 && !holds (scopes, scope);
  return TRUE;
}

/* @known: the row was here before. */
static gboolean
enter (FodPull *self, const char *scope, const FodBase *base, gboolean known, GError **error)
{
  const FodRow *row = base->row;
  gboolean orphan = FALSE;
  gboolean joining = FALSE;

  if ((known && !is_joining (self, scope, row, &joining, error)) ||
      !fod_base_enter (self->ledger, scope, base, error) ||
      (joining && !fod_belonging_wait (self->ledger, row->kind, row->id, error)))
    return FALSE;
  self->pending = self->pending || joining;
  return !self->pending ||
         fod_base_leave (self->ledger, FOD_SCOPE_PENDING, row->kind, row->id, &orphan, error);
}

static gboolean
take_row (FodPull *self, const char *scope, const FodRow *row, GError **error)
{
  g_autoptr (FodBase) base = NULL;
  gboolean news = FALSE;
  gboolean known;

  self->rows++;
  if (self->aside && !fod_belonging_take_up (self->ledger, scope, row->id, error))
    return FALSE;
  if (row->state == FOD_ROW_GONE || row->state == FOD_ROW_ERASED)
    return (row->state == FOD_ROW_GONE || erase (self, row, error)) &&
           leave (self, scope, row, error);
  if (!fod_base_get (self->ledger, row->kind, row->id, &base, error))
    return FALSE;
  /* The death of what was never here. */
  if (base == NULL && row->state == FOD_ROW_DELETED)
    return TRUE;
  known = base != NULL;
  if (!is_news (self, scope, row, base, &news, error) ||
      (news && !write_row (self, row, &base, error)))
    return FALSE;
  return enter (self, scope, base, known, error);
}

static gboolean
compare (FodPull *self, const FodPullScope *scope, GError **error)
{
  guint64 count, check;
  gboolean aside = FALSE;

  if (!fod_belonging_has_aside (self->ledger, scope->id, &aside, error))
    return FALSE;
  /* What can't be read is not counted here; it is told of in its own way. */
  if (aside)
    return TRUE;
  if (!fod_belonging_get_check (self->ledger, scope->id, &count, &check, error))
    return FALSE;
  if (count == scope->count && check == scope->check)
    return TRUE;
  g_debug ("%s: %" G_GUINT64_FORMAT " rows here, %" G_GUINT64_FORMAT " there", scope->id, count,
           scope->count);
  g_strv_builder_add (self->mismatch, scope->id);
  return TRUE;
}

static gboolean
take_scope (FodPull *self, const FodPullScope *scope, GError **error)
{
  if (!fod_belonging_begin (self->ledger, scope->id, error))
    return FALSE;
  for (guint i = 0; i < scope->rows->len; i++)
    if (!take_row (self, scope->id, g_ptr_array_index (scope->rows, i), error))
      return FALSE;
  if (scope->aside != NULL && scope->aside->len > 0)
    fod_ledger_touch_journal (self->ledger);
  for (guint i = 0; scope->aside != NULL && i < scope->aside->len; i++)
    if (!fod_belonging_set_aside (self->ledger, scope->id, g_ptr_array_index (scope->aside, i),
                                  error))
      return FALSE;
  return fod_belonging_set_cursor (self->ledger, scope->id, scope->next, error) &&
         (scope->more || fod_belonging_complete (self->ledger, scope->id, &self->lost, error));
}

/* How far the load has come. A server that does not say how much there is has no part in it. */
static gboolean
measure (FodPull *self, const FodPullScope *scope, GError **error)
{
  guint64 count, check;

  if (!fod_belonging_get_check (self->ledger, scope->id, &count, &check, error))
    return FALSE;
  self->have += MIN (count, scope->count);
  self->total += scope->count;
  self->more = self->more || scope->more;
  return TRUE;
}

/* Scopes that were asked for and are lost, and those that a server no longer names. */
static gboolean
drop_lost (FodPull *self, GError **error)
{
  g_autoptr (GHashTable) scopes = fod_belonging_list (self->ledger, error);
  GPtrArray *granted = self->reply->granted;
  GHashTableIter iter;
  gpointer id;

  if (scopes == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, scopes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean named = granted == NULL || granted->len == 0 || holds (granted, id);

      if (named && !holds (self->reply->revoked, id))
        continue;
      self->lost = TRUE;
      self->revoked = TRUE;
      if (!fod_belonging_revoke (self->ledger, id, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the device now has all that is its own. */
static gboolean
is_whole (const FodPullReply *reply)
{
  guint ended = 0;

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = g_ptr_array_index (reply->scopes, i);

      if (!scope->more && holds (reply->granted, scope->id))
        ended++;
    }
  return reply->granted != NULL && reply->granted->len > 0 && ended == reply->granted->len;
}

/* Own new rows that the server has confirmed and now does not name were given away before it did.
 * Where something could not be read, that may have been their names. */
static gboolean
drop_unnamed (FodPull *self, GError **error)
{
  gboolean pending = FALSE;
  gboolean aside = FALSE;

  if (!self->pending || !is_whole (self->reply))
    return TRUE;
  if (!fod_belonging_has_pending (self->ledger, &pending, error) ||
      !fod_belonging_has_aside (self->ledger, NULL, &aside, error))
    return FALSE;
  if (!pending || aside)
    return TRUE;
  self->lost = TRUE;
  return fod_belonging_revoke (self->ledger, FOD_SCOPE_PENDING, error);
}

/* Whether rows are still to come. */
static gboolean
is_loading (const FodPullReply *reply)
{
  guint named = 0;

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = g_ptr_array_index (reply->scopes, i);

      if (scope->more)
        return TRUE;
      named += holds (reply->granted, scope->id) ? 1 : 0;
    }
  return reply->granted != NULL && named < reply->granted->len;
}

/* Refused changes go after the rows that were lost. What they are about may come with a later page:
 * until the last one there is no telling. */
static gboolean
sweep (FodPull *self, GError **error)
{
  g_autofree char *due = fod_ledger_dup_setting (self->ledger, SWEEP_DUE);
  gboolean handed = FALSE;

  if (!self->lost && due == NULL)
    return TRUE;
  if (is_loading (self->reply))
    return due != NULL || fod_ledger_set_setting (self->ledger, SWEEP_DUE, "1", error);
  self->lost = TRUE;
  return fod_handover_sweep (self->ledger, &handed, error) &&
         (due == NULL || fod_ledger_set_setting (self->ledger, SWEEP_DUE, NULL, error));
}

/* Own new rows of a scope that was lost before a pull had named them are never named any more.
 * Those of another scope may be named by a later page: until the last one there is no telling. */
static gboolean
drop_pending (FodPull *self, GError **error)
{
  g_autofree char *due = fod_ledger_dup_setting (self->ledger, PENDING_DUE);

  if (due == NULL && !(self->revoked && self->pending))
    return TRUE;
  if (is_loading (self->reply))
    return due != NULL || fod_ledger_set_setting (self->ledger, PENDING_DUE, "1", error);
  self->lost = TRUE;
  return fod_belonging_revoke (self->ledger, FOD_SCOPE_PENDING, error) &&
         (due == NULL || fod_ledger_set_setting (self->ledger, PENDING_DUE, NULL, error));
}

static gboolean
sweep_archive (FodPull *self, GError **error)
{
  return !self->lost || is_loading (self->reply) ||
         fod_belonging_sweep_archive (self->ledger, error);
}

static gboolean
take_reply (FodPull *self, GError **error)
{
  FodPullReply *reply = self->reply;
  gboolean flying = FALSE;

  if (!drop_lost (self, error) ||
      !fod_belonging_has_pending (self->ledger, &self->pending, error) ||
      !fod_queue_has_held (self->ledger, &self->held, error) ||
      !fod_belonging_has_aside (self->ledger, NULL, &self->aside, error))
    return FALSE;
  for (guint i = 0; reply->reset != NULL && i < reply->reset->len; i++)
    if (!fod_resets_note (self->ledger, g_ptr_array_index (reply->reset, i), error) ||
        !fod_belonging_reload (self->ledger, g_ptr_array_index (reply->reset, i), error))
      return FALSE;
  for (guint i = 0; i < reply->scopes->len; i++)
    if (!take_scope (self, g_ptr_array_index (reply->scopes, i), error) ||
        !measure (self, g_ptr_array_index (reply->scopes, i), error))
      return FALSE;
  if (!fod_belonging_adopt (self->ledger, is_loading (reply), error) ||
      !drop_unnamed (self, error) || !sweep (self, error) || !drop_pending (self, error) ||
      !sweep_archive (self, error) || !fod_cover_follow_pull (self->ledger, error))
    return FALSE;
  /* With an answer under way nothing can be compared: the server may hold what it told of. */
  if (!fod_queue_has_flying (self->ledger, &flying, error))
    return FALSE;
  for (guint i = 0; i < reply->scopes->len && !flying; i++)
    {
      const FodPullScope *scope = g_ptr_array_index (reply->scopes, i);

      if (!scope->more && !compare (self, scope, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_pull_take (FodLedger *ledger, FodPullReply *reply, FodApplied *applied, GError **error)
{
  g_autofree char *epoch = fod_ledger_dup_setting (ledger, "epoch");
  g_autoptr (GStrvBuilder) mismatch = g_strv_builder_new ();
  FodPull self = { .ledger = ledger, .reply = reply, .mismatch = mismatch };

  *applied = (FodApplied){ 0 };
  if (g_strcmp0 (epoch, reply->epoch) != 0)
    return TRUE;
  fod_ledger_see_server_time (ledger, reply->now);
  if (!fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, take_reply (&self, error), error))
    return FALSE;
  if (self.erased && !fod_erasing_scrub (ledger, error))
    return FALSE;
  if (self.lost)
    fod_ledger_forget_bytes (ledger);
  applied->rows = self.rows;
  applied->have = self.more ? self.have : 0;
  applied->total = self.more ? self.total : 0;
  applied->mismatch = g_strv_builder_end (mismatch);
  return TRUE;
}
