/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What died is told for 400 days. Then the feeds forget it, and who was away longer loads anew. */

#include "config.h"

#include "server/fod-server-erase.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-pull.h"
#include "server/fod-server-reading.h"
#include "server/fod-server-snapshot.h"
#include "support/fod-server-fixture.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef FodServerFixture Fixture;

#define DAY_MS ((gint64)24 * 60 * 60 * 1000)

/* Days pass, and somebody asks then. Nobody's token is idle for it. */
static void
wait_days (Fixture *self, guint days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work = NULL;

  fod_fake_clock_advance (self->clock, days * DAY_MS);
  fod_server_store_begin (self->store, FOD_SERVER_ACCESS_ALONE, &error);
  for (guint i = 0; i < FOD_N_ACTORS; i++)
    fod_server_store_touch_device (self->store, self->devices[i],
                                   fod_clock_get_real_ms (FOD_CLOCK (self->clock)), &error);
  fod_server_store_commit (self->store, &error);
  g_assert_no_error (error);
  work = fod_server_work_look_as (self->store, FOD_CLOCK (self->clock), self->tokens[FOD_CARL],
                                  &error);
  g_assert_no_error (error);
}

static void
push (Fixture *self, FodOpVerb verb, const char *kind, const char *id)
{
  FodOp *op = fod_server_fixture_op (self, verb, kind, id);
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (self, FOD_ANNA, op);

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
}

static FodPullScope *
get_scope (const FodPullReply *reply, const char *prefix)
{
  for (guint i = 0; i < reply->scopes->len; i++)
    if (g_str_has_prefix (((FodPullScope *)reply->scopes->pdata[i])->id, prefix))
      return reply->scopes->pdata[i];
  g_error ("no scope %s", prefix);
}

/* All pages of the leader's participants; returns the ids that live there. */
static GHashTable *
load_team (Fixture *self, guint limit)
{
  GHashTable *held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const FodPullScope *scope = NULL;
  g_autoptr (FodPullReply) reply = NULL;
  guint64 check = 0;

  for (guint pages = 0; scope == NULL || scope->more; pages++)
    {
      g_clear_pointer (&reply, fod_pull_reply_free);
      reply = fod_server_fixture_pull (self, FOD_LENE, limit);
      g_assert_cmpuint (reply->reset->len, ==, 0);
      scope = get_scope (reply, "lead:");
      for (guint i = 0; i < scope->rows->len; i++)
        {
          const FodRow *row = scope->rows->pdata[i];

          if (row->state != FOD_ROW_LIVE)
            continue;
          g_hash_table_add (held, g_strdup (row->id));
          check ^= fod_row_check_word (row->kind, row->id, row->rv);
        }
      g_assert_cmpuint (pages, <, 300);
    }
  g_assert_cmpuint (scope->count, ==, g_hash_table_size (held));
  g_assert_cmpuint (scope->check, ==, check);
  return held;
}

static void
assert_reset (Fixture *self, FodActor actor, const char *why)
{
  g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, actor, 1000);

  if (why == NULL)
    {
      g_assert_cmpuint (reply->reset->len, ==, 0);
      return;
    }
  g_assert_cmpuint (reply->reset->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (reply->why, reply->reset->pdata[0]), ==, why);
}

static void
pull_all (Fixture *self)
{
  for (guint i = 0; i < FOD_N_ACTORS; i++)
    assert_reset (self, i, NULL);
}

/* anna and bo know that the note died, lene does not. Then 401 days pass. */
static void
test_away_too_long (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (GHashTable) held = NULL;

  pull_all (self);
  push (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
  assert_reset (self, FOD_ANNA, NULL);
  wait_days (self, 1);
  wait_days (self, 401);
  assert_reset (self, FOD_ANNA, NULL);
  assert_reset (self, FOD_BO, NULL);
  assert_reset (self, FOD_LENE, "too_old");
  held = load_team (self, 1000);
  g_assert_true (g_hash_table_contains (held, id));
  g_assert_cmpuint (g_hash_table_size (held), ==, 1);
  assert_reset (self, FOD_LENE, NULL);
}

static void
test_not_so_long (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodPullReply) reply = NULL;

  pull_all (self);
  push (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
  wait_days (self, 1);
  wait_days (self, 398);
  reply = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_assert_cmpuint (reply->reset->len, ==, 0);
  g_assert_cmpint (fod_pull_reply_find (reply, NULL, note)->state, ==, FOD_ROW_DELETED);
}

/* Years in which nobody died keep every cursor. */
static void
test_nobody_died (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *other = NULL;

  pull_all (self);
  other = fod_server_fixture_participant (self, FOD_ANNA, "Bo");
  wait_days (self, 1);
  wait_days (self, 401);
  wait_days (self, 401);
  pull_all (self);
}

/* A participant who went elsewhere long ago is told by a reset just as well. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *give = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodPullReply) reply = NULL;

  pull_all (self);
  fod_op_result_free (fod_server_fixture_push_one (
      self, FOD_LENE, fod_op_with (give, "consultant", self->users[FOD_BO], "1")));
  wait_days (self, 1);
  wait_days (self, 401);
  assert_reset (self, FOD_ANNA, "too_old");
  reply = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_null (fod_pull_reply_find (reply, NULL, id));
  g_assert_cmpuint (get_scope (reply, "user:")->count, ==, 0);
  g_assert_cmpuint (get_scope (reply, "user:")->check, ==, 0);
  g_assert_false (get_scope (reply, "user:")->more);
}

/* A load that begins when the floor has risen is not too old by it, however small its pages; one
 * that began before may hold what died. */
static void
test_loads (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = NULL;
  g_autoptr (GHashTable) held = NULL;

  for (guint i = 0; i < 5; i++)
    g_free (fod_server_fixture_participant (self, FOD_ANNA, "Bo"));
  note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_hash_table_remove_all (self->cursors[FOD_LENE]);
  assert_reset (self, FOD_LENE, NULL);
  g_hash_table_remove_all (self->cursors[FOD_LENE]);
  fod_pull_reply_free (fod_server_fixture_pull (self, FOD_LENE, 1));
  push (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
  push (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  wait_days (self, 1);
  wait_days (self, 401);
  assert_reset (self, FOD_LENE, "too_old");
  held = load_team (self, 1);
  g_assert_cmpuint (g_hash_table_size (held), ==, 5);
}

/* Also when nothing is left in a feed but places that were forgotten. */
static void
test_all_are_dead (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (GHashTable) held = NULL;

  push (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  wait_days (self, 1);
  wait_days (self, 401);
  held = load_team (self, 1);
  g_assert_cmpuint (g_hash_table_size (held), ==, 0);
}

/* An id that died is dead for ever, and who brings the row back brings it to everybody. */
static void
test_dead_for_ever (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodOpResult) result = NULL;
  g_autoptr (GHashTable) held = NULL;
  FodOp *op;

  push (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
  wait_days (self, 1);
  wait_days (self, 401);
  op = fod_op_with (fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_NOTE, note), "participant",
                    id, NULL);
  result = fod_server_fixture_push_one (self, FOD_ANNA, op);
  g_assert_cmpstr (result->code, ==, "gone");
  held = load_team (self, 1000);
  g_assert_false (g_hash_table_contains (held, note));
  push (self, FOD_OP_UNDELETE, FOD_KIND_NOTE, note);
  g_clear_pointer (&held, g_hash_table_unref);
  g_hash_table_remove_all (self->cursors[FOD_LENE]);
  held = load_team (self, 1000);
  g_assert_true (g_hash_table_contains (held, note));
}

/* Erasure is told for ever: who was away for years may still hold words about the person. */
static void
test_erased (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodPullReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  pull_all (self);
  fod_server_erase (self->store, FOD_CLOCK (self->clock), FOD_KIND_PARTICIPANT, id, FALSE, &error);
  g_assert_no_error (error);
  wait_days (self, 1);
  wait_days (self, 401);
  wait_days (self, 401);
  reply = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_assert_cmpuint (reply->reset->len, ==, 0);
  g_assert_cmpint (fod_pull_reply_find (reply, "lead:", id) == NULL
                       ? fod_pull_reply_find (reply, NULL, id)->state
                       : FOD_ROW_ERASED,
                   ==, FOD_ROW_ERASED);
}

/* The rows of a part of the leader's participants as text; NULL and @error if it is refused. */
static char *
dup_part (Fixture *self, FodServerShelf *shelf, guint64 floor, GError **error)
{
  guint age = fod_server_shelf_get_age (shelf);
  g_autoptr (FodServerWork) work =
      fod_server_work_look_as (self->store, FOD_CLOCK (self->clock), self->tokens[FOD_LENE], error);
  g_autofree char *scope = g_strconcat ("lead:", self->teams[0], NULL);
  g_autofree char *cursor = fod_server_cursor_print (&(FodServerCursor){ 0, TRUE, floor });
  const FodSnapshotRequest request = { .schema = FOD_SCHEMA_VERSION,
                                       .device = self->devices[FOD_LENE],
                                       .epoch = work->epoch,
                                       .scope = scope,
                                       .cursor = cursor };
  g_autoptr (GBytes) body = fod_server_snapshot (work, &request, shelf, age, error);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) plain = NULL;
  gsize size, line;
  const char *data;

  if (body == NULL)
    return NULL;
  data = g_bytes_get_data (body, &size);
  line = (gsize)((const char *)memchr (data, '\n', size) - data) + 1;
  packed = g_bytes_new_from_bytes (body, line, size - line);
  plain = fod_server_unpack (packed, FOD_LIMIT_BODY_BYTES, error);
  data = g_bytes_get_data (plain, &size);
  return g_strndup (data, size);
}

/* A part on the shelf is of the time before and not given out any more; the cursor of a load that
 * began then is of no use either. */
static void
test_shelf (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autofree char *scope = g_strconcat ("lead:", self->teams[0], NULL);
  FodServerShelf *shelf = fod_server_shelf_new (4096, 1024 * 1024, 4);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  FodServerHead head;

  push (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
  before = dup_part (self, shelf, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (before, note));
  wait_days (self, 1);
  wait_days (self, 401);
  g_assert_null (dup_part (self, shelf, 0, &error));
  g_assert_error (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_PART);
  g_clear_error (&error);
  g_assert_true (fod_server_store_get_head (self->store, scope, &head, NULL));
  g_assert_cmpuint (head.floor, >, 0);
  after = dup_part (self, shelf, head.floor, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (after, id));
  g_assert_null (strstr (after, note));
  fod_server_shelf_free (shelf);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/floor/" name, Fixture, NULL, fod_server_fixture_set_up, test,               \
              fod_server_fixture_tear_down)
  ADD ("who-was-away-longer-than-400-days-loads-anew", test_away_too_long);
  ADD ("who-was-not-away-so-long-is-told", test_not_so_long);
  ADD ("where-nobody-died-nobody-loads-anew", test_nobody_died);
  ADD ("a-participant-who-went-elsewhere-long-ago", test_gone);
  ADD ("a-load-is-judged-by-when-it-began", test_loads);
  ADD ("a-feed-without-a-living-row-has-an-end", test_all_are_dead);
  ADD ("an-id-that-died-is-dead-for-ever", test_dead_for_ever);
  ADD ("an-erasure-is-told-for-ever", test_erased);
  ADD ("a-part-on-the-shelf-does-not-outlive-it", test_shelf);
  return g_test_run ();
}
