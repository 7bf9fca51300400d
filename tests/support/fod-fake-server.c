/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodFakeServer: the other end of a FodFakeTransport. */

#include "config.h"

#include "support/fod-fake-server.h"

#include "schema/fod-schema.h"
#include "wire/fod-protocol.h"

#include <string.h>

FodReply *
fod_fake_server_take_text (guint status, char *text)
{
  g_autofree char *owned = text;

  return fod_fake_reply (status, owned);
}

/* A reply without news, for one scope. */
FodPullReply *
fod_fake_server_new_pull_reply (FodFakeServer *self, const char *next)
{
  FodPullReply *reply = g_new0 (FodPullReply, 1);
  FodPullScope *scope = g_new0 (FodPullScope, 1);

  reply->epoch = g_strdup (self->epoch);
  reply->now = 1795420800000;
  reply->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_pull_scope_free);
  reply->granted = g_ptr_array_new_with_free_func (g_free);
  reply->revoked = g_ptr_array_new_with_free_func (g_free);
  reply->reset = g_ptr_array_new_with_free_func (g_free);
  scope->id = g_strdup ("org:1");
  scope->next = g_strdup (next);
  scope->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  g_ptr_array_add (reply->scopes, scope);
  g_ptr_array_add (reply->granted, g_strdup ("org:1"));
  return reply;
}

static FodReply *
good_pull (FodFakeServer *self)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");

  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

FodPushReply *
fod_fake_server_new_push_reply (FodFakeServer *self, const FodPushRequest *request)
{
  FodPushReply *reply = g_new0 (FodPushReply, 1);

  reply->epoch = g_strdup (self->epoch);
  reply->now = 1795420800000;
  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  for (guint i = 0; i < request->ops->len; i++)
    {
      const FodOp *op = request->ops->pdata[i];
      FodOpResult *result = g_new0 (FodOpResult, 1);
      GHashTableIter iter;
      gpointer field;

      result->op = g_strdup (op->id);
      result->result = FOD_RESULT_OK;
      result->rv = 1;
      result->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_iter_init (&iter, op->fields);
      while (g_hash_table_iter_next (&iter, &field, NULL))
        g_hash_table_insert (result->versions, g_strdup (field), g_strdup ("1"));
      g_ptr_array_add (reply->results, result);
    }
  return reply;
}

FodReply *
fod_fake_server_good_push (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);

  if (self->max_ops > 0 && request->ops->len > self->max_ops)
    return fod_fake_reply (413, NULL);
  self->pushed += request->ops->len;
  g_free (self->last_op);
  self->last_op = g_strdup (((FodOp *)request->ops->pdata[0])->id);
  g_free (self->last_row);
  self->last_row = g_strdup (((FodOp *)request->ops->pdata[0])->row);
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static FodReply *
answer_pull (FodFakeServer *self, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPullRequest) request = fod_wire_parse_pull_request (body, strlen (body), &error);

  g_assert_no_error (error);
  if (strcmp (request->epoch, self->epoch) != 0)
    return fod_fake_reply (409, NULL);
  return self->pull == NULL ? good_pull (self) : self->pull (self, request);
}

static FodReply *
answer_snapshot (FodFakeServer *self, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSnapshotRequest) request =
      fod_wire_parse_snapshot_request (body, strlen (body), &error);

  g_assert_no_error (error);
  if (strcmp (request->epoch, self->epoch) != 0)
    return fod_fake_reply (409, NULL);
  return self->snapshot == NULL ? fod_fake_reply (404, NULL) : self->snapshot (self, request);
}

static FodReply *
answer_push (FodFakeServer *self, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPushRequest) request = fod_wire_parse_push_request (body, strlen (body), &error);

  g_assert_no_error (error);
  if (strcmp (request->epoch, self->epoch) != 0)
    return fod_fake_reply (409, NULL);
  return self->push == NULL ? fod_fake_server_good_push (self, request)
                            : self->push (self, request);
}

static FodReply *
answer_end (FodFakeServer *self, const char *body)
{
  g_autoptr (FodPushRequest) request = fod_wire_parse_push_request (body, strlen (body), NULL);

  g_assert_nonnull (request);
  g_assert_nonnull (request->nonce);
  return self->end == NULL ? fod_fake_reply (404, NULL) : self->end (self, request);
}

static FodReply *
answer_enrol (FodFakeServer *self, const char *body)
{
  g_autoptr (FodEnrolRequest) request = fod_wire_parse_enrol_request (body, strlen (body), NULL);
  FodEnrolReply reply = { .token = (char *)"token-2",
                          .user = (char *)"019a6b2c-31f4-7000-8000-00000000e001",
                          .role = (char *)"consultant",
                          .epoch = (char *)self->epoch };

  g_assert_nonnull (request);
  if (strcmp (fod_secret_get_data (request->password), "password-anna") != 0)
    return fod_fake_reply (401, NULL);
  return fod_fake_server_take_text (200, fod_wire_print_enrol_reply (&reply));
}

static FodReply *
answer_heads (FodFakeServer *self, const FodRequest *request)
{
  FodReply *reply;

  if (g_strcmp0 (request->etag, "\"1\"") == 0)
    return fod_fake_reply (304, NULL);
  reply = fod_fake_reply (200, "{\"end\":true}");
  reply->etag = g_strdup ("\"1\"");
  return reply;
}

FodReply *
fod_fake_server_answer (const FodRequest *request, const char *body, gpointer data)
{
  FodFakeServer *self = data;
  FodHello hello = { .proto_min = 1,
                     .proto_max = 1,
                     .schema_now = FOD_SCHEMA_VERSION,
                     .schema_min_push = MAX (self->min_push, 1),
                     .schema_min_pull = 1,
                     .epoch = (char *)self->epoch,
                     .now = 1795420800000 };

  if (self->epoch == NULL)
    return NULL;
  g_free (self->token);
  self->token = g_strdup (request->token);
  if (strcmp (request->path, FOD_PATH_HELLO) == 0)
    return fod_fake_server_take_text (200, fod_wire_print_hello (&hello));
  if (strcmp (request->path, FOD_PATH_PULL) == 0)
    return answer_pull (self, body);
  if (strcmp (request->path, FOD_PATH_SNAPSHOT) == 0)
    return answer_snapshot (self, body);
  if (strcmp (request->path, FOD_PATH_ENROL) == 0)
    return answer_enrol (self, body);
  if (strcmp (request->path, FOD_PATH_HEADS) == 0)
    return answer_heads (self, request);
  if (strcmp (request->path, FOD_PATH_END) == 0)
    return answer_end (self, body);
  g_assert_cmpstr (request->path, ==, FOD_PATH_PUSH);
  return answer_push (self, body);
}

void
fod_fake_server_clear (FodFakeServer *self)
{
  g_clear_pointer (&self->last_op, g_free);
  g_clear_pointer (&self->last_row, g_free);
  g_clear_pointer (&self->token, g_free);
}
