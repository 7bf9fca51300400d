/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replies made by hand, and the invariant that every journal test ends with. */

#include "config.h"

#include "support/fod-test-journal.h"

#include "store/fod-job.h"
#include "store/fod-overlay.h"

void
fod_test_enrol_as (FodTestStore *self, const char *epoch, const char *team, const char *role)
{
  FodEnrolment enrolment = { .server = (char *)"http://127.0.0.1",
                             .token = (char *)"token",
                             .user = (char *)FOD_TEST_USER,
                             .team = (char *)team,
                             .role = (char *)role,
                             .epoch = (char *)epoch };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  fod_journal_set_enrolment_async (self->store, &enrolment, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  fod_journal_set_enrolment_finish (self->store, result, &error);
  g_assert_no_error (error);
}

void
fod_test_enrol (FodTestStore *self, const char *epoch)
{
  fod_test_enrol_as (self, epoch, FOD_TEST_TEAM, "consultant");
}

FodTestStore *
fod_test_store_new_enrolled (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  return test;
}

FodRow *
fod_test_row (const char *kind, const char *id, guint64 rv, ...)
{
  FodRow *row = fod_row_new (kind, id);
  const char *field;
  va_list pairs;

  row->rv = rv;
  va_start (pairs, rv);
  while ((field = va_arg (pairs, const char *)) != NULL)
    {
      g_hash_table_insert (row->fields, g_strdup (field), g_strdup (va_arg (pairs, const char *)));
      g_hash_table_insert (row->versions, g_strdup (field),
                           g_strdup_printf ("%" G_GUINT64_FORMAT, rv));
    }
  va_end (pairs);
  return row;
}

FodRow *
fod_test_row_bare (const char *kind, const char *id, guint64 rv, FodRowState state)
{
  FodRow *row = fod_test_row (kind, id, rv, NULL);

  row->state = state;
  return row;
}

FodPullReply *
fod_test_pull_new (const char *epoch)
{
  FodPullReply *reply = g_new0 (FodPullReply, 1);

  reply->epoch = g_strdup (epoch);
  reply->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_pull_scope_free);
  reply->granted = g_ptr_array_new_with_free_func (g_free);
  reply->revoked = g_ptr_array_new_with_free_func (g_free);
  reply->reset = g_ptr_array_new_with_free_func (g_free);
  return reply;
}

static FodPullScope *
find_scope (FodPullReply *reply, const char *id)
{
  FodPullScope *scope;

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      scope = g_ptr_array_index (reply->scopes, i);
      if (g_str_equal (scope->id, id))
        return scope;
    }
  scope = g_new0 (FodPullScope, 1);
  scope->id = g_strdup (id);
  scope->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  g_ptr_array_add (reply->scopes, scope);
  g_ptr_array_add (reply->granted, g_strdup (id));
  return scope;
}

void
fod_test_pull_add (FodPullReply *reply, const char *scope_id, const char *next, FodRow *row)
{
  FodPullScope *scope = find_scope (reply, scope_id);

  g_free (scope->next);
  scope->next = g_strdup (next);
  if (row != NULL)
    g_ptr_array_add (scope->rows, row);
}

void
fod_test_pull_check (FodPullReply *reply, const char *scope_id, guint64 count, guint64 check)
{
  FodPullScope *scope = find_scope (reply, scope_id);

  scope->count = count;
  scope->check = check;
}

char *
fod_test_pull (FodTestStore *self, FodPullReply *reply)
{
  g_autoptr (FodPullReply) owned = reply;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  FodApplied applied = { 0 };
  g_auto (GStrv) mismatch = NULL;

  fod_journal_pull_async (self->store, reply, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  fod_journal_pull_finish (self->store, result, &applied, &error);
  g_assert_no_error (error);
  mismatch = applied.mismatch;
  return mismatch == NULL || mismatch[0] == NULL ? NULL : g_strjoinv ("\n", mismatch);
}

char *
fod_test_pull_one (FodTestStore *self, const char *scope, const char *next, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, scope, next, row);
  /* Both stay granted, whichever the reply is about. */
  g_ptr_array_add (reply->granted, g_strdup ("user:a"));
  g_ptr_array_add (reply->granted, g_strdup ("lead:t"));
  return fod_test_pull (self, reply);
}

void
fod_test_pull_row (FodTestStore *self, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, "user:a", "1", row);
  g_free (fod_test_pull (self, reply));
}

char *
fod_test_dup_cursor (FodTestStore *self, const char *scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GHashTable) cursors = NULL;

  fod_journal_get_cursors_async (self->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  cursors = fod_journal_get_cursors_finish (self->store, result, NULL, NULL);
  return g_strdup (g_hash_table_lookup (cursors, scope));
}

void
fod_test_reset_scope (FodTestStore *self, const char *scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_journal_reset_scope_async (self->store, scope, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_journal_reset_scope_finish (self->store, result, NULL));
}

FodTaken *
fod_test_take_after (FodTestStore *self, gint64 after, guint max_ops)
{
  const FodTake which = { after, max_ops, 500000 };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  FodTaken *taken;

  fod_journal_take_async (self->store, &which, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  taken = fod_journal_take_finish (self->store, result, &error);
  g_assert_no_error (error);
  return taken;
}

GPtrArray *
fod_test_take (FodTestStore *self, guint max_ops)
{
  g_autoptr (FodTaken) taken = fod_test_take_after (self, 0, max_ops);

  return g_ptr_array_ref (taken->ops);
}

FodPushReply *
fod_test_push_new (void)
{
  FodPushReply *reply = g_new0 (FodPushReply, 1);

  reply->epoch = g_strdup (FOD_TEST_EPOCH);
  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  return reply;
}

static void
add_versions (GHashTable *versions, GHashTable *fields, guint64 rv)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_insert (versions, g_strdup (name), g_strdup_printf ("%" G_GUINT64_FORMAT, rv));
}

FodOpResult *
fod_test_answer (FodPushReply *reply, const FodOp *op, FodResultCode code, guint64 rv)
{
  FodOpResult *result = g_new0 (FodOpResult, 1);

  result->op = g_strdup (op->id);
  result->result = code;
  result->rv = rv;
  result->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_versions (result->versions, op->fields, rv);
  add_versions (result->versions, op->added, rv);
  add_versions (result->versions, op->removed, rv);
  g_ptr_array_add (reply->results, result);
  return result;
}

FodSettled
fod_test_settle (FodTestStore *self, FodPushReply *reply)
{
  g_autoptr (FodPushReply) owned = reply;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  FodSettled settled = { 0 };

  fod_journal_settle_async (self->store, reply, NULL, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  fod_journal_settle_finish (self->store, result, &settled, &error);
  g_assert_no_error (error);
  return settled;
}

void
fod_test_settle_all (FodTestStore *self, guint64 rv)
{
  g_autoptr (GPtrArray) ops = fod_test_take (self, 500);
  FodPushReply *reply = fod_test_push_new ();

  for (guint i = 0; i < ops->len; i++)
    fod_test_answer (reply, g_ptr_array_index (ops, i), FOD_RESULT_OK, rv + i);
  fod_test_settle (self, reply);
}

FodJournalCounts
fod_test_counts (FodTestStore *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  FodJournalCounts counts = { 0 };

  fod_journal_count_async (self->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  fod_journal_count_finish (self->store, result, &counts, &error);
  g_assert_no_error (error);
  return counts;
}

static void
assert_row (FodLedger *ledger, const FodSpec *spec, const char *id)
{
  g_autoptr (FodViewRow) shown = NULL;
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *deleted = NULL;
  g_autoptr (GError) error = NULL;

  fod_rows_get (ledger, spec, id, &shown, &error);
  g_assert_no_error (error);
  fod_overlay_compute (ledger, spec, id, &record, &deleted, &error);
  g_assert_no_error (error);
  if (record == NULL && spec == &fod_code_spec)
    return;
  g_assert_true ((shown == NULL) == (record == NULL));
  if (shown == NULL)
    return;
  for (guint i = 0; i < spec->n_fields; i++)
    if (g_strcmp0 (fod_record_get_at (shown->record, i), fod_record_get_at (record, i)) != 0)
      g_error ("%s: shown \"%s\", base and queue make \"%s\"", spec->fields[i].name,
               fod_record_get_at (shown->record, i), fod_record_get_at (record, i));
  g_assert_cmpstr (shown->deleted, ==, deleted);
}

static void
assert_rows (FodLedger *ledger, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  while (fod_stmt_step (stmt, &has_row, &error) && has_row)
    {
      const FodSpec *spec = fod_schema_get (fod_stmt_get_text (stmt, 0));

      if (spec != NULL)
        assert_row (ledger, spec, fod_stmt_get_text (stmt, 1));
    }
  g_assert_no_error (error);
}

static char *
describe (const FodJournalEntry *entry)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %s %s %s %d %s %" G_GINT64_FORMAT " %s",
                          entry->seq, entry->id, entry->tx, entry->kind, entry->row, entry->about,
                          entry->state, entry->code, entry->at_ms, entry->body);
}

/* The second journal says what the table of unsent changes says. */
static void
assert_second (FodLedger *ledger)
{
  guint gaps = 0;
  g_autoptr (FodJournalImage) image =
      fod_second_journal_load (fod_ledger_get_second (ledger), &gaps);
  g_autoptr (GPtrArray) entries = fod_journal_image_list (image);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT seq || ' ' || id || ' ' || tx || ' ' || kind || ' ' || \"row\" || ' ' "
                    "|| ifnull(about, '(null)') || ' ' || state || ' ' || ifnull(code, '(null)') "
                    "|| ' ' || at_ms || ' ' || body FROM op ORDER BY seq",
                    &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (gaps, ==, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *text = describe (g_ptr_array_index (entries, i));

      g_assert_true (fod_stmt_step (stmt, &has_row, &error) && has_row);
      g_assert_cmpstr (text, ==, fod_stmt_get_text (stmt, 0));
    }
  g_assert_true (fod_stmt_step (stmt, &has_row, &error) && !has_row);
}

static gpointer
run_assert_view (FodLedger *ledger, gpointer input, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  assert_second (ledger);
  assert_rows (ledger, "SELECT kind, id FROM base");
  assert_rows (ledger, "SELECT DISTINCT kind, \"row\" FROM op WHERE state <> 2");
  for (guint i = 0; i < n_specs; i++)
    {
      g_autofree char *table = fod_spec_dup_table (specs[i]);
      g_autofree char *sql =
          g_strconcat ("SELECT '", specs[i]->kind, "', id FROM \"", table, "\"", NULL);

      assert_rows (ledger, sql);
    }
  return FOD_JOB_DONE;
}

void
fod_test_assert_view (FodTestStore *self)
{
  const FodCall call = { run_assert_view, NULL, NULL, NULL };

  g_assert_nonnull (fod_store_call (self->store, &call, NULL));
}
