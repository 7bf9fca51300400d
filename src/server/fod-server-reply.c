/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replies, and what a failure says: a status, a word, and an id to find it by in the log. */

#include "config.h"

#include "server/fod-server-reply.h"

#include "db/fod-db.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

#include <sodium.h>
#include <string.h>

#define BUSY_SECONDS 5
/* What fits one packet gains nothing. */
#define PACK_FROM 1024

FodServerReply *
fod_server_reply_new (guint status, char *body)
{
  FodServerReply *self = g_new0 (FodServerReply, 1);

  self->status = status;
  if (body != NULL)
    self->body = g_bytes_new_take (body, strlen (body));
  return self;
}

FodServerReply *
fod_server_reply_new_error (guint status, const char *word)
{
  g_autofree char *id = g_strdup_printf ("%08x", randombytes_random ());
  FodServerReply *self = fod_server_reply_new (
      status, g_strdup_printf ("{\"error\":\"%s\",\"id\":\"%s\",\"end\":true}", word, id));

  self->id = g_steal_pointer (&id);
  if (status == 503 || status == 429)
    self->retry_after = BUSY_SECONDS;
  return self;
}

static FodServerReply *
from_wire (int code)
{
  switch ((FodWireError)code)
    {
    case FOD_WIRE_ERROR_LIMIT:
      return fod_server_reply_new_error (413, "limit");
    case FOD_WIRE_ERROR_PROTOCOL:
      return fod_server_reply_new_error (426, "protocol");
    case FOD_WIRE_ERROR_NOT_JSON:
    case FOD_WIRE_ERROR_FORM:
    case FOD_WIRE_ERROR_CUT:
    default:
      return fod_server_reply_new_error (400, "form");
    }
}

static FodServerReply *
from_denial (int code)
{
  switch ((FodServerDenial)code)
    {
    case FOD_SERVER_DENIAL_TOKEN:
      return fod_server_reply_new_error (401, "token");
    case FOD_SERVER_DENIAL_ENDED:
      return fod_server_reply_new_error (410, "ended");
    case FOD_SERVER_DENIAL_DEVICE:
      return fod_server_reply_new_error (403, "device");
    case FOD_SERVER_DENIAL_EPOCH:
      return fod_server_reply_new_error (409, "epoch");
    case FOD_SERVER_DENIAL_SCHEMA:
      return fod_server_reply_new_error (422, "schema");
    case FOD_SERVER_DENIAL_PART:
      return fod_server_reply_new_error (404, "part");
    case FOD_SERVER_DENIAL_QUOTA:
      return fod_server_reply_new_error (429, "quota");
    case FOD_SERVER_DENIAL_ROW:
      return fod_server_reply_new_error (404, "row");
    case FOD_SERVER_DENIAL_ROLE:
      return fod_server_reply_new_error (403, "role");
    case FOD_SERVER_DENIAL_SETUP:
    default:
      return fod_server_reply_new_error (503, "setup");
    }
}

FodServerReply *
fod_server_reply_from_error (const GError *error)
{
  FodServerReply *reply;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == FOD_WIRE_ERROR)
    return from_wire (error->code);
  if (error->domain == FOD_SERVER_DENIAL)
    return from_denial (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return fod_server_reply_new_error (413, "limit");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return fod_server_reply_new_error (400, "gzip");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return fod_server_reply_new_error (503, "busy");
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY) ||
      g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_AGAIN) ||
      g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_FULL))
    reply = fod_server_reply_new_error (503, "storage");
  else
    reply = fod_server_reply_new_error (500, "internal");
  /* Messages of the layers below name statements and fields, never values. */
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "EVENT", "failure", "ID", reply->id,
                    "MESSAGE", "failure %s: %s", reply->id, error->message);
  return reply;
}

void
fod_server_reply_pack (FodServerReply *self)
{
  GBytes *packed;

  g_return_if_fail (self != NULL);

  if (self->body == NULL || self->raw || g_bytes_get_size (self->body) < PACK_FROM)
    return;
  packed = fod_server_pack (self->body);
  g_bytes_unref (self->body);
  self->body = packed;
  self->packed = TRUE;
}

void
fod_server_reply_log (const char *path, guint status, gint64 started_us)
{
  g_autofree char *ms =
      g_strdup_printf ("%.1f", (double)(g_get_monotonic_time () - started_us) / 1000.0);
  g_autofree char *code = g_strdup_printf ("%u", status);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "EVENT", "request", "ROUTE", path, "STATUS",
                    code, "MILLISECONDS", ms, "MESSAGE", "%s %s %s ms", path, code, ms);
}

void
fod_server_reply_free (FodServerReply *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self->id);
  g_free (self);
}
