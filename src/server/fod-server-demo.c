/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds the made-up team into a store: accounts by the administrator's way, rows as pushes of a
 * device that each of them has for the occasion. */

#include "config.h"

#include "server/fod-server-demo.h"

#include "base/fod-uuid.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-passwords.h"
#include "server/fod-server-push.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define DEVICE_NAME "demo"

typedef struct
{
  FodServerStore *store;
  FodClock *clock;
  guint password_mib;
  GPtrArray *users;   /* of FodServerDemoUser */
  GHashTable *tokens; /* user id → token hash */
  GHashTable *teams;  /* made-up team id → id here */
  char *author;       /* of the ops that are gathered */
  GPtrArray *ops;
  GError *error; /* the first failure; nothing is done after it */
} FodFill;

void
fod_server_demo_user_free (FodServerDemoUser *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->login);
  g_free (self->name);
  g_free (self->role);
  g_free (self->password);
  g_free (self);
}

static FodPushRequest *
make_request (FodFill *fill, const FodServerWork *work)
{
  FodPushRequest *request = g_new0 (FodPushRequest, 1);

  request->schema = FOD_SCHEMA_VERSION;
  request->device = g_strdup (work->device->id);
  request->epoch = g_strdup (work->epoch);
  request->sent_at = work->now;
  request->ops = g_steal_pointer (&fill->ops);
  fill->ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  return request;
}

static gboolean
check_reply (const FodPushReply *reply, const FodPushRequest *request, GError **error)
{
  for (guint i = 0; i < reply->results->len; i++)
    {
      const FodOpResult *result = reply->results->pdata[i];
      const FodOp *op = request->ops->pdata[i];

      if (result->result != FOD_RESULT_OK)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s %s", op->kind,
                       result->code, result->field == NULL ? "" : result->field);
          return FALSE;
        }
    }
  return TRUE;
}

/* Pushes what was gathered. */
static void
flush (FodFill *fill)
{
  g_autoptr (FodServerWork) work = NULL;
  g_autoptr (FodPushRequest) request = NULL;
  g_autoptr (FodPushReply) reply = NULL;

  if (fill->ops->len == 0 || fill->error != NULL)
    return;
  work = fod_server_work_begin_as (fill->store, fill->clock,
                                   g_hash_table_lookup (fill->tokens, fill->author), &fill->error);
  if (work == NULL)
    return;
  request = make_request (fill, work);
  reply = fod_server_push (work, request, &fill->error);
  if (reply != NULL && check_reply (reply, request, &fill->error))
    fod_server_work_commit (work, &fill->error);
}

static FodOp *
make_op (FodFill *fill, const FodRecord *record, gint64 at_ms)
{
  const FodSpec *spec = fod_record_get_spec (record);
  g_autofree char *name = g_strconcat ("demo op\n", fod_record_get_id (record), NULL);
  g_autofree char *id = fod_uuid_new_from_name (name);
  FodOp *op = fod_op_new (id, FOD_OP_CREATE, spec->kind, fod_record_get_id (record));

  op->hlc = fod_hlc_from_ms (MIN (at_ms, fod_clock_get_real_ms (fill->clock)));
  op->schema = FOD_SCHEMA_VERSION;
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *value = fod_record_get_at (record, i);

      if (value != NULL && spec->fields[i].merge != FOD_MERGE_SERVER)
        g_hash_table_insert (op->fields, g_strdup (spec->fields[i].name), g_strdup (value));
    }
  return op;
}

static void
add_team (FodFill *fill, const FodRecord *record)
{
  char *id =
      fod_server_add_team (fill->store, fill->clock, fod_record_get (record, "name"), &fill->error);

  if (id != NULL)
    g_hash_table_insert (fill->teams, g_strdup (fod_record_get_id (record)), id);
}

/* Nobody has the token of this device; it is there to push as its user. */
static gboolean
add_device (FodFill *fill, const char *user)
{
  FodEnrolRequest request = { 0 };
  g_autofree char *name = g_strconcat ("demo device\n", user, NULL);
  g_autofree char *id = fod_uuid_new_from_name (name);
  g_autoptr (FodEnrolReply) reply = NULL;
  FodServerDemoUser *last = fill->users->pdata[fill->users->len - 1];

  request.login = last->login;
  request.device = id;
  request.device_name = (char *)DEVICE_NAME;
  reply = fod_server_enrol (fill->store, fill->clock, &request, &fill->error);
  if (reply == NULL)
    return FALSE;
  g_hash_table_insert (fill->tokens, g_strdup (user), fod_server_token_hash (reply->token));
  return TRUE;
}

static void
add_user (FodFill *fill, const FodRecord *record)
{
  FodServerDemoUser *user = g_new0 (FodServerDemoUser, 1);
  g_autoptr (FodSecret) secret = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *id = NULL;
  FodServerNewUser account = { fod_record_get_id (record) };

  user->login = g_strdup (fod_record_get (record, "login"));
  user->name = g_strdup (fod_record_get (record, "name"));
  user->role = g_strdup (fod_record_get (record, "role"));
  user->password = g_strconcat ("demo-", user->login, NULL);
  g_ptr_array_add (fill->users, user);

  secret = fod_secret_new_text (user->password);
  hash = fod_server_hash_password (secret, fill->password_mib, &fill->error);
  if (hash == NULL)
    return;
  account.login = user->login;
  account.name = user->name;
  account.role = user->role;
  account.team = g_hash_table_lookup (fill->teams, fod_record_get (record, "team"));
  account.phone = fod_record_get (record, "phone");
  account.email = fod_record_get (record, "email");
  account.hash = hash;
  id = fod_server_add_user (fill->store, fill->clock, &account, &fill->error);
  if (id != NULL)
    add_device (fill, id);
}

static void
on_record (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  FodFill *fill = user_data;

  if (fill->error != NULL)
    return;
  if (strcmp (fod_record_get_kind (record), FOD_KIND_TEAM) == 0)
    add_team (fill, record);
  else if (strcmp (fod_record_get_kind (record), FOD_KIND_USER) == 0)
    add_user (fill, record);
  else
    {
      if (g_strcmp0 (fill->author, user) != 0 || fill->ops->len == FOD_LIMIT_OPS)
        flush (fill);
      g_free (fill->author);
      fill->author = g_strdup (user);
      g_ptr_array_add (fill->ops, make_op (fill, record, at_ms));
    }
}

/* The devices have done what they were for. */
static void
revoke_devices (FodFill *fill)
{
  g_autoptr (FodServerWork) work = NULL;
  GHashTableIter iter;
  gpointer hash;

  if (fill->error != NULL)
    return;
  work = fod_server_work_begin (fill->store, fill->clock, &fill->error);
  g_hash_table_iter_init (&iter, fill->tokens);
  while (work != NULL && fill->error == NULL && g_hash_table_iter_next (&iter, NULL, &hash))
    {
      g_autoptr (FodServerDevice) device = NULL;

      if (!fod_server_store_find_device (fill->store, hash, &device, &fill->error))
        return;
      device->state = FOD_SERVER_DEVICE_REVOKED;
      fod_server_store_put_device (fill->store, device, &fill->error);
    }
  if (fill->error == NULL)
    fod_server_work_commit (work, &fill->error);
}

GPtrArray *
fod_server_fill_demo (FodServerStore *store,
                      FodClock *clock,
                      const FodDemoPlan *plan,
                      guint password_mib,
                      GError **error)
{
  FodFill fill = { store, clock, password_mib, NULL, NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) users = NULL;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store) && plan != NULL, NULL);

  fill.users = users = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_server_demo_user_free);
  fill.tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fill.teams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fill.ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  fod_demo_generate (plan, on_record, &fill);
  flush (&fill);
  revoke_devices (&fill);
  g_hash_table_unref (fill.tokens);
  g_hash_table_unref (fill.teams);
  g_ptr_array_unref (fill.ops);
  g_free (fill.author);
  if (fill.error == NULL)
    return g_steal_pointer (&users);
  g_propagate_error (error, fill.error);
  return NULL;
}
