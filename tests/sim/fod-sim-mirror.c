/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimMirror: does again what was accepted, and compares. */

#include "config.h"

#include "sim/fod-sim-mirror.h"

#include "server/fod-server-copy.h"
#include "server/fod-server-day.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-push.h"
#include "sim/fod-sim-machine.h"
#include "store/fod-giving.h"
#include "support/fod-temp.h"
#include "wire/fod-row.h"

#include <glib/gstdio.h>
#include <string.h>

struct _FodSimMirror
{
  char *folder;
  FodFakeClock *clock;
  FodServerStore *store;
  FodSimBase *base;
  gboolean behind; /* with comparing */
};

/* From one database to the other nothing but the server's own copying leads. */
static FodServerStore *
copy_store (const char *folder, FodServerStore *from)
{
  FodServerStore *store;
  FodServerCounts counts;
  g_autoptr (GError) error = NULL;

  store = fod_server_folder_create (folder, &error);
  g_assert_no_error (error);
  fod_server_copy (FOD_SERVER_STORE_SQL (from), FOD_SERVER_STORE_SQL (store), &counts, &error);
  g_assert_no_error (error);
  return store;
}

static void
copy_key (const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (from, "server.key", NULL);
  g_autofree char *target = g_build_filename (to, "server.key", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (
      g_file_set_contents_full (target, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static FodServerStore *
copy_file (const char *folder, FodSimServer *server)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autoptr (GError) error = NULL;
  FodServerStore *store;

  copy_key (server->folder, folder);
  fod_server_store_backup (server->store, path, &error);
  g_assert_no_error (error);
  store = fod_server_folder_open (folder, &error);
  g_assert_no_error (error);
  return store;
}

FodSimMirror *
fod_sim_mirror_new (const char *folder, FodSimServer *server)
{
  FodSimMirror *self = g_new0 (FodSimMirror, 1);
  guint64 random = fod_sim_machine_get_random ();

  self->folder = g_strdup (folder);
  self->clock = fod_fake_clock_new ();
  fod_temp_remove (folder);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  self->store =
      server->conninfo == NULL ? copy_file (folder, server) : copy_store (folder, server->store);
  self->base = fod_sim_base_new (folder);
  fod_sim_machine_seed (random);
  return self;
}

void
fod_sim_mirror_free (FodSimMirror *self)
{
  g_clear_pointer (&self->base, fod_sim_base_free);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self);
}

FodServerStore *
fod_sim_mirror_get_store (FodSimMirror *self)
{
  return self->store;
}

/* What @ops say without the others, dated as they were with what came along. @ops: (transfer full)
 */
static FodPushRequest *
make_request (const FodSimSent *sent, const FodSimEntry *entry, const char *epoch, GPtrArray *ops)
{
  FodPushRequest *request = g_new0 (FodPushRequest, 1);

  request->schema = FOD_SCHEMA_VERSION;
  request->device = g_strdup (entry->device);
  request->epoch = g_strdup (epoch);
  request->ops = ops;
  request->sent_at = entry->at;
  for (guint i = 0; i < ops->len; i++)
    if (((FodOp *)ops->pdata[i])->clock_session == sent->session)
      request->sent_at = sent->sent_at;
  return request;
}

static gboolean
is_own (const FodSimEntry *entry)
{
  static const char *const own[] = { "create", "set", "delete", "undelete", NULL };
  /* A conflict that is settled has an entry of its own, with the whole of it. */
  gboolean resolving =
      strcmp (entry->verb, "resolve") == 0 &&
      (entry->new_values == NULL || strstr (entry->new_values, "\"about\":") == NULL);

  return entry->op != NULL && (resolving || g_strv_contains (own, entry->verb));
}

static gboolean
is_accepted (const FodSimEntry *entry)
{
  static const char *const accepted[] = { "ok", "merged", "conflict", NULL };

  return is_own (entry) && g_strv_contains (accepted, entry->result);
}

/* What is not to be judged alone: who gives a participant away may still write about them in the
 * same push. Returns: (transfer full): the ops that were accepted with the one of @entry, from it
 * on, or only that. */
static GPtrArray *
list_together (FodSimOracle *oracle, guint at)
{
  const FodSimEntry *entry = oracle->audit->pdata[at];
  const FodSimSent *first = g_hash_table_lookup (oracle->ops, entry->op);
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);

  g_ptr_array_add (ops, fod_op_ref (first->op));
  for (guint i = at + 1; fod_giving_is_in (first->op) && i < oracle->audit->len; i++)
    {
      const FodSimEntry *next = oracle->audit->pdata[i];
      const FodSimSent *sent =
          is_accepted (next) ? g_hash_table_lookup (oracle->ops, next->op) : NULL;

      if (sent != NULL && g_strcmp0 (next->device, entry->device) == 0)
        g_ptr_array_add (ops, fod_op_ref (sent->op));
    }
  return ops;
}

static void
check_all_taken (FodSimOracle *oracle, const FodPushReply *reply)
{
  for (guint i = 0; i < reply->results->len; i++)
    {
      const FodOpResult *result = reply->results->pdata[i];

      if (result->result == FOD_RESULT_REJECTED)
        fod_sim_oracle_complain (oracle, 10, "op %s was accepted, and alone it is refused as %s",
                                 result->op, result->code);
    }
}

static void
do_again (FodSimMirror *self, FodSimOracle *oracle, guint at)
{
  const FodSimEntry *entry = oracle->audit->pdata[at];
  const FodSimSent *sent = g_hash_table_lookup (oracle->ops, entry->op);
  g_autoptr (FodServerDevice) device = NULL;
  g_autoptr (FodServerWork) work = NULL;
  g_autoptr (FodPushRequest) request = NULL;
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (sent == NULL)
    {
      fod_sim_oracle_complain (oracle, 10, "op %s was sent by nobody", entry->op);
      return;
    }
  fod_fake_clock_set_real_ms (self->clock, entry->at);
  fod_server_store_get_device (self->store, entry->device, &device, &error);
  g_assert_no_error (error);
  work = fod_server_work_begin (self->store, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
  fod_server_store_touch_device (self->store, entry->device, entry->at, &error);
  g_assert_no_error (error);
  fod_server_work_become (work, device->token_hash, &error);
  g_assert_no_error (error);
  request = make_request (sent, entry, work->epoch, list_together (oracle, at));
  reply = fod_server_push (work, request, &error);
  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
  check_all_taken (oracle, reply);
}

static void
take_result (const FodSimAnswer *answer, gpointer data)
{
  *(char **)data = g_strdup (fod_sim_answer_get_text (answer, 0));
}

static char *
dup_result (FodSimBase *base, const char *op)
{
  g_autofree char *sql = g_strdup_printf ("SELECT result FROM op_seen WHERE id = '%s'", op);
  char *result = NULL;

  fod_sim_base_ask (base, sql, take_result, &result);
  return result;
}

/* Of a refused op only what it came to is known: others may be built on it. */
static void
remember (FodSimMirror *self, FodSimServer *server, const FodSimEntry *entry)
{
  g_autofree char *result = dup_result (fod_sim_server_get_base (server), entry->op);
  g_autofree char *known = dup_result (self->base, entry->op);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work =
      fod_server_work_begin (self->store, FOD_CLOCK (self->clock), &error);

  g_assert_no_error (error);
  if (result != NULL && known == NULL)
    fod_server_store_put_op (self->store, entry->op, entry->device, result, &error);
  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
}

static void
compare_rows (FodSimOracle *oracle, const FodSimDump *mine)
{
  GHashTableIter iter;
  gpointer key, data;

  if (g_hash_table_size (mine->rows) != g_hash_table_size (oracle->server->rows))
    fod_sim_oracle_complain (oracle, 10, "%u rows came of what was accepted, not %u",
                             g_hash_table_size (mine->rows),
                             g_hash_table_size (oracle->server->rows));
  g_hash_table_iter_init (&iter, oracle->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *row = data;
      const FodSimRow *other = g_hash_table_lookup (mine->rows, key);

      if (other == NULL || row->rv != other->rv || row->state != other->state ||
          strcmp (row->fields, other->fields) != 0 || strcmp (row->versions, other->versions) != 0)
        fod_sim_oracle_complain (oracle, 10, "%s is %s %s, and what was accepted gives %s %s",
                                 (char *)key, row->fields, row->versions,
                                 other == NULL ? "nothing" : other->fields,
                                 other == NULL ? "" : other->versions);
    }
}

/* What came and went in one push was never anywhere, and has not left either. */
/* Whether a scope was ever told of a row. What comes and leaves in one push is told to nobody; the
 * other server, which is told op by op, has an erasure to tell there. */
static gboolean
was_told (const FodSimDump *dump, const FodSimPlace *told)
{
  for (guint i = 0; i < dump->places->len; i++)
    {
      const FodSimPlace *place = dump->places->pdata[i];

      if (strcmp (place->scope, told->scope) == 0 && strcmp (place->key, told->key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* @told: of which server; an erasure counts where that has told of the row */
static GHashTable *
list_places (const FodSimDump *dump, const FodSimDump *told)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < dump->places->len; i++)
    {
      const FodSimPlace *place = dump->places->pdata[i];

      if (place->state != FOD_ROW_GONE &&
          (place->state != FOD_ROW_ERASED || was_told (told, place)))
        g_hash_table_add (places,
                          g_strdup_printf ("%s %s %u", place->scope, place->key, place->state));
    }
  return places;
}

static void
compare_places (FodSimOracle *oracle, const FodSimDump *mine)
{
  g_autoptr (GHashTable) places = list_places (oracle->server, oracle->server);
  g_autoptr (GHashTable) others = list_places (mine, oracle->server);
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!g_hash_table_contains (others, place))
      fod_sim_oracle_complain (oracle, 10, "what was accepted does not place %s", (char *)place);
  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!g_hash_table_contains (places, place))
      fod_sim_oracle_complain (oracle, 10, "what was accepted places %s", (char *)place);
}

/* A head is its number, which batches decide, and what it counts. */
static void
compare_heads (FodSimOracle *oracle, const FodSimDump *mine)
{
  GHashTableIter iter;
  gpointer scope, head;

  g_hash_table_iter_init (&iter, oracle->server->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    {
      const char *other = g_hash_table_lookup (mine->heads, scope);

      if (other == NULL || strcmp (strchr (head, ' '), strchr (other, ' ')) != 0)
        fod_sim_oracle_complain (oracle, 10, "%s is at %s, and what was accepted gives %s",
                                 (char *)scope, (char *)head, other);
    }
}

static char *
dup_day (FodSimBase *base)
{
  char *day = NULL;

  fod_sim_base_ask (base, "SELECT value FROM meta WHERE key = 'covers-ended'", take_result, &day);
  return day;
}

/* What the server does by itself, before anything else on a day. */
static void
begin_day (FodSimMirror *self, FodSimServer *server)
{
  g_autofree char *theirs = dup_day (fod_sim_server_get_base (server));
  g_autofree char *mine = dup_day (self->base);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (theirs, mine) == 0)
    return;
  fod_fake_clock_set_real_ms (self->clock, fod_clock_get_real_ms (FOD_CLOCK (server->clock)));
  fod_server_day_begin (self->store, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
}

void
fod_sim_mirror_follow (FodSimMirror *self, FodSimServer *server, FodSimOracle *oracle)
{
  guint64 random = fod_sim_machine_get_random ();

  begin_day (self, server);
  for (guint i = oracle->audit->len - oracle->news; i < oracle->audit->len; i++)
    {
      const FodSimEntry *entry = oracle->audit->pdata[i];

      if (is_accepted (entry))
        do_again (self, oracle, i);
      else if (is_own (entry))
        remember (self, server, entry);
    }
  fod_sim_machine_seed (random);
  self->behind = TRUE;
}

void
fod_sim_mirror_compare (FodSimMirror *self, FodSimOracle *oracle)
{
  g_autoptr (FodSimDump) mine = NULL;

  if (!self->behind)
    return;
  self->behind = FALSE;
  mine = fod_sim_dump_server (self->base, G_MAXINT64);
  compare_rows (oracle, mine);
  compare_places (oracle, mine);
  compare_heads (oracle, mine);
}
