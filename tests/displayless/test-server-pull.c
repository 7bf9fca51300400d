/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a device gets: everything of its scopes, once, and nothing of anybody else's. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-pull.h"
#include "support/fod-server-fixture.h"

#include <string.h>

typedef FodServerFixture Fixture;

static FodPullScope *
get_scope (FodPullReply *reply, const char *prefix)
{
  for (guint i = 0; i < reply->scopes->len; i++)
    {
      FodPullScope *scope = reply->scopes->pdata[i];

      if (g_str_has_prefix (scope->id, prefix))
        return scope;
    }
  g_error ("no scope %s", prefix);
}

static guint
count_rows (const FodPullReply *reply)
{
  guint count = 0;

  for (guint i = 0; i < reply->scopes->len; i++)
    count += ((FodPullScope *)reply->scopes->pdata[i])->rows->len;
  return count;
}

static void
rename (Fixture *self, FodActor actor, const char *id, const char *name, const char *base)
{
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, actor, fod_op_with (op, "called", name, base));

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
}

static void
test_first (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  const FodRow *row = fod_pull_reply_find (reply, NULL, id);
  FodPullScope *org = get_scope (reply, "org:");

  g_assert_cmpuint (reply->granted->len, ==, 3);
  g_assert_true (g_str_has_prefix (reply->granted->pdata[0], "user:"));
  g_assert_nonnull (row);
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "name"), ==, "Åse");
  g_assert_cmpstr (g_hash_table_lookup (row->versions, "name"), ==, "1");
  g_assert_nonnull (fod_pull_reply_find (reply, NULL, note));
  g_assert_nonnull (fod_pull_reply_find (reply, org->id, self->users[FOD_CARL]));
  g_assert_cmpuint (org->count, ==, org->rows->len);
  g_assert_cmpuint (org->rows->len, >, 100);
}

static void
test_nothing_new (Fixture *self, gconstpointer data)
{
  g_autoptr (FodPullReply) first = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) second = fod_server_fixture_pull (self, FOD_ANNA, 1000);

  g_assert_cmpuint (count_rows (first), >, 0);
  g_assert_cmpuint (count_rows (second), ==, 0);
  for (guint i = 0; i < second->scopes->len; i++)
    g_assert_false (((FodPullScope *)second->scopes->pdata[i])->more);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean more = TRUE;
  guint pages = 0;
  guint64 expected = 0;

  for (; more; pages++)
    {
      g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, FOD_ANNA, 7);

      more = FALSE;
      g_assert_cmpuint (count_rows (reply), <=, 7 + reply->scopes->len);
      for (guint i = 0; i < reply->scopes->len; i++)
        {
          FodPullScope *scope = reply->scopes->pdata[i];

          for (guint k = 0; k < scope->rows->len; k++)
            g_assert_true (
                g_hash_table_add (seen, g_strdup (((FodRow *)scope->rows->pdata[k])->id)));
          more = more || scope->more;
          if (!scope->more && g_str_has_prefix (scope->id, "org:"))
            expected = scope->count;
        }
      g_assert_cmpuint (pages, <, 100);
    }
  g_assert_cmpuint (pages, >, 10);
  g_assert_cmpuint (g_hash_table_size (seen), ==, expected);
}

/* What a device pushed it does not pull back, unless somebody else touched the row too. */
static void
test_no_echo (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodPullReply) first = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) lene = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_autoptr (FodPullReply) own = NULL;
  g_autoptr (FodPullReply) others = NULL;
  g_autoptr (FodPullReply) both = NULL;

  rename (self, FOD_ANNA, id, "Åsemusen", "0");
  own = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_null (fod_pull_reply_find (own, NULL, id));
  others = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_assert_nonnull (fod_pull_reply_find (others, NULL, id));

  rename (self, FOD_LENE, id, "Åse M", "2");
  rename (self, FOD_ANNA, id, "Åse Ma", "3");
  both = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_nonnull (fod_pull_reply_find (both, NULL, id));
}

/* A page may go past the place where somebody else's change was, after an own one moved the row on:
 * the change was not in that page. */
static void
test_no_change_between_pages_is_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *other = fod_server_fixture_participant (self, FOD_ANNA, "Bo");
  g_autoptr (FodPullReply) first = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  gboolean came = FALSE;

  g_assert_false (get_scope (first, "user:")->more);
  rename (self, FOD_LENE, id, "Åsemusen", "0");
  rename (self, FOD_LENE, other, "Bosse", "0");
  rename (self, FOD_ANNA, id, "Åse M", "2");
  for (guint pages = 0; pages < 3; pages++)
    {
      g_autoptr (FodPullReply) page = fod_server_fixture_pull (self, FOD_ANNA, 1);

      came = came || fod_pull_reply_find (page, NULL, id) != NULL;
    }
  g_assert_true (came);
}

/* A first load leaves nothing out, not even what the device itself wrote. */
static void
test_load_is_complete (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodPullReply) first = NULL;
  g_autoptr (FodPullReply) again = NULL;

  rename (self, FOD_ANNA, id, "Åsemusen", "0");
  first = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_nonnull (fod_pull_reply_find (first, NULL, id));
  g_hash_table_remove_all (self->cursors[FOD_ANNA]);
  again = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_nonnull (fod_pull_reply_find (again, NULL, id));
}

/* The same, when the load is cut into pages and the device writes in between. */
static void
test_load_in_pages_is_complete (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  gboolean found = FALSE;
  gboolean more = TRUE;

  for (guint i = 0; i < 5; i++)
    g_free (fod_server_fixture_participant (self, FOD_ANNA, "En anden"));
  rename (self, FOD_ANNA, id, "A", "0");
  for (guint page = 0; more; page++)
    {
      g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, FOD_ANNA, 1);

      found = found || fod_pull_reply_find (reply, NULL, id) != NULL;
      if (page == 0)
        rename (self, FOD_ANNA, id, "B", "2");
      more = get_scope (reply, "user:")->more;
      g_assert_cmpuint (page, <, 50);
    }
  g_assert_true (found);
}

static void
test_scopes_are_the_servers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *foreign = g_strconcat ("user:", self->users[FOD_ANNA], NULL);
  g_autoptr (FodPullReply) bo = NULL;
  g_autoptr (FodPullReply) carl = NULL;

  g_hash_table_insert (self->cursors[FOD_BO], g_strdup (foreign), g_strdup (""));
  bo = fod_server_fixture_pull (self, FOD_BO, 1000);
  g_assert_null (fod_pull_reply_find (bo, NULL, id));
  g_assert_cmpuint (bo->revoked->len, ==, 1);
  g_assert_cmpstr (bo->revoked->pdata[0], ==, foreign);
  carl = fod_server_fixture_pull (self, FOD_CARL, 1000);
  g_assert_null (fod_pull_reply_find (carl, NULL, id));
}

static void
test_bad_cursors (Fixture *self, gconstpointer data)
{
  static const char *const cursors[] = { "999999999", "abc", "-1", "1 OR 1", "5+x" };
  g_autofree char *scope = g_strconcat ("user:", self->users[FOD_ANNA], NULL);
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autoptr (FodPullReply) reset = NULL;
      g_autoptr (FodPullReply) anew = NULL;

      g_hash_table_insert (self->cursors[FOD_ANNA], g_strdup (scope), g_strdup (cursors[i]));
      reset = fod_server_fixture_pull (self, FOD_ANNA, 1000);
      g_assert_cmpuint (reset->reset->len, ==, 1);
      g_assert_cmpstr (reset->reset->pdata[0], ==, scope);
      anew = fod_server_fixture_pull (self, FOD_ANNA, 1000);
      g_assert_nonnull (fod_pull_reply_find (anew, scope, id));
    }
}

static void
test_hand_over (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodPullReply) before = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) bo_before = fod_server_fixture_pull (self, FOD_BO, 1000);
  g_autoptr (FodPullReply) anna = NULL;
  g_autoptr (FodPullReply) bo = NULL;
  g_autoptr (FodOpResult) late = NULL;
  g_autoptr (GError) error = NULL;

  fod_server_assign (self->store, FOD_CLOCK (self->clock), id, "consultant", self->users[FOD_BO],
                     &error);
  g_assert_no_error (error);
  anna = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  bo = fod_server_fixture_pull (self, FOD_BO, 1000);
  g_assert_cmpint (fod_pull_reply_find (anna, NULL, id)->state, ==, FOD_ROW_GONE);
  g_assert_cmpint (fod_pull_reply_find (anna, NULL, note)->state, ==, FOD_ROW_GONE);
  g_assert_cmpint (fod_pull_reply_find (bo, NULL, id)->state, ==, FOD_ROW_LIVE);
  g_assert_cmpint (fod_pull_reply_find (bo, NULL, note)->state, ==, FOD_ROW_LIVE);
  g_assert_cmpuint (get_scope (anna, "user:")->count, ==, 0);
  g_assert_cmpuint (get_scope (anna, "user:")->check, ==, 0);
  late = fod_server_fixture_push_one (
      self, FOD_ANNA,
      fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id), "called",
                   "Å", "0"));
  g_assert_cmpstr (late->code, ==, "forbidden");
  g_assert_null (late->row);
}

static void
test_cover (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autoptr (FodPullReply) before = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) anna = NULL;
  g_autoptr (FodPullReply) bo = NULL;
  g_autoptr (FodPullReply) after = NULL;

  g_assert_true (fod_server_assign (self->store, FOD_CLOCK (self->clock), id, "cover",
                                    self->users[FOD_BO], NULL));
  anna = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  bo = fod_server_fixture_pull (self, FOD_BO, 1000);
  g_assert_cmpint (fod_pull_reply_find (anna, NULL, id)->state, ==, FOD_ROW_LIVE);
  g_assert_null (fod_pull_reply_find (anna, NULL, note));
  g_assert_nonnull (fod_pull_reply_find (bo, NULL, note));
  g_assert_true (fod_server_assign (self->store, FOD_CLOCK (self->clock), id, "cover", NULL, NULL));
  after = fod_server_fixture_pull (self, FOD_BO, 1000);
  g_assert_cmpint (fod_pull_reply_find (after, NULL, note)->state, ==, FOD_ROW_GONE);
}

/* By a slip in the command: it says so, and who covers goes on. */
static void
test_cover_by_a_stranger (Fixture *self, gconstpointer data)
{
  static const FodActor actors[] = { FOD_CARL, FOD_ANNA };
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");

  g_assert_true (fod_server_assign (self->store, FOD_CLOCK (self->clock), id, "cover",
                                    self->users[FOD_BO], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (FodStoredRow) row = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (fod_server_assign (self->store, FOD_CLOCK (self->clock), id, "cover",
                                         self->users[actors[i]], &error));
      g_assert_error (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_COVER);
      row = fod_server_fixture_row (self, FOD_KIND_PARTICIPANT, id);
      g_assert_cmpstr (fod_stored_row_get (row, "cover"), ==, self->users[FOD_BO]);
    }
}

/* A consultant who changes teams takes the participants to the new leader, and leaves the team's
 * employers behind. */
static void
test_change_team (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autofree char *old_team = g_strconcat ("team:", self->teams[0], NULL);
  g_autoptr (FodPullReply) lene_before = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_autoptr (FodPullReply) anna_before = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_autoptr (FodPullReply) lene = NULL;
  g_autoptr (FodPullReply) anna = NULL;

  g_assert_nonnull (fod_pull_reply_find (lene_before, NULL, note));
  g_assert_true (fod_server_change_user (self->store, FOD_CLOCK (self->clock), "anna", NULL,
                                         self->teams[1], NULL));
  lene = fod_server_fixture_pull (self, FOD_LENE, 1000);
  anna = fod_server_fixture_pull (self, FOD_ANNA, 1000);
  g_assert_cmpint (fod_pull_reply_find (lene, NULL, note)->state, ==, FOD_ROW_GONE);
  g_assert_cmpint (fod_pull_reply_find (lene, NULL, id)->state, ==, FOD_ROW_GONE);
  g_assert_cmpuint (anna->revoked->len, ==, 1);
  g_assert_cmpstr (anna->revoked->pdata[0], ==, old_team);
  g_assert_cmpstr (g_hash_table_lookup (fod_pull_reply_find (anna, NULL, id)->fields, "team"), ==,
                   self->teams[1]);
}

/* Keeps what the pulls bring, and compares it with the server's own sums. */
static void
follow (GHashTable *held, FodPullReply *reply, const char *prefix)
{
  FodPullScope *scope = get_scope (reply, prefix);
  GHashTableIter iter;
  gpointer id;
  gpointer row;
  guint64 check = 0;

  for (guint i = 0; i < scope->rows->len; i++)
    {
      FodRow *change = scope->rows->pdata[i];

      if (change->state == FOD_ROW_LIVE)
        g_hash_table_insert (held, g_strdup (change->id), fod_row_ref (change));
      else
        g_hash_table_remove (held, change->id);
    }
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, &id, &row))
    check ^= fod_row_check_word (((FodRow *)row)->kind, id, ((FodRow *)row)->rv);
  g_assert_false (scope->more);
  g_assert_cmpuint (scope->count, ==, g_hash_table_size (held));
  g_assert_cmpuint (scope->check, ==, check);
}

static void
test_check_hash (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) held =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fod_row_unref);
  g_autofree char *one = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *two = fod_server_fixture_participant (self, FOD_BO, "Bent");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, one);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, FOD_LENE, 1000);
      g_autoptr (FodOpResult) result = NULL;
      FodOp *op = NULL;

      follow (held, reply, "lead:");
      if (round == 0)
        rename (self, FOD_ANNA, one, "Å", "0");
      if (round == 1)
        op = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_NOTE, note);
      if (round == 2)
        g_assert_true (fod_server_assign (self->store, FOD_CLOCK (self->clock), two, "consultant",
                                          self->users[FOD_CARL], NULL));
      if (round == 3)
        op = fod_server_fixture_op (self, FOD_OP_UNDELETE, FOD_KIND_NOTE, note);
      if (op != NULL)
        result = fod_server_fixture_push_one (self, FOD_ANNA, op);
    }
  g_assert_cmpuint (g_hash_table_size (held), ==, 2);
}

static char *
get_heads (Fixture *self, FodActor actor)
{
  g_autoptr (FodServerWork) work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[actor], NULL);

  return fod_server_heads (work, NULL);
}

static void
test_heads (Fixture *self, gconstpointer data)
{
  g_autofree char *anna = get_heads (self, FOD_ANNA);
  g_autofree char *bo = get_heads (self, FOD_BO);
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *anna_after = get_heads (self, FOD_ANNA);
  g_autofree char *bo_after = get_heads (self, FOD_BO);

  g_assert_cmpstr (anna, !=, anna_after);
  g_assert_cmpstr (bo, ==, bo_after);
}

static void
test_read_is_audited (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodPullReply) reply = fod_server_fixture_pull (self, FOD_LENE, 1000);
  g_autoptr (FodServerAuditEntry) entry = NULL;
  gint64 end;

  g_assert_true (fod_server_store_get_audit_end (self->store, &end, NULL));
  g_assert_true (fod_server_store_get_audit (self->store, end, &entry, NULL));
  g_assert_cmpstr (entry->verb, ==, "read");
  g_assert_cmpstr (entry->user, ==, self->users[FOD_LENE]);
  g_assert_true (g_str_has_prefix (entry->kind, "lead:"));
  g_assert_cmpstr (entry->id, ==, "1-1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/pull/" name, Fixture, NULL, fod_server_fixture_set_up, test,                \
              fod_server_fixture_tear_down)
  ADD ("brings-all-that-is-the-users", test_first);
  ADD ("brings-nothing-twice", test_nothing_new);
  ADD ("comes-in-pages-without-a-hole", test_pages);
  ADD ("does-not-echo", test_no_echo);
  ADD ("loses-no-change-between-two-pages", test_no_change_between_pages_is_lost);
  ADD ("a-load-leaves-nothing-out", test_load_is_complete);
  ADD ("a-load-in-pages-leaves-nothing-out", test_load_in_pages_is_complete);
  ADD ("scopes-are-the-servers", test_scopes_are_the_servers);
  ADD ("a-cursor-of-no-use-is-reset", test_bad_cursors);
  ADD ("a-participant-handed-over-takes-all-along", test_hand_over);
  ADD ("who-changes-teams-takes-the-participants-along", test_change_team);
  ADD ("cover-holds-it-too", test_cover);
  ADD ("a-stranger-does-not-cover", test_cover_by_a_stranger);
  ADD ("counts-and-check-are-true", test_check_hash);
  ADD ("heads-move-for-whom-they-concern", test_heads);
  ADD ("reading-is-audited", test_read_is_audited);
  return g_test_run ();
}
