/* SPDX-License-Identifier: GPL-3.0-or-later */

/* view = base + queue, after random histories: saves, undoings, pushes with every outcome, lost
 * answers, pulls and restarts, against a server that is a table of rows. */

#include "config.h"

#include "schema/fod-merge.h"
#include "support/fod-test-journal.h"

#define STEPS 250
#define SCOPE "user:a"

typedef struct
{
  FodTestStore *test;
  GRand *rand;
  GHashTable *rows;    /* id → FodRow: the server's truth */
  GPtrArray *ids;      /* of char*: every row that was ever made */
  GPtrArray *txs;      /* of char* */
  GHashTable *changed; /* ids that the next pull brings */
  guint cursor;
} World;

static guint
pick (World *world, guint below)
{
  return (guint)g_rand_int_range (world->rand, 0, (gint32)below);
}

static const char *
pick_text (World *world, GPtrArray *texts)
{
  return texts->len == 0 ? NULL : g_ptr_array_index (texts, pick (world, texts->len));
}

static void
keep_tx (World *world, char *tx)
{
  if (tx != NULL)
    g_ptr_array_add (world->txs, tx);
}

static void
create (World *world)
{
  char *id = fod_test_create (world->test, FOD_KIND_EMPLOYER, "name", "Ny", "tags", "a", NULL);

  g_ptr_array_add (world->ids, id);
}

static void
set (World *world)
{
  static const struct
  {
    const char *field;
    const char *values[4];
  } choices[] = {
    { "name", { "A", "B", "C", "D" } },
    { "town", { "Rebild", NULL, "Aars", "Skørping" } },
    { "do-not-contact", { "1", NULL, "1", NULL } },
    { "tags", { "a\nb", "b", NULL, "a\nc" } },
  };
  const char *id = pick_text (world, world->ids);
  guint choice = pick (world, G_N_ELEMENTS (choices));
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();

  if (id == NULL)
    return;
  record = fod_store_get (world->test->store, FOD_KIND_EMPLOYER, id, NULL);
  if (record == NULL)
    return;
  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, choices[choice].field,
                choices[choice].values[pick (world, 4)],
                fod_record_get (record, choices[choice].field));
  if (pick (world, 4) == 0)
    fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "website", pick (world, 2) == 0 ? "x.dk" : NULL,
                  fod_record_get (record, "website"));
  /* A deleted row takes no set: that is an answer too. */
  keep_tx (world, fod_store_apply (world->test->store, edit, NULL));
}

static void
move (World *world)
{
  const char *id = pick_text (world, world->ids);
  g_autoptr (FodEdit) edit = fod_edit_new ();

  if (id == NULL)
    return;
  if (pick (world, 2) == 0)
    fod_edit_delete (edit, FOD_KIND_EMPLOYER, id);
  else
    fod_edit_undelete (edit, FOD_KIND_EMPLOYER, id);
  keep_tx (world, fod_store_apply (world->test->store, edit, NULL));
}

static void
undo (World *world)
{
  const char *tx = pick_text (world, world->txs);

  if (tx != NULL)
    keep_tx (world, fod_store_undo (world->test->store, tx, NULL));
}

static void
put (FodRow *row, const char *field, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (row->fields, field);
  else
    g_hash_table_insert (row->fields, g_strdup (field), g_strdup (value));
  g_hash_table_insert (row->versions, g_strdup (field),
                       g_strdup_printf ("%" G_GUINT64_FORMAT, row->rv));
}

static FodRow *
copy_row (const FodRow *row)
{
  FodRow *copy = fod_row_new (row->kind, row->id);
  GHashTableIter iter;
  gpointer name, text;

  copy->rv = row->rv;
  copy->state = row->state;
  g_hash_table_iter_init (&iter, row->fields);
  while (row->state == FOD_ROW_LIVE && g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy->fields, g_strdup (name), g_strdup (text));
  g_hash_table_iter_init (&iter, row->versions);
  while (row->state == FOD_ROW_LIVE && g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy->versions, g_strdup (name), g_strdup (text));
  return copy;
}

static void
apply_on_server (World *world, const FodOp *op)
{
  FodRow *row = g_hash_table_lookup (world->rows, op->row);
  GHashTableIter iter;
  gpointer name, text;
  g_autofree char *tags = NULL;

  if (row == NULL)
    {
      row = fod_row_new (op->kind, op->row);
      g_hash_table_insert (world->rows, row->id, row);
    }
  row->rv++;
  if (op->verb == FOD_OP_DELETE || op->verb == FOD_OP_UNDELETE)
    row->state = op->verb == FOD_OP_DELETE ? FOD_ROW_DELETED : FOD_ROW_LIVE;
  g_hash_table_iter_init (&iter, op->fields);
  while (g_hash_table_iter_next (&iter, &name, &text))
    put (row, name, text);
  tags = fod_merge_set (g_hash_table_lookup (row->fields, "tags"),
                        g_hash_table_lookup (op->added, "tags"),
                        g_hash_table_lookup (op->removed, "tags"));
  if (g_hash_table_size (op->added) + g_hash_table_size (op->removed) > 0)
    put (row, "tags", tags);
}

/* Every fourth op on a row that exists meets somebody else's change; some are refused. */
static void
answer (World *world, FodPushReply *reply, const FodOp *op)
{
  FodRow *row = g_hash_table_lookup (world->rows, op->row);
  guint fate = pick (world, 8);

  if (fate == 0 || (row == NULL && op->verb != FOD_OP_CREATE))
    {
      FodOpResult *result = fod_test_answer (reply, op, FOD_RESULT_REJECTED, 0);

      result->code = g_strdup (row == NULL ? "gone" : "forbidden");
      result->row = row == NULL ? NULL : copy_row (row);
      return;
    }
  apply_on_server (world, op);
  row = g_hash_table_lookup (world->rows, op->row);
  if (fate > 2)
    {
      fod_test_answer (reply, op, FOD_RESULT_OK, row->rv);
      return;
    }
  row->rv++;
  put (row, "name", "Fra serveren");
  fod_test_answer (reply, op, FOD_RESULT_MERGED, row->rv)->row = copy_row (row);
}

static void
push (World *world)
{
  g_autoptr (GPtrArray) ops = fod_test_take (world->test, 1 + pick (world, 6));
  FodPushReply *reply = fod_test_push_new ();

  for (guint i = 0; i < ops->len; i++)
    answer (world, reply, g_ptr_array_index (ops, i));
  /* A lost answer: the ops stay in flight, and are refused or doubled later on. */
  if (pick (world, 5) == 0)
    g_ptr_array_set_size (reply->results, 0);
  fod_test_settle (world->test, reply);
}

static void
change_on_server (World *world)
{
  const char *id = pick_text (world, world->ids);
  FodRow *row = id == NULL ? NULL : g_hash_table_lookup (world->rows, id);

  if (row == NULL)
    return;
  row->rv++;
  if (pick (world, 6) == 0)
    row->state = row->state == FOD_ROW_LIVE ? FOD_ROW_DELETED : FOD_ROW_LIVE;
  put (row, "town", pick (world, 2) == 0 ? "Aalborg" : "Hobro");
  put (row, "do-not-contact", pick (world, 2) == 0 ? "1" : NULL);
  g_hash_table_add (world->changed, row->id);
}

static void
pull (World *world)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *next = g_strdup_printf ("%u", ++world->cursor);
  GHashTableIter iter;
  gpointer id;

  fod_test_pull_add (reply, SCOPE, next, NULL);
  g_hash_table_iter_init (&iter, world->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    fod_test_pull_add (reply, SCOPE, next, copy_row (g_hash_table_lookup (world->rows, id)));
  g_hash_table_remove_all (world->changed);
  g_free (fod_test_pull (world->test, reply));
}

static void
run_step (World *world)
{
  static void (*const steps[]) (World *) = {
    create, set, set, set, set, set, move, undo, undo, push, push, change_on_server, pull,
  };

  steps[pick (world, G_N_ELEMENTS (steps))](world);
  fod_fake_clock_advance (world->test->clock, 1000 + pick (world, 5000));
  if (pick (world, 40) == 0)
    fod_test_store_reopen (world->test);
}

static void
test_random_history (gconstpointer data)
{
  World world = {
    .test = fod_test_store_new (),
    .rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data)),
    .rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)fod_row_unref),
    .ids = g_ptr_array_new_with_free_func (g_free),
    .txs = g_ptr_array_new_with_free_func (g_free),
    .changed = g_hash_table_new (g_str_hash, g_str_equal),
  };

  fod_test_enrol (world.test, FOD_TEST_EPOCH);
  for (guint i = 0; i < STEPS; i++)
    {
      run_step (&world);
      if (i % 5 == 0)
        fod_test_assert_view (world.test);
    }
  g_assert_cmpuint (world.ids->len, >, 3);
  fod_test_assert_view (world.test);
  g_hash_table_unref (world.changed);
  g_hash_table_unref (world.rows);
  g_ptr_array_unref (world.ids);
  g_ptr_array_unref (world.txs);
  g_rand_free (world.rand);
  fod_test_store_free (world.test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/store/view/random-history-%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random_history);
    }
  return g_test_run ();
}
