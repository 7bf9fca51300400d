/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A participant is deleted with all that hangs on them while somebody else writes there: whatever
 * comes first, nothing that was written lies under a dead row afterwards. */

#include "config.h"

#include "support/fod-server-fixture.h"

#include <string.h>

typedef struct
{
  FodServerFixture server;
  char *participant;
  char *notes[2];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  fod_server_fixture_set_up (&self->server, data);
  self->participant = fod_server_fixture_participant (&self->server, FOD_ANNA, "Åse");
  for (guint i = 0; i < G_N_ELEMENTS (self->notes); i++)
    self->notes[i] = fod_server_fixture_note (&self->server, FOD_ANNA, self->participant);
  fod_fake_clock_advance (self->server.clock, 60 * 60 * 1000);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->participant);
  for (guint i = 0; i < G_N_ELEMENTS (self->notes); i++)
    g_free (self->notes[i]);
  fod_server_fixture_tear_down (&self->server, data);
}

static FodOp *
delete_seen (Fixture *self, const char *kind, const char *row)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_DELETE, kind, row);

  g_hash_table_insert (op->base, g_strdup (""), g_strdup ("1"));
  op->tx = g_strdup ("00000000-0000-7000-8000-0000000000aa");
  return op;
}

/* As a laptop does: what hangs on the participant first. */
static FodOpResult *
anna_deletes (Fixture *self)
{
  g_autoptr (FodPushReply) reply = fod_server_fixture_push (
      &self->server, FOD_ANNA, delete_seen (self, FOD_KIND_NOTE, self->notes[0]),
      delete_seen (self, FOD_KIND_NOTE, self->notes[1]),
      delete_seen (self, FOD_KIND_PARTICIPANT, self->participant), NULL);

  return g_ptr_array_steal_index (reply->results, 2);
}

static FodOpResult *
lene_sets (Fixture *self, const char *kind, const char *row, const char *field, const char *value)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_SET, kind, row);

  return fod_server_fixture_push_one (&self->server, FOD_LENE, fod_op_with (op, field, value, "0"));
}

static void
assert_state (Fixture *self, const char *kind, const char *id, FodRowState state)
{
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (&self->server, kind, id);

  g_assert_nonnull (row);
  g_assert_cmpint (row->row->state, ==, state);
}

static void
assert_all_live (Fixture *self)
{
  assert_state (self, FOD_KIND_PARTICIPANT, self->participant, FOD_ROW_LIVE);
  for (guint i = 0; i < G_N_ELEMENTS (self->notes); i++)
    assert_state (self, FOD_KIND_NOTE, self->notes[i], FOD_ROW_LIVE);
}

/* What the leader's laptop holds in the end. */
static void
assert_lene_has_all (Fixture *self)
{
  g_autoptr (FodPullReply) reply = fod_server_fixture_pull (&self->server, FOD_LENE, 500);

  g_assert_cmpint (fod_pull_reply_find (reply, NULL, self->participant)->state, ==, FOD_ROW_LIVE);
  g_assert_cmpint (fod_pull_reply_find (reply, NULL, self->notes[0])->state, ==, FOD_ROW_LIVE);
  g_assert_cmpint (fod_pull_reply_find (reply, NULL, self->notes[1])->state, ==, FOD_ROW_LIVE);
}

static void
test_undisturbed (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) gone = anna_deletes (self);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  assert_state (self, FOD_KIND_PARTICIPANT, self->participant, FOD_ROW_DELETED);
  assert_state (self, FOD_KIND_NOTE, self->notes[0], FOD_ROW_DELETED);
}

static void
test_unseen_note (Fixture *self, gconstpointer data)
{
  g_autofree char *note = fod_server_fixture_note (&self->server, FOD_LENE, self->participant);
  g_autoptr (FodOpResult) gone = anna_deletes (self);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpint (gone->row->state, ==, FOD_ROW_LIVE);
  assert_state (self, FOD_KIND_NOTE, note, FOD_ROW_LIVE);
  assert_all_live (self);
  assert_lene_has_all (self);
}

static void
test_edited_participant (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) edit =
      lene_sets (self, FOD_KIND_PARTICIPANT, self->participant, "wish", "lager");
  g_autoptr (FodOpResult) gone = anna_deletes (self);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
  assert_lene_has_all (self);
}

static void
test_edited_note (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) edit = lene_sets (self, FOD_KIND_NOTE, self->notes[0], "minutes", "45");
  g_autoptr (FodOpResult) gone = anna_deletes (self);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
}

static void
test_participant_is_edited_later (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) gone = anna_deletes (self);
  g_autoptr (FodOpResult) edit =
      lene_sets (self, FOD_KIND_PARTICIPANT, self->participant, "wish", "lager");

  g_assert_cmpint (edit->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
  assert_lene_has_all (self);
}

static void
test_note_is_edited_later (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) gone = anna_deletes (self);
  g_autoptr (FodOpResult) edit = lene_sets (self, FOD_KIND_NOTE, self->notes[0], "minutes", "45");

  g_assert_cmpint (edit->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
  assert_lene_has_all (self);
}

static void
test_note_is_made_later (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) gone = anna_deletes (self);
  g_autofree char *note = fod_server_fixture_dup_id (&self->server);
  FodOp *make = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_NOTE, note);
  g_autoptr (FodOpResult) made = NULL;

  fod_op_with (make, "participant", self->participant, "0");
  made = fod_server_fixture_push_one (&self->server, FOD_LENE,
                                      fod_op_with (make, "date", "2026-11-23", "0"));
  g_assert_cmpint (made->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
}

/* What was deleted on its own, a day before, was meant. */
static void
test_earlier_death_is_left (Fixture *self, gconstpointer data)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_DELETE, FOD_KIND_NOTE, self->notes[1]);
  g_autoptr (FodOpResult) early = fod_server_fixture_push_one (&self->server, FOD_ANNA, op);
  g_autoptr (FodOpResult) edit = NULL;
  g_autoptr (FodOpResult) gone = NULL;

  fod_fake_clock_advance (self->server.clock, 24 * 60 * 60 * 1000);
  gone = anna_deletes (self);
  edit = lene_sets (self, FOD_KIND_PARTICIPANT, self->participant, "wish", "lager");
  assert_state (self, FOD_KIND_NOTE, self->notes[0], FOD_ROW_LIVE);
  assert_state (self, FOD_KIND_NOTE, self->notes[1], FOD_ROW_DELETED);
}

/* The one brings a note back from the bin while the other deletes the participant. */
static void
test_undelete_under_a_dead_parent (Fixture *self, gconstpointer data)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_DELETE, FOD_KIND_NOTE, self->notes[1]);
  g_autoptr (FodOpResult) early = fod_server_fixture_push_one (&self->server, FOD_ANNA, op);
  g_autoptr (FodOpResult) gone = anna_deletes (self);
  g_autoptr (FodOpResult) back = fod_server_fixture_push_one (
      &self->server, FOD_LENE,
      fod_server_fixture_op (&self->server, FOD_OP_UNDELETE, FOD_KIND_NOTE, self->notes[1]));

  assert_state (self, FOD_KIND_NOTE, self->notes[1], FOD_ROW_LIVE);
  assert_state (self, FOD_KIND_PARTICIPANT, self->participant, FOD_ROW_LIVE);
}

/* Anna's other laptop had not seen her edit either. */
static void
test_own_unseen_edit (Fixture *self, gconstpointer data)
{
  FodOp *op =
      fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->participant);
  g_autoptr (FodOpResult) edit =
      fod_server_fixture_push_one (&self->server, FOD_ANNA, fod_op_with (op, "wish", "lager", "0"));
  g_autoptr (FodOpResult) gone = anna_deletes (self);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_MERGED);
  assert_all_live (self);
}

/* The row that comes back is not the one that the laptop had: its values are told. */
static void
test_undelete_brings_the_values (Fixture *self, gconstpointer data)
{
  g_autoptr (FodPullReply) before = fod_server_fixture_pull (&self->server, FOD_LENE, 500);
  g_autoptr (FodPullReply) after = NULL;
  FodOp *op =
      fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->participant);
  FodOp *undelete = fod_server_fixture_op (&self->server, FOD_OP_UNDELETE, FOD_KIND_PARTICIPANT,
                                           self->participant);
  FodOp *remove =
      fod_server_fixture_op (&self->server, FOD_OP_DELETE, FOD_KIND_NOTE, self->notes[0]);
  g_autoptr (FodPushReply) anna = fod_server_fixture_push (
      &self->server, FOD_ANNA, fod_op_with (op, "wish", "lager", "0"), remove,
      fod_server_fixture_op (&self->server, FOD_OP_DELETE, FOD_KIND_NOTE, self->notes[1]),
      fod_server_fixture_op (&self->server, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, self->participant),
      NULL);
  g_autoptr (FodPullReply) death = fod_server_fixture_pull (&self->server, FOD_LENE, 500);
  g_autoptr (FodOpResult) lene = fod_server_fixture_push_one (&self->server, FOD_LENE, undelete);
  const FodRow *row;

  g_assert_cmpint (lene->result, ==, FOD_RESULT_OK);
  after = fod_server_fixture_pull (&self->server, FOD_LENE, 500);
  row = fod_pull_reply_find (after, NULL, self->participant);
  g_assert_nonnull (row);
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "wish"), ==, "lager");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/server/family/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("goes-as-one", test_undisturbed);
  ADD ("unseen-note-keeps-all", test_unseen_note);
  ADD ("unseen-edit-keeps-all", test_edited_participant);
  ADD ("unseen-edit-of-a-note-keeps-all", test_edited_note);
  ADD ("later-edit-brings-all-back", test_participant_is_edited_later);
  ADD ("later-edit-of-a-note-brings-all-back", test_note_is_edited_later);
  ADD ("later-note-brings-all-back", test_note_is_made_later);
  ADD ("earlier-death-is-left", test_earlier_death_is_left);
  ADD ("undelete-brings-the-parent-back", test_undelete_under_a_dead_parent);
  ADD ("own-unseen-edit-counts", test_own_unseen_edit);
  ADD ("undelete-brings-the-values", test_undelete_brings_the_values);
  return g_test_run ();
}
