/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record that the server would not take: it stays where the person wrote it until she corrects it
 * or discards it. */

#include "config.h"

#include "support/fod-test-journal.h"

#define ROW "00000000-0000-7000-8000-000000000001"
#define CONFLICT "00000000-0000-7000-8000-000000000003"

/* Sends all that waits to a server that takes nothing. */
static void
refuse_all (FodTestStore *test, const char *code)
{
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  FodPushReply *reply = fod_test_push_new ();

  g_assert_cmpuint (ops->len, >, 0);
  for (guint i = 0; i < ops->len; i++)
    fod_test_answer (reply, g_ptr_array_index (ops, i), FOD_RESULT_REJECTED, 0)->code =
        g_strdup (code);
  fod_test_settle (test, reply);
  fod_test_assert_view (test);
}

static void
assert_counts (FodTestStore *test, guint waiting, guint refused)
{
  FodJournalCounts counts = fod_test_counts (test);

  g_assert_cmpuint (counts.waiting, ==, waiting);
  g_assert_cmpuint (counts.refused, ==, refused);
}

static void
assert_text (
    FodTestStore *test, const char *kind, const char *id, const char *field, const char *expected)
{
  g_autofree char *value = fod_test_get (test, kind, id, field);

  g_assert_cmpstr (value, ==, expected);
}

static char *
create_note (FodTestStore *test, const char *participant, const char *body)
{
  return fod_test_create (test, FOD_KIND_NOTE, "participant", participant, "date", "2026-11-23",
                          "body", body, NULL);
}

static GPtrArray *
list_waiting (FodTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_journal_list_waiting_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  return fod_journal_list_waiting_finish (test->store, result, NULL);
}

static void
send_again (FodTestStore *test, const char *op)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  fod_journal_send_again_async (test->store, op, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  fod_journal_send_again_finish (test->store, result, &error);
  g_assert_no_error (error);
}

static const FodOp *
at (GPtrArray *ops, guint index)
{
  g_assert_cmpuint (index, <, ops->len);
  return g_ptr_array_index (ops, index);
}

static void
test_refused_record_stays (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *note = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  const FodWaiting *item;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL));
  note = create_note (test, ROW, "Vi talte længe.");
  refuse_all (test, "invalid");
  fod_test_store_reopen (test);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  assert_text (test, FOD_KIND_NOTE, note, "body", "Vi talte længe.");
  assert_text (test, FOD_KIND_NOTE, note, "author", FOD_TEST_USER);
  assert_counts (test, 0, 1);
  waiting = list_waiting (test);
  item = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (item->code, ==, "invalid");
  g_assert_true (item->kept);
  /* Nothing of it goes out by itself. */
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 0);
}

static void
test_correction_sends_it_anew (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", "town", "B", NULL);
  g_autoptr (GPtrArray) first = fod_test_take (test, 500);
  g_autoptr (GPtrArray) ops = NULL;

  refuse_all (test, "invalid");
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "C"));
  assert_counts (test, 1, 0);
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_cmpint (at (ops, 0)->verb, ==, FOD_OP_CREATE);
  g_assert_cmpstr (at (ops, 0)->row, ==, id);
  g_assert_cmpstr (g_hash_table_lookup (at (ops, 0)->fields, "name"), ==, "C");
  g_assert_cmpstr (g_hash_table_lookup (at (ops, 0)->fields, "town"), ==, "B");
  /* Under its old id the server would refuse it again. */
  g_assert_cmpstr (at (ops, 0)->id, !=, at (first, 0)->id);
  fod_test_settle_all (test, 1);
  assert_counts (test, 0, 0);
  assert_text (test, FOD_KIND_EMPLOYER, id, "name", "C");
  fod_test_assert_view (test);
}

static void
test_discard_can_be_undone (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *tx = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  refuse_all (test, "forbidden");
  tx = fod_test_delete (test, FOD_KIND_EMPLOYER, id);
  assert_counts (test, 0, 0);
  fod_test_assert_view (test);
  waiting = list_waiting (test);
  g_assert_cmpuint (waiting->len, ==, 0);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 0);
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
  assert_text (test, FOD_KIND_EMPLOYER, id, "name", "A");
  assert_counts (test, 0, 1);
  fod_test_assert_view (test);
}

/* The record, and what was changed in it on its way. */
static void
refuse_both (FodTestStore *test, GPtrArray *sent)
{
  FodPushReply *reply = fod_test_push_new ();

  fod_test_answer (reply, at (sent, 0), FOD_RESULT_REJECTED, 0)->code = g_strdup ("invalid");
  fod_test_answer (reply, at (sent, 1), FOD_RESULT_REJECTED, 0)->code = g_strdup ("gone");
  fod_test_settle (test, reply);
  fod_test_assert_view (test);
}

/* What was written while the record was on its way belongs to it. */
static void
test_later_edits_join_it (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", "tags", "x", NULL);
  g_autoptr (GPtrArray) first = fod_test_take (test, 500);
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "B"));
  second = fod_test_take (test, 500);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "tags", "x\ny"));
  refuse_both (test, second);
  assert_counts (test, 0, 1);
  assert_text (test, FOD_KIND_EMPLOYER, id, "name", "B");
  assert_text (test, FOD_KIND_EMPLOYER, id, "tags", "x\ny");
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "town", "Hobro"));
  third = fod_test_take (test, 500);
  g_assert_cmpuint (third->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (at (third, 0)->fields, "name"), ==, "B");
  g_assert_cmpstr (g_hash_table_lookup (at (third, 0)->fields, "tags"), ==, "x\ny");
}

/* Both were sent with the record; only the answer of the second comes after the person wrote on. */
static void
test_newest_text_stays (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GPtrArray) first = fod_test_take (test, 500);
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "B"));
  second = fod_test_take (test, 500);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "C"));
  refuse_both (test, second);
  assert_text (test, FOD_KIND_EMPLOYER, id, "name", "C");
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "town", "Hobro"));
  third = fod_test_take (test, 500);
  g_assert_cmpuint (third->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (at (third, 0)->fields, "name"), ==, "C");
}

static void
test_deleted_on_its_way_leaves_nothing_to_see (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GPtrArray) first = fod_test_take (test, 500);
  g_autofree char *tx = fod_test_delete (test, FOD_KIND_EMPLOYER, id);

  refuse_all (test, "invalid");
  assert_counts (test, 0, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
  g_free (fod_store_undo (test->store, tx, NULL));
  assert_text (test, FOD_KIND_EMPLOYER, id, "name", "A");
  assert_counts (test, 0, 1);
  fod_test_assert_view (test);
}

/* One save of two rows: the server took neither, and gets both again. */
static void
test_whole_save_is_sent_anew (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autoptr (FodRecord) note = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL));
  note = fod_test_record (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-11-23", "body",
                          "Nyt mål", NULL);
  fod_edit_set (edit, FOD_KIND_PARTICIPANT, ROW, "wish", "Gartner", NULL);
  fod_edit_create (edit, note);
  g_free (fod_store_apply (test->store, edit, NULL));
  refuse_all (test, "invalid");
  assert_text (test, FOD_KIND_PARTICIPANT, ROW, "wish", NULL);
  assert_counts (test, 0, 2);
  g_free (fod_test_set (test, FOD_KIND_NOTE, fod_record_get_id (note), "body", "Nyt mål: gartner"));
  assert_counts (test, 2, 0);
  assert_text (test, FOD_KIND_PARTICIPANT, ROW, "wish", "Gartner");
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (at (ops, 0)->tx, ==, at (ops, 1)->tx);
  g_assert_cmpstr (g_hash_table_lookup (at (ops, 0)->base, "wish"), ==, "0");
}

/* What hangs on the record could not be taken without it, and goes behind it. */
static void
test_what_hangs_on_it_follows (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *refused = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GPtrArray) ops = NULL;

  refused = create_note (test, id, "Den første");
  refuse_all (test, "ref_missing");
  waiting = create_note (test, id, "Den anden");
  assert_counts (test, 1, 2);
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, id, "name", "B"));
  assert_counts (test, 3, 0);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 3);
  g_assert_cmpstr (at (ops, 0)->row, ==, id);
  g_assert_cmpstr (at (ops, 1)->row, ==, refused);
  g_assert_cmpstr (at (ops, 2)->row, ==, waiting);
  fod_test_assert_view (test);
}

/* After the server was put back from a backup its record is sent once more, and goes first. */
static void
test_its_record_goes_first (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  const FodWaiting *item;

  fod_test_settle_all (test, 5);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "B"));
  refuse_all (test, "invalid");
  fod_test_enrol (test, "e2");
  assert_counts (test, 1, 1);
  waiting = list_waiting (test);
  item = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (item->code, ==, "invalid");
  send_again (test, item->op);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpint (at (ops, 0)->verb, ==, FOD_OP_CREATE);
  g_assert_cmpint (at (ops, 1)->verb, ==, FOD_OP_SET);
}

/* The reason may be gone by itself: a right that was given meanwhile. */
static void
test_it_can_be_sent_again_as_it_is (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GPtrArray) waiting = NULL;
  const FodWaiting *item;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "B", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "town", "Hobro"));
  refuse_all (test, "forbidden");
  assert_text (test, FOD_KIND_EMPLOYER, ROW, "town", NULL);
  waiting = list_waiting (test);
  g_assert_cmpuint (waiting->len, ==, 2);
  for (guint i = 0; i < waiting->len; i++)
    {
      item = g_ptr_array_index (waiting, i);
      g_assert_true (item->kept == g_str_equal (item->row, id));
      if (!item->kept)
        g_assert_cmpstr (g_hash_table_lookup (item->values, "town"), ==, "Hobro");
      send_again (test, item->op);
      fod_test_assert_view (test);
    }
  assert_counts (test, 2, 0);
  assert_text (test, FOD_KIND_EMPLOYER, ROW, "town", "Hobro");
  fod_test_settle_all (test, 5);
  assert_counts (test, 0, 0);
  fod_test_assert_view (test);
}

/* The decision is taken back; what it said is to be read nowhere else. */
static void
test_a_refused_decision_says_what_was_decided (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) waiting = NULL;
  const FodWaiting *item;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "Theirs", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "name",
                                         "standing", "Theirs", "offered", "Mine", NULL));
  fod_edit_resolve (edit, CONFLICT, "Both");
  g_free (fod_store_apply (test->store, edit, NULL));
  refuse_all (test, "forbidden");
  assert_text (test, FOD_KIND_EMPLOYER, ROW, "name", "Theirs");
  waiting = list_waiting (test);
  g_assert_cmpuint (waiting->len, ==, 1);
  item = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (item->verb, ==, "resolve");
  g_assert_cmpstr (item->kind, ==, FOD_KIND_EMPLOYER);
  g_assert_cmpstr (item->row, ==, ROW);
  g_assert_cmpstr (item->title, ==, "Theirs");
  g_assert_cmpstr (item->fields, ==, "name");
  g_assert_cmpstr (g_hash_table_lookup (item->values, "name"), ==, "Both");
}

/* A server that says of a conflict that it is about itself. */
static void
test_a_decision_about_itself_has_no_name (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) waiting = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "Theirs", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "name", NULL));
  fod_edit_resolve (edit, CONFLICT, "Both");
  g_free (fod_store_apply (test->store, edit, NULL));
  fod_test_pull_row (test,
                     fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 2, "about-kind", FOD_KIND_CONFLICT,
                                   "about", CONFLICT, "field", "name", NULL));
  waiting = list_waiting (test);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_null (((FodWaiting *)g_ptr_array_index (waiting, 0))->title);
}

/* The note was put on the wrong participant, who is nobody's here: also what is written once can be
 * corrected as long as nobody else has it. */
static void
test_what_is_written_once_can_be_corrected (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *wrong = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *note = create_note (test, wrong, "Til en anden");
  g_autofree char *right = NULL;
  g_autoptr (GPtrArray) ops = NULL;

  refuse_all (test, "invalid");
  right = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "B", NULL);
  g_free (fod_test_set (test, FOD_KIND_NOTE, note, "participant", right));
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (at (ops, 0)->row, ==, right);
  g_assert_cmpstr (at (ops, 1)->row, ==, note);
}

/* One save corrects the refused record between two others: all of it is taken, or none. */
static void
test_correction_is_one_with_its_save (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *held = NULL;
  g_autofree char *first = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *last = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "C", NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;

  fod_test_settle_all (test, 1);
  held = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  refuse_all (test, "invalid");
  fod_edit_set (edit, FOD_KIND_EMPLOYER, first, "town", "Skive", NULL);
  fod_edit_set (edit, FOD_KIND_EMPLOYER, held, "town", "Skive", NULL);
  fod_edit_set (edit, FOD_KIND_EMPLOYER, last, "town", "Skive", NULL);
  g_free (fod_store_apply (test->store, edit, NULL));
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 3);
  for (guint i = 1; i < ops->len; i++)
    g_assert_cmpstr (at (ops, i)->tx, ==, at (ops, 0)->tx);
  fod_test_assert_view (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/refusal/" name, function)
  ADD ("refused-record-stays", test_refused_record_stays);
  ADD ("correction-sends-it-anew", test_correction_sends_it_anew);
  ADD ("discard-can-be-undone", test_discard_can_be_undone);
  ADD ("later-edits-join-it", test_later_edits_join_it);
  ADD ("newest-text-stays", test_newest_text_stays);
  ADD ("deleted-on-its-way-leaves-nothing-to-see", test_deleted_on_its_way_leaves_nothing_to_see);
  ADD ("whole-save-is-sent-anew", test_whole_save_is_sent_anew);
  ADD ("what-hangs-on-it-follows", test_what_hangs_on_it_follows);
  ADD ("its-record-goes-first", test_its_record_goes_first);
  ADD ("it-can-be-sent-again-as-it-is", test_it_can_be_sent_again_as_it_is);
  ADD ("a-refused-decision-says-what-was-decided", test_a_refused_decision_says_what_was_decided);
  ADD ("a-decision-about-itself-has-no-name", test_a_decision_about_itself_has_no_name);
  ADD ("what-is-written-once-can-be-corrected", test_what_is_written_once_can_be_corrected);
  ADD ("correction-is-one-with-its-save", test_correction_is_one_with_its_save);
  return g_test_run ();
}
