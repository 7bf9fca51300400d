/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People who push and pull at a store without a network between. */

#include "config.h"

#include "support/fod-server-fixture.h"

#include "base/fod-uuid.h"
#include "db/fod-db.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-pull.h"
#include "server/fod-server-push.h"
#include "server/fod-server-pg.h"
#include "server/fod-server-store-postgres.h"
#include "server/fod-server-store-sqlite.h"

#include <stdarg.h>
#include <string.h>

static const struct
{
  const char *login;
  const char *role;
  guint team;
} actors[FOD_N_ACTORS] = {
  { "anna", "consultant", 0 },
  { "bo", "consultant", 0 },
  { "lene", "leader", 0 },
  { "carl", "consultant", 1 },
};

char *
fod_server_fixture_dup_id (FodServerFixture *self)
{
  return g_strdup_printf ("019a6b2c-31f4-7000-8000-%012x", ++self->counter);
}

static void
add_actor (FodServerFixture *self, FodActor actor)
{
  FodServerNewUser user = { 0 };
  FodEnrolRequest request = { 0 };
  g_autoptr (FodEnrolReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  user.login = user.name = actors[actor].login;
  user.role = actors[actor].role;
  user.team = self->teams[actors[actor].team];
  user.hash = "";
  self->users[actor] = fod_server_add_user (self->store, FOD_CLOCK (self->clock), &user, &error);
  g_assert_no_error (error);
  self->devices[actor] = fod_server_fixture_dup_id (self);
  request.login = (char *)user.login;
  request.device = self->devices[actor];
  reply = fod_server_enrol (self->store, FOD_CLOCK (self->clock), &request, &error);
  g_assert_no_error (error);
  self->tokens[actor] = fod_server_token_hash (reply->token);
  self->cursors[actor] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static FodSecret *
make_key (void)
{
  return fod_secret_new_text ("0123456789abcdef0123456789abcdef");
}

/* A schema is made sooner than a database. Its name is of the process and the fixture. */
static char *
add_schema (FodServerFixture *self, const char *database)
{
  g_autofree char *uuid = fod_uuid_new (FOD_CLOCK (self->clock));
  g_autofree char *name = g_strconcat ("s", uuid, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPg) pg = fod_pg_new (database, &error);

  g_assert_no_error (error);
  g_strdelimit (name, "-", '_');
  sql = g_strconcat ("CREATE SCHEMA ", name, NULL);
  fod_pg_send (pg, sql, 0, NULL, &error);
  g_assert_no_error (error);
  return g_strconcat (database, " options=-csearch_path=", name, NULL);
}

FodServerStore *
fod_server_fixture_open (FodServerFixture *self)
{
  g_autoptr (FodSecret) key = make_key ();
  g_autofree char *path = g_build_filename (self->folder, "server.db", NULL);
  g_autoptr (GError) error = NULL;
  FodServerStore *store = self->conninfo == NULL
                              ? fod_server_store_sqlite_new (path, key, &error)
                              : fod_server_store_postgres_new (self->conninfo, &error);

  g_assert_no_error (error);
  return store;
}

FodDb *
fod_server_fixture_open_db (FodServerFixture *self)
{
  g_autoptr (FodSecret) key = make_key ();
  g_autofree char *path = g_build_filename (self->folder, "server.db", NULL);

  return fod_db_open (path, key, NULL);
}

gboolean
fod_server_fixture_exec (FodServerFixture *self, const char *embedded, const char *postgres)
{
  g_autoptr (FodPg) pg = NULL;
  g_autoptr (FodDb) db = NULL;

  if (self->conninfo == NULL)
    {
      db = fod_server_fixture_open_db (self);
      return fod_db_exec (db, embedded, NULL);
    }
  pg = fod_pg_new (self->conninfo, NULL);
  return fod_pg_send (pg, postgres == NULL ? embedded : postgres, 0, NULL, NULL);
}

void
fod_server_fixture_set_up (FodServerFixture *self, gconstpointer data)
{
  const char *database = g_getenv ("FODFAESTE_TEST_POSTGRES");
  g_autoptr (GError) error = NULL;
  FodClock *clock;

  self->folder = fod_temp_new ();
  self->clock = fod_fake_clock_new ();
  clock = FOD_CLOCK (self->clock);
  if (database != NULL)
    self->conninfo = add_schema (self, database);
  self->store = fod_server_fixture_open (self);
  fod_server_setup (self->store, clock, "Rebild Kommune", &error);
  g_assert_no_error (error);
  self->teams[0] = fod_server_add_team (self->store, clock, "Rebild", &error);
  g_assert_no_error (error);
  self->teams[1] = fod_server_add_team (self->store, clock, "Hobro", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < FOD_N_ACTORS; i++)
    add_actor (self, i);
}

void
fod_server_fixture_tear_down (FodServerFixture *self, gconstpointer data)
{
  for (guint i = 0; i < FOD_N_ACTORS; i++)
    {
      g_free (self->users[i]);
      g_free (self->devices[i]);
      g_free (self->tokens[i]);
      g_hash_table_unref (self->cursors[i]);
    }
  g_free (self->teams[0]);
  g_free (self->teams[1]);
  g_free (self->conninfo);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  fod_temp_free (self->folder);
}

FodOp *
fod_server_fixture_op (FodServerFixture *self, FodOpVerb verb, const char *kind, const char *row)
{
  g_autofree char *id = fod_server_fixture_dup_id (self);
  FodOp *op = fod_op_new (id, verb, kind, row);

  op->hlc = fod_hlc_from_ms (fod_clock_get_real_ms (FOD_CLOCK (self->clock)));
  op->schema = FOD_SCHEMA_VERSION;
  return op;
}

FodOp *
fod_op_with (FodOp *op, const char *field, const char *value, const char *base)
{
  g_hash_table_insert (op->fields, g_strdup (field), g_strdup (value));
  if (base != NULL)
    g_hash_table_insert (op->base, g_strdup (field), g_strdup (base));
  return op;
}

static FodServerWork *
begin (FodServerFixture *self, FodActor actor)
{
  g_autoptr (GError) error = NULL;
  FodServerWork *work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[actor], &error);

  g_assert_no_error (error);
  return work;
}

static FodPushReply *
push (FodServerFixture *self, FodActor actor, GPtrArray *ops)
{
  g_autoptr (FodServerWork) work = begin (self, actor);
  FodPushRequest request = { FOD_SCHEMA_VERSION, self->devices[actor], work->epoch, work->now,
                             ops };
  g_autoptr (GError) error = NULL;
  FodPushReply *reply = fod_server_push (work, &request, &error);

  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->results->len, ==, ops->len);
  return reply;
}

FodPushReply *
fod_server_fixture_push (FodServerFixture *self, FodActor actor, FodOp *op, ...)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  va_list more;

  va_start (more, op);
  for (; op != NULL; op = va_arg (more, FodOp *))
    g_ptr_array_add (ops, op);
  va_end (more);
  return push (self, actor, ops);
}

FodOpResult *
fod_server_fixture_push_one (FodServerFixture *self, FodActor actor, FodOp *op)
{
  g_autoptr (FodPushReply) reply = fod_server_fixture_push (self, actor, op, NULL);

  return g_ptr_array_steal_index (reply->results, 0);
}

char *
fod_server_fixture_participant (FodServerFixture *self, FodActor actor, const char *name)
{
  char *id = fod_server_fixture_dup_id (self);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, actor, fod_op_with (op, "name", name, "0"));

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
  return id;
}

char *
fod_server_fixture_note (FodServerFixture *self, FodActor actor, const char *participant)
{
  char *id = fod_server_fixture_dup_id (self);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_NOTE, id);
  g_autoptr (FodOpResult) result = NULL;

  fod_op_with (op, "participant", participant, "0");
  fod_op_with (op, "date", "2026-11-23", "0");
  fod_op_with (op, "body", "Talte om jobønsker", "0");
  result = fod_server_fixture_push_one (self, actor, op);
  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
  return id;
}

static void
move_on (FodServerFixture *self, FodActor actor, const FodPullReply *reply)
{
  GHashTable *cursors = self->cursors[actor];

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = reply->scopes->pdata[i];

      g_hash_table_insert (cursors, g_strdup (scope->id), g_strdup (scope->next));
    }
  for (guint i = 0; i < reply->revoked->len; i++)
    g_hash_table_remove (cursors, reply->revoked->pdata[i]);
  for (guint i = 0; i < reply->reset->len; i++)
    g_hash_table_remove (cursors, reply->reset->pdata[i]);
}

FodPullReply *
fod_server_fixture_pull (FodServerFixture *self, FodActor actor, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work =
      fod_server_work_look_as (self->store, FOD_CLOCK (self->clock), self->tokens[actor], &error);
  FodPullRequest request = {
    FOD_SCHEMA_VERSION, self->devices[actor], work->epoch, self->cursors[actor], limit, 1024 * 1024
  };
  FodPullReply *reply = fod_server_pull (work, &request, 0, &error);

  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
  move_on (self, actor, reply);
  return reply;
}

FodRow *
fod_pull_reply_find (const FodPullReply *reply, const char *scope, const char *id)
{
  FodRow *found = NULL;

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *part = reply->scopes->pdata[i];

      if (scope != NULL && strcmp (part->id, scope) != 0)
        continue;
      for (guint k = 0; k < part->rows->len; k++)
        {
          FodRow *row = part->rows->pdata[k];

          if (strcmp (row->id, id) == 0)
            found = row;
        }
    }
  return found;
}

FodStoredRow *
fod_server_fixture_row (FodServerFixture *self, const char *kind, const char *id)
{
  FodStoredRow *row = NULL;
  g_autoptr (GError) error = NULL;

  fod_server_store_get_row (self->store, kind, id, &row, &error);
  g_assert_no_error (error);
  return row;
}
