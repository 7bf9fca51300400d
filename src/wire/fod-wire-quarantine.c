/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/quarantine: what was refused, for the leader of those whom it is about. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

FodQuarantined *
fod_quarantined_new (void)
{
  FodQuarantined *self = g_new0 (FodQuarantined, 1);

  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_quarantined_free (FodQuarantined *self)
{
  g_free (self->n);
  g_free (self->by);
  g_free (self->kind);
  g_free (self->row);
  g_free (self->verb);
  g_free (self->code);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->added, g_hash_table_unref);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  g_free (self);
}

void
fod_quarantine_request_free (FodQuarantineRequest *self)
{
  g_free (self->device);
  g_free (self->epoch);
  g_free (self->run);
  g_free (self->after);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
  g_free (self);
}

void
fod_quarantine_reply_free (FodQuarantineReply *self)
{
  g_free (self->epoch);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->next);
  g_free (self);
}

char *
fod_wire_print_quarantine_request (const FodQuarantineRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL && request->settled != NULL, NULL);

  fod_wire_begin (&writer, 512);
  fod_wire_write_caller (&writer, request->schema, request->device, request->run, request->epoch);
  fod_json_writer_text_if (&writer, "after", request->after);
  fod_json_writer_open (&writer, "settled", '[');
  for (guint i = 0; i < request->settled->len; i++)
    fod_json_writer_text (&writer, NULL, request->settled->pdata[i]);
  fod_json_writer_close (&writer, ']');
  return fod_wire_end (&writer);
}

FodQuarantineRequest *
fod_wire_parse_quarantine_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root =
      fod_wire_open_request (&reader, data, size, FOD_LIMIT_PUSH_BYTES, error);
  g_autoptr (FodQuarantineRequest) request = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodQuarantineRequest, 1);
  fod_wire_read_caller (&reader, &request->schema, &request->device, &request->run,
                        &request->epoch);
  request->after = fod_json_reader_dup_text_if (&reader, "after", FOD_WIRE_TEXT_MAX);
  request->settled = fod_json_reader_dup_list (&reader, "settled", FOD_LIMIT_QUARANTINE);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

static void
write_entry (FodJsonWriter *writer, const FodQuarantined *entry)
{
  fod_json_writer_open (writer, NULL, '{');
  fod_json_writer_text (writer, "n", entry->n);
  fod_json_writer_number (writer, "at", (guint64)entry->at);
  fod_json_writer_text_if (writer, "by", entry->by);
  fod_json_writer_text (writer, "t", entry->kind);
  fod_json_writer_text (writer, "id", entry->row);
  fod_json_writer_text (writer, "k", entry->verb);
  fod_json_writer_text (writer, "code", entry->code);
  fod_json_writer_texts_if (writer, "f", entry->fields);
  fod_json_writer_texts_if (writer, "add", entry->added);
  fod_json_writer_texts_if (writer, "rem", entry->removed);
  fod_json_writer_close (writer, '}');
}

char *
fod_wire_print_quarantine_reply (const FodQuarantineReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL && reply->entries != NULL, NULL);

  fod_wire_begin (&writer, 4096);
  fod_json_writer_text (&writer, "epoch", reply->epoch);
  fod_json_writer_number (&writer, "now", (guint64)reply->now);
  fod_json_writer_open (&writer, "entries", '[');
  for (guint i = 0; i < reply->entries->len; i++)
    write_entry (&writer, reply->entries->pdata[i]);
  fod_json_writer_close (&writer, ']');
  fod_json_writer_text (&writer, "next", reply->next);
  fod_json_writer_flag (&writer, "more", reply->more);
  return fod_wire_end (&writer);
}

static gpointer
read_entry (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodQuarantined) entry = fod_quarantined_new ();

  fod_json_reader_init (&reader, object);
  entry->n = fod_json_reader_dup_text (&reader, "n", FOD_WIRE_TEXT_MAX);
  entry->at = fod_json_reader_get_number (&reader, "at", FOD_WIRE_NUMBER_MAX);
  if (fod_json_reader_has (&reader, "by"))
    entry->by = fod_json_reader_dup_id (&reader, "by");
  entry->kind = fod_json_reader_dup_name (&reader, "t");
  entry->row = fod_json_reader_dup_id (&reader, "id");
  entry->verb = fod_json_reader_dup_name (&reader, "k");
  entry->code = fod_json_reader_dup_text (&reader, "code", FOD_WIRE_TEXT_MAX);
  fod_wire_replace (&entry->fields, fod_json_reader_dup_texts (&reader, "f"));
  fod_wire_replace (&entry->added, fod_json_reader_dup_texts (&reader, "add"));
  fod_wire_replace (&entry->removed, fod_json_reader_dup_texts (&reader, "rem"));
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&entry) : NULL;
}

FodQuarantineReply *
fod_wire_parse_quarantine_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_BODY_BYTES, error);
  g_autoptr (FodQuarantineReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodQuarantineReply, 1);
  reply->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  reply->now = fod_json_reader_get_number (&reader, "now", FOD_WIRE_NUMBER_MAX);
  reply->entries = fod_wire_read_items (&reader, "entries", FOD_LIMIT_QUARANTINE, read_entry,
                                        (GDestroyNotify)fod_quarantined_free);
  reply->next = fod_json_reader_dup_text (&reader, "next", FOD_WIRE_TEXT_MAX);
  reply->more = fod_json_reader_get_flag (&reader, "more");
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}
