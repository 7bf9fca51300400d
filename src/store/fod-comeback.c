/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A restored server lacks rows that the laptops of their makers give back, one after the other. A
 * change to such a row waits for it here, for 30 days, and is then sent as any other. */

#include "config.h"

#include "store/fod-comeback.h"

#include "schema/fod-schema.h"
#include "store/fod-base.h"
#include "store/fod-queue.h"

#define SINCE "restored-at"
/* As long as laptops keep what the server has answered. */
#define AWAIT_MS (G_GINT64_CONSTANT (30) * 24 * 3600 * 1000)

typedef struct
{
  FodLedger *ledger;
  GPtrArray *queue;
  gboolean live;        /* of the rows that are here, those count that live */
  GHashTable *here;     /* row → itself */
  GHashTable *lacking;  /* row → itself */
  GHashTable *makers;   /* row → the change that makes it */
  GHashTable *saves;    /* tx of changes that wait for a row */
  GHashTable *awaiting; /* seq → itself */
} FodComeback;

static void
comeback_clear (FodComeback *self)
{
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->here, g_hash_table_unref);
  g_clear_pointer (&self->lacking, g_hash_table_unref);
  g_clear_pointer (&self->makers, g_hash_table_unref);
  g_clear_pointer (&self->saves, g_hash_table_unref);
  g_clear_pointer (&self->awaiting, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FodComeback, comeback_clear)

static gboolean
comeback_init (FodComeback *self, GError **error)
{
  self->queue = fod_queue_list (self->ledger, error);
  if (self->queue == NULL)
    return FALSE;
  self->here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lacking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->makers = g_hash_table_new (g_str_hash, g_str_equal);
  self->saves = g_hash_table_new (g_str_hash, g_str_equal);
  self->awaiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->queue->len; i++)
    {
      FodQueued *queued = g_ptr_array_index (self->queue, i);

      if (queued->state <= FOD_OP_IN_FLIGHT && queued->op->verb == FOD_OP_CREATE)
        g_hash_table_insert (self->makers, queued->op->row, queued);
    }
  return TRUE;
}

static gboolean
find_row (FodComeback *self, const char *kind, const char *id, gboolean *here, GError **error)
{
  g_autoptr (FodBase) base = NULL;

  *here = g_hash_table_contains (self->here, id);
  if (*here || g_hash_table_contains (self->lacking, id))
    return TRUE;
  if (!fod_base_get (self->ledger, kind, id, &base, error))
    return FALSE;
  *here = base != NULL && (!self->live || base->row->state == FOD_ROW_LIVE);
  g_hash_table_add (*here ? self->here : self->lacking, g_strdup (id));
  return TRUE;
}

/* Takes note of a row that a change needs. @lacks: nobody has it or is about to make it. @held: its
 * maker is a change that waits itself. */
static gboolean
need (FodComeback *self,
      const char *kind,
      const char *id,
      gboolean *lacks,
      gboolean *held,
      GError **error)
{
  const FodQueued *maker = g_hash_table_lookup (self->makers, id);
  gboolean here = FALSE;

  if (!find_row (self, kind, id, &here, error))
    return FALSE;
  if (here)
    return TRUE;
  if (maker == NULL)
    *lacks = TRUE;
  else if (g_hash_table_contains (self->awaiting, &maker->seq))
    *held = TRUE;
  return TRUE;
}

static gboolean
need_all (FodComeback *self, const FodOp *op, gboolean *lacks, gboolean *held, GError **error)
{
  const FodSpec *spec = fod_schema_get (op->kind);

  *lacks = *held = FALSE;
  if (op->verb != FOD_OP_CREATE && !need (self, op->kind, op->row, lacks, held, error))
    return FALSE;
  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      const char *id = g_hash_table_lookup (op->fields, field->name);

      if (field->type == FOD_FIELD_REF && id != NULL &&
          !need (self, field->of, id, lacks, held, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin_now (FodLedger *ledger, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, fod_ledger_get_server_ms (ledger));

  return fod_ledger_set_setting (ledger, SINCE, now, error);
}

gboolean
fod_comeback_mark (FodLedger *ledger, GError **error)
{
  g_auto (FodComeback) self = { .ledger = ledger, .live = TRUE };

  if (!comeback_init (&self, error))
    return FALSE;
  for (guint i = 0; i < self.queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (self.queue, i);
      gboolean lacks, held;

      /* What was decided on is the server's own, and comes back by nobody's laptop. */
      if (queued->state > FOD_OP_IN_FLIGHT || queued->op->verb == FOD_OP_RESOLVE)
        continue;
      if (!need_all (&self, queued->op, &lacks, &held, error) ||
          (!lacks &&
           !fod_queue_set_state (ledger, queued->seq, queued->state, FOD_COMEBACK_CODE, error)))
        return FALSE;
    }
  return begin_now (ledger, error);
}

/* One more look at all of them: a save goes as a whole, and what hangs on a new row after it. */
static gboolean
look (FodComeback *self, gboolean *more, GError **error)
{
  *more = FALSE;
  for (guint i = 0; i < self->queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (self->queue, i);
      gboolean together =
          queued->op->tx != NULL && g_hash_table_contains (self->saves, queued->op->tx);
      gboolean lacks, held;

      if (queued->state > FOD_OP_IN_FLIGHT || g_hash_table_contains (self->awaiting, &queued->seq))
        continue;
      if (!need_all (self, queued->op, &lacks, &held, error))
        return FALSE;
      if (!together && !held && (!lacks || g_strcmp0 (queued->code, FOD_COMEBACK_CODE) != 0))
        continue;
      *more = TRUE;
      g_hash_table_add (self->awaiting, g_memdup2 (&queued->seq, sizeof queued->seq));
      if (queued->op->tx != NULL)
        g_hash_table_add (self->saves, queued->op->tx);
    }
  return TRUE;
}

static gboolean
has_marked (FodLedger *ledger, gboolean *marked, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      "SELECT 1 FROM op WHERE state < 2 AND code = '" FOD_COMEBACK_CODE "' LIMIT 1", error);

  return stmt != NULL && fod_stmt_step (stmt, marked, error);
}

gboolean
fod_comeback_list (FodLedger *ledger, GHashTable **awaiting, GError **error)
{
  g_auto (FodComeback) self = { .ledger = ledger };
  gboolean more = FALSE;

  *awaiting = NULL;
  if (fod_ledger_get_server_ms (ledger) >= fod_comeback_get_end (ledger))
    return TRUE;
  if (!has_marked (ledger, &more, error))
    return FALSE;
  if (!more)
    return TRUE;
  if (!comeback_init (&self, error))
    return FALSE;
  while (more)
    if (!look (&self, &more, error))
      return FALSE;
  if (g_hash_table_size (self.awaiting) > 0)
    *awaiting = g_steal_pointer (&self.awaiting);
  return TRUE;
}

gint64
fod_comeback_get_end (FodLedger *ledger)
{
  g_autofree char *since = fod_ledger_dup_setting (ledger, SINCE);

  return since == NULL ? 0 : g_ascii_strtoll (since, NULL, 10) + AWAIT_MS;
}

gboolean
fod_comeback_heed_clock (FodLedger *ledger, GError **error)
{
  return fod_comeback_get_end (ledger) <= fod_ledger_get_server_ms (ledger) + AWAIT_MS ||
         begin_now (ledger, error);
}
