/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every store of the server keeps to, whatever it stands on. */

#include "config.h"

#include "db/fod-db-error.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-copy.h"
#include "server/fod-server-pg.h"
#include "server/fod-server-store-sqlite.h"
#include "server/fod-server-work.h"
#include "support/fod-server-fixture.h"

#include <string.h>

typedef FodServerFixture Fixture;

#define ID "019a6b2c-31f4-7000-8000-00000000abcd"

static void
begin (Fixture *self, FodServerAccess access)
{
  g_autoptr (GError) error = NULL;

  fod_server_store_begin (self->store, access, &error);
  g_assert_no_error (error);
}

static void
commit (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  fod_server_store_commit (self->store, &error);
  g_assert_no_error (error);
}

static void
put_name (Fixture *self, const char *name)
{
  g_autoptr (FodStoredRow) row = fod_stored_row_new (FOD_KIND_PARTICIPANT, ID);
  g_autoptr (GError) error = NULL;

  row->row->rv = 7;
  row->parent = g_strdup (self->users[FOD_ANNA]);
  fod_stored_row_set (row, "name", name, 123, "somebody");
  fod_server_store_put_row (self->store, row, &error);
  g_assert_no_error (error);
}

static char *
dup_name (Fixture *self)
{
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, ID);

  return row == NULL ? NULL : g_strdup (fod_stored_row_get (row, "name"));
}

static void
test_row (Fixture *self, gconstpointer data)
{
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GPtrArray) children = NULL;
  FodFieldMark mark;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  put_name (self, "Åse \"Ås\" \\ 你好\n'; --");
  put_name (self, "Åse \"Ås\" \\ 你好\n'; DROP TABLE row; --");
  commit (self);
  row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, ID);
  g_assert_cmpstr (fod_stored_row_get (row, "name"), ==,
                   "Åse \"Ås\" \\ 你好\n'; DROP TABLE row; --");
  g_assert_cmpuint (row->row->rv, ==, 7);
  g_assert_cmpint (row->row->state, ==, FOD_ROW_LIVE);
  g_assert_cmpstr (row->parent, ==, self->users[FOD_ANNA]);
  fod_stored_row_get_mark (row, "name", &mark);
  g_assert_cmpuint (mark.eff, ==, 123);
  g_assert_true (fod_server_store_list_children (self->store, self->users[FOD_ANNA], FOD_KIND_NOTE,
                                                 &children, NULL));
  g_assert_cmpuint (children->len, ==, 0);
  g_clear_pointer (&children, g_ptr_array_unref);
  g_assert_true (
      fod_server_store_list_children (self->store, self->users[FOD_ANNA], NULL, &children, NULL));
  g_assert_cmpuint (children->len, ==, 1);
}

static void
test_rollback (Fixture *self, gconstpointer data)
{
  g_autofree char *name = NULL;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  put_name (self, "Åse");
  fod_server_store_rollback (self->store);
  name = dup_name (self);
  g_assert_null (name);
}

static void
test_savepoint (Fixture *self, gconstpointer data)
{
  g_autofree char *name = NULL;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  put_name (self, "Åse");
  g_assert_true (fod_server_store_savepoint (self->store, NULL));
  put_name (self, "Bo");
  g_assert_true (fod_server_store_release (self->store, FALSE, NULL));
  g_assert_true (fod_server_store_savepoint (self->store, NULL));
  g_assert_true (fod_server_store_release (self->store, TRUE, NULL));
  commit (self);
  name = dup_name (self);
  g_assert_cmpstr (name, ==, "Åse");
}

static void
test_op_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  g_assert_true (fod_server_store_put_op (self->store, ID, ID, "{}", NULL));
  commit (self);
  begin (self, FOD_SERVER_ACCESS_WRITE);
  g_assert_false (fod_server_store_put_op (self->store, ID, ID, "{\"r\":\"other\"}", &error) &&
                  fod_server_store_commit (self->store, &error));
  g_assert_cmpint (error->domain, ==, FOD_DB_ERROR);
  fod_server_store_rollback (self->store);
  g_assert_true (fod_server_store_get_op (self->store, ID, &result, NULL));
  g_assert_cmpstr (result, ==, "{}");
}

/* Every bit of a check word comes back, also the highest. */
static void
test_head (Fixture *self, gconstpointer data)
{
  const FodServerHead written = { 9000000000, 3, G_MAXUINT64 - 5, 8000000000 };
  FodServerHead head;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  g_assert_true (fod_server_store_get_head (self->store, "user:new", &head, NULL));
  g_assert_cmpuint (head.seq + head.count + head.check, ==, 0);
  g_assert_true (fod_server_store_put_head (self->store, "user:new", &written, NULL));
  commit (self);
  g_assert_true (fod_server_store_get_head (self->store, "user:new", &head, NULL));
  g_assert_cmpuint (head.seq, ==, written.seq);
  g_assert_cmpuint (head.count, ==, written.count);
  g_assert_cmpuint (head.check, ==, written.check);
  g_assert_cmpuint (head.floor, ==, written.floor);
}

static void
put_place (Fixture *self, const char *scope, guint64 seq)
{
  const FodServerPlace place = { (char *)scope, (char *)FOD_KIND_NOTE, (char *)ID, seq, 4,
                                 FOD_ROW_GONE,  (char *)"device",      2 };
  g_autoptr (GError) error = NULL;

  fod_server_store_put_place (self->store, &place, &error);
  g_assert_no_error (error);
}

static void
test_feed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) feed = NULL;
  g_autoptr (GPtrArray) places = NULL;
  const FodServerPlace *place;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  put_place (self, "user:x", 1);
  put_place (self, "lead:x", 5);
  put_place (self, "user:x", 2);
  commit (self);
  g_assert_true (fod_server_store_list_places (self->store, FOD_KIND_NOTE, ID, &places, NULL));
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_true (fod_server_store_list_feed (self->store, "user:x", 0, 10, &feed, NULL));
  g_assert_cmpuint (feed->len, ==, 1);
  place = feed->pdata[0];
  g_assert_cmpuint (place->seq, ==, 2);
  g_assert_cmpuint (place->rv, ==, 4);
  g_assert_cmpint (place->state, ==, FOD_ROW_GONE);
  g_assert_cmpstr (place->origin, ==, "device");
  g_assert_cmpuint (place->other_seq, ==, 2);
  g_clear_pointer (&feed, g_ptr_array_unref);
  g_assert_true (fod_server_store_list_feed (self->store, "user:x", 2, 10, &feed, NULL));
  g_assert_cmpuint (feed->len, ==, 0);
}

static void
test_touch (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerDevice) device = NULL;

  begin (self, FOD_SERVER_ACCESS_WRITE);
  g_assert_true (
      fod_server_store_touch_device (self->store, self->devices[FOD_BO], 9000000000000, NULL));
  commit (self);
  g_assert_true (fod_server_store_find_device (self->store, self->tokens[FOD_BO], &device, NULL));
  g_assert_cmpint (device->last_seen, ==, 9000000000000);
  g_assert_cmpstr (device->user, ==, self->users[FOD_BO]);
  g_assert_cmpint ((int)device->state, ==, (int)FOD_SERVER_DEVICE_ACTIVE);
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  FodServerCounts counts;

  g_assert_true (fod_server_store_list_users (self->store, &users, NULL));
  g_assert_true (fod_server_store_list_devices (self->store, &devices, NULL));
  g_assert_true (fod_server_store_count (self->store, &counts, NULL));
  g_assert_true (fod_server_store_check (self->store, NULL));
  g_assert_cmpuint (users->len, ==, FOD_N_ACTORS);
  g_assert_cmpstr (((FodServerUser *)users->pdata[0])->login, ==, "anna");
  g_assert_cmpuint (devices->len, ==, FOD_N_ACTORS);
  g_assert_cmpuint (counts.users, ==, FOD_N_ACTORS);
  g_assert_cmpuint (counts.devices, ==, FOD_N_ACTORS);
  g_assert_cmpuint (counts.audit, >, 0);
  g_assert_cmpuint (counts.rows, >, FOD_N_ACTORS);
}

/* A batch may build on a value that it has itself replaced; the audit of that is not written yet.
 * What brought version 4 lost: who saw it saw the value of version 3. */
static void
test_eff (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerWork) work =
      fod_server_work_begin (self->store, FOD_CLOCK (self->clock), NULL);
  g_autoptr (FodRow) row = fod_row_new (FOD_KIND_NOTE, ID);
  FodServerAuditEntry *entry = fod_server_audit_new (row->kind, row->id, "set", "ok");
  FodServerAuditEntry *loser = fod_server_audit_new (row->kind, row->id, "set", "conflict");
  guint64 eff;

  entry->rv = 3;
  entry->eff = 77;
  fod_server_audit_add (work, entry);
  loser->rv = 4;
  loser->eff = 55;
  fod_server_audit_add (work, loser);
  g_assert_true (fod_server_audit_get_eff (work, row, 3, &eff, NULL));
  g_assert_cmpuint (eff, ==, 77);
  g_assert_true (fod_server_audit_get_eff (work, row, 4, &eff, NULL));
  g_assert_cmpuint (eff, ==, 77);
  g_assert_true (fod_server_audit_get_eff (work, row, 2, &eff, NULL));
  g_assert_cmpuint (eff, ==, 0);
  g_assert_true (fod_server_work_commit (work, NULL));
  g_assert_true (fod_server_store_get_eff (self->store, row->kind, row->id, 4, &eff, NULL));
  g_assert_cmpuint (eff, ==, 77);
  g_assert_true (fod_server_store_get_eff (self->store, row->kind, row->id, 2, &eff, NULL));
  g_assert_cmpuint (eff, ==, 0);
}

static gboolean
has_news (FodServerStore *store)
{
  g_autoptr (GPtrArray) scopes = NULL;
  gboolean anything = FALSE;
  g_autoptr (GError) error = NULL;

  fod_server_store_take_news (store, &anything, &scopes, &error);
  g_assert_no_error (error);
  return anything || scopes->len > 0;
}

static gboolean
needs_postgres (Fixture *self)
{
  if (self->conninfo == NULL)
    g_test_skip ("the test postgres runs it");
  return self->conninfo != NULL;
}

static void
on_news (FodServerStore *store, gpointer user_data)
{
  g_atomic_int_set ((int *)user_data, TRUE);
}

static void
test_news (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);

  has_news (other);
  g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
  g_assert_true (has_news (other));
  g_assert_false (has_news (other));
}

static void
test_told (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  int told = FALSE;

  if (!needs_postgres (self))
    return;
  g_signal_connect (other, "news", G_CALLBACK (on_news), &told);
  has_news (other);
  /* The first words may come before somebody listens. */
  while (!g_atomic_int_get (&told) && g_get_monotonic_time () < end)
    g_free (fod_server_fixture_participant (self, FOD_ANNA, "Bo"));
  g_assert_true (g_atomic_int_get (&told));
  fod_server_store_stop_news (other);
  g_atomic_int_set (&told, FALSE);
  for (guint i = 0; i < 50; i++)
    {
      g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
      g_assert_true (has_news (other));
    }
  g_assert_false (g_atomic_int_get (&told));
}

/* Whoever works alone keeps out one that has patience for so long. */
static void
test_patience (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);
  g_autofree char *epoch = NULL;
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GError) error = NULL;

  if (!needs_postgres (self))
    return;
  fod_server_store_set_patience (other, 100);
  begin (self, FOD_SERVER_ACCESS_ALONE);
  /* It is alone from its first question on; who only reads is in nobody's way. */
  g_assert_true (fod_server_store_get_meta (self->store, "epoch", &epoch, NULL));
  g_assert_true (fod_server_store_get_row (other, FOD_KIND_USER, self->users[0], &row, NULL));
  g_assert_nonnull (row);
  g_assert_false (fod_server_store_begin (other, FOD_SERVER_ACCESS_WRITE, &error) &&
                  fod_server_store_commit (other, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY);
  commit (self);
  g_clear_error (&error);
  fod_server_store_begin (other, FOD_SERVER_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  fod_server_store_commit (other, &error);
  g_assert_no_error (error);
}

static void
assert_word (FodPg *pg, const char *word, const char *value)
{
  PQconninfoOption *words = PQconninfo (fod_pg_get_handle (pg));
  guint i = 0;

  while (words[i].keyword != NULL && !g_str_equal (words[i].keyword, word))
    i++;
  g_assert_cmpstr (words[i].val, ==, value);
  PQconninfoFree (words);
}

/* A host that vanishes says nothing; left alone, libpq waits for it for ever. */
static void
test_vanished_host (Fixture *self, gconstpointer data)
{
  g_autofree char *patient = NULL;
  g_autoptr (FodPg) ours = NULL;
  g_autoptr (FodPg) theirs = NULL;
  g_autoptr (GError) error = NULL;

  if (!needs_postgres (self))
    return;
  patient = g_strconcat (self->conninfo, " connect_timeout=77 tcp_user_timeout=88000", NULL);
  ours = fod_pg_new (self->conninfo, &error);
  g_assert_no_error (error);
  assert_word (ours, "connect_timeout", "10");
  assert_word (ours, "keepalives_idle", "30");
  assert_word (ours, "keepalives_interval", "5");
  assert_word (ours, "tcp_user_timeout", "30000");
  theirs = fod_pg_new (patient, &error);
  g_assert_no_error (error);
  assert_word (theirs, "connect_timeout", "77");
  assert_word (theirs, "tcp_user_timeout", "88000");
}

/* A reader sees one moment, whoever writes meanwhile. */
static void
test_snapshot (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);
  g_autofree char *scope = g_strconcat ("user:", self->users[FOD_ANNA], NULL);
  FodServerHead before, during, after;

  if (!needs_postgres (self))
    return;
  g_assert_true (fod_server_store_begin (other, FOD_SERVER_ACCESS_READ, NULL));
  g_assert_true (fod_server_store_get_head (other, scope, &before, NULL));
  g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
  g_assert_true (fod_server_store_get_head (other, scope, &during, NULL));
  g_assert_true (fod_server_store_commit (other, NULL));
  g_assert_true (fod_server_store_get_head (other, scope, &after, NULL));
  g_assert_cmpuint (during.seq, ==, before.seq);
  g_assert_cmpuint (after.seq, ==, before.seq + 1);
}

/* Two that write at the same time; the second to write the same key is asked to come again. */
static void
test_meeting (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);
  g_autofree char *result = NULL;
  g_autoptr (GError) error = NULL;

  if (!needs_postgres (self))
    return;
  g_assert_true (fod_server_store_begin (other, FOD_SERVER_ACCESS_WRITE, NULL));
  g_assert_true (fod_server_store_get_op (other, ID, &result, NULL));
  g_assert_null (result);
  begin (self, FOD_SERVER_ACCESS_WRITE);
  g_assert_true (fod_server_store_put_op (self->store, ID, ID, "{}", NULL));
  commit (self);
  g_assert_false (fod_server_store_put_op (other, ID, ID, "{}", &error) &&
                  fod_server_store_commit (other, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_AGAIN);
  fod_server_store_rollback (other);
  g_assert_true (fod_server_store_begin (other, FOD_SERVER_ACCESS_WRITE, NULL));
  g_assert_true (fod_server_store_get_op (other, ID, &result, NULL));
  g_assert_cmpstr (result, ==, "{}");
  g_assert_true (fod_server_store_commit (other, NULL));
}

/* From either database to an embedded one, which is the way back as well. */
static void
test_copy (Fixture *self, gconstpointer data)
{
  g_autoptr (FodSecret) key = fod_secret_new_text ("0123456789abcdef0123456789abcdef");
  g_autofree char *path = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse \"Ås\" 你好");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodServerStore) other = NULL;
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GError) error = NULL;
  FodServerCounts before, after;

  other = fod_server_store_sqlite_new (path, key, &error);
  g_assert_no_error (error);
  g_assert_true (fod_server_store_count (self->store, &before, NULL));
  fod_server_copy (FOD_SERVER_STORE_SQL (self->store), FOD_SERVER_STORE_SQL (other), &after,
                   &error);
  g_assert_no_error (error);
  g_assert_cmpmem (&after, sizeof after, &before, sizeof before);
  g_assert_true (fod_server_store_get_row (other, FOD_KIND_NOTE, note, &row, NULL));
  g_assert_cmpstr (row->parent, ==, id);
  g_assert_false (fod_server_copy (FOD_SERVER_STORE_SQL (self->store), FOD_SERVER_STORE_SQL (other),
                                   &after, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/store/" name, Fixture, NULL, fod_server_fixture_set_up, test,               \
              fod_server_fixture_tear_down)
  ADD ("keeps-a-row-as-it-came", test_row);
  ADD ("undoes-a-transaction", test_rollback);
  ADD ("undoes-a-group-alone", test_savepoint);
  ADD ("keeps-an-op-once", test_op_once);
  ADD ("keeps-a-head-to-the-last-bit", test_head);
  ADD ("moves-a-row-to-the-end-of-its-feed", test_feed);
  ADD ("notes-a-contact-and-nothing-else", test_touch);
  ADD ("lists-and-counts", test_lists);
  ADD ("hears-of-what-others-write", test_news);
  ADD ("is-told-of-it-at-once-until-it-stops", test_told);
  ADD ("is-copied-whole-and-once", test_copy);
  ADD ("waits-no-longer-than-it-may", test_patience);
  ADD ("gives-up-a-host-that-vanished", test_vanished_host);
  ADD ("reads-one-moment", test_snapshot);
  ADD ("asks-who-came-second-to-come-again", test_meeting);
  ADD ("knows-when-a-version-was-written", test_eff);
  return g_test_run ();
}
