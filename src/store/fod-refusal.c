/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ops that the server refused: kept, joined, discarded, sent anew. How they look laid over a row is
 * the overlay's. */

#include "config.h"

#include "store/fod-refusal.h"

#include "base/fod-uuid.h"
#include "schema/fod-merge.h"
#include "schema/fod-schema.h"
#include "store/fod-base.h"
#include "store/fod-overlay.h"

FodQueued *
fod_refusal_find_held (const GPtrArray *queue)
{
  for (guint i = 0; i < queue->len; i++)
    {
      FodQueued *queued = g_ptr_array_index (queue, i);

      if (queued->op->verb == FOD_OP_CREATE &&
          (queued->state == FOD_OP_HELD || queued->state == FOD_OP_DISCARDED))
        return queued;
    }
  return NULL;
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
join_lines (FodOp *held, GHashTable *lines, gboolean added)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      const char *present = g_hash_table_lookup (held->fields, name);
      g_autofree char *set = fod_merge_set (present, added ? text : NULL, added ? NULL : text);

      put_text (held->fields, name, set);
    }
}

/* The record as its author left it is one op again. */
static gboolean
join_set (FodLedger *ledger, FodQueued *held, const FodQueued *later, GError **error)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, later->op->fields);
  while (g_hash_table_iter_next (&iter, &name, &text))
    put_text (held->op->fields, name, text);
  join_lines (held->op, later->op->removed, FALSE);
  join_lines (held->op, later->op->added, TRUE);
  return fod_queue_update (ledger, held, error) && fod_queue_remove (ledger, later->seq, error);
}

gboolean
fod_refusal_discard (FodLedger *ledger, const FodQueued *held, gint64 removal, GError **error)
{
  return fod_queue_set_state (ledger, held->seq, FOD_OP_DISCARDED, held->code, error) &&
         fod_queue_set_state (ledger, removal, FOD_OP_DISCARDED, NULL, error);
}

gboolean
fod_refusal_keep (FodLedger *ledger, const GPtrArray *queue, GError **error)
{
  const FodQueued *held = fod_refusal_find_held (queue);

  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);

      if (queued->state == FOD_OP_DISCARDED && queued != held &&
          !fod_queue_remove (ledger, queued->seq, error))
        return FALSE;
    }
  return fod_queue_set_state (ledger, held->seq, FOD_OP_HELD, held->code, error);
}

static gboolean
join (FodLedger *ledger, FodQueued *held, const FodQueued *later, GError **error)
{
  g_autoptr (GPtrArray) queue = NULL;

  switch (later->op->verb)
    {
    case FOD_OP_SET:
      return join_set (ledger, held, later, error);
    case FOD_OP_DELETE:
      return fod_refusal_discard (ledger, held, later->seq, error);
    case FOD_OP_UNDELETE:
      queue = fod_queue_list_row (ledger, held->op->kind, held->op->row, error);
      return queue != NULL && fod_refusal_keep (ledger, queue, error) &&
             fod_queue_remove (ledger, later->seq, error);
    case FOD_OP_CREATE:
    case FOD_OP_RESOLVE:
    default:
      return TRUE;
    }
}

/* What was written on top of the record joins it, in its order: what is on its way comes first, and
 * its own answer goes on from there. */
static gboolean
join_all (FodLedger *ledger, FodQueued *held, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list_row (ledger, held->op->kind, held->op->row, error);

  if (queue == NULL)
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *later = g_ptr_array_index (queue, i);

      if (later->state == FOD_OP_IN_FLIGHT)
        return TRUE;
      if (later->state == FOD_OP_QUEUED && !join (ledger, held, later, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_refusal_take (FodLedger *ledger, const FodQueued *queued, const char *code, GError **error)
{
  const FodOp *op = queued->op;
  g_autoptr (FodBase) base = NULL;
  g_autoptr (GPtrArray) queue = NULL;
  FodQueued *held = NULL;
  gboolean makes = op->verb == FOD_OP_CREATE;

  if (!fod_base_get (ledger, op->kind, op->row, &base, error) ||
      !fod_queue_set_state (ledger, queued->seq,
                            makes && base == NULL ? FOD_OP_HELD : FOD_OP_REFUSED, code, error))
    return FALSE;
  if (base != NULL)
    return TRUE;
  queue = fod_queue_list_row (ledger, op->kind, op->row, error);
  if (queue == NULL)
    return FALSE;
  held = fod_refusal_find_held (queue);
  if (held == NULL)
    return TRUE;
  return (makes || join (ledger, held, queued, error)) && join_all (ledger, held, error);
}

static gboolean
yield_op (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  if (queued->state != FOD_OP_HELD && queued->state != FOD_OP_DISCARDED)
    return TRUE;
  if (queued->op->verb != FOD_OP_CREATE)
    return fod_queue_remove (ledger, queued->seq, error);
  return fod_queue_set_state (ledger, queued->seq, FOD_OP_REFUSED, queued->code, error);
}

gboolean
fod_refusal_yield (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list_row (ledger, kind, id, error);

  if (queue == NULL)
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    if (!yield_op (ledger, g_ptr_array_index (queue, i), error))
      return FALSE;
  return TRUE;
}

/* What goes along with an op that is sent anew. */
typedef struct
{
  FodLedger *ledger;
  const char *tx;    /* that they become a part of, or NULL */
  GHashTable *saves; /* their tx */
  GHashTable *rows;  /* that they are about */
  GHashTable *ids;   /* old → new */
} FodAgain;

static gboolean
hangs_on (const FodAgain *self, const FodQueued *queued)
{
  const FodOp *op = queued->op;
  const FodSpec *spec = fod_schema_get (op->kind);

  if (g_hash_table_contains (self->rows, op->row) ||
      (queued->about != NULL && g_hash_table_contains (self->rows, queued->about)))
    return TRUE;
  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const char *value = g_hash_table_lookup (op->fields, spec->fields[i].name);

      if (spec->fields[i].type == FOD_FIELD_REF && value != NULL &&
          g_hash_table_contains (self->rows, value))
        return TRUE;
    }
  return FALSE;
}

static gboolean
goes_along (const FodAgain *self, const FodQueued *queued)
{
  if (queued->state == FOD_OP_IN_FLIGHT || queued->state == FOD_OP_DISCARDED)
    return FALSE;
  if (queued->op->tx != NULL && g_hash_table_contains (self->saves, queued->op->tx))
    return TRUE;
  return (queued->state != FOD_OP_REFUSED || g_strcmp0 (queued->code, "ref_missing") == 0) &&
         hangs_on (self, queued);
}

static gboolean
note (FodAgain *self, const FodQueued *queued)
{
  gboolean more = g_hash_table_add (self->rows, g_strdup (queued->op->row));

  if (queued->op->tx != NULL)
    more = g_hash_table_add (self->saves, g_strdup (queued->op->tx)) || more;
  if (queued->about != NULL)
    more = g_hash_table_add (self->rows, g_strdup (queued->about)) || more;
  return more;
}

/* A save that something hangs on may bring another save along, which stood before it. */
static void
collect (FodAgain *self, const GPtrArray *queue)
{
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < queue->len; i++)
        if (goes_along (self, g_ptr_array_index (queue, i)))
          more = note (self, g_ptr_array_index (queue, i)) || more;
    }
}

/* Under its id the server has refused it for ever. */
static void
rename_op (FodAgain *self, FodOp *op)
{
  char *id = fod_uuid_new (fod_ledger_get_clock (self->ledger));

  g_hash_table_insert (self->ids, g_strconcat ("@", op->id, NULL), g_strconcat ("@", id, NULL));
  g_free (op->id);
  op->id = id;
}

static void
rename_seen (FodAgain *self, FodOp *op)
{
  GHashTableIter iter;
  gpointer seen;

  g_hash_table_iter_init (&iter, op->base);
  while (g_hash_table_iter_next (&iter, NULL, &seen))
    {
      const char *id = g_hash_table_lookup (self->ids, seen);

      if (id != NULL)
        g_hash_table_iter_replace (&iter, g_strdup (id));
    }
}

static gboolean
queue_anew (FodAgain *self, FodQueued *queued, GError **error)
{
  if (queued->state != FOD_OP_QUEUED)
    rename_op (self, queued->op);
  rename_seen (self, queued->op);
  if (self->tx != NULL)
    {
      g_free (queued->op->tx);
      queued->op->tx = g_strdup (self->tx);
    }
  return fod_queue_update (self->ledger, queued, error) &&
         fod_queue_set_state (self->ledger, queued->seq, FOD_OP_QUEUED, NULL, error) &&
         fod_queue_move_last (self->ledger, queued->seq, error);
}

/* What was refused is seen again; under what was written since, so that all have to have their
 * places. */
static gboolean
show (FodAgain *self, const FodQueued *queued, GError **error)
{
  return queued->state != FOD_OP_REFUSED ||
         (fod_overlay_rebuild (self->ledger, queued->op->kind, queued->op->row, NULL, error) &&
          fod_overlay_rebuild_about (self->ledger, queued, error));
}

static gboolean
queue_all (FodAgain *self, const GPtrArray *queue, GError **error)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new ();

  /* Before any of them has a new name, by which it could not be told any more. */
  for (guint i = 0; i < queue->len; i++)
    if (goes_along (self, g_ptr_array_index (queue, i)))
      g_ptr_array_add (again, g_ptr_array_index (queue, i));
  for (guint i = 0; i < again->len; i++)
    if (!queue_anew (self, g_ptr_array_index (again, i), error))
      return FALSE;
  for (guint i = 0; i < again->len; i++)
    if (!show (self, g_ptr_array_index (again, i), error))
      return FALSE;
  return TRUE;
}

static int
compare_seq (gconstpointer a, gconstpointer b)
{
  const FodQueued *one = *(const FodQueued *const *)a;
  const FodQueued *other = *(const FodQueued *const *)b;

  return (one->seq > other->seq) - (one->seq < other->seq);
}

gboolean
fod_refusal_send_again (FodLedger *ledger, const FodQueued *refused, const char *tx, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list (ledger, error);
  g_autoptr (GHashTable) saves = NULL;
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GHashTable) ids = NULL;
  FodAgain self = { .ledger = ledger, .tx = tx };

  if (queue == NULL)
    return FALSE;
  self.saves = saves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.rows = rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.ids = ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* As they were written: the list has those that were refused first. */
  g_ptr_array_sort (queue, compare_seq);
  note (&self, refused);
  collect (&self, queue);
  return queue_all (&self, queue, error);
}

gboolean
fod_refusal_is_kept (const char *code)
{
  static const char *const codes[] = { "forbidden", "ref_missing", "gone", NULL };

  return code != NULL && g_strv_contains (codes, code);
}

gboolean
fod_refusal_ask_anew (FodLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list (ledger, error);

  if (queue == NULL)
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);

      if ((queued->state == FOD_OP_REFUSED || queued->state == FOD_OP_HELD) &&
          fod_refusal_is_kept (queued->code) &&
          !fod_queue_set_state (ledger, queued->seq, FOD_OP_QUEUED, NULL, error))
        return FALSE;
    }
  return TRUE;
}
