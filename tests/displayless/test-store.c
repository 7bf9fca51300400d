/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodStore: what is saved is on the disk, whole or not at all, and can be undone. */

#include "config.h"

#include "base/fod-uuid.h"
#include "support/fod-test-store.h"

static void
test_saved_row_survives_a_restart (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ellen Fiktiv", "stage", "active", NULL);
  g_autofree char *name = NULL;

  fod_test_store_reopen (test);
  name = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "name");
  g_assert_cmpstr (name, ==, "Ellen Fiktiv");
}

static void
test_invalid_row_changes_nothing (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) good = fod_test_record (test, FOD_KIND_EMPLOYER, "name", "Lager A/S", NULL);
  g_autoptr (FodRecord) bad = fod_test_record (test, FOD_KIND_EMPLOYER, "cvr", "12345678", NULL);
  g_autoptr (GError) error = NULL;

  fod_edit_create (edit, good);
  fod_edit_create (edit, bad);
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_REQUIRED);
  g_assert_true (g_str_has_prefix (error->message, "name"));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
}

static void
test_set_checks_the_whole_row (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", "entry-date", "2026-03-01", NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_edit_set (edit, FOD_KIND_PARTICIPANT, id, "ended-on", "2026-02-01", NULL);
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER);
}

static void
test_server_fields_are_not_written (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *user = fod_uuid_new (FOD_CLOCK (test->clock));
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", "consultant", user, NULL);
  g_autofree char *consultant = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "consultant");
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (consultant);
  fod_edit_set (edit, FOD_KIND_PARTICIPANT, id, "consultant", user, NULL);
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY);
}

static void
test_unknown_row_field_and_kind_are_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *none = fod_uuid_new (FOD_CLOCK (test->clock));
  const struct
  {
    const char *kind, *id, *field;
    GQuark domain;
    int code;
  } cases[] = {
    { FOD_KIND_EMPLOYER, none, "name", FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND },
    { FOD_KIND_EMPLOYER, id, "colour", FOD_FIELD_ERROR, FOD_FIELD_ERROR_UNKNOWN },
    { "planet", id, "name", FOD_FIELD_ERROR, FOD_FIELD_ERROR_UNKNOWN },
    { FOD_KIND_USER, id, "name", FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FodEdit) edit = fod_edit_new ();
      g_autoptr (GError) error = NULL;

      fod_edit_set (edit, cases[i].kind, cases[i].id, cases[i].field, "x", NULL);
      g_assert_null (fod_store_apply (test->store, edit, &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
    }
}

static void
test_field_written_once_stays (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *a = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *b = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "B", NULL);
  g_autofree char *note =
      fod_test_create (test, FOD_KIND_NOTE, "participant", a, "date", "2026-11-23", NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_edit_set (edit, FOD_KIND_NOTE, note, "participant", b, a);
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_FORM);
}

/* The server sees only where an unsent row ends. */
static void
test_unsent_row_may_take_any_step (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", "stage", "referred", NULL);
  g_autofree char *stage = NULL;

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, id, "stage", "aftercare"));
  stage = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "stage");
  g_assert_cmpstr (stage, ==, "aftercare");
}

static void
test_undo_of_a_create_deletes (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = fod_test_record (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *tx = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  fod_edit_create (edit, record);
  tx = fod_store_apply (test->store, edit, NULL);
  undone = fod_store_undo (test->store, tx, NULL);
  g_assert_nonnull (undone);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
  redone = fod_store_undo (test->store, undone, NULL);
  g_assert_nonnull (redone);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
}

static void
test_undo_of_a_set_restores (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Før", NULL);
  g_autofree char *tx = fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Efter");
  g_autofree char *undone = fod_store_undo (test->store, tx, NULL);
  g_autofree char *name = fod_test_get (test, FOD_KIND_EMPLOYER, id, "name");

  g_assert_nonnull (undone);
  g_assert_cmpstr (name, ==, "Før");
}

static void
test_undo_leaves_later_changes (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", "tags", "x", NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;
  g_autofree char *name = NULL;
  g_autofree char *town = NULL;
  g_autofree char *tags = NULL;

  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "name", "B", "A");
  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "town", "Støvring", NULL);
  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "tags", "x\ny", "x");
  tx = fod_store_apply (test->store, edit, NULL);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "C"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "tags", "x\ny\nz"));
  g_free (fod_store_undo (test->store, tx, NULL));
  name = fod_test_get (test, FOD_KIND_EMPLOYER, id, "name");
  town = fod_test_get (test, FOD_KIND_EMPLOYER, id, "town");
  tags = fod_test_get (test, FOD_KIND_EMPLOYER, id, "tags");
  g_assert_cmpstr (name, ==, "C");
  g_assert_null (town);
  g_assert_cmpstr (tags, ==, "x\nz");
}

static void
test_delete_takes_along_what_hangs_on_it (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *other = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "B", NULL);
  g_autofree char *kept =
      fod_test_create (test, FOD_KIND_NOTE, "participant", other, "date", "2026-11-23", NULL);
  g_autofree char *before =
      fod_test_create (test, FOD_KIND_NOTE, "participant", id, "date", "2026-11-01", NULL);
  g_autofree char *note =
      fod_test_create (test, FOD_KIND_NOTE, "participant", id, "date", "2026-11-23", NULL);
  g_autofree char *tx = NULL;

  g_free (fod_test_delete (test, FOD_KIND_NOTE, before));
  tx = fod_test_delete (test, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 2);
  /* What was in the bin before stays in it. */
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 2);
}

static void
test_bin_lists_deleted_rows (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);
  g_autoptr (GPtrArray) rows = NULL;

  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, id));
  fod_query_bin (query);
  rows = fod_store_query (test->store, query, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
describe_row (FodRecord *record, gpointer text)
{
  const char *name = fod_record_get (record, "name");
  const char *town = fod_record_get (record, "town");

  g_string_append_printf (text, "%s%s/%s;", fod_record_get_id (record), name != NULL ? name : "",
                          town != NULL ? town : "");
}

static void
end_text (gpointer text)
{
  g_string_append (text, "end");
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

/* What was not asked for is not there, and the rows of one query come after those of the other. */
static void
test_visit_sees_what_was_asked_for (void)
{
  static const char *const name[] = { "name", NULL };
  static const char *const town[] = { "town", NULL };
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageren", "town", "Aars", NULL);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);
  FodQuery *names = fod_query_new (FOD_KIND_EMPLOYER);
  FodQuery *towns = fod_query_new (FOD_KIND_EMPLOYER);
  const FodVisitor visitor = { describe_row, end_text, g_string_new (NULL), free_text };
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  fod_query_only (names, name);
  fod_query_only (towns, town);
  fod_query_where (towns, "name", FOD_QUERY_IS, "Bageren");
  g_ptr_array_add (queries, names);
  g_ptr_array_add (queries, towns);
  text = fod_store_visit (test->store, queries, &visitor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "Bageren/;/Aars;end");
}

static void
test_visit_gives_the_id_when_asked (void)
{
  static const char *const fields[] = { "id", NULL };
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageren", NULL);
  g_autofree char *expected = g_strconcat (id, "/;end", NULL);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);
  FodQuery *query = fod_query_new (FOD_KIND_EMPLOYER);
  const FodVisitor visitor = { describe_row, end_text, g_string_new (NULL), free_text };
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  fod_query_only (query, fields);
  g_ptr_array_add (queries, query);
  text = fod_store_visit (test->store, queries, &visitor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_codes_are_there_at_once (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  guint count = fod_test_count (test, FOD_KIND_CODE);

  g_assert_cmpuint (count, >, 100);
  fod_test_store_reopen (test);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_CODE), ==, count);
}

static void
on_changed (FodStore *store, const char *kind, GStrv ids, GString *log)
{
  g_string_append_printf (log, "%s:%u ", kind, g_strv_length (ids));
}

static void
test_change_is_told_before_the_answer (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = fod_test_record (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autofree char *tx = NULL;

  g_signal_connect (test->store, "changed", G_CALLBACK (on_changed), log);
  fod_edit_create (edit, record);
  fod_store_apply_async (test->store, edit, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_cmpstr (log->str, ==, "employer:1 ");
  tx = fod_store_apply_finish (test->store, result, NULL);
  g_assert_nonnull (tx);
}

static void
test_closed_store_says_so (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) late = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_store_close (test->store);
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED);
  fod_store_apply_async (test->store, edit, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_null (fod_store_apply_finish (test->store, result, &late));
  g_assert_error (late, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED);
}

static void
test_close_finishes_what_was_asked (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = fod_test_record (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autofree char *tx = NULL;

  fod_edit_create (edit, record);
  fod_store_apply_async (test->store, edit, NULL, fod_test_on_result, &slot);
  fod_test_store_reopen (test);
  result = fod_test_await (&slot);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
}

static void
test_second_instance_is_refused (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), &error));
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE);
}

static void
test_open_async_gives_a_store (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_store_close (test->store);
  g_clear_object (&test->store);
  fod_store_open_async (test->folder, &test->keys, FOD_CLOCK (test->clock), NULL,
                        fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  test->store = fod_store_open_finish (result, NULL);
  g_assert_nonnull (test->store);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_CODE), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/" name, function)
  ADD ("saved-row-survives-a-restart", test_saved_row_survives_a_restart);
  ADD ("invalid-row-changes-nothing", test_invalid_row_changes_nothing);
  ADD ("set-checks-the-whole-row", test_set_checks_the_whole_row);
  ADD ("server-fields-are-not-written", test_server_fields_are_not_written);
  ADD ("unknown-row-field-and-kind-are-told", test_unknown_row_field_and_kind_are_told);
  ADD ("field-written-once-stays", test_field_written_once_stays);
  ADD ("unsent-row-may-take-any-step", test_unsent_row_may_take_any_step);
  ADD ("undo-of-a-create-deletes", test_undo_of_a_create_deletes);
  ADD ("undo-of-a-set-restores", test_undo_of_a_set_restores);
  ADD ("undo-leaves-later-changes", test_undo_leaves_later_changes);
  ADD ("delete-takes-along-what-hangs-on-it", test_delete_takes_along_what_hangs_on_it);
  ADD ("visit-sees-what-was-asked-for", test_visit_sees_what_was_asked_for);
  ADD ("visit-gives-the-id-when-asked", test_visit_gives_the_id_when_asked);
  ADD ("bin-lists-deleted-rows", test_bin_lists_deleted_rows);
  ADD ("codes-are-there-at-once", test_codes_are_there_at_once);
  ADD ("change-is-told-before-the-answer", test_change_is_told_before_the_answer);
  ADD ("closed-store-says-so", test_closed_store_says_so);
  ADD ("close-finishes-what-was-asked", test_close_finishes_what_was_asked);
  ADD ("second-instance-is-refused", test_second_instance_is_refused);
  ADD ("open-async-gives-a-store", test_open_async_gives_a_store);
  return g_test_run ();
}
