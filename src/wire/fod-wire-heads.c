/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET /v1/sync/live: the one message that a server says by itself. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

void
fod_heads_free (FodHeads *self)
{
  g_free (self->epoch);
  g_clear_pointer (&self->heads, g_hash_table_unref);
  g_free (self);
}

char *
fod_wire_print_heads (const FodHeads *heads)
{
  FodJsonWriter writer;

  g_return_val_if_fail (heads != NULL, NULL);

  fod_wire_begin (&writer, 512);
  fod_json_writer_text (&writer, "epoch", heads->epoch);
  fod_json_writer_versions (&writer, "heads", heads->heads);
  return fod_wire_end (&writer);
}

FodHeads *
fod_wire_parse_heads (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_LIVE_BYTES, error);
  g_autoptr (FodHeads) heads = NULL;

  if (root == NULL)
    return NULL;
  heads = g_new0 (FodHeads, 1);
  heads->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  heads->heads = fod_json_reader_dup_heads (&reader, "heads");
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&heads) : NULL;
}
