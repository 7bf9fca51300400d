/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every message has: its version, its end mark, and its end as a value. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#include <string.h>

G_DEFINE_QUARK (fod-wire-error-quark, fod_wire_error)

void
fod_wire_begin (FodJsonWriter *writer, gsize size)
{
  fod_json_writer_init (writer, size);
  fod_json_writer_open (writer, NULL, '{');
}

char *
fod_wire_end (FodJsonWriter *writer)
{
  fod_json_writer_flag (writer, FOD_WIRE_END, TRUE);
  fod_json_writer_close (writer, '}');
  return fod_json_writer_end (writer);
}

/* JSON that ends is whole by itself; the mark as the last member also tells a message of ours from
 * any other JSON that a stranger may answer with. */
static gboolean
has_end_mark (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  GList *last = g_list_last (names);
  JsonNode *node;

  if (last == NULL || strcmp (last->data, FOD_WIRE_END) != 0)
    return FALSE;
  node = json_object_get_member (object, FOD_WIRE_END);
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

JsonNode *
fod_wire_open (FodJsonReader *reader, const char *data, gsize size, gsize max_size, GError **error)
{
  g_autoptr (JsonNode) root = fod_json_parse (data, size, max_size, error);

  if (root == NULL)
    return NULL;
  if (!has_end_mark (json_node_get_object (root)))
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_CUT,
                           "message has no mark at its end");
      return NULL;
    }
  fod_json_reader_init (reader, json_node_get_object (root));
  return g_steal_pointer (&root);
}

JsonNode *
fod_wire_open_request (
    FodJsonReader *reader, const char *data, gsize size, gsize max_size, GError **error)
{
  g_autoptr (JsonNode) root = fod_wire_open (reader, data, size, max_size, error);
  gint64 version;

  if (root == NULL)
    return NULL;
  version = fod_json_reader_get_number (reader, "proto", FOD_WIRE_NUMBER_MAX);
  if (!fod_json_reader_close (reader, error))
    return NULL;
  if (version != FOD_PROTOCOL_VERSION)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_PROTOCOL,
                           "message is of another version of the protocol");
      return NULL;
    }
  return g_steal_pointer (&root);
}

void
fod_wire_write_caller (
    FodJsonWriter *writer, guint schema, const char *device, const char *run, const char *epoch)
{
  fod_json_writer_number (writer, "proto", FOD_PROTOCOL_VERSION);
  fod_json_writer_number (writer, "schema", schema);
  fod_json_writer_text (writer, "device", device);
  fod_json_writer_text_if (writer, "run", run);
  fod_json_writer_text (writer, "epoch", epoch);
}

void
fod_wire_read_caller (FodJsonReader *reader, guint *schema, char **device, char **run, char **epoch)
{
  *schema = (guint)fod_json_reader_get_number (reader, "schema", G_MAXINT32);
  *device = fod_json_reader_dup_id (reader, "device");
  if (run != NULL)
    *run = fod_json_reader_dup_text_if (reader, "run", FOD_WIRE_TEXT_MAX);
  *epoch = fod_json_reader_dup_text (reader, "epoch", FOD_WIRE_TEXT_MAX);
}

void
fod_wire_replace (GHashTable **place, GHashTable *table)
{
  g_clear_pointer (place, g_hash_table_unref);
  *place = table;
}

GPtrArray *
fod_wire_read_items (FodJsonReader *reader,
                     const char *name,
                     guint max,
                     gpointer (*read) (JsonObject *object, GError **error),
                     GDestroyNotify free_item)
{
  JsonArray *array = fod_json_reader_get_array (reader, name, max);
  g_autoptr (GPtrArray) items = NULL;

  if (array == NULL)
    return NULL;
  items = g_ptr_array_new_full (json_array_get_length (array), free_item);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer item = read (json_array_get_object_element (array, i), &reader->error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

void
fod_push_request_free (FodPushRequest *self)
{
  g_free (self->device);
  g_free (self->run);
  g_free (self->nonce);
  g_free (self->epoch);
  g_clear_pointer (&self->ops, g_ptr_array_unref);
  g_free (self);
}

void
fod_op_result_free (FodOpResult *self)
{
  g_free (self->op);
  g_clear_pointer (&self->versions, g_hash_table_unref);
  g_clear_pointer (&self->row, fod_row_unref);
  g_free (self->conflict);
  g_free (self->code);
  g_free (self->field);
  g_free (self);
}

void
fod_push_reply_free (FodPushReply *self)
{
  g_free (self->epoch);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->heads, g_hash_table_unref);
  g_free (self);
}

void
fod_pull_request_free (FodPullRequest *self)
{
  g_free (self->device);
  g_free (self->run);
  g_free (self->epoch);
  g_clear_pointer (&self->cursors, g_hash_table_unref);
  g_free (self);
}

void
fod_pull_scope_free (FodPullScope *self)
{
  g_free (self->id);
  g_free (self->next);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->aside, g_ptr_array_unref);
  g_free (self);
}

void
fod_pull_reply_free (FodPullReply *self)
{
  g_free (self->epoch);
  g_clear_pointer (&self->scopes, g_ptr_array_unref);
  g_clear_pointer (&self->granted, g_ptr_array_unref);
  g_clear_pointer (&self->revoked, g_ptr_array_unref);
  g_clear_pointer (&self->reset, g_ptr_array_unref);
  g_clear_pointer (&self->why, g_hash_table_unref);
  g_free (self);
}

void
fod_hello_free (FodHello *self)
{
  g_free (self->epoch);
  g_free (self);
}

void
fod_enrol_request_free (FodEnrolRequest *self)
{
  g_free (self->login);
  g_clear_pointer (&self->password, fod_secret_unref);
  g_free (self->device);
  g_free (self->device_name);
  g_free (self);
}

void
fod_enrol_reply_free (FodEnrolReply *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self->user);
  g_free (self->team);
  g_free (self->role);
  g_free (self->organisation);
  g_free (self->epoch);
  g_free (self);
}
