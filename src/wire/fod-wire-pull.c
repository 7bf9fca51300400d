/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/pull: cursors, and what changed behind each. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#define MAX_SCOPES 1000

char *
fod_wire_print_pull_request (const FodPullRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL, NULL);

  fod_wire_begin (&writer, 1024);
  fod_wire_write_caller (&writer, request->schema, request->device, request->run, request->epoch);
  fod_json_writer_texts (&writer, "cursors", request->cursors);
  fod_json_writer_number (&writer, "limit", request->limit);
  fod_json_writer_number (&writer, "max_bytes", request->max_bytes);
  if (request->parts)
    fod_json_writer_flag (&writer, "parts", TRUE);
  return fod_wire_end (&writer);
}

FodPullRequest *
fod_wire_parse_pull_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root =
      fod_wire_open_request (&reader, data, size, FOD_LIMIT_PUSH_BYTES, error);
  g_autoptr (FodPullRequest) request = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodPullRequest, 1);
  fod_wire_read_caller (&reader, &request->schema, &request->device, &request->run,
                        &request->epoch);
  request->cursors = fod_json_reader_dup_cursors (&reader, "cursors");
  request->limit = (guint)fod_json_reader_get_number (&reader, "limit", FOD_LIMIT_PULL_ROWS);
  request->max_bytes =
      (guint)fod_json_reader_get_number (&reader, "max_bytes", FOD_LIMIT_BODY_BYTES);
  if (fod_json_reader_has (&reader, "parts"))
    request->parts = fod_json_reader_get_flag (&reader, "parts");
  if (request->limit == 0)
    fod_json_reader_fail (&reader, "limit", "is 0");
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

static void
write_scope (FodJsonWriter *writer, const FodPullScope *scope)
{
  fod_json_writer_open (writer, NULL, '{');
  fod_json_writer_text (writer, "id", scope->id);
  fod_json_writer_text (writer, "next", scope->next);
  fod_json_writer_number (writer, "head", scope->head);
  fod_json_writer_flag (writer, "more", scope->more);
  if (scope->parts)
    fod_json_writer_flag (writer, "parts", TRUE);
  if (scope->more && scope->count > 0)
    fod_json_writer_number (writer, "count", scope->count);
  if (!scope->more)
    {
      g_autofree char *check = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", scope->check);

      fod_json_writer_number (writer, "count", scope->count);
      fod_json_writer_text (writer, "check", check);
    }
  fod_json_writer_open (writer, "changes", '[');
  for (guint i = 0; i < scope->rows->len; i++)
    fod_wire_write_row (writer, NULL, scope->rows->pdata[i]);
  fod_json_writer_close (writer, ']');
  fod_json_writer_close (writer, '}');
}

static void
write_list (FodJsonWriter *writer, const char *name, GPtrArray *list)
{
  fod_json_writer_open (writer, name, '[');
  for (guint i = 0; list != NULL && i < list->len; i++)
    fod_json_writer_text (writer, NULL, list->pdata[i]);
  fod_json_writer_close (writer, ']');
}

char *
fod_wire_print_pull_reply (const FodPullReply *reply)
{
  FodJsonWriter writer;

  g_return_val_if_fail (reply != NULL, NULL);

  fod_wire_begin (&writer, 64 * 1024);
  fod_json_writer_text (&writer, "epoch", reply->epoch);
  fod_json_writer_number (&writer, "now", (guint64)reply->now);
  fod_json_writer_open (&writer, "scopes", '[');
  for (guint i = 0; i < reply->scopes->len; i++)
    write_scope (&writer, reply->scopes->pdata[i]);
  fod_json_writer_close (&writer, ']');
  write_list (&writer, "granted", reply->granted);
  write_list (&writer, "revoked", reply->revoked);
  write_list (&writer, "reset", reply->reset);
  if (reply->why != NULL && g_hash_table_size (reply->why) > 0)
    fod_json_writer_texts (&writer, "why", reply->why);
  return fod_wire_end (&writer);
}

static void
aside_free (gpointer data)
{
  FodAside *aside = data;

  g_free (aside->key);
  g_free (aside->raw);
  g_free (aside);
}

static FodAside *
aside_new (JsonNode *node)
{
  FodAside *aside = g_new0 (FodAside, 1);
  FodJsonReader reader;

  aside->raw = json_to_string (node, FALSE);
  fod_json_reader_init (&reader, json_node_get_object (node));
  aside->key = fod_json_reader_dup_id (&reader, "id");
  if (!fod_json_reader_close (&reader, NULL))
    {
      g_free (aside->key);
      aside->key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, aside->raw, -1);
    }
  return aside;
}

FodPullScope *
fod_wire_new_page (void)
{
  FodPullScope *scope = g_new0 (FodPullScope, 1);

  scope->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  scope->aside = g_ptr_array_new_with_free_func (aside_free);
  return scope;
}

/* One row that can't be read must not keep all the others away. */
void
fod_wire_take_entry (FodPullScope *scope, JsonNode *node)
{
  FodRow *row = fod_wire_read_row (json_node_get_object (node), NULL);

  if (row != NULL)
    g_ptr_array_add (scope->rows, row);
  else
    g_ptr_array_add (scope->aside, aside_new (node));
}

static void
read_changes (FodJsonReader *reader, FodPullScope *scope)
{
  JsonArray *array = fod_json_reader_get_array (reader, "changes", FOD_LIMIT_PULL_ROWS);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    fod_wire_take_entry (scope, json_array_get_element (array, i));
}

/* The check word has 64 bits, more than a JSON number carries safely, and the form of a clock's
 * reading. */
static guint64
read_check (FodJsonReader *reader)
{
  g_autofree char *text = fod_json_reader_dup_text (reader, "check", FOD_WIRE_TEXT_MAX);
  FodHlc check = 0;

  if (text != NULL && !fod_hlc_from_text (text, &check))
    fod_json_reader_fail (reader, "check", "is not 16 hexadecimal digits");
  return check;
}

static gpointer
read_scope (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodPullScope) scope = fod_wire_new_page ();

  fod_json_reader_init (&reader, object);
  scope->id = fod_json_reader_dup_text (&reader, "id", FOD_WIRE_TEXT_MAX);
  scope->next = fod_json_reader_dup_text (&reader, "next", FOD_WIRE_TEXT_MAX);
  scope->head = (guint64)fod_json_reader_get_number (&reader, "head", FOD_WIRE_NUMBER_MAX);
  scope->more = fod_json_reader_get_flag (&reader, "more");
  if (fod_json_reader_has (&reader, "parts"))
    scope->parts = fod_json_reader_get_flag (&reader, "parts");
  if (!scope->more || fod_json_reader_has (&reader, "count"))
    scope->count = (guint64)fod_json_reader_get_number (&reader, "count", FOD_WIRE_NUMBER_MAX);
  if (!scope->more)
    scope->check = read_check (&reader);
  read_changes (&reader, scope);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&scope) : NULL;
}

FodPullReply *
fod_wire_parse_pull_reply (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_BODY_BYTES, error);
  g_autoptr (FodPullReply) reply = NULL;

  if (root == NULL)
    return NULL;
  reply = g_new0 (FodPullReply, 1);
  reply->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  reply->now = fod_json_reader_get_number (&reader, "now", FOD_WIRE_NUMBER_MAX);
  reply->scopes = fod_wire_read_items (&reader, "scopes", MAX_SCOPES, read_scope,
                                       (GDestroyNotify)fod_pull_scope_free);
  reply->granted = fod_json_reader_dup_list (&reader, "granted", MAX_SCOPES);
  reply->revoked = fod_json_reader_dup_list (&reader, "revoked", MAX_SCOPES);
  reply->reset = fod_json_reader_dup_list (&reader, "reset", MAX_SCOPES);
  if (fod_json_reader_has (&reader, "why"))
    reply->why = fod_json_reader_dup_cursors (&reader, "why");
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&reply) : NULL;
}
