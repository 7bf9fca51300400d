/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The protocol's paths: reads what came, lets the transaction do its work, prints the reply. Runs
 * on the worker. */

#include "config.h"

#include "server/fod-server-routes.h"

#include "db/fod-db-error.h"
#include "server/fod-server-end.h"
#include "server/fod-server-handover.h"
#include "server/fod-server-history.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-pull.h"
#include "server/fod-server-push.h"
#include "server/fod-server-quarantine.h"
#include "server/fod-server-snapshot.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define SMALL_BODY (16 * 1024)
/* Two writers in each other's way, so many times in a row, are a busy database. */
#define TRIES 4

GBytes *
fod_server_call_read (FodServerCall *call, gsize max_body, GError **error)
{
  if (call->packed)
    return fod_server_unpack (call->body, max_body, error);
  if (g_bytes_get_size (call->body) <= max_body)
    return g_bytes_ref (call->body);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "too much at once");
  return NULL;
}

void
fod_server_ticket_free (FodServerTicket *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->device);
  g_free (self->token_hash);
  g_ptr_array_unref (self->scopes);
  g_free (self);
}

void
fod_server_call_free (FodServerCall *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->moved, g_ptr_array_unref);
  g_clear_pointer (&self->ticket, fod_server_ticket_free);
  g_free (self->token_hash);
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->if_none_match);
  g_free (self);
}

typedef gpointer (*FodParse) (const char *data, gsize size, GError **error);
typedef gpointer (*FodServe) (FodServerCall *call, gconstpointer request, GError **error);

/* What is asked with a body: how it is read, and what is done with it. */
typedef struct
{
  FodParse parse;
  GDestroyNotify free;
  FodServe once;
} FodVerb;

#define VERB(name, once)                                                                           \
  { (FodParse)fod_wire_parse_##name##_request, (GDestroyNotify)fod_##name##_request_free, once }

/* A transaction that met another is done once more, from its beginning. */
static gpointer
serve (FodServerCall *call, FodServe once, gconstpointer request, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) failed = NULL;
      gpointer reply = once (call, request, &failed);

      if (reply != NULL)
        return reply;
      if (i < TRIES && g_error_matches (failed, FOD_DB_ERROR, FOD_DB_ERROR_AGAIN))
        continue;
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
}

static gpointer
ask (FodServerCall *call, const FodVerb *verb, gsize max_body, GError **error)
{
  g_autoptr (GBytes) body = fod_server_call_read (call, max_body, error);
  gpointer request;
  gpointer reply;
  const char *data;
  gsize size;

  if (body == NULL)
    return NULL;
  data = g_bytes_get_data (body, &size);
  request = verb->parse (data, size, error);
  if (request == NULL)
    return NULL;
  reply = serve (call, verb->once, request, error);
  verb->free (request);
  return reply;
}

static FodServerWork *
look (FodServerCall *call, GError **error)
{
  return fod_server_work_look_as (call->store, call->clock, call->token_hash, error);
}

static FodServerWork *
begin_push (FodServerCall *call, const FodPushRequest *request, GError **error)
{
  if (fod_server_handover_is_in (request->ops))
    return fod_server_work_begin_alone_as (call->store, call->clock, call->token_hash, error);
  return fod_server_work_begin_as (call->store, call->clock, call->token_hash, error);
}

static gpointer
push_once (FodServerCall *call, gconstpointer request, GError **error)
{
  g_autoptr (FodServerWork) work = begin_push (call, request, error);
  g_autoptr (FodPushReply) reply = NULL;

  if (work == NULL)
    return NULL;
  reply = fod_server_push (work, request, error);
  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  call->moved = g_steal_pointer (&work->moved);
  reply->before = g_steal_pointer (&work->before);
  reply->heads = g_steal_pointer (&work->after);
  return fod_wire_print_push_reply (reply);
}

static gpointer
end_once (FodServerCall *call, gconstpointer request, GError **error)
{
  g_autoptr (FodServerWork) work =
      fod_server_work_begin_ended (call->store, call->clock, call->token_hash, error);
  g_autoptr (FodEndReply) reply =
      work == NULL ? NULL : fod_server_end (work, request, call->token, error);

  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return fod_wire_print_end_reply (reply);
}

static gpointer
pull_once (FodServerCall *call, gconstpointer request, GError **error)
{
  g_autoptr (FodServerWork) work = look (call, error);
  g_autoptr (FodPullReply) reply = NULL;

  if (work == NULL)
    return NULL;
  reply = fod_server_pull (
      work, request, call->shelf == NULL ? 0 : fod_server_shelf_get_part_from (call->shelf), error);
  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return fod_wire_print_pull_reply (reply);
}

static gpointer
snapshot_once (FodServerCall *call, gconstpointer request, GError **error)
{
  guint age = fod_server_shelf_get_age (call->shelf);
  g_autoptr (FodServerWork) work = look (call, error);
  g_autoptr (GBytes) part = NULL;

  if (work == NULL)
    return NULL;
  part = fod_server_snapshot (work, request, call->shelf, age, error);
  if (part == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&part);
}

static gpointer
history_once (FodServerCall *call, gconstpointer request, GError **error)
{
  g_autoptr (FodServerWork) work = look (call, error);
  g_autoptr (FodHistoryReply) reply = NULL;

  if (work == NULL)
    return NULL;
  reply = fod_server_history (work, request, error);
  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return fod_wire_print_history_reply (reply);
}

/* To settle is to write. */
static gpointer
quarantine_once (FodServerCall *call, gconstpointer asked, GError **error)
{
  const FodQuarantineRequest *request = asked;
  g_autoptr (FodServerWork) work =
      request->settled->len > 0
          ? fod_server_work_begin_as (call->store, call->clock, call->token_hash, error)
          : look (call, error);
  g_autoptr (FodQuarantineReply) reply =
      work == NULL ? NULL : fod_server_quarantine (work, request, error);

  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return fod_wire_print_quarantine_reply (reply);
}

static gpointer
heads_once (FodServerCall *call, gconstpointer request, GError **error)
{
  g_autoptr (FodServerWork) work = look (call, error);
  g_autofree char *heads = work == NULL ? NULL : fod_server_heads (work, error);

  /* The device's last contact may have to be noted. */
  if (heads == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&heads);
}

static char *
hello (FodServerCall *call, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_look (call->store, call->clock, error);
  FodHello reply = { FOD_PROTOCOL_VERSION,
                     FOD_PROTOCOL_VERSION,
                     FOD_SCHEMA_VERSION,
                     fod_schema_versions.min_push,
                     fod_schema_versions.min_pull,
                     NULL,
                     0 };

  if (work == NULL)
    return NULL;
  reply.epoch = work->epoch;
  reply.now = work->now;
  return fod_wire_print_hello (&reply);
}

static FodServerReply *
make_reply (char *body, const GError *error)
{
  return body == NULL ? fod_server_reply_from_error (error) : fod_server_reply_new (200, body);
}

static FodServerReply *
answer (FodServerCall *call, const FodVerb *verb, gsize max_body)
{
  g_autoptr (GError) error = NULL;
  char *body = ask (call, verb, max_body, &error);

  return make_reply (body, error);
}

static FodServerReply *
answer_push (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (push, push_once);

  return answer (call, &verb, max_body);
}

static FodServerReply *
answer_end (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (push, end_once);

  return answer (call, &verb, max_body);
}

static FodServerReply *
answer_pull (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (pull, pull_once);

  return answer (call, &verb, max_body);
}

static FodServerReply *
answer_history (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (history, history_once);

  return answer (call, &verb, max_body);
}

static FodServerReply *
answer_quarantine (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (quarantine, quarantine_once);

  return answer (call, &verb, max_body);
}

static FodServerReply *
answer_snapshot (FodServerCall *call, gsize max_body)
{
  static const FodVerb verb = VERB (snapshot, snapshot_once);
  g_autoptr (GError) error = NULL;
  GBytes *body;
  FodServerReply *reply;

  if (call->shelf == NULL)
    return fod_server_reply_new_error (404, "part");
  body = ask (call, &verb, max_body, &error);
  if (body == NULL)
    return fod_server_reply_from_error (error);
  reply = fod_server_reply_new (200, NULL);
  reply->body = body;
  reply->raw = TRUE;
  return reply;
}

static FodServerReply *
answer_hello (FodServerCall *call, gsize max_body)
{
  g_autoptr (GError) error = NULL;
  char *body = hello (call, &error);

  return make_reply (body, error);
}

static FodServerReply *
answer_heads (FodServerCall *call, gsize max_body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *heads = serve (call, heads_once, NULL, &error);
  g_autofree char *sum = NULL;
  FodServerReply *reply;

  if (heads == NULL)
    return fod_server_reply_from_error (error);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, heads, -1);
  reply = fod_server_reply_new (200, g_strdup ("{\"end\":true}"));
  reply->etag = g_strdup_printf ("\"%.32s\"", sum);
  if (g_strcmp0 (call->if_none_match, reply->etag) == 0)
    {
      reply->status = 304;
      g_clear_pointer (&reply->body, g_bytes_unref);
    }
  return reply;
}

static FodServerReply *
answer_live (FodServerCall *call, gsize max_body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work = look (call, &error);

  if (work == NULL || !fod_server_work_commit (work, &error))
    return fod_server_reply_from_error (error);
  call->ticket = g_new0 (FodServerTicket, 1);
  call->ticket->device = g_strdup (work->device->id);
  call->ticket->token_hash = g_strdup (call->token_hash);
  call->ticket->scopes = g_steal_pointer (&work->scopes);
  return fod_server_reply_new (101, NULL);
}

static FodServerReply *
answer_health (FodServerCall *call, gsize max_body)
{
  g_autofree char *epoch = NULL;
  g_autoptr (GError) error = NULL;

  /* The least that the database can be asked; it is asked often. */
  if (!fod_server_store_get_meta (call->store, "epoch", &epoch, &error))
    return fod_server_reply_from_error (error);
  return fod_server_reply_new (200, g_strdup ("{\"status\":\"ok\",\"end\":true}"));
}

static const FodServerRoute routes[] = {
  { FOD_PATH_HEALTH, "GET", FALSE, 0, answer_health, FALSE, FALSE, FALSE },
  { FOD_PATH_HELLO, "GET", FALSE, 0, answer_hello, FALSE, FALSE, FALSE },
  { FOD_PATH_HEADS, "GET", TRUE, 0, answer_heads, FALSE, FALSE, FALSE },
  { FOD_PATH_LIVE, "GET", TRUE, 0, answer_live, TRUE, FALSE, FALSE },
  { FOD_PATH_PUSH, "POST", TRUE, FOD_LIMIT_PUSH_BYTES, answer_push, FALSE, FALSE, TRUE },
  { FOD_PATH_END, "POST", TRUE, FOD_LIMIT_PUSH_BYTES, answer_end, FALSE, FALSE, FALSE },
  { FOD_PATH_PULL, "POST", TRUE, SMALL_BODY, answer_pull, FALSE, FALSE, TRUE },
  { FOD_PATH_SNAPSHOT, "POST", TRUE, SMALL_BODY, answer_snapshot, FALSE, TRUE, FALSE },
  { FOD_PATH_HISTORY, "POST", TRUE, SMALL_BODY, answer_history, FALSE, FALSE, FALSE },
  { FOD_PATH_QUARANTINE, "POST", TRUE, SMALL_BODY, answer_quarantine, FALSE, FALSE, FALSE },
  { FOD_PATH_ENROL, "POST", FALSE, SMALL_BODY, NULL, FALSE, FALSE, FALSE },
};

const FodServerRoute *
fod_server_route_find (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (strcmp (routes[i].path, path) == 0)
      return &routes[i];
  return NULL;
}

const FodServerRoute *
fod_server_route_list (guint *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}
