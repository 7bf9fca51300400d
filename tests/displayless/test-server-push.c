/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a push does to the rows: once, whole groups, in the order of what was seen. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "support/fod-server-fixture.h"

#include <string.h>

#define MINUTE_MS (60 * 1000)
#define DAY_MS (24 * 60 * MINUTE_MS)

typedef FodServerFixture Fixture;

static FodOp *
set (Fixture *self, const char *row, const char *field, const char *value, const char *base)
{
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, row);

  return fod_op_with (op, field, value, base);
}

static void
assert_field (Fixture *self, const char *row, const char *field, const char *value)
{
  g_autoptr (FodStoredRow) stored = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, row);

  g_assert_nonnull (stored);
  g_assert_cmpstr (fod_stored_row_get (stored, field), ==, value);
}

static void
assert_rejected (const FodOpResult *result, const char *code, const char *field)
{
  g_assert_cmpint (result->result, ==, FOD_RESULT_REJECTED);
  g_assert_cmpstr (result->code, ==, code);
  g_assert_cmpstr (result->field, ==, field);
}

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse Møller");

  assert_field (self, id, "name", "Åse Møller");
  assert_field (self, id, "consultant", self->users[FOD_ANNA]);
  assert_field (self, id, "team", self->teams[0]);
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) first =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "phone", "11111111", "0"));
  g_autoptr (FodOpResult) second =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "phone", "22222222", "2"));

  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  g_assert_cmpuint (first->rv, ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (first->versions, "phone"), ==, "2");
  g_assert_cmpint (second->result, ==, FOD_RESULT_OK);
  g_assert_cmpstr (g_hash_table_lookup (second->versions, "phone"), ==, "3");
  assert_field (self, id, "phone", "22222222");
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = set (self, id, "phone", "11111111", "0");
  g_autoptr (FodOpResult) first = NULL;
  g_autoptr (FodOpResult) again = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  fod_op_ref (op);
  first = fod_server_fixture_push_one (self, FOD_ANNA, op);
  again = fod_server_fixture_push_one (self, FOD_ANNA, op);
  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (again->result, ==, FOD_RESULT_DUP);
  g_assert_cmpuint (again->rv, ==, first->rv);
  g_assert_cmpstr (g_hash_table_lookup (again->versions, "phone"), ==, "2");
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpuint (row->row->rv, ==, 2);
}

static void
test_refused_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = set (self, id, "cpr", "12", "0");
  g_autoptr (FodOpResult) first = NULL;
  g_autoptr (FodOpResult) again = NULL;

  fod_op_ref (op);
  first = fod_server_fixture_push_one (self, FOD_ANNA, op);
  again = fod_server_fixture_push_one (self, FOD_ANNA, op);
  assert_rejected (first, "invalid", "cpr");
  assert_rejected (again, "invalid", "cpr");
  g_assert_nonnull (again->row);
}

static void
test_group (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *tx = fod_server_fixture_dup_id (self);
  FodOp *good = set (self, id, "phone", "11111111", "0");
  FodOp *bad = set (self, id, "entry-date", "2026-02-31", "0");
  FodOp *alone = set (self, id, "language", "dansk", "0");
  g_autoptr (FodPushReply) reply = NULL;

  good->tx = g_strdup (tx);
  bad->tx = g_strdup (tx);
  reply = fod_server_fixture_push (self, FOD_ANNA, good, bad, alone, NULL);
  assert_rejected (reply->results->pdata[0], "invalid", NULL);
  assert_rejected (reply->results->pdata[1], "invalid", "entry-date");
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[2])->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "phone", NULL);
  assert_field (self, id, "language", "dansk");
}

static void
test_own_base (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *first = set (self, id, "phone", "11111111", "0");
  g_autofree char *base = g_strconcat ("@", first->id, NULL);
  FodOp *second = set (self, id, "phone", "22222222", base);
  g_autoptr (FodPushReply) reply = fod_server_fixture_push (self, FOD_ANNA, first, second, NULL);

  g_assert_cmpint (((FodOpResult *)reply->results->pdata[1])->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "phone", "22222222");
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *missing = fod_server_fixture_dup_id (self);
  g_autoptr (FodOpResult) field =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "shoe-size", "43", "0"));
  g_autoptr (FodOpResult) row =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, missing, "phone", "112", "0"));
  g_autoptr (FodOpResult) kind = fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_DELETE, "spaceship", id));

  assert_rejected (field, "field_unknown", "shoe-size");
  assert_rejected (row, "gone", NULL);
  assert_rejected (kind, "invalid", NULL);
}

static void
test_step (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) first =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "stage", "active", "0"));
  g_autoptr (FodOpResult) back =
      fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "stage", "referred", "2"));

  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  assert_rejected (back, "transition", "stage");
  g_assert_cmpstr (g_hash_table_lookup (back->row->fields, "stage"), ==, "active");
}

static void
test_silent (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *early = set (self, id, "wish", "køkken", "0");
  g_autoptr (FodOpResult) late = NULL;
  g_autoptr (FodOpResult) behind = NULL;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  late = fod_server_fixture_push_one (self, FOD_LENE, set (self, id, "wish", "lager", "0"));
  behind = fod_server_fixture_push_one (self, FOD_ANNA, early);
  g_assert_cmpint (late->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (behind->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpstr (g_hash_table_lookup (behind->row->fields, "wish"), ==, "lager");
  assert_field (self, id, "wish", "lager");
}

static void
test_set_lines (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *one = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  FodOp *two = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) first = NULL;
  g_autoptr (FodOpResult) second = NULL;

  g_hash_table_insert (one->added, g_strdup ("tags"), g_strdup ("have\nlager"));
  g_hash_table_insert (two->added, g_strdup ("tags"), g_strdup ("dyr"));
  g_hash_table_insert (two->removed, g_strdup ("tags"), g_strdup ("lager"));
  first = fod_server_fixture_push_one (self, FOD_ANNA, one);
  second = fod_server_fixture_push_one (self, FOD_LENE, two);
  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (second->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "tags", "dyr\nhave");
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) gone = NULL;
  g_autoptr (FodOpResult) made = NULL;
  g_autoptr (FodOpResult) back = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  g_hash_table_insert (op->base, g_strdup (""), g_strdup ("1"));
  gone = fod_server_fixture_push_one (self, FOD_ANNA, op);
  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpint (row->row->state, ==, FOD_ROW_DELETED);

  made = fod_server_fixture_push_one (
      self, FOD_ANNA,
      fod_op_with (fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, id), "name",
                   "Åse", "0"));
  assert_rejected (made, "gone", NULL);
  back = fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_UNDELETE, FOD_KIND_PARTICIPANT, id));
  g_assert_cmpint (back->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "name", "Åse");
}

static void
test_delete_meets_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) edit = NULL;
  g_autoptr (FodOpResult) lost = NULL;

  g_hash_table_insert (op->base, g_strdup (""), g_strdup ("1"));
  edit = fod_server_fixture_push_one (self, FOD_LENE, set (self, id, "wish", "lager", "0"));
  lost = fod_server_fixture_push_one (self, FOD_ANNA, op);
  g_assert_cmpint (lost->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpint (lost->row->state, ==, FOD_ROW_LIVE);
}

static void
test_edit_meets_delete (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) gone = fod_server_fixture_push_one (self, FOD_ANNA, op);
  g_autoptr (FodOpResult) edit =
      fod_server_fixture_push_one (self, FOD_LENE, set (self, id, "wish", "lager", "0"));

  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (edit->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpint (edit->row->state, ==, FOD_ROW_LIVE);
  assert_field (self, id, "wish", "lager");
}

static void
test_follow_up_stays_deleted (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (self);
  FodOp *make = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, id);
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (FodOpResult) edit = NULL;

  fod_op_with (make, "title", "Samtale", "0");
  fod_op_with (make, "slot", "2026-11-24", "0");
  reply = fod_server_fixture_push (
      self, FOD_ANNA, make, fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_FOLLOW_UP, id),
      NULL);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[1])->result, ==, FOD_RESULT_OK);
  edit = fod_server_fixture_push_one (
      self, FOD_ANNA,
      fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id), "title",
                   "Møde", "1"));
  g_assert_cmpint (edit->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpint (edit->row->state, ==, FOD_ROW_DELETED);
}

/* As the laptop allows: what is written once may be written late. */
static void
test_written_once (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *other = fod_server_fixture_participant (self, FOD_ANNA, "Bo");
  g_autofree char *id = fod_server_fixture_dup_id (self);
  FodOp *make = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, id);
  FodOp *late = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id);
  FodOp *again = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id);
  g_autoptr (FodOpResult) made = NULL;
  g_autoptr (FodOpResult) linked = NULL;
  g_autoptr (FodOpResult) refused = NULL;
  g_autoptr (FodPullReply) lene = NULL;

  fod_op_with (make, "title", "Samtale", "0");
  made =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (make, "slot", "2026-11-24", "0"));
  g_assert_cmpint (made->result, ==, FOD_RESULT_OK);
  linked =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (late, "participant", one, "0"));
  g_assert_cmpint (linked->result, ==, FOD_RESULT_OK);
  refused =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (again, "participant", other, "2"));
  assert_rejected (refused, "invalid", "participant");
  lene = fod_server_fixture_pull (self, FOD_LENE, 500);
  g_assert_nonnull (fod_pull_reply_find (lene, NULL, id));
}

static void
test_child_brings_parent_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_dup_id (self);
  FodOp *make = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_NOTE, note);
  g_autoptr (FodOpResult) gone = fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id));
  g_autoptr (FodOpResult) made = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  fod_op_with (make, "participant", id, "0");
  fod_op_with (make, "date", "2026-11-23", "0");
  made = fod_server_fixture_push_one (self, FOD_LENE, make);
  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (made->result, ==, FOD_RESULT_MERGED);
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpint (row->row->state, ==, FOD_ROW_LIVE);
}

/* A clock a year ahead does not win for a year, and one in 1970 does not lose for ever. */
static void
test_clocks (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *ahead = set (self, id, "wish", "fremtid", "0");
  FodOp *behind;
  g_autoptr (FodOpResult) first = NULL;
  g_autoptr (FodOpResult) second = NULL;
  g_autoptr (FodOpResult) third = NULL;
  FodFieldMark mark;
  g_autoptr (FodStoredRow) row = NULL;
  gint64 now = fod_clock_get_real_ms (FOD_CLOCK (self->clock));

  ahead->hlc = fod_hlc_from_ms (now + 365 * (gint64)DAY_MS);
  first = fod_server_fixture_push_one (self, FOD_ANNA, ahead);
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  fod_stored_row_get_mark (row, "wish", &mark);
  g_assert_cmpint (fod_hlc_get_ms (mark.eff), ==, now + 2 * MINUTE_MS);

  behind = set (self, id, "wish", "fortid", "2");
  behind->hlc = fod_hlc_from_ms (1000);
  second = fod_server_fixture_push_one (self, FOD_LENE, behind);
  g_assert_cmpint (second->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "wish", "fortid");

  fod_fake_clock_advance (self->clock, 5 * MINUTE_MS);
  third = fod_server_fixture_push_one (self, FOD_ANNA, set (self, id, "wish", "nu", "2"));
  g_assert_cmpint (third->result, ==, FOD_RESULT_OK);
  assert_field (self, id, "wish", "nu");
}

static void
test_fork (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  FodOp *op = fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_NOTE, note), "body",
                           "Lederens tekst", "1");
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (self, FOD_LENE, op);
  g_autoptr (GPtrArray) notes = NULL;
  const FodStoredRow *fork = NULL;

  g_assert_cmpint (result->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpstr (g_hash_table_lookup (result->row->fields, "body"), ==, "Talte om jobønsker");
  g_assert_true (fod_server_store_list_children (self->store, id, FOD_KIND_NOTE, &notes, NULL));
  g_assert_cmpuint (notes->len, ==, 2);
  for (guint i = 0; i < notes->len; i++)
    if (strcmp (((FodStoredRow *)notes->pdata[i])->row->id, note) != 0)
      fork = notes->pdata[i];
  g_assert_cmpstr (fod_stored_row_get (fork, "body"), ==, "Lederens tekst");
  g_assert_cmpstr (fod_stored_row_get (fork, "fork-of"), ==, note);
  g_assert_cmpstr (fod_stored_row_get (fork, "author"), ==, self->users[FOD_LENE]);
}

/* The text of a note was forked, and the note went with its participant: whoever sent it hears that
 * it is done with, not of versions that are somebody else's words. */
static void
test_forked_and_given_away (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  FodOp *given = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  FodOp *text = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_NOTE, note);
  g_autoptr (FodPushReply) reply = NULL;
  const FodOpResult *forked;

  fod_op_with (given, "consultant", self->users[FOD_BO], "1");
  fod_op_with (text, "body", "Uden at have set den", "0");
  reply = fod_server_fixture_push (self, FOD_ANNA, given, text, NULL);
  forked = g_ptr_array_index (reply->results, 1);
  g_assert_cmpint (forked->result, ==, FOD_RESULT_DUP);
  g_assert_null (forked->row);
  g_assert_cmpuint (forked->rv, ==, 0);
  g_assert_cmpuint (g_hash_table_size (forked->versions), ==, 0);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = set (self, id, "entry-date", "2026-10-01", "0");
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "ended-on", "2026-09-01", "0"));

  assert_rejected (result, "invalid", "ended-on");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/push/" name, Fixture, NULL, fod_server_fixture_set_up, test,                \
              fod_server_fixture_tear_down)
  ADD ("the-server-says-whose-a-new-row-is", test_create);
  ADD ("answers-with-the-new-versions", test_versions);
  ADD ("applies-an-op-once", test_twice);
  ADD ("refuses-again-what-it-refused", test_refused_twice);
  ADD ("a-group-is-all-or-nothing", test_group);
  ADD ("an-own-op-in-flight-is-a-base", test_own_base);
  ADD ("refuses-the-unknown", test_unknown);
  ADD ("refuses-a-step-that-is-none", test_step);
  ADD ("the-later-stands-silently", test_silent);
  ADD ("sets-merge-by-lines", test_set_lines);
  ADD ("a-dead-id-lives-by-undelete-alone", test_delete);
  ADD ("a-delete-loses-to-an-edit", test_delete_meets_edit);
  ADD ("an-edit-restores-what-was-deleted", test_edit_meets_delete);
  ADD ("a-deleted-follow-up-stays-deleted", test_follow_up_stays_deleted);
  ADD ("a-new-note-restores-its-participant", test_child_brings_parent_back);
  ADD ("clocks-decide-nothing-for-long", test_clocks);
  ADD ("what-a-stranger-writes-becomes-a-second-note", test_fork);
  ADD ("forked-and-given-away", test_forked_and_given_away);
  ADD ("checks-fields-against-each-other", test_order);
  ADD ("what-is-written-once-may-be-written-late", test_written_once);
  return g_test_run ();
}
