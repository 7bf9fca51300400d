/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What versions and programs other than this one leave behind: ops that no server takes (20), and
 * fields and kinds that nobody here knows and everybody keeps (16). */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "base/fod-hlc.h"
#include "base/fod-uuid.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-feed.h"
#include "store/fod-job.h"
#include "store/fod-queue.h"

#include <string.h>

#define LATER_KIND "later-kind"
#define LATER_FIELD "later-field"

static FodOp *
new_op (FodLedger *ledger, FodOpVerb verb, const char *kind, const char *row)
{
  g_autofree char *id = fod_uuid_new (fod_ledger_get_clock (ledger));
  FodOp *op = fod_op_new (id, verb, kind, row);

  op->tx = g_strdup (id);
  op->hlc = fod_ledger_next_hlc (ledger);
  op->clock_session = fod_ledger_get_clock_session (ledger);
  op->schema = FOD_SCHEMA_VERSION;
  return op;
}

/* A row that the device holds, as far as it holds one. */
static char *
dup_held_row (FodLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      "SELECT id FROM base WHERE kind = 'participant' AND state = 0 ORDER BY id LIMIT 1", &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  fod_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  return has_row ? g_strdup (fod_stmt_get_text (stmt, 0)) : NULL;
}

static FodOp *
make_bad_op (FodLedger *ledger, guint number)
{
  g_autofree char *nowhere = fod_uuid_new (fod_ledger_get_clock (ledger));
  g_autofree char *held = dup_held_row (ledger);
  FodOp *op;

  switch (number % 3)
    {
    case 0:
      op = new_op (ledger, FOD_OP_CREATE, "no-such-kind", nowhere);
      break;
    case 1:
      op = new_op (ledger, FOD_OP_SET, FOD_KIND_EMPLOYER, nowhere);
      break;
    default:
      op = new_op (ledger, FOD_OP_SET, FOD_KIND_PARTICIPANT, held == NULL ? nowhere : held);
    }
  g_hash_table_insert (op->fields, g_strdup (number % 3 == 1 ? "name" : "no-such-field"),
                       g_strdup ("x"));
  return op;
}

static gpointer
run_bad_op (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodOp) op = NULL;

  if (!fod_ledger_begin (ledger, error))
    return NULL;
  op = make_bad_op (ledger, *(const guint *)input);
  return fod_ledger_end (ledger, fod_queue_add (ledger, op, op->tx, NULL, error), error)
             ? FOD_JOB_DONE
             : NULL;
}

void
fod_sim_world_write_bad_op (FodSimWorld *self, guint device, const guint *numbers)
{
  const FodCall call = { run_bad_op, (gpointer)numbers, NULL, NULL };
  g_autoptr (GError) error = NULL;

  fod_store_call (self->devices[device]->store, &call, &error);
  g_assert_no_error (error);
}

static void
tell (FodServerWork *work, const FodStoredRow *row)
{
  FodServerAuditEntry *entry = fod_server_audit_new (row->row->kind, row->row->id, "admin", "ok");

  entry->eff = fod_hlc_from_ms (work->now);
  entry->rv = row->row->rv;
  entry->new_values = fod_wire_print_texts (row->row->fields);
  fod_server_audit_add (work, entry);
}

/* A place at the end of what everybody has: this server does not know where such a row goes. */
static void
place_for_all (FodServerWork *work, const FodStoredRow *row)
{
  g_autofree char *scope = g_strconcat ("org:", work->organisation, NULL);
  FodServerPlace place = {
    .scope = scope, .kind = row->row->kind, .id = row->row->id, .rv = row->row->rv
  };
  FodServerHead head;
  g_autoptr (GError) error = NULL;

  fod_server_store_get_head (work->store, scope, &head, &error);
  g_assert_no_error (error);
  place.seq = ++head.seq;
  head.count++;
  head.check ^= fod_row_check_word (place.kind, place.id, place.rv);
  fod_server_store_put_place (work->store, &place, &error);
  g_assert_no_error (error);
  fod_server_store_put_head (work->store, scope, &head, &error);
  g_assert_no_error (error);
}

static void
write_later (FodServerStore *store, FodClock *clock, const FodSimRow *known, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, &error);
  g_autofree char *id = fod_uuid_new_from_name (text);
  g_autoptr (FodStoredRow) row = NULL;

  g_assert_no_error (error);
  if (known == NULL)
    row = fod_stored_row_new (LATER_KIND, id);
  else
    fod_server_store_get_row (store, known->kind, known->id, &row, &error);
  g_assert_no_error (error);
  row->row->rv++;
  fod_stored_row_set (row, LATER_FIELD, text, fod_hlc_from_ms (work->now), NULL);
  tell (work, row);
  fod_server_store_put_row (store, row, &error);
  g_assert_no_error (error);
  if (known == NULL)
    place_for_all (work, row);
  else
    fod_server_feed_mark (work, row, FALSE, &error);
  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(FodSimRow *const *)a)->id, (*(FodSimRow *const *)b)->id);
}

/* Any row that people work with. */
static const FodSimRow *
pick_row (FodSimWorld *self, guint number)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->oracle->server->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      const FodSpec *spec = fod_schema_get (((FodSimRow *)row)->kind);

      if (spec != NULL && !spec->server_only && ((FodSimRow *)row)->state == FOD_ROW_LIVE)
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, compare_rows);
  return rows->len == 0 ? NULL : rows->pdata[number % rows->len];
}

void
fod_sim_world_write_later (FodSimWorld *self, const guint *numbers)
{
  FodServerStore *stores[] = { self->server->store, fod_sim_mirror_get_store (self->mirror) };
  const FodSimRow *known = numbers[0] % 4 == 0 ? NULL : pick_row (self, numbers[1]);
  g_autofree char *text = g_strdup_printf ("later %u", ++self->written);

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    write_later (stores[i], FOD_CLOCK (self->server->clock), known, text);
}
