/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/history: what the server's audit has of one row, for who holds it. The laptop
 * keeps the answer as it came. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

void
fod_history_request_free (FodHistoryRequest *self)
{
  g_free (self->device);
  g_free (self->epoch);
  g_free (self->kind);
  g_free (self->row);
  g_free (self);
}

FodTold *
fod_told_new (const char *verb, gint64 at_ms)
{
  FodTold *self = g_new0 (FodTold, 1);

  self->verb = g_strdup (verb);
  self->at_ms = at_ms;
  self->old_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->new_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_told_free (FodTold *self)
{
  g_free (self->verb);
  g_free (self->user);
  g_clear_pointer (&self->old_values, g_hash_table_unref);
  g_clear_pointer (&self->new_values, g_hash_table_unref);
  g_clear_pointer (&self->lost, g_hash_table_unref);
  g_free (self);
}

void
fod_history_reply_free (FodHistoryReply *self)
{
  g_free (self->epoch);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_free (self);
}

char *
fod_wire_print_history_request (const FodHistoryRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL, NULL);

  fod_wire_begin (&writer, 512);
  fod_wire_write_caller (&writer, request->schema, request->device, NULL, request->epoch);
  fod_json_writer_text (&writer, "t", request->kind);
  fod_json_writer_text (&writer, "id", request->row);
  return fod_wire_end (&writer);
}

FodHistoryRequest *
fod_wire_parse_history_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root =
      fod_wire_open_request (&reader, data, size, FOD_LIMIT_PUSH_BYTES, error);
  g_autoptr (FodHistoryRequest) request = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodHistoryRequest, 1);
  fod_wire_read_caller (&reader, &request->schema, &request->device, NULL, &request->epoch);
  request->kind = fod_json_reader_dup_name (&reader, "t");
  request->row = fod_json_reader_dup_id (&reader, "id");
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

static void
write_told (FodJsonWriter *writer, const FodTold *told)
{
  fod_json_writer_open (writer, NULL, '{');
  fod_json_writer_text (writer, "k", told->verb);
  fod_json_writer_number (writer, "at", (guint64)told->at_ms);
  fod_json_writer_text_if (writer, "by", told->user);
  if (told->own != 0)
    {
      g_autofree char *own = fod_hlc_to_text (told->own);

      fod_json_writer_text (writer, "h", own);
    }
  fod_json_writer_texts_if (writer, "f", told->new_values);
  fod_json_writer_texts_if (writer, "o", told->old_values);
  fod_json_writer_texts_if (writer, "lost", told->lost);
  fod_json_writer_close (writer, '}');
}

char *
fod_wire_print_history_reply (const FodHistoryReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL, NULL);

  fod_wire_begin (&writer, 2048);
  fod_json_writer_text (&writer, "epoch", reply->epoch);
  fod_json_writer_number (&writer, "rv", reply->rv);
  fod_json_writer_flag (&writer, "more", reply->more);
  fod_json_writer_open (&writer, "changes", '[');
  for (guint i = 0; i < reply->told->len; i++)
    write_told (&writer, reply->told->pdata[i]);
  fod_json_writer_close (&writer, ']');
  return fod_wire_end (&writer);
}

static void
read_own (FodJsonReader *reader, FodTold *told)
{
  g_autofree char *own = fod_json_reader_dup_text_if (reader, "h", FOD_WIRE_TEXT_MAX);

  if (own != NULL && !fod_hlc_from_text (own, &told->own))
    fod_json_reader_fail (reader, "h", "is not a clock's reading");
}

static gpointer
read_told (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodTold) told = fod_told_new (NULL, 0);

  fod_json_reader_init (&reader, object);
  told->verb = fod_json_reader_dup_name (&reader, "k");
  told->at_ms = fod_json_reader_get_number (&reader, "at", FOD_WIRE_NUMBER_MAX);
  if (fod_json_reader_has (&reader, "by"))
    told->user = fod_json_reader_dup_id (&reader, "by");
  read_own (&reader, told);
  fod_wire_replace (&told->new_values, fod_json_reader_dup_texts (&reader, "f"));
  fod_wire_replace (&told->old_values, fod_json_reader_dup_texts (&reader, "o"));
  fod_wire_replace (&told->lost, fod_json_reader_dup_texts (&reader, "lost"));
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&told) : NULL;
}

FodHistoryReply *
fod_wire_parse_history_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_BODY_BYTES, error);
  g_autoptr (FodHistoryReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodHistoryReply, 1);
  reply->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  reply->rv = (guint64)fod_json_reader_get_number (&reader, "rv", FOD_WIRE_NUMBER_MAX);
  reply->more = fod_json_reader_get_flag (&reader, "more");
  reply->told = fod_wire_read_items (&reader, "changes", FOD_LIMIT_TOLD, read_told,
                                     (GDestroyNotify)fod_told_free);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}
