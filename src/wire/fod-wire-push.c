/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/push: saves, and what became of each. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#include <string.h>

static const char *const results[] = {
  [FOD_RESULT_OK] = "ok",
  [FOD_RESULT_DUP] = "dup",
  [FOD_RESULT_MERGED] = "merged",
  [FOD_RESULT_CONFLICT] = "conflict",
  [FOD_RESULT_REJECTED] = "rejected",
};

char *
fod_wire_print_push_request (const FodPushRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL, NULL);

  fod_wire_begin (&writer, 64 * 1024);
  fod_wire_write_caller (&writer, request->schema, request->device, request->run, request->epoch);
  fod_json_writer_text_if (&writer, "nonce", request->nonce);
  fod_json_writer_number (&writer, "sent_at", (guint64)request->sent_at);
  fod_json_writer_open (&writer, "ops", '[');
  for (guint i = 0; i < request->ops->len; i++)
    fod_wire_write_op (&writer, NULL, request->ops->pdata[i]);
  fod_json_writer_close (&writer, ']');
  return fod_wire_end (&writer);
}

static gpointer
read_op (JsonObject *object, GError **error)
{
  return fod_wire_read_op (object, error);
}

FodPushRequest *
fod_wire_parse_push_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root =
      fod_wire_open_request (&reader, data, size, FOD_LIMIT_PUSH_BYTES, error);
  g_autoptr (FodPushRequest) request = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodPushRequest, 1);
  fod_wire_read_caller (&reader, &request->schema, &request->device, &request->run,
                        &request->epoch);
  request->nonce = fod_json_reader_dup_text_if (&reader, "nonce", FOD_WIRE_TEXT_MAX);
  request->sent_at = fod_json_reader_get_number (&reader, "sent_at", FOD_WIRE_NUMBER_MAX);
  request->ops =
      fod_wire_read_items (&reader, "ops", FOD_LIMIT_OPS, read_op, (GDestroyNotify)fod_op_unref);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

static void
write_result (FodJsonWriter *writer, const FodOpResult *result)
{
  fod_json_writer_open (writer, NULL, '{');
  fod_json_writer_text (writer, "op", result->op);
  fod_json_writer_text (writer, "r", results[result->result]);
  if (result->rv > 0)
    fod_json_writer_number (writer, "rv", result->rv);
  if (result->versions != NULL && g_hash_table_size (result->versions) > 0)
    fod_json_writer_versions (writer, "v", result->versions);
  fod_json_writer_text_if (writer, "cid", result->conflict);
  fod_json_writer_text_if (writer, "code", result->code);
  fod_json_writer_text_if (writer, "field", result->field);
  if (result->row != NULL)
    fod_wire_write_row (writer, "row", result->row);
  fod_json_writer_close (writer, '}');
}

char *
fod_wire_print_push_reply (const FodPushReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL, NULL);

  fod_wire_begin (&writer, 64 * 1024);
  fod_json_writer_text (&writer, "epoch", reply->epoch);
  fod_json_writer_number (&writer, "now", (guint64)reply->now);
  fod_json_writer_open (&writer, "results", '[');
  for (guint i = 0; i < reply->results->len; i++)
    write_result (&writer, reply->results->pdata[i]);
  fod_json_writer_close (&writer, ']');
  if (reply->heads != NULL && g_hash_table_size (reply->heads) > 0)
    {
      fod_json_writer_versions (&writer, "before", reply->before);
      fod_json_writer_versions (&writer, "heads", reply->heads);
    }
  return fod_wire_end (&writer);
}

static FodResultCode
read_code (FodJsonReader *reader)
{
  g_autofree char *text = fod_json_reader_dup_text (reader, "r", FOD_WIRE_TEXT_MAX);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (results); i++)
    if (strcmp (results[i], text) == 0)
      return (FodResultCode)i;
  fod_json_reader_fail (reader, "r", "is not a result");
  return FOD_RESULT_REJECTED;
}

static FodRow *
read_row_if (FodJsonReader *reader)
{
  JsonObject *object = NULL;

  if (fod_json_reader_has (reader, "row"))
    object = fod_json_reader_get_object (reader, "row");
  return object == NULL ? NULL : fod_wire_read_row (object, &reader->error);
}

/* What each outcome must bring along: the new version of what was written, the row that a merge
 * left, the reason of a refusal. */
static void
check_result (FodJsonReader *reader, const FodOpResult *result)
{
  switch (result->result)
    {
    case FOD_RESULT_MERGED:
    case FOD_RESULT_CONFLICT:
      if (result->row == NULL)
        fod_json_reader_fail (reader, "row", "is missing");
      break;
    case FOD_RESULT_REJECTED:
      if (result->code == NULL)
        fod_json_reader_fail (reader, "code", "is missing");
      break;
    case FOD_RESULT_OK:
      if (result->rv == 0)
        fod_json_reader_fail (reader, "rv", "is missing");
      break;
    case FOD_RESULT_DUP:
    default:
      break;
    }
}

static gpointer
read_result (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodOpResult) result = g_new0 (FodOpResult, 1);

  fod_json_reader_init (&reader, object);
  result->op = fod_json_reader_dup_id (&reader, "op");
  result->result = read_code (&reader);
  if (fod_json_reader_has (&reader, "rv"))
    result->rv = (guint64)fod_json_reader_get_number (&reader, "rv", FOD_WIRE_NUMBER_MAX);
  result->versions = fod_json_reader_dup_versions (&reader, "v", FALSE);
  result->conflict = fod_json_reader_dup_text_if (&reader, "cid", FOD_WIRE_TEXT_MAX);
  result->code = fod_json_reader_dup_text_if (&reader, "code", FOD_WIRE_TEXT_MAX);
  result->field = fod_json_reader_dup_text_if (&reader, "field", FOD_WIRE_TEXT_MAX);
  result->row = read_row_if (&reader);
  check_result (&reader, result);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&result) : NULL;
}

FodPushReply *
fod_wire_parse_push_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_BODY_BYTES, error);
  g_autoptr (FodPushReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodPushReply, 1);
  reply->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  reply->now = fod_json_reader_get_number (&reader, "now", FOD_WIRE_NUMBER_MAX);
  reply->results = fod_wire_read_items (&reader, "results", FOD_LIMIT_OPS, read_result,
                                        (GDestroyNotify)fod_op_result_free);
  if (fod_json_reader_has (&reader, "heads"))
    {
      reply->before = fod_json_reader_dup_heads (&reader, "before");
      reply->heads = fod_json_reader_dup_heads (&reader, "heads");
    }
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}
