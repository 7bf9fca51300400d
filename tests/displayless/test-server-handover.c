/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A participant is handed over by the one who has them, or their leader; and covered by a colleague
 * until a day (PROTOCOL.md, handing over). */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-erase.h"
#include "support/fod-server-fixture.h"

#include <string.h>

typedef struct
{
  FodServerFixture server;
  char *participant;
  char *note;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  fod_server_fixture_set_up (&self->server, data);
  fod_fake_clock_set_date (self->server.clock, "2026-11-23");
  self->participant = fod_server_fixture_participant (&self->server, FOD_ANNA, "Åse");
  self->note = fod_server_fixture_note (&self->server, FOD_ANNA, self->participant);
  for (guint i = 0; i < FOD_N_ACTORS; i++)
    {
      g_autoptr (FodPullReply) reply = fod_server_fixture_pull (&self->server, i, 500);

      g_assert_nonnull (reply);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->participant);
  g_free (self->note);
  fod_server_fixture_tear_down (&self->server, data);
}

/* An op that hands over; @base is what its author had seen of the field. */
static FodOp *
give (Fixture *self, const char *field, const char *value, const char *base)
{
  FodOp *op =
      fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->participant);

  return fod_op_with (op, field, value, base);
}

static FodOp *
give_to (Fixture *self, FodActor actor)
{
  return give (self, "consultant", self->server.users[actor], "1");
}

static FodOp *
cover_by (Fixture *self, FodActor actor, const char *until)
{
  return fod_op_with (give (self, "cover", self->server.users[actor], "0"), "cover-until", until,
                      "0");
}

static void
push_ok (Fixture *self, FodActor actor, FodOp *op)
{
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, actor, op);

  g_assert_cmpstr (result->code, ==, NULL);
  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
}

/* The server did more than the op says, and answers so: with the row, if it is here still. */
static void
push_more (Fixture *self, FodActor actor, FodOp *op)
{
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, actor, op);

  g_assert_cmpstr (result->code, ==, NULL);
  g_assert_cmpint (result->result, !=, FOD_RESULT_OK);
}

static void
push_refused (Fixture *self, FodActor actor, FodOp *op, const char *code)
{
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, actor, op);

  g_assert_cmpint (result->result, ==, FOD_RESULT_REJECTED);
  g_assert_cmpstr (result->code, ==, code);
}

static void
assert_field (Fixture *self, const char *field, const char *value)
{
  g_autoptr (FodStoredRow) row =
      fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);

  g_assert_cmpstr (fod_stored_row_get (row, field), ==, value);
}

/* What the actor is told of the participant and of the note that hangs on them. */
static void
assert_told (Fixture *self, FodActor actor, FodRowState state)
{
  g_autoptr (FodPullReply) reply = fod_server_fixture_pull (&self->server, actor, 500);
  const FodRow *row = fod_pull_reply_find (reply, NULL, self->participant);
  const FodRow *note = fod_pull_reply_find (reply, NULL, self->note);

  g_assert_nonnull (row);
  g_assert_nonnull (note);
  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpint (note->state, ==, state);
}

static void
test_who_has_them_hands_over (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_ANNA, give_to (self, FOD_BO));
  assert_field (self, "consultant", self->server.users[FOD_BO]);
  assert_field (self, "handed-by", self->server.users[FOD_ANNA]);
  assert_told (self, FOD_ANNA, FOD_ROW_GONE);
  assert_told (self, FOD_BO, FOD_ROW_LIVE);
}

static void
test_the_leader_hands_over (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_LENE, give_to (self, FOD_BO));
  assert_field (self, "handed-by", self->server.users[FOD_LENE]);
  assert_told (self, FOD_ANNA, FOD_ROW_GONE);
}

/* The leader was faster: what Anna had seen is not what stands. */
static void
test_moved_meanwhile_is_refused (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_LENE, cover_by (self, FOD_BO, "2026-12-01"));
  push_refused (self, FOD_ANNA, cover_by (self, FOD_LENE, "2026-12-05"), "transition");
  assert_field (self, "cover", self->server.users[FOD_BO]);
  assert_field (self, "cover-until", "2026-12-01");
}

static void
test_nobody_else_may (Fixture *self, gconstpointer data)
{
  push_refused (self, FOD_BO, give_to (self, FOD_BO), "forbidden");
  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, NULL));
  push_refused (self, FOD_BO, give_to (self, FOD_BO), "forbidden");
  push_refused (self, FOD_ANNA, give (self, "consultant", NULL, "1"), "invalid");
  push_refused (self, FOD_ANNA, give (self, "team", self->server.teams[1], "1"), "forbidden");
  push_refused (self, FOD_ANNA, give (self, "handed-by", self->server.users[FOD_BO], "3"),
                "forbidden");
  assert_field (self, "consultant", self->server.users[FOD_ANNA]);
}

static void
test_nobody_of_another_team_gets_them (Fixture *self, gconstpointer data)
{
  push_refused (self, FOD_ANNA, give_to (self, FOD_CARL), "ref_missing");
  push_refused (self, FOD_ANNA, cover_by (self, FOD_CARL, NULL), "ref_missing");
}

static FodOp *
new_note (Fixture *self, const char *id)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_NOTE, id);

  fod_op_with (op, "participant", self->participant, "0");
  fod_op_with (op, "body", "Det sidste, før jeg gik", "0");
  return fod_op_with (op, "date", "2026-11-23", "0");
}

/* Written without a network after the handover: it goes along to the one who has them now. */
static void
test_what_was_written_after_goes_along (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  FodOp *minutes = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_NOTE, self->note);
  g_autoptr (FodPushReply) reply =
      fod_server_fixture_push (&self->server, FOD_ANNA, give_to (self, FOD_BO), new_note (self, id),
                               fod_op_with (minutes, "minutes", "45", "0"), NULL);
  g_autoptr (FodPullReply) told = NULL;
  g_autofree char *late = fod_server_fixture_dup_id (&self->server);

  for (guint i = 0; i < reply->results->len; i++)
    {
      const FodOpResult *result = reply->results->pdata[i];

      g_assert_cmpstr (result->code, ==, NULL);
      g_assert_null (result->row);
    }
  told = fod_server_fixture_pull (&self->server, FOD_BO, 500);
  g_assert_cmpint (fod_pull_reply_find (told, NULL, id)->state, ==, FOD_ROW_LIVE);
  push_refused (self, FOD_ANNA, new_note (self, late), "ref_missing");
}

/* What Anna and Lene wrote into the follow-up without having seen each other. */
static char *
collide (Fixture *self, const char *id)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, id);
  FodOp *lene = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id);
  FodOp *anna = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id);
  g_autoptr (FodOpResult) result = NULL;

  fod_op_with (op, "title", "Samtale", "0");
  fod_op_with (op, "slot", "2026-11-30", "0");
  push_ok (self, FOD_ANNA, fod_op_with (op, "participant", self->participant, "0"));
  push_ok (self, FOD_LENE, fod_op_with (lene, "slot", "2026-12-01", "1"));
  result = fod_server_fixture_push_one (&self->server, FOD_ANNA,
                                        fod_op_with (anna, "slot", "2026-12-02", "1"));
  g_assert_cmpint (result->result, ==, FOD_RESULT_CONFLICT);
  return g_strdup (result->conflict);
}

/* A decision on what hangs on the one who was given away is of the same push, too. */
static void
test_decisions_go_along (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  g_autofree char *conflict = collide (self, id);
  FodOp *decision =
      fod_server_fixture_op (&self->server, FOD_OP_RESOLVE, FOD_KIND_CONFLICT, conflict);
  g_autoptr (FodPushReply) reply =
      fod_server_fixture_push (&self->server, FOD_ANNA, give_to (self, FOD_BO),
                               fod_op_with (decision, "value", "2026-12-02", NULL), NULL);
  g_autoptr (FodStoredRow) plan = fod_server_fixture_row (&self->server, FOD_KIND_FOLLOW_UP, id);

  g_assert_cmpstr (((FodOpResult *)reply->results->pdata[1])->code, ==, NULL);
  g_assert_cmpstr (fod_stored_row_get (plan, "slot"), ==, "2026-12-02");
}

static void
test_plans_go_along (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, id);
  g_autoptr (FodStoredRow) plan = NULL;

  fod_op_with (op, "title", "Samtale", "0");
  fod_op_with (op, "slot", "2026-11-30", "0");
  fod_op_with (op, "status", "planned", "0");
  push_ok (self, FOD_ANNA, fod_op_with (op, "participant", self->participant, "0"));
  push_ok (self, FOD_ANNA, give_to (self, FOD_BO));
  plan = fod_server_fixture_row (&self->server, FOD_KIND_FOLLOW_UP, id);
  g_assert_cmpstr (fod_stored_row_get (plan, "owner"), ==, self->server.users[FOD_BO]);
}

static void
test_a_cover_ends_after_its_day (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));
  assert_told (self, FOD_BO, FOD_ROW_LIVE);
  fod_fake_clock_set_date (self->server.clock, "2026-12-01");
  {
    g_autoptr (FodPullReply) same = fod_server_fixture_pull (&self->server, FOD_BO, 500);

    g_assert_null (fod_pull_reply_find (same, NULL, self->participant));
  }
  fod_fake_clock_set_date (self->server.clock, "2026-12-02");
  assert_told (self, FOD_BO, FOD_ROW_GONE);
  assert_field (self, "cover", NULL);
  assert_field (self, "cover-until", NULL);
  assert_field (self, "consultant", self->server.users[FOD_ANNA]);
  {
    g_autoptr (FodPullReply) anna = fod_server_fixture_pull (&self->server, FOD_ANNA, 500);

    g_assert_cmpint (fod_pull_reply_find (anna, NULL, self->participant)->state, ==, FOD_ROW_LIVE);
  }
}

static void
assert_done (Fixture *self, const char *day, const char *noted)
{
  g_autoptr (FodPullReply) reply = NULL;
  g_autofree char *done = NULL;

  fod_fake_clock_set_date (self->server.clock, day);
  reply = fod_server_fixture_pull (&self->server, FOD_ANNA, 500);
  g_assert_true (fod_server_store_get_meta (self->server.store, "covers-ended", &done, NULL));
  g_assert_cmpstr (done, ==, noted);
}

/* For one of two servers on a database it is past midnight, for the other not yet. */
static void
test_a_day_is_begun_once (Fixture *self, gconstpointer data)
{
  assert_done (self, "2026-12-02", "2026-12-02");
  assert_done (self, "2026-12-01", "2026-12-02");
  /* A clock that was wrong does not keep the days from beginning. */
  assert_done (self, "2026-12-20", "2026-12-20");
  assert_done (self, "2026-12-03", "2026-12-03");
}

static void
push_verb (Fixture *self, FodOpVerb verb, const char *kind, const char *id)
{
  FodOp *op = fod_server_fixture_op (&self->server, verb, kind, id);
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, FOD_ANNA, op);

  g_assert_cmpstr (result->code, ==, NULL);
}

/* A tombstone stays as it is; the cover of who comes back ends with the next day. */
static void
test_a_cover_of_one_who_is_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (FodStoredRow) before = NULL;
  g_autoptr (FodStoredRow) after = NULL;
  gint64 known, now;

  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));
  push_verb (self, FOD_OP_DELETE, FOD_KIND_NOTE, self->note);
  push_verb (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, self->participant);
  before = fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);
  g_assert_cmpint (before->row->state, ==, FOD_ROW_DELETED);
  g_assert_true (fod_server_store_get_audit_end (self->server.store, &known, NULL));
  fod_fake_clock_set_date (self->server.clock, "2026-12-02");
  fod_pull_reply_free (fod_server_fixture_pull (&self->server, FOD_CARL, 500));
  after = fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);
  g_assert_cmpuint (after->row->rv, ==, before->row->rv);
  g_assert_true (fod_server_store_get_audit_end (self->server.store, &now, NULL));
  g_assert_cmpint (now, ==, known);
  push_verb (self, FOD_OP_UNDELETE, FOD_KIND_NOTE, self->note);
  fod_fake_clock_set_date (self->server.clock, "2026-12-03");
  assert_told (self, FOD_BO, FOD_ROW_GONE);
  assert_field (self, "cover", NULL);
}

/* A save that comes on the day after is the first that the server hears of the new day. */
static void
test_nothing_is_taken_from_a_cover_that_is_over (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));
  fod_fake_clock_set_date (self->server.clock, "2026-12-02");
  push_refused (self, FOD_BO, give (self, "called", "Å", "0"), "forbidden");
}

static void
test_a_cover_may_be_ended_by_hand (Fixture *self, gconstpointer data)
{
  g_autofree char *seen = NULL;

  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));
  assert_told (self, FOD_BO, FOD_ROW_LIVE);
  {
    g_autoptr (FodStoredRow) row =
        fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);

    seen = g_strdup_printf ("%" G_GUINT64_FORMAT, fod_stored_row_get_version (row, "cover"));
  }
  push_more (self, FOD_ANNA, give (self, "cover", NULL, seen));
  assert_field (self, "cover-until", NULL);
  assert_told (self, FOD_BO, FOD_ROW_GONE);
}

static void
test_a_day_that_is_over_is_no_end (Fixture *self, gconstpointer data)
{
  push_refused (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-11-22"), "invalid");
  push_refused (self, FOD_ANNA, cover_by (self, FOD_BO, "engang"), "invalid");
}

static void
test_who_gets_them_covers_no_more (Fixture *self, gconstpointer data)
{
  push_ok (self, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));
  push_more (self, FOD_ANNA, give_to (self, FOD_BO));
  assert_field (self, "cover", NULL);
  assert_field (self, "cover-until", NULL);
  assert_told (self, FOD_BO, FOD_ROW_LIVE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/server/handover/" name, Fixture, NULL, set_up, function, tear_down)

static void
assign (Fixture *self, const char *field, FodActor actor)
{
  g_assert_true (fod_server_assign (self->server.store, FOD_CLOCK (self->server.clock),
                                    self->participant, field, self->server.users[actor], NULL));
}

static void
assert_cover (Fixture *self, const char *cover, const char *until)
{
  g_autoptr (FodStoredRow) row =
      fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);

  g_assert_cmpstr (fod_stored_row_get (row, "cover"), ==, cover);
  g_assert_cmpstr (fod_stored_row_get (row, "cover-until"), ==, until);
}

/* Bo covers to a day, as Anna said. */
static void
let_bo_cover (Fixture *self)
{
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (&self->server, FOD_ANNA, cover_by (self, FOD_BO, "2026-12-01"));

  g_assert_null (result->code);
  assert_cover (self, self->server.users[FOD_BO], "2026-12-01");
}

static void
move_to_other_team (Fixture *self, const char *login)
{
  g_assert_true (fod_server_change_user (self->server.store, FOD_CLOCK (self->server.clock), login,
                                         NULL, self->server.teams[1], NULL));
}

static void
test_an_assigned_cover_has_no_others_day (Fixture *self, gconstpointer data)
{
  let_bo_cover (self);
  assign (self, "cover", FOD_LENE);
  assert_cover (self, self->server.users[FOD_LENE], NULL);
  assign (self, "consultant", FOD_LENE);
  assert_cover (self, NULL, NULL);
}

/* Bo's team has nothing to do with the participant any more. */
static void
test_a_cover_stays_in_the_team (Fixture *self, gconstpointer data)
{
  g_autoptr (FodPullReply) before = NULL;
  g_autoptr (FodPullReply) bo = NULL;

  let_bo_cover (self);
  before = fod_server_fixture_pull (&self->server, FOD_BO, 1000);
  move_to_other_team (self, "anna");
  assert_cover (self, NULL, NULL);
  bo = fod_server_fixture_pull (&self->server, FOD_BO, 1000);
  g_assert_cmpint (fod_pull_reply_find (bo, NULL, self->note)->state, ==, FOD_ROW_GONE);
}

static void
test_assigned_to_another_team (Fixture *self, gconstpointer data)
{
  let_bo_cover (self);
  assign (self, "consultant", FOD_CARL);
  assert_cover (self, NULL, NULL);
}

static void
test_who_leaves_the_team_covers_no_more (Fixture *self, gconstpointer data)
{
  let_bo_cover (self);
  move_to_other_team (self, "bo");
  assert_cover (self, NULL, NULL);
}

static void
test_who_was_erased_is_assigned_to_nobody (Fixture *self, gconstpointer data)
{
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fod_server_erase (self->server.store, FOD_CLOCK (self->server.clock),
                                   FOD_KIND_PARTICIPANT, self->participant, FALSE, NULL));
  fod_server_assign (self->server.store, FOD_CLOCK (self->server.clock), self->participant,
                     "consultant", self->server.users[FOD_BO], &error);
  g_assert_error (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_UNKNOWN);
  row = fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->participant);
  g_assert_cmpuint (g_hash_table_size (row->row->fields), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("who-has-them-hands-over", test_who_has_them_hands_over);
  ADD ("the-leader-hands-over", test_the_leader_hands_over);
  ADD ("moved-meanwhile-is-refused", test_moved_meanwhile_is_refused);
  ADD ("nobody-else-may", test_nobody_else_may);
  ADD ("nobody-of-another-team-gets-them", test_nobody_of_another_team_gets_them);
  ADD ("what-was-written-after-goes-along", test_what_was_written_after_goes_along);
  ADD ("decisions-go-along", test_decisions_go_along);
  ADD ("plans-go-along", test_plans_go_along);
  ADD ("a-cover-ends-after-its-day", test_a_cover_ends_after_its_day);
  ADD ("a-day-is-begun-once", test_a_day_is_begun_once);
  ADD ("nothing-is-taken-from-a-cover-that-is-over",
       test_nothing_is_taken_from_a_cover_that_is_over);
  ADD ("a-cover-of-one-who-is-deleted", test_a_cover_of_one_who_is_deleted);
  ADD ("a-cover-may-be-ended-by-hand", test_a_cover_may_be_ended_by_hand);
  ADD ("a-day-that-is-over-is-no-end", test_a_day_that_is_over_is_no_end);
  ADD ("who-gets-them-covers-no-more", test_who_gets_them_covers_no_more);
  ADD ("an-assigned-cover-has-no-other-s-day", test_an_assigned_cover_has_no_others_day);
  ADD ("a-cover-stays-in-the-team", test_a_cover_stays_in_the_team);
  ADD ("assigned-to-another-team", test_assigned_to_another_team);
  ADD ("who-leaves-the-team-covers-no-more", test_who_leaves_the_team_covers_no_more);
  ADD ("who-was-erased-is-assigned-to-nobody", test_who_was_erased_is_assigned_to_nobody);
  return g_test_run ();
}
