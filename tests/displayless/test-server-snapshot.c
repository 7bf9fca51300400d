/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of a first load: all of the scope, from wherever the load goes on, and from the shelf only
 * what the scope holds at that moment. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-pull.h"
#include "server/fod-server-snapshot.h"
#include "support/fod-server-fixture.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define PART_BYTES 4096
#define ROWS 60

typedef FodServerFixture Fixture;

/* One part, as a device reads it. */
typedef struct
{
  FodSnapshotHead *head;
  FodPullScope *page;
} Part;

static void
part_free (Part *part)
{
  fod_snapshot_head_free (part->head);
  fod_pull_scope_free (part->page);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, part_free)

/* Who asks for what. */
typedef struct
{
  Fixture *fixture;
  FodServerShelf *shelf;
  FodActor actor;
  char *scope;
} Load;

static FodServerShelf *
new_shelf (void)
{
  return fod_server_shelf_new (PART_BYTES, 1024 * 1024, 4);
}

static Part *
read_part (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  const char *end = memchr (data, '\n', size);
  g_autoptr (GBytes) packed =
      g_bytes_new_from_bytes (body, (gsize)(end - data) + 1, size - (gsize)(end - data) - 1);
  g_autoptr (GBytes) plain = NULL;
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, packed);
  g_autoptr (GError) error = NULL;
  Part *part = g_new0 (Part, 1);

  part->head = fod_wire_parse_snapshot_head (data, (gsize)(end - data), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (part->head->sum, ==, sum);
  plain = fod_server_unpack (packed, FOD_LIMIT_BODY_BYTES, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (plain, &size);
  part->page = fod_wire_parse_rows (data, size, part->head->scope, part->head->next, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (part->page->aside->len, ==, 0);
  return part;
}

static Part *
try (const Load *load, const char *cursor, const char *epoch, GError **error)
{
  Fixture *self = load->fixture;
  guint age = fod_server_shelf_get_age (load->shelf);
  g_autoptr (FodServerWork) work = fod_server_work_look_as (self->store, FOD_CLOCK (self->clock),
                                                            self->tokens[load->actor], error);
  g_autoptr (GBytes) body = NULL;
  FodSnapshotRequest request = { .schema = FOD_SCHEMA_VERSION,
                                 .device = self->devices[load->actor],
                                 .scope = load->scope,
                                 .cursor = (char *)cursor };

  if (work == NULL)
    return NULL;
  request.epoch = epoch == NULL ? work->epoch : (char *)epoch;
  body = fod_server_snapshot (work, &request, load->shelf, age, error);
  if (body == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return read_part (body);
}

static Part *
get (const Load *load, const char *cursor)
{
  g_autoptr (GError) error = NULL;
  Part *part = try (load, cursor, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (part->head->scope, ==, load->scope);
  g_assert_cmpstr (part->head->from, ==, cursor);
  return part;
}

static void
assert_denied (const Load *load, const char *cursor, const char *epoch, FodServerDenial denial)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try (load, cursor, epoch, &error));
  g_assert_error (error, FOD_SERVER_DENIAL, (int)denial);
}

/* anna's participants; returns the ids in the order of the feed. */
static GPtrArray *
make_many (Fixture *self, guint count)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("Åse nr. %u", i);

      g_ptr_array_add (ids, fod_server_fixture_participant (self, FOD_ANNA, name));
    }
  return ids;
}

static Load
annas (Fixture *self, FodServerShelf *shelf)
{
  return (Load){ self, shelf, FOD_ANNA, g_strconcat ("user:", self->users[FOD_ANNA], NULL) };
}

static const FodRow *
find (GPtrArray *parts, const char *id)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      for (guint k = 0; k < part->page->rows->len; k++)
        if (strcmp (((FodRow *)part->page->rows->pdata[k])->id, id) == 0)
          return part->page->rows->pdata[k];
    }
  return NULL;
}

/* All parts up to where a pull goes on. */
static GPtrArray *
get_all (const Load *load)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)part_free);
  g_autofree char *cursor = g_strdup ("0+");
  gboolean more = TRUE;

  while (more)
    {
      Part *part = get (load, cursor);

      g_assert_cmpstr (part->head->next, !=, cursor);
      g_assert_cmpuint (parts->len, <, 100);
      more = part->head->more;
      g_free (cursor);
      cursor = g_strdup (part->head->next);
      g_ptr_array_add (parts, part);
    }
  return parts;
}

static FodPullReply *
pull (const Load *load, GHashTable *cursors, gboolean parts)
{
  Fixture *self = load->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work = fod_server_work_look_as (self->store, FOD_CLOCK (self->clock),
                                                            self->tokens[load->actor], &error);
  FodPullRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = self->devices[load->actor],
                             .epoch = work->epoch,
                             .cursors = cursors,
                             .limit = FOD_LIMIT_PULL_ROWS,
                             .max_bytes = FOD_LIMIT_PULL_BYTES,
                             .parts = parts };
  FodPullReply *reply =
      fod_server_pull (work, &request, fod_server_shelf_get_part_from (load->shelf), &error);

  g_assert_no_error (error);
  return reply;
}

static const FodPullScope *
get_page (const FodPullReply *reply, const char *scope)
{
  for (guint i = 0; i < reply->scopes->len; i++)
    if (strcmp (((FodPullScope *)reply->scopes->pdata[i])->id, scope) == 0)
      return reply->scopes->pdata[i];
  g_error ("no page of %s", scope);
}

/* The whole way of a laptop: the pull names the large scope and gives none of it, the parts bring
 * it, and the next pull brings the rest and the check. */
static void
test_whole_way (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autoptr (GHashTable) cursors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (FodPullReply) first = pull (&load, cursors, TRUE);
  g_autoptr (FodPullReply) old = pull (&load, cursors, FALSE);
  g_autoptr (FodPullReply) last = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  const FodPullScope *page = get_page (first, scope);
  guint count = 0;

  g_assert_true (page->parts);
  g_assert_true (page->more);
  g_assert_cmpuint (page->rows->len, ==, 0);
  g_assert_cmpuint (page->count, ==, ROWS);
  g_assert_cmpstr (page->next, ==, "0+");
  g_assert_false (get_page (old, scope)->parts);
  g_assert_cmpuint (get_page (old, scope)->rows->len, ==, ROWS);

  parts = get_all (&load);
  g_assert_cmpuint (parts->len, >, 2);
  for (guint i = 0; i < parts->len; i++)
    count += ((Part *)parts->pdata[i])->page->rows->len;
  g_hash_table_insert (cursors, scope, ((Part *)parts->pdata[parts->len - 1])->head->next);
  last = pull (&load, cursors, TRUE);
  page = get_page (last, scope);
  g_assert_false (page->more);
  g_assert_false (page->parts);
  g_assert_cmpuint (count + page->rows->len, ==, ROWS);
  g_assert_cmpuint (page->count, ==, ROWS);
  g_assert_cmpstr (page->next, ==, "60");
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (find (parts, ids->pdata[i]) != NULL ||
                   fod_pull_reply_find (last, scope, ids->pdata[i]) != NULL);
}

/* Who comes second gets the same parts without their being made anew; the entries of other scopes
 * that moved meanwhile change nothing. */
static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autofree char *key = NULL;
  g_autofree char *epoch = NULL;
  g_autoptr (Part) first = get (&load, "0+");
  g_autoptr (Part) second = NULL;
  g_autoptr (FodServerPart) kept = NULL;
  g_autoptr (FodServerPart) still = NULL;

  g_assert_true (fod_server_store_get_meta (self->store, "epoch", &epoch, NULL));
  key = g_strdup_printf ("%s %s %u 0", epoch, scope, FOD_SCHEMA_VERSION);
  kept = fod_server_shelf_find (shelf, key);
  g_assert_nonnull (kept);
  second = get (&load, "0+");
  still = fod_server_shelf_find (shelf, key);
  g_assert_true (kept == still);
  g_assert_cmpstr (first->head->sum, ==, second->head->sum);
}

/* What changed comes once, as it is now, and the parts behind it are the ones that they were. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autoptr (GPtrArray) before = get_all (&load);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, ids->pdata[1]);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "called", "Å", "0"));
  g_autoptr (GPtrArray) after = get_all (&load);
  guint same = 0;

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
  for (guint i = 0; i < ((Part *)after->pdata[0])->page->rows->len; i++)
    g_assert_cmpstr (((FodRow *)((Part *)after->pdata[0])->page->rows->pdata[i])->id, !=,
                     ids->pdata[1]);
  for (guint i = 1; i < before->len; i++)
    for (guint k = 1; k < after->len; k++)
      if (strcmp (((Part *)before->pdata[i])->head->sum, ((Part *)after->pdata[k])->head->sum) == 0)
        same++;
  g_assert_cmpuint (same, >=, before->len - 2);
}

/* A participant who was handed over, with the note: no shelf gives them any more, not even to who
 * had them a moment ago. */
static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, ids->pdata[3]);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autoptr (GPtrArray) before = get_all (&load);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  const FodRow *row;

  g_assert_cmpint (find (before, ids->pdata[3])->state, ==, FOD_ROW_LIVE);
  fod_server_assign (self->store, FOD_CLOCK (self->clock), ids->pdata[3], "consultant",
                     self->users[FOD_BO], &error);
  g_assert_no_error (error);
  after = get_all (&load);
  row = find (after, ids->pdata[3]);
  g_assert_true (row == NULL || row->state == FOD_ROW_GONE);
  row = find (after, note);
  g_assert_true (row == NULL || row->state == FOD_ROW_GONE);
  g_assert_nonnull (find (after, ids->pdata[4]));
}

/* The shelf asks nobody's name; who takes from it is asked each time. */
static void
test_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autoptr (Part) own = get (&load, "0+");
  Load strange = { self, shelf, FOD_BO, scope };

  assert_denied (&strange, "0+", NULL, FOD_SERVER_DENIAL_PART);
  strange.actor = FOD_LENE;
  assert_denied (&strange, "0+", NULL, FOD_SERVER_DENIAL_PART);
  assert_denied (&load, "0+", "other", FOD_SERVER_DENIAL_EPOCH);
  assert_denied (&load, "0", NULL, FOD_SERVER_DENIAL_PART);
  assert_denied (&load, "99999+", NULL, FOD_SERVER_DENIAL_PART);
  assert_denied (&load, "60+", NULL, FOD_SERVER_DENIAL_PART);
  assert_denied (&load, "x", NULL, FOD_SERVER_DENIAL_PART);
  g_assert_true (fod_server_revoke_device (self->store, FOD_CLOCK (self->clock),
                                           self->devices[FOD_ANNA], NULL));
  assert_denied (&load, "0+", NULL, FOD_SERVER_DENIAL_ENDED);
}

static void
test_audited (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  gint64 before;

  g_assert_true (fod_server_store_get_audit_end (self->store, &before, NULL));
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (Part) part = get (&load, "0+");
      g_autofree char *range = g_strconcat ("1-", part->head->next, NULL);
      g_autoptr (FodServerAuditEntry) entry = NULL;
      gint64 end;

      g_assert_true (fod_server_store_get_audit_end (self->store, &end, NULL));
      g_assert_true (fod_server_store_get_audit (self->store, end, &entry, NULL));
      g_assert_cmpint (end, ==, before + i);
      g_assert_cmpstr (entry->verb, ==, "read");
      g_assert_cmpstr (entry->kind, ==, scope);
      g_assert_cmpstr (entry->id, ==, range);
    }
}

/* A load that one process began another goes on with: nothing of it is kept but the cursor. */
static void
test_other_process (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = make_many (self, ROWS);
  g_autoptr (FodServerShelf) shelf = new_shelf ();
  g_autoptr (FodServerShelf) other_shelf = new_shelf ();
  Load load = annas (self, shelf);
  g_autofree char *scope = load.scope;
  g_autoptr (GPtrArray) parts = get_all (&load);
  g_autoptr (FodServerStore) own = g_object_ref (self->store);
  g_autoptr (FodServerStore) other = fod_server_fixture_open (self);

  load.shelf = other_shelf;
  self->store = other;
  for (guint i = 1; i < parts->len; i++)
    {
      const Part *before = parts->pdata[i];
      g_autoptr (Part) part = get (&load, before->head->from);

      g_assert_cmpstr (part->head->sum, ==, before->head->sum);
      g_assert_cmpstr (part->head->next, ==, before->head->next);
    }
  self->store = own;
}

static void
put (FodServerShelf *shelf, const char *key, gsize size)
{
  g_autoptr (GPtrArray) places =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_server_place_free);
  FodServerPlace *place = g_new0 (FodServerPlace, 1);
  g_autoptr (FodServerPart) part = NULL;

  place->kind = g_strdup (FOD_KIND_NOTE);
  place->id = g_strdup (key);
  place->seq = 1;
  g_ptr_array_add (places, place);
  part = fod_server_part_new (places, 1, g_bytes_new_take (g_malloc0 (size), size));
  fod_server_shelf_put (shelf, key, part, fod_server_shelf_get_age (shelf));
}

static gboolean
has (FodServerShelf *shelf, const char *key)
{
  g_autoptr (FodServerPart) part = fod_server_shelf_find (shelf, key);

  return part != NULL;
}

static void
test_bounded (void)
{
  g_autoptr (FodServerShelf) shelf = fod_server_shelf_new (PART_BYTES, 1000, 2);

  put (shelf, "a", 400);
  put (shelf, "b", 400);
  g_assert_true (has (shelf, "a"));
  put (shelf, "c", 400);
  g_assert_cmpuint (fod_server_shelf_get_bytes (shelf), ==, 800);
  g_assert_true (has (shelf, "a"));
  g_assert_false (has (shelf, "b"));
  put (shelf, "a", 100);
  g_assert_cmpuint (fod_server_shelf_get_bytes (shelf), ==, 500);
  put (shelf, "huge", 5000);
  g_assert_cmpuint (fod_server_shelf_get_bytes (shelf), ==, 0);
  g_assert_false (has (shelf, "huge"));
}

static void
test_so_many_at_once (void)
{
  g_autoptr (FodServerShelf) shelf = fod_server_shelf_new (PART_BYTES, 1000, 2);

  g_assert_true (fod_server_shelf_enter (shelf));
  g_assert_true (fod_server_shelf_enter (shelf));
  g_assert_false (fod_server_shelf_enter (shelf));
  fod_server_shelf_leave (shelf);
  g_assert_true (fod_server_shelf_enter (shelf));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/snapshot/" name, Fixture, NULL, fod_server_fixture_set_up, test,            \
              fod_server_fixture_tear_down)
  ADD ("a-large-scope-comes-in-parts-and-whole", test_whole_way);
  ADD ("a-part-is-made-once", test_kept);
  ADD ("what-changed-is-in-no-part-that-was-made-before", test_changed);
  ADD ("what-left-the-scope-is-in-no-part-that-was-made-before", test_left);
  ADD ("no-part-for-who-may-not-have-it", test_denied);
  ADD ("each-reading-is-audited", test_audited);
  ADD ("another-process-goes-on", test_other_process);
  g_test_add_func ("/server/shelf/is-bounded", test_bounded);
  g_test_add_func ("/server/shelf/lets-in-so-many-at-once", test_so_many_at_once);
  return g_test_run ();
}
