/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/end: a device whose access has ended hands over what waits. The request is a push
 * with a nonce; the answer proves that who gives it knows the device's token. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#include <string.h>

/* Names the purpose, so that no other sum over the same texts is a proof. */
#define PURPOSE "fodfaeste end 1"
#define MAX_SMALL (4 * 1024)

void
fod_end_reply_free (FodEndReply *self)
{
  g_free (self->proof);
  g_free (self);
}

char *
fod_wire_print_end_reply (const FodEndReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL, NULL);

  fod_wire_begin (&writer, 256);
  fod_json_writer_number (&writer, "taken", reply->taken);
  fod_json_writer_text (&writer, "proof", reply->proof);
  return fod_wire_end (&writer);
}

FodEndReply *
fod_wire_parse_end_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, MAX_SMALL, error);
  g_autoptr (FodEndReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodEndReply, 1);
  reply->taken = (guint64)fod_json_reader_get_number (&reader, "taken", FOD_LIMIT_OPS);
  reply->proof = fod_json_reader_dup_text (&reader, "proof", FOD_WIRE_TEXT_MAX);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}

char *
fod_wire_dup_end_proof (const char *token, const FodPushRequest *request)
{
  g_autoptr (GString) text = g_string_new (PURPOSE);

  g_return_val_if_fail (token != NULL && request != NULL && request->nonce != NULL, NULL);

  g_string_append_printf (text, "\n%s\n%s", request->device, request->nonce);
  for (guint i = 0; i < request->ops->len; i++)
    g_string_append_printf (text, "\n%s", ((const FodOp *)request->ops->pdata[i])->id);
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *)token, strlen (token),
                                    text->str, (gssize)text->len);
}
