/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a pushed op: it moves from the queue into the base, or is kept as refused. */

#include "config.h"

#include "store/fod-settle.h"

#include "schema/fod-merge.h"
#include "store/fod-belonging.h"
#include "store/fod-giving.h"
#include "store/fod-handover.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "store/fod-refusal.h"

typedef struct
{
  FodLedger *ledger;
  FodSettled *settled;
  GHashTable *sent; /* op id → FodOp */
  gboolean lost;    /* rows went whose bytes must not stay on the disk */
} FodSettle;

static GHashTable *
copy_texts (GHashTable *from)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (texts, g_strdup (name), g_strdup (text));
  return texts;
}

static void
put_text (GHashTable *texts, const char *name, const char *text)
{
  if (text == NULL)
    g_hash_table_remove (texts, name);
  else
    g_hash_table_insert (texts, g_strdup (name), g_strdup (text));
}

static void
put_texts (GHashTable *texts, GHashTable *news)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, news);
  while (g_hash_table_iter_next (&iter, &name, &text))
    put_text (texts, name, text);
}

static void
change_sets (GHashTable *fields, const FodOp *op)
{
  const FodSpec *spec = fod_schema_get (op->kind);

  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const char *name = spec->fields[i].name;
      const char *added = g_hash_table_lookup (op->added, name);
      const char *removed = g_hash_table_lookup (op->removed, name);
      g_autofree char *set = NULL;

      if (added == NULL && removed == NULL)
        continue;
      set = fod_merge_set (g_hash_table_lookup (fields, name), added, removed);
      put_text (fields, name, set);
    }
}

/* The server has the conflict closed; its row, and the one that it is about, come with the next
 * pull. Until then the decision goes on to show. */
static gboolean
absorb_resolve (FodSettle *self,
                const FodQueued *queued,
                const FodOpResult *result,
                FodBase *conflict,
                GError **error)
{
  const char *kind = g_hash_table_lookup (conflict->row->fields, "about-kind");
  const char *field = g_hash_table_lookup (conflict->row->fields, "field");
  g_autoptr (FodBase) about = NULL;

  put_text (conflict->row->fields, "resolved", "1");
  if (kind == NULL || field == NULL ||
      !fod_base_get (self->ledger, kind, queued->about, &about, error))
    return kind == NULL || field == NULL;
  /* Without a version of the field there was nothing to write into: the row is deleted. */
  if (about == NULL || result->versions == NULL || !g_hash_table_contains (result->versions, field))
    return TRUE;
  put_text (about->row->fields, field, g_hash_table_lookup (queued->op->fields, "value"));
  /* Who writes the field before that pull has seen the decision. */
  put_text (about->row->versions, field, g_hash_table_lookup (result->versions, field));
  return fod_base_put (self->ledger, about, error);
}

/* Whose a new row is, the server has written by itself, and a pull brings it. Until that comes,
 * which on a bad line may take hours, it goes on to show as the person's own. */
static void
fill_server_fields (FodSettle *self, const FodOpResult *result, FodBase *base)
{
  const FodSpec *spec = fod_schema_get (base->row->kind);
  g_autoptr (FodRecord) record = NULL;

  if (spec == NULL || result->versions == NULL)
    return;
  record = fod_record_new (spec, base->row->id);
  fod_overlay_fill_server_fields (self->ledger, record);
  for (guint i = 0; i < spec->n_fields; i++)
    if (fod_record_get_at (record, i) != NULL &&
        g_hash_table_contains (result->versions, spec->fields[i].name))
      put_text (base->row->fields, spec->fields[i].name, fod_record_get_at (record, i));
}

static gboolean
absorb_verb (FodSettle *self,
             const FodQueued *queued,
             const FodOpResult *result,
             FodBase *base,
             GError **error)
{
  switch (queued->op->verb)
    {
    case FOD_OP_CREATE:
      fill_server_fields (self, result, base);
      put_texts (base->row->fields, queued->op->fields);
      change_sets (base->row->fields, queued->op);
      return TRUE;
    case FOD_OP_SET:
      put_texts (base->row->fields, queued->op->fields);
      change_sets (base->row->fields, queued->op);
      return TRUE;
    case FOD_OP_DELETE:
      base->row->state = FOD_ROW_DELETED;
      g_free (base->gone_tx);
      base->gone_tx = g_strdup (queued->tx);
      return TRUE;
    case FOD_OP_UNDELETE:
      base->row->state = FOD_ROW_LIVE;
      g_clear_pointer (&base->gone_tx, g_free);
      return TRUE;
    case FOD_OP_RESOLVE:
      return absorb_resolve (self, queued, result, base, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The op was applied as it was sent. */
static gboolean
absorb_op (FodSettle *self,
           const FodQueued *queued,
           const FodOpResult *result,
           FodBase *base,
           GError **error)
{
  gboolean created = base->row->rv == 0;

  /* A pull was faster, and knows more. */
  if (base->row->rv > result->rv)
    return TRUE;
  if (!absorb_verb (self, queued, result, base, error))
    return FALSE;
  /* Those of a decision are of the row that it is about. */
  if (result->versions != NULL && queued->op->verb != FOD_OP_RESOLVE)
    put_texts (base->row->versions, result->versions);
  /* Somebody changed the row in between. It has the old number until that came: were it never to
   * come, as to a profile whose copy made the change, the scope's check would tell. */
  if (created || result->rv <= base->row->rv + 1)
    base->row->rv = result->rv;
  return fod_base_put (self->ledger, base, error) &&
         (!created || fod_base_enter (self->ledger, FOD_SCOPE_PENDING, base, error));
}

/* The server tells what the row is now. */
static gboolean
absorb_row (FodSettle *self, const FodRow *row, FodBase *base, GError **error)
{
  gboolean created = base->row->rv == 0;

  if (base->row->rv > row->rv)
    return TRUE;
  base->row->rv = row->rv;
  base->row->state = row->state == FOD_ROW_LIVE ? FOD_ROW_LIVE : FOD_ROW_DELETED;
  if (row->state == FOD_ROW_DELETED && base->gone_tx == NULL)
    base->gone_tx = fod_rows_dup_mark (row);
  if (row->state == FOD_ROW_LIVE)
    {
      g_hash_table_unref (base->row->fields);
      g_hash_table_unref (base->row->versions);
      base->row->fields = copy_texts (row->fields);
      base->row->versions = copy_texts (row->versions);
      g_clear_pointer (&base->gone_tx, g_free);
    }
  return fod_base_put (self->ledger, base, error) &&
         (!created || fod_base_enter (self->ledger, FOD_SCOPE_PENDING, base, error));
}

/* What the author of an op made on top of @queued had seen of a field (empty: of the row), now that
 * the server has answered @queued; %NULL leaves it to the server, which remembers what it answered.
 * Never what a pull has brought since: nobody had seen that. */
static const char *
find_seen (const FodQueued *queued, const FodOpResult *result, const char *name)
{
  switch (result->result)
    {
    case FOD_RESULT_OK:
    case FOD_RESULT_DUP:
      return result->versions == NULL ? NULL : g_hash_table_lookup (result->versions, name);
    case FOD_RESULT_REJECTED:
      return g_hash_table_lookup (queued->op->base, name);
    case FOD_RESULT_MERGED:
    case FOD_RESULT_CONFLICT:
    default:
      return NULL;
    }
}

static gboolean
name_version (FodSettle *self,
              FodQueued *later,
              const FodQueued *queued,
              const FodOpResult *result,
              GError **error)
{
  g_autofree char *reference = g_strconcat ("@", queued->op->id, NULL);
  g_autofree char *rv = g_strdup_printf ("%" G_GUINT64_FORMAT, result->rv);
  /* What was not applied as it was written, and is somebody else's by now, has no number. */
  gboolean applied =
      result->rv > 0 && (result->result == FOD_RESULT_OK || result->result == FOD_RESULT_DUP);
  GHashTableIter iter;
  gpointer name, seen;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, later->op->base);
  while (g_hash_table_iter_next (&iter, &name, &seen))
    {
      const char *version = NULL;

      if (!g_str_equal (seen, reference))
        continue;
      version = *(const char *)name == '\0' && applied ? rv : find_seen (queued, result, name);
      if (version == NULL)
        continue;
      changed = TRUE;
      g_hash_table_iter_replace (&iter, g_strdup (version));
    }
  return !changed || fod_queue_update (self->ledger, later, error);
}

/* The row that ops are made on top of this one: the row itself, or the one that is decided on. */
static GPtrArray *
list_later (FodSettle *self, const FodQueued *queued, GError **error)
{
  g_autoptr (FodViewRow) conflict = NULL;
  const char *kind;

  if (queued->about == NULL)
    return fod_queue_list_row (self->ledger, queued->op->kind, queued->op->row, error);
  if (!fod_rows_get (self->ledger, &fod_conflict_spec, queued->op->row, &conflict, error))
    return NULL;
  kind = conflict == NULL ? NULL : fod_record_get (conflict->record, "about-kind");
  return fod_queue_list_row (self->ledger, kind == NULL ? "" : kind, queued->about, error);
}

/* Ops that were made on top of this one named it; now it has versions. What is in flight stays as
 * it was sent. */
static gboolean
name_versions (FodSettle *self, const FodQueued *queued, const FodOpResult *result, GError **error)
{
  g_autoptr (GPtrArray) queue = list_later (self, queued, error);

  if (queue == NULL)
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      FodQueued *later = g_ptr_array_index (queue, i);

      if (later->state == FOD_OP_QUEUED && !name_version (self, later, queued, result, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_row (FodSettle *self, const FodRow *row, GError **error)
{
  g_autoptr (FodBase) base = NULL;
  g_autoptr (GHashTable) overwritten = NULL;

  if (!fod_base_get (self->ledger, row->kind, row->id, &base, error))
    return FALSE;
  if (base == NULL && row->state != FOD_ROW_LIVE)
    return TRUE;
  if (base == NULL)
    base = fod_base_new (row->kind, row->id);
  overwritten = g_hash_table_ref (base->row->versions);
  return absorb_row (self, row, base, error) &&
         fod_overlay_rebuild_from (self->ledger, base, overwritten, error);
}

/* @base: (out) (nullable): the row's base as it is then. */
static gboolean
take_applied (FodSettle *self,
              const FodQueued *queued,
              const FodOpResult *result,
              FodBase **base,
              GError **error)
{
  if (!fod_base_get (self->ledger, queued->op->kind, queued->op->row, base, error))
    return FALSE;
  /* An op that the server knew comes with its row, unless that is somebody else's by now. */
  if (*base == NULL && queued->op->verb == FOD_OP_CREATE && result->result == FOD_RESULT_OK)
    *base = fod_base_new (queued->op->kind, queued->op->row);
  return *base == NULL || absorb_op (self, queued, result, *base, error);
}

/* A pull may have brought a new row by one scope while the others waited for this answer: they hold
 * what its parent's hold. */
static gboolean
join_parent (FodSettle *self, const FodOp *op, GError **error)
{
  const FodSpec *spec = fod_schema_get (op->kind);
  g_autoptr (FodBase) base = NULL;

  if (op->verb != FOD_OP_CREATE || spec == NULL || spec->parent == NULL)
    return TRUE;
  if (!fod_base_get (self->ledger, op->kind, op->row, &base, error))
    return FALSE;
  return base == NULL || fod_base_enter (self->ledger, FOD_SCOPE_PENDING, base, error);
}

/* @base: (nullable): the row's base when it is known and as it is. */
static gboolean
finish_op (FodSettle *self,
           const FodQueued *queued,
           const FodOpResult *result,
           const FodBase *base,
           GError **error)
{
  const FodOp *op = queued->op;
  gboolean rejected = result->result == FOD_RESULT_REJECTED;

  /* Out of the queue before that is read, when it need not be there to be shown. */
  if ((!rejected && (!fod_queue_archive (self->ledger, queued, error) ||
                     !fod_giving_note (self->ledger, op, error))) ||
      (result->row != NULL && !take_row (self, result->row, error)) ||
      (!rejected && !join_parent (self, op, error)) ||
      !name_versions (self, queued, result, error) ||
      (rejected && !fod_refusal_take (self->ledger, queued,
                                      result->code == NULL ? "invalid" : result->code, error)))
    return FALSE;
  return (base != NULL ? fod_overlay_rebuild_from (self->ledger, base, NULL, error)
                       : fod_overlay_rebuild (self->ledger, op->kind, op->row, NULL, error)) &&
         fod_overlay_rebuild_about (self->ledger, queued, error);
}

static gboolean
find_queued (FodSettle *self, const char *id, FodQueued **queued, GError **error)
{
  FodOp *op = g_hash_table_lookup (self->sent, id);

  return op != NULL ? fod_queue_find_sent (self->ledger, op, queued, error)
                    : fod_queue_find (self->ledger, id, queued, error);
}

/* Whether the server knew the op, and its row is somebody else's by now and not here. */
static gboolean
is_strangers (const FodOpResult *result, const FodBase *base)
{
  return result->result == FOD_RESULT_DUP && result->row == NULL && base == NULL;
}

static gboolean
settle_op (FodSettle *self, const FodOpResult *result, GError **error)
{
  g_autoptr (FodQueued) queued = NULL;
  g_autoptr (FodBase) base = NULL;
  gboolean handed = FALSE;

  if (!find_queued (self, result->op, &queued, error))
    return FALSE;
  if (queued == NULL || queued->state != FOD_OP_IN_FLIGHT)
    return TRUE;
  switch (result->result)
    {
    case FOD_RESULT_OK:
    case FOD_RESULT_DUP:
      self->settled->applied++;
      break;
    case FOD_RESULT_MERGED:
      self->settled->merged++;
      break;
    case FOD_RESULT_CONFLICT:
      self->settled->conflicts++;
      break;
    case FOD_RESULT_REJECTED:
    default:
      if (!fod_handover_is_due (self->ledger, queued, result->code, &handed, error))
        return FALSE;
      if (handed)
        {
          self->settled->handed++;
          return fod_handover_take (self->ledger, queued, error);
        }
      self->settled->rejected++;
    }
  if (result->result != FOD_RESULT_REJECTED && result->row == NULL &&
      !take_applied (self, queued, result, &base, error))
    return FALSE;
  if (!finish_op (self, queued, result, base, error))
    return FALSE;
  if (!is_strangers (result, base))
    return TRUE;
  self->lost = TRUE;
  return fod_belonging_forget (self->ledger, queued->op->kind, queued->op->row, error);
}

static gboolean
settle_all (FodSettle *self, const FodPushReply *reply, GError **error)
{
  for (guint i = 0; i < reply->results->len; i++)
    if (!settle_op (self, g_ptr_array_index (reply->results, i), error))
      return FALSE;
  return fod_queue_age_archive (self->ledger, error) &&
         fod_belonging_adopt (self->ledger, FALSE, error);
}

gboolean
fod_settle_take (
    FodLedger *ledger, FodPushReply *reply, GPtrArray *sent, FodSettled *settled, GError **error)
{
  g_autoptr (GHashTable) ops = g_hash_table_new (g_str_hash, g_str_equal);
  FodSettle self = { ledger, settled, ops, FALSE };

  for (guint i = 0; sent != NULL && i < sent->len; i++)
    g_hash_table_insert (ops, ((FodOp *)sent->pdata[i])->id, sent->pdata[i]);
  *settled = (FodSettled){ 0 };
  fod_ledger_see_server_time (ledger, reply->now);
  if (!fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, settle_all (&self, reply, error), error))
    return FALSE;
  if (settled->handed > 0 || self.lost)
    fod_ledger_forget_bytes (ledger);
  return TRUE;
}
