/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person's right: nothing of them stays on the server, nothing of them comes back, and the audit
 * still proves that nothing else was touched. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-erase.h"
#include "support/fod-server-fixture.h"

#include <string.h>

#define WORD "Skovarbejder"

typedef struct
{
  FodServerFixture server;
  char *person;
  char *note;
} Fixture;

static char *
push (Fixture *self, FodActor actor, FodOp *op)
{
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, actor, op);

  return g_strdup (result->code == NULL ? "ok" : result->code);
}

static void
push_expecting (Fixture *self, FodActor actor, FodOp *op, const char *expected)
{
  g_autofree char *code = push (self, actor, op);

  g_assert_cmpstr (code, ==, expected);
}

static FodOp *
set_wish (Fixture *self, const char *base)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->person);

  return fod_op_with (op, "wish", WORD " igen", base);
}

static FodOp *
new_note (Fixture *self)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_NOTE, id);

  fod_op_with (op, "participant", self->person, NULL);
  fod_op_with (op, "date", "2026-03-02", NULL);
  return fod_op_with (op, "body", WORD, NULL);
}

/* A note that the server does not take, and what its author goes on to write there: that does not
 * say any more whom it is about. */
static void
push_lost_note (Fixture *self, FodActor actor)
{
  FodOp *note = new_note (self);
  FodOp *more = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_NOTE, note->row);

  push_expecting (self, actor, note, "ref_missing");
  push_expecting (self, actor, fod_op_with (more, "body", WORD " igen", "0"), "gone");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  fod_server_fixture_set_up (&self->server, data);
  self->person = fod_server_fixture_participant (&self->server, FOD_ANNA, WORD);
  self->note = fod_server_fixture_note (&self->server, FOD_ANNA, self->person);
  push_expecting (self, FOD_ANNA, set_wish (self, "0"), "ok");
  /* Two at the same time: a conflict that holds both. */
  push_expecting (self, FOD_LENE, set_wish (self, "0"), "ok");
  /* Bo has nothing to do with it, and said so all the same: the quarantine has it. */
  push_lost_note (self, FOD_BO);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->person);
  g_free (self->note);
  fod_server_fixture_tear_down (&self->server, data);
}

static void
erase (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  fod_server_erase (self->server.store, FOD_CLOCK (self->server.clock), FOD_KIND_PARTICIPANT,
                    self->person, FALSE, &error);
  g_assert_no_error (error);
}

static guint
count_in_audit (Fixture *self)
{
  gint64 end = 0;
  guint found = 0;

  g_assert_true (fod_server_store_get_audit_end (self->server.store, &end, NULL));
  for (gint64 seq = 1; seq <= end; seq++)
    {
      g_autoptr (FodServerAuditEntry) entry = NULL;

      g_assert_true (fod_server_store_get_audit (self->server.store, seq, &entry, NULL));
      found += entry->old_values != NULL && strstr (entry->old_values, WORD) != NULL;
      found += entry->new_values != NULL && strstr (entry->new_values, WORD) != NULL;
    }
  return found;
}

static void
assert_empty (Fixture *self, const char *kind, const char *id)
{
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (&self->server, kind, id);

  g_assert_nonnull (row);
  g_assert_cmpint (row->row->state, ==, FOD_ROW_ERASED);
  g_assert_cmpuint (g_hash_table_size (row->row->fields), ==, 0);
  g_assert_cmpuint (g_hash_table_size (row->row->versions), ==, 0);
  g_assert_cmpuint (g_hash_table_size (row->marks), ==, 0);
}

static void
assert_audit_whole (Fixture *self)
{
  gint64 broken = -1;

  g_assert_true (fod_server_audit_verify (self->server.store, &broken, NULL));
  g_assert_cmpint (broken, ==, 0);
}

static void
test_nothing_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) children = NULL;

  g_assert_cmpuint (count_in_audit (self), >, 2);
  erase (self);
  assert_empty (self, FOD_KIND_PARTICIPANT, self->person);
  assert_empty (self, FOD_KIND_NOTE, self->note);
  g_assert_true (
      fod_server_store_list_children (self->server.store, self->person, NULL, &children, NULL));
  for (guint i = 0; i < children->len; i++)
    {
      const FodStoredRow *child = children->pdata[i];

      assert_empty (self, child->row->kind, child->row->id);
    }
  g_assert_cmpuint (count_in_audit (self), ==, 0);
  assert_audit_whole (self);
}

static void
test_the_devices_are_told (Fixture *self, gconstpointer data)
{
  static const FodActor actors[] = { FOD_ANNA, FOD_LENE };

  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    fod_pull_reply_free (fod_server_fixture_pull (&self->server, actors[i], 100));
  erase (self);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (FodPullReply) reply = fod_server_fixture_pull (&self->server, actors[i], 100);
      g_autofree char *text = fod_wire_print_pull_reply (reply);
      FodRow *person = fod_pull_reply_find (reply, NULL, self->person);
      FodRow *note = fod_pull_reply_find (reply, NULL, self->note);

      g_assert_cmpint (person->state, ==, FOD_ROW_ERASED);
      g_assert_cmpint (note->state, ==, FOD_ROW_ERASED);
      g_assert_nonnull (strstr (text, "\"gone\":\"erased\""));
      g_assert_null (strstr (text, WORD));
    }
}

/* Who had the person before a handover is told as well. */
static void
test_who_had_it_before_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (FodPullReply) reply = NULL;

  g_assert_true (fod_server_assign (self->server.store, FOD_CLOCK (self->server.clock),
                                    self->person, "consultant", self->server.users[FOD_BO], NULL));
  fod_pull_reply_free (fod_server_fixture_pull (&self->server, FOD_ANNA, 100));
  erase (self);
  reply = fod_server_fixture_pull (&self->server, FOD_ANNA, 100);
  g_assert_cmpint (fod_pull_reply_find (reply, NULL, self->person)->state, ==, FOD_ROW_ERASED);
}

static void
test_nothing_comes_back (Fixture *self, gconstpointer data)
{
  FodServerFixture *server = &self->server;
  g_autofree char *code = NULL;

  erase (self);
  g_free (push (self, FOD_ANNA, set_wish (self, "1")));
  g_free (push (self, FOD_ANNA, new_note (self)));
  push_lost_note (self, FOD_BO);
  g_free (
      push (self, FOD_ANNA,
            fod_server_fixture_op (server, FOD_OP_UNDELETE, FOD_KIND_PARTICIPANT, self->person)));
  code = push (self, FOD_ANNA,
               fod_op_with (fod_server_fixture_op (server, FOD_OP_CREATE, FOD_KIND_PARTICIPANT,
                                                   self->person),
                            "name", WORD, NULL));
  g_assert_cmpstr (code, !=, "ok");
  assert_empty (self, FOD_KIND_PARTICIPANT, self->person);
  /* What is said of them now is not kept either. */
  g_assert_cmpuint (count_in_audit (self), ==, 0);
  erase (self);
  assert_audit_whole (self);
}

/* A note that was put on the wrong person, refused, and put right: it is about somebody else. */
static void
test_what_was_put_right_is_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *other = fod_server_fixture_participant (&self->server, FOD_BO, "A");
  FodOp *wrong = new_note (self);
  g_autofree char *note = g_strdup (wrong->row);
  FodOp *right = fod_server_fixture_op (&self->server, FOD_OP_CREATE, FOD_KIND_NOTE, note);

  push_expecting (self, FOD_BO, wrong, "ref_missing");
  fod_op_with (right, "participant", other, NULL);
  fod_op_with (right, "date", "2026-03-02", NULL);
  push_expecting (self, FOD_BO, fod_op_with (right, "body", "B", NULL), "ok");
  for (guint i = 0; i < 2; i++)
    {
      FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_NOTE, note);

      push_expecting (self, FOD_ANNA, fod_op_with (op, "body", WORD, "1"), "forbidden");
      erase (self);
      g_assert_cmpuint (count_in_audit (self), ==, i + 1);
    }
}

static void
note_erased (Fixture *self, const char *folder)
{
  g_autoptr (FodStoredRow) row =
      fod_server_fixture_row (&self->server, FOD_KIND_PARTICIPANT, self->person);
  g_autoptr (GError) error = NULL;

  fod_server_erase_note (folder, self->server.store, row, &error);
  g_assert_no_error (error);
}

static void
test_after_a_restore_it_is_done_again (Fixture *self, gconstpointer data)
{
  const char *folder = self->server.folder;
  g_autofree char *later = fod_server_fixture_dup_id (&self->server);
  g_autofree char *code = NULL;
  g_autoptr (FodStoredRow) unknown = fod_stored_row_new (FOD_KIND_PARTICIPANT, later);
  g_autoptr (GError) error = NULL;

  /* The backup has the one, and was made before the other was there. */
  note_erased (self, folder);
  g_assert_true (fod_server_erase_note (folder, self->server.store, unknown, &error));
  g_assert_true (fod_server_erase_note (folder, self->server.store, unknown, &error));
  g_assert_true (
      fod_server_erase_again (self->server.store, FOD_CLOCK (self->server.clock), folder, &error));
  g_assert_no_error (error);
  assert_empty (self, FOD_KIND_PARTICIPANT, self->person);
  g_assert_cmpuint (count_in_audit (self), ==, 0);
  /* A laptop that was away gives it back. */
  code = push (self, FOD_ANNA,
               fod_op_with (fod_server_fixture_op (&self->server, FOD_OP_CREATE,
                                                   FOD_KIND_PARTICIPANT, later),
                            "name", WORD, NULL));
  g_assert_cmpstr (code, !=, "ok");
  assert_empty (self, FOD_KIND_PARTICIPANT, later);
  g_assert_cmpuint (count_in_audit (self), ==, 0);
}

/* The backup has never heard of the note, and Lene's laptop does not say what it hung on. */
static void
test_what_hung_on_the_erased_is_dead_after_a_restore (Fixture *self, gconstpointer data)
{
  FodServerFixture restored = { 0 };
  g_autofree char *list = g_build_filename (self->server.folder, "erased", NULL);
  g_autofree char *text = NULL;
  g_autoptr (FodOpResult) result = NULL;
  Fixture other = { 0 };

  note_erased (self, self->server.folder);
  erase (self);
  note_erased (self, self->server.folder);
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, self->note));
  /* Once. */
  g_assert_null (strstr (strstr (text, self->note) + 1, self->note));
  fod_server_fixture_set_up (&restored, data);
  g_assert_true (fod_server_erase_again (restored.store, FOD_CLOCK (restored.clock),
                                         self->server.folder, NULL));
  result = fod_server_fixture_push_one (
      &restored, FOD_LENE,
      fod_op_with (fod_server_fixture_op (&restored, FOD_OP_SET, FOD_KIND_NOTE, self->note), "body",
                   WORD, "1"));
  g_assert_cmpstr (result->code, ==, "gone");
  other.server = restored;
  g_assert_cmpuint (count_in_audit (&other), ==, 0);
  assert_audit_whole (&other);
  fod_server_fixture_tear_down (&restored, data);
}

/* Somebody reads for longer than the database waits. */
static void
test_a_log_that_is_read_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (FodDb) reader = NULL;
  g_autoptr (GError) error = NULL;

  if (self->server.conninfo != NULL)
    {
      g_test_skip ("a PostgreSQL empties no log here");
      return;
    }
  reader = fod_server_fixture_open_db (&self->server);
  g_assert_true (fod_db_exec (reader, "BEGIN", NULL));
  g_assert_true (fod_db_exec (reader, "SELECT count(*) FROM row", NULL));
  g_assert_false (fod_server_erase (self->server.store, FOD_CLOCK (self->server.clock),
                                    FOD_KIND_PARTICIPANT, self->person, FALSE, &error));
  g_assert_error (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_LOG);
  assert_empty (self, FOD_KIND_PARTICIPANT, self->person);
  g_assert_true (fod_db_exec (reader, "COMMIT", NULL));
  erase (self);
}

static void
test_an_unknown_id_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_server_erase (self->server.store, FOD_CLOCK (self->server.clock),
                                    FOD_KIND_PARTICIPANT, id, FALSE, &error));
  g_assert_error (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_UNKNOWN);
}

#define ADD(name, func) g_test_add ("/server-erase/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("nothing-stays", test_nothing_stays);
  ADD ("the-devices-are-told", test_the_devices_are_told);
  ADD ("who-had-it-before-is-told", test_who_had_it_before_is_told);
  ADD ("nothing-comes-back", test_nothing_comes_back);
  ADD ("what-was-put-right-is-kept", test_what_was_put_right_is_kept);
  ADD ("after-a-restore-it-is-done-again", test_after_a_restore_it_is_done_again);
  ADD ("what-hung-on-the-erased-is-dead-after-a-restore",
       test_what_hung_on_the_erased_is_dead_after_a_restore);
  ADD ("a-log-that-is-read-is-told", test_a_log_that_is_read_is_told);
  ADD ("an-unknown-id-is-told", test_an_unknown_id_is_told);
  return g_test_run ();
}
