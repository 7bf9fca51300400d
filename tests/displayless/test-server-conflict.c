/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people's values for one field: both kept, seen by everyone concerned, decided once. */

#include "config.h"

#include "support/fod-server-fixture.h"

#include <string.h>

#define MINUTE_MS (60 * 1000)

typedef FodServerFixture Fixture;

static FodOp *
phone (Fixture *self, const char *row, const char *value, const char *base)
{
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, row);

  return fod_op_with (op, "phone", value, base);
}

static FodOp *
resolve (Fixture *self, const char *conflict, const char *value)
{
  FodOp *op = fod_server_fixture_op (self, FOD_OP_RESOLVE, FOD_KIND_CONFLICT, conflict);

  return fod_op_with (op, "value", value, NULL);
}

static void
assert_conflict (
    Fixture *self, const char *id, const char *standing, const char *offered, gboolean open)
{
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (self, FOD_KIND_CONFLICT, id);

  g_assert_nonnull (row);
  g_assert_cmpstr (fod_stored_row_get (row, "standing"), ==, standing);
  g_assert_cmpstr (fod_stored_row_get (row, "offered"), ==, offered);
  g_assert_cmpstr (fod_stored_row_get (row, "resolved"), ==, open ? NULL : "1");
}

static void
assert_phone (Fixture *self, const char *id, const char *value)
{
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);

  g_assert_cmpstr (fod_stored_row_get (row, "phone"), ==, value);
}

/* Anna and Lene set the phone without having seen each other. Lene's push comes second; with
 * @later she also wrote later. Returns the conflict. */
static FodOpResult *
collide (Fixture *self, const char *id, gboolean later)
{
  FodOp *lene = phone (self, id, "22222222", "0");
  g_autoptr (FodOpResult) anna = NULL;
  FodOpResult *result;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  anna = fod_server_fixture_push_one (self, FOD_ANNA, phone (self, id, "11111111", "0"));
  g_assert_cmpint (anna->result, ==, FOD_RESULT_OK);
  if (later)
    lene->hlc = fod_hlc_from_ms (fod_clock_get_real_ms (FOD_CLOCK (self->clock)) + 1000);
  result = fod_server_fixture_push_one (self, FOD_LENE, lene);
  g_assert_cmpint (result->result, ==, FOD_RESULT_CONFLICT);
  g_assert_nonnull (result->conflict);
  g_assert_nonnull (result->row);
  return result;
}

static void
test_later_stands (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodStoredRow) conflict =
      fod_server_fixture_row (self, FOD_KIND_CONFLICT, result->conflict);

  assert_phone (self, id, "22222222");
  assert_conflict (self, result->conflict, "22222222", "11111111", TRUE);
  g_assert_cmpstr (fod_stored_row_get (conflict, "standing-by"), ==, self->users[FOD_LENE]);
  g_assert_cmpstr (fod_stored_row_get (conflict, "offered-by"), ==, self->users[FOD_ANNA]);
  g_assert_cmpstr (fod_stored_row_get (conflict, "about"), ==, id);
  g_assert_cmpstr (fod_stored_row_get (conflict, "field"), ==, "phone");
}

static void
test_earlier_is_offered (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, FALSE);

  assert_phone (self, id, "11111111");
  g_assert_cmpstr (g_hash_table_lookup (result->row->fields, "phone"), ==, "11111111");
  assert_conflict (self, result->conflict, "11111111", "22222222", TRUE);
}

static void
test_equal (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, phone (self, id, "11111111", "0"));
  g_autoptr (FodOpResult) lene =
      fod_server_fixture_push_one (self, FOD_LENE, phone (self, id, "11111111", "0"));

  g_assert_cmpint (lene->result, ==, FOD_RESULT_OK);
  g_assert_cmpuint (lene->rv, ==, anna->rv);
}

static void
test_everyone_sees (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodPullReply) before = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodPullReply) anna = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) lene = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_autoptr (FodPullReply) bo = fod_server_fixture_pull (self, FOD_BO, 1000);

  g_assert_nonnull (fod_pull_reply_find (anna, NULL, result->conflict));
  g_assert_nonnull (fod_pull_reply_find (lene, NULL, result->conflict));
  g_assert_null (fod_pull_reply_find (bo, NULL, result->conflict));
  g_assert_cmpstr (g_hash_table_lookup (fod_pull_reply_find (anna, NULL, id)->fields, "phone"), ==,
                   "22222222");
}

/* An appointment becomes one with a participant: so does what two people disagree about in it. */
static void
test_follows_its_row (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *plan = fod_server_fixture_dup_id (self);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, plan);
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (FodPullReply) lene = NULL;
  const FodOpResult *last;

  fod_op_with (fod_op_with (op, "title", "Ring", NULL), "slot", "2026-12-01", NULL);
  reply = fod_server_fixture_push (
      self, FOD_ANNA, op,
      fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, plan), "slot",
                   "2026-12-02", "1"),
      fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, plan), "slot",
                   "2026-12-03", "1"),
      NULL);
  last = reply->results->pdata[2];
  g_assert_cmpint (last->result, ==, FOD_RESULT_CONFLICT);
  op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, plan);
  fod_op_result_free (
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "participant", id, "0")));
  lene = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_assert_nonnull (fod_pull_reply_find (lene, NULL, plan));
  g_assert_nonnull (fod_pull_reply_find (lene, NULL, last->conflict));
}

/* Who once had the participant knows the id, and gives it to a record of their own. */
static void
test_is_of_one_kind (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  FodOp *create = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_EMPLOYER, id);
  FodOp *set = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_EMPLOYER, id);
  FodOp *delete = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_EMPLOYER, id);

  fod_op_with (create, "name", "Bageriet", NULL);
  fod_op_with (set, "phone", "44444444", "0");
  fod_push_reply_free (fod_server_fixture_push (self, FOD_BO, create, set, delete, NULL));
  assert_conflict (self, result->conflict, "22222222", "11111111", TRUE);
}

static void
test_resolve (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodPullReply) before = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_autoptr (FodOpResult) decided =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, result->conflict, "33333333"));
  g_autoptr (FodPullReply) after = fod_server_fixture_pull (self, FOD_LENE, 1000);
  const FodRow *closed = fod_pull_reply_find (after, NULL, result->conflict);

  g_assert_cmpint (decided->result, ==, FOD_RESULT_OK);
  assert_phone (self, id, "33333333");
  g_assert_nonnull (closed);
  g_assert_cmpstr (g_hash_table_lookup (closed->fields, "resolved"), ==, "1");
  g_assert_cmpstr (g_hash_table_lookup (closed->fields, "resolved-by"), ==, self->users[FOD_ANNA]);
  g_assert_nonnull (fod_pull_reply_find (after, NULL, id));
}

static void
test_resolve_keeps_standing (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodOpResult) decided =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, result->conflict, "22222222"));

  g_assert_cmpint (decided->result, ==, FOD_RESULT_OK);
  assert_phone (self, id, "22222222");
  assert_conflict (self, result->conflict, "22222222", "11111111", FALSE);
}

static void
test_resolved_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodOpResult) first =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, result->conflict, "11111111"));
  g_autoptr (FodOpResult) same =
      fod_server_fixture_push_one (self, FOD_LENE, resolve (self, result->conflict, "11111111"));
  g_autoptr (FodOpResult) other = NULL;

  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (same->result, ==, FOD_RESULT_OK);
  fod_fake_clock_advance (self->clock, MINUTE_MS);
  other =
      fod_server_fixture_push_one (self, FOD_LENE, resolve (self, result->conflict, "22222222"));
  g_assert_cmpint (other->result, ==, FOD_RESULT_CONFLICT);
  assert_conflict (self, result->conflict, "22222222", "11111111", TRUE);
}

static void
test_later_set_closes (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, FALSE);
  const char *seen = g_hash_table_lookup (result->row->versions, "phone");
  g_autoptr (FodOpResult) set =
      fod_server_fixture_push_one (self, FOD_LENE, phone (self, id, "44444444", seen));

  g_assert_cmpint (set->result, ==, FOD_RESULT_OK);
  assert_phone (self, id, "44444444");
  assert_conflict (self, result->conflict, "11111111", "22222222", FALSE);
}

/* Anna knows the value that stands, and not that another was offered. */
static void
test_unaware_set_keeps_it_open (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, FALSE);
  g_autoptr (FodOpResult) set =
      fod_server_fixture_push_one (self, FOD_ANNA, phone (self, id, "55555555", "2"));

  g_assert_cmpint (set->result, ==, FOD_RESULT_CONFLICT);
  g_assert_cmpstr (set->conflict, ==, result->conflict);
  assert_phone (self, id, "55555555");
  assert_conflict (self, result->conflict, "55555555", "22222222", TRUE);
}

static void
test_third_value (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) first = collide (self, id, TRUE);
  g_autoptr (FodOpResult) second = NULL;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  second = fod_server_fixture_push_one (self, FOD_LENE, phone (self, id, "66666666", "0"));
  g_assert_cmpint (second->result, ==, FOD_RESULT_CONFLICT);
  assert_phone (self, id, "66666666");
  assert_conflict (self, first->conflict, "66666666", "11111111", TRUE);
  g_assert_cmpstr (second->conflict, ==, first->conflict);
  {
    g_autoptr (GPtrArray) conflicts = NULL;

    g_assert_true (
        fod_server_store_list_children (self->store, id, FOD_KIND_CONFLICT, &conflicts, NULL));
    g_assert_cmpuint (conflicts->len, ==, 2);
  }
}

/* Two colleagues' values are offered; one of them is taken. What the other one would replace is
 * what stands now, not what stood then. */
static void
test_decision_shows_in_the_other_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) first = collide (self, id, TRUE);
  g_autoptr (FodOpResult) second = NULL;
  g_autoptr (FodOpResult) decided = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  second = fod_server_fixture_push_one (self, FOD_LENE, phone (self, id, "66666666", "0"));
  g_assert_cmpint (second->result, ==, FOD_RESULT_CONFLICT);
  decided =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, first->conflict, "11111111"));
  assert_phone (self, id, "11111111");
  g_assert_true (
      fod_server_store_list_children (self->store, id, FOD_KIND_CONFLICT, &conflicts, NULL));
  g_assert_cmpuint (conflicts->len, ==, 2);
  for (guint i = 0; i < conflicts->len; i++)
    if (strcmp (((FodStoredRow *)conflicts->pdata[i])->row->id, first->conflict) != 0)
      assert_conflict (self, ((FodStoredRow *)conflicts->pdata[i])->row->id, "11111111", "22222222",
                       TRUE);
}

static void
test_delete_closes (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodOpResult) gone = fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id));

  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  assert_conflict (self, result->conflict, "22222222", "11111111", FALSE);
}

static void
test_strict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *strict = fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id),
                               "disclosure", "nothing", "0");
  FodOp *loose = fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id),
                              "disclosure", "details", "0");
  g_autoptr (FodOpResult) first = fod_server_fixture_push_one (self, FOD_ANNA, strict);
  g_autoptr (FodOpResult) second = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  loose->hlc = fod_hlc_next (loose->hlc, 0);
  second = fod_server_fixture_push_one (self, FOD_LENE, loose);
  g_assert_cmpint (first->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (second->result, ==, FOD_RESULT_CONFLICT);
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpstr (fod_stored_row_get (row, "disclosure"), ==, "nothing");
}

static void
test_only_resolve (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodOpResult) set = fod_server_fixture_push_one (
      self, FOD_ANNA,
      fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_CONFLICT, result->conflict),
                   "offered", "x", "1"));
  g_autoptr (FodOpResult) stranger =
      fod_server_fixture_push_one (self, FOD_BO, resolve (self, result->conflict, "77777777"));
  g_autoptr (FodOpResult) wrong =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, result->conflict, "not a phone"));

  g_assert_cmpstr (set->code, ==, "forbidden");
  g_assert_cmpstr (stranger->code, ==, "forbidden");
  g_assert_cmpstr (wrong->code, ==, "invalid");
  assert_phone (self, id, "22222222");
  assert_conflict (self, result->conflict, "22222222", "11111111", TRUE);
}

/* Decided and changed again before the server was reached: nobody else wrote anything. */
static void
test_edit_on_top_of_a_decision (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  FodOp *decision = resolve (self, result->conflict, "11111111");
  g_autofree char *reference = g_strconcat ("@", decision->id, NULL);
  g_autoptr (FodPushReply) reply = fod_server_fixture_push (
      self, FOD_ANNA, decision, phone (self, id, "33333333", reference), NULL);

  g_assert_cmpint (((FodOpResult *)reply->results->pdata[1])->result, ==, FOD_RESULT_OK);
  assert_phone (self, id, "33333333");
  assert_conflict (self, result->conflict, "22222222", "11111111", FALSE);
}

/* The row went with its open conflict, and comes back with it; what a person had decided before
 * stays decided. */
static void
test_comes_back_with_its_row (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) result = collide (self, id, TRUE);
  g_autoptr (FodOpResult) gone = NULL;
  g_autoptr (FodOpResult) back = NULL;
  g_autoptr (FodOpResult) decided = NULL;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  gone = fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id));
  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  assert_conflict (self, result->conflict, "22222222", "11111111", FALSE);
  fod_fake_clock_advance (self->clock, MINUTE_MS);
  back = fod_server_fixture_push_one (
      self, FOD_LENE, fod_server_fixture_op (self, FOD_OP_UNDELETE, FOD_KIND_PARTICIPANT, id));
  assert_conflict (self, result->conflict, "22222222", "11111111", TRUE);
  decided =
      fod_server_fixture_push_one (self, FOD_ANNA, resolve (self, result->conflict, "22222222"));
  fod_fake_clock_advance (self->clock, MINUTE_MS);
  fod_op_result_free (fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id)));
  fod_op_result_free (fod_server_fixture_push_one (
      self, FOD_ANNA, fod_server_fixture_op (self, FOD_OP_UNDELETE, FOD_KIND_PARTICIPANT, id)));
  assert_conflict (self, result->conflict, "22222222", "11111111", FALSE);
}

/* What was made on top of a refused op has seen what that one's author had. */
static void
test_refused_op_passes_on_what_it_had_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) first =
      fod_server_fixture_push_one (self, FOD_ANNA, phone (self, id, "11111111", "0"));
  g_autofree char *seen = g_strdup_printf ("%" G_GUINT64_FORMAT, first->rv);
  FodOp *refused = fod_op_with (phone (self, id, "22222222", seen), "no-such-field", "x", NULL);
  g_autofree char *on_top = g_strconcat ("@", refused->id, NULL);
  FodOp *second = phone (self, id, "33333333", on_top);
  FodOp *gone = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodPushReply) reply = NULL;

  g_hash_table_insert (refused->base, g_strdup (""), g_strdup (seen));
  g_hash_table_insert (second->base, g_strdup (""), g_strdup (on_top));
  g_hash_table_insert (gone->base, g_strdup (""), g_strconcat ("@", second->id, NULL));
  reply = fod_server_fixture_push (self, FOD_ANNA, refused, second, gone, NULL);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[0])->result, ==, FOD_RESULT_REJECTED);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[1])->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[2])->result, ==, FOD_RESULT_OK);
}

/* The delete is on top of a refused op alone: nobody else has written, so the row goes. */
static void
test_delete_behind_a_refused_op_deletes (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodStoredRow) before = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_autofree char *seen = g_strdup_printf ("%" G_GUINT64_FORMAT, before->row->rv);
  FodOp *refused = fod_op_with (phone (self, id, "22222222", "0"), "no-such-field", "x", NULL);
  FodOp *gone = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (FodStoredRow) after = NULL;

  g_hash_table_insert (refused->base, g_strdup (""), g_strdup (seen));
  g_hash_table_insert (gone->base, g_strdup (""), g_strconcat ("@", refused->id, NULL));
  reply = fod_server_fixture_push (self, FOD_ANNA, refused, gone, NULL);
  after = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
  g_assert_cmpint (after->row->state, ==, FOD_ROW_DELETED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/conflict/" name, Fixture, NULL, fod_server_fixture_set_up, test,            \
              fod_server_fixture_tear_down)
  ADD ("the-later-value-stands", test_later_stands);
  ADD ("the-earlier-value-is-offered", test_earlier_is_offered);
  ADD ("equal-values-are-none", test_equal);
  ADD ("follows-its-row", test_follows_its_row);
  ADD ("is-of-one-kind", test_is_of_one_kind);
  ADD ("everyone-concerned-sees-it", test_everyone_sees);
  ADD ("one-person-decides-for-all", test_resolve);
  ADD ("deciding-for-what-stands-closes-it", test_resolve_keeps_standing);
  ADD ("two-decisions-are-two-values-again", test_resolved_twice);
  ADD ("a-later-set-that-has-seen-it-closes-it", test_later_set_closes);
  ADD ("a-set-that-has-not-leaves-it-open", test_unaware_set_keeps_it_open);
  ADD ("a-third-value-pushes-none-out-of-sight", test_third_value);
  ADD ("deleting-the-row-closes-it", test_delete_closes);
  ADD ("the-stricter-stands", test_strict);
  ADD ("nobody-writes-into-it", test_only_resolve);
  ADD ("edit-on-top-of-a-decision-is-none", test_edit_on_top_of_a_decision);
  ADD ("comes-back-with-its-row", test_comes_back_with_its_row);
  ADD ("refused-op-passes-on-what-it-had-seen", test_refused_op_passes_on_what_it_had_seen);
  ADD ("delete-behind-a-refused-op-deletes", test_delete_behind_a_refused_op_deletes);
  ADD ("a-decision-shows-in-the-other-one", test_decision_shows_in_the_other_conflict);
  return g_test_run ();
}
