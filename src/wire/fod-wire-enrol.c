/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GET /v1/sync/hello and POST /v1/enrol: what a server takes, and how a device becomes known. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#include <string.h>

#define MAX_PASSWORD 1024
#define MAX_SMALL (64 * 1024)

char *
fod_wire_print_hello (const FodHello *hello)
{
  FodJsonWriter writer;

  g_return_val_if_fail (hello != NULL, NULL);

  fod_wire_begin (&writer, 256);
  fod_json_writer_open (&writer, "proto", '{');
  fod_json_writer_number (&writer, "min", hello->proto_min);
  fod_json_writer_number (&writer, "max", hello->proto_max);
  fod_json_writer_close (&writer, '}');
  fod_json_writer_open (&writer, "schema", '{');
  fod_json_writer_number (&writer, "now", hello->schema_now);
  fod_json_writer_number (&writer, "min_push", hello->schema_min_push);
  fod_json_writer_number (&writer, "min_pull", hello->schema_min_pull);
  fod_json_writer_close (&writer, '}');
  fod_json_writer_text (&writer, "epoch", hello->epoch);
  fod_json_writer_number (&writer, "now", (guint64)hello->now);
  return fod_wire_end (&writer);
}

static void
read_versions (FodJsonReader *reader, FodHello *hello)
{
  FodJsonReader proto, schema;
  JsonObject *proto_object = fod_json_reader_get_object (reader, "proto");
  JsonObject *schema_object = fod_json_reader_get_object (reader, "schema");

  if (proto_object == NULL || schema_object == NULL)
    return;
  fod_json_reader_init (&proto, proto_object);
  hello->proto_min = (guint)fod_json_reader_get_number (&proto, "min", G_MAXINT32);
  hello->proto_max = (guint)fod_json_reader_get_number (&proto, "max", G_MAXINT32);
  fod_json_reader_init (&schema, schema_object);
  hello->schema_now = (guint)fod_json_reader_get_number (&schema, "now", G_MAXINT32);
  hello->schema_min_push = (guint)fod_json_reader_get_number (&schema, "min_push", G_MAXINT32);
  hello->schema_min_pull = (guint)fod_json_reader_get_number (&schema, "min_pull", G_MAXINT32);
  if (!fod_json_reader_close (&proto, NULL))
    fod_json_reader_fail (reader, "proto", "is not a range of versions");
  if (!fod_json_reader_close (&schema, NULL))
    fod_json_reader_fail (reader, "schema", "is not a set of versions");
}

FodHello *
fod_wire_parse_hello (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, MAX_SMALL, error);
  g_autoptr (FodHello) hello = NULL;

  if (root == NULL)
    return NULL;
  hello = g_new0 (FodHello, 1);
  read_versions (&reader, hello);
  hello->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  hello->now = fod_json_reader_get_number (&reader, "now", FOD_WIRE_NUMBER_MAX);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&hello) : NULL;
}

char *
fod_wire_print_enrol_request (const FodEnrolRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL, NULL);

  fod_wire_begin (&writer, 16 * 1024);
  fod_json_writer_number (&writer, "proto", FOD_PROTOCOL_VERSION);
  fod_json_writer_text (&writer, "login", request->login);
  fod_json_writer_text (&writer, "password", fod_secret_get_data (request->password));
  fod_json_writer_text (&writer, "device", request->device);
  fod_json_writer_text_if (&writer, "device_name", request->device_name);
  return fod_wire_end (&writer);
}

FodEnrolRequest *
fod_wire_parse_enrol_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open_request (&reader, data, size, MAX_SMALL, error);
  g_autoptr (FodEnrolRequest) request = NULL;
  g_autofree char *password = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodEnrolRequest, 1);
  request->login = fod_json_reader_dup_text (&reader, "login", FOD_WIRE_TEXT_MAX);
  request->device = fod_json_reader_dup_id (&reader, "device");
  request->device_name = fod_json_reader_dup_text_if (&reader, "device_name", FOD_WIRE_TEXT_MAX);
  password = fod_json_reader_dup_text (&reader, "password", MAX_PASSWORD);
  if (password != NULL)
    {
      request->password = fod_secret_new_text (password);
      explicit_bzero (password, strlen (password));
    }
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

char *
fod_wire_print_enrol_reply (const FodEnrolReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL, NULL);

  fod_wire_begin (&writer, 4 * 1024);
  fod_json_writer_text (&writer, "token", reply->token);
  fod_json_writer_text (&writer, "user", reply->user);
  fod_json_writer_text_if (&writer, "team", reply->team);
  fod_json_writer_text_if (&writer, "role", reply->role);
  fod_json_writer_text_if (&writer, "organisation", reply->organisation);
  fod_json_writer_text (&writer, "epoch", reply->epoch);
  return fod_wire_end (&writer);
}

FodEnrolReply *
fod_wire_parse_enrol_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, MAX_SMALL, error);
  g_autoptr (FodEnrolReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodEnrolReply, 1);
  reply->token = fod_json_reader_dup_text (&reader, "token", FOD_WIRE_TEXT_MAX);
  reply->user = fod_json_reader_dup_id (&reader, "user");
  reply->team = fod_json_reader_dup_text_if (&reader, "team", FOD_WIRE_TEXT_MAX);
  reply->role = fod_json_reader_dup_text_if (&reader, "role", FOD_WIRE_TEXT_MAX);
  reply->organisation = fod_json_reader_dup_text_if (&reader, "organisation", FOD_WIRE_TEXT_MAX);
  reply->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}
