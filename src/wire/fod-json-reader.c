/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Checked getters over json-glib, whose own give a default or a critical warning where a member is
 * missing or of another type. */

#include "config.h"

#include "wire/fod-json-reader.h"

#include "base/fod-uuid.h"
#include "wire/fod-json-scan.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

#define MAX_NAME 64
#define MAX_SCOPE 128
#define MAX_MEMBERS 1000

JsonNode *
fod_json_parse (const char *data, gsize size, gsize max_size, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;

  if (!fod_json_scan (data, size, max_size, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize)size, NULL))
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_NOT_JSON, "message is not JSON");
      return NULL;
    }
  return json_parser_steal_root (parser);
}

void
fod_json_reader_init (FodJsonReader *self, JsonObject *object)
{
  self->object = object;
  self->error = NULL;
}

gboolean
fod_json_reader_close (FodJsonReader *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

void
fod_json_reader_fail (FodJsonReader *self, const char *name, const char *rule)
{
  if (self->error == NULL)
    g_set_error (&self->error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM, "member %s %s", name, rule);
}

/* NULL once anything has failed, so that nothing is read from a message that is already refused. */
static JsonNode *
lookup (FodJsonReader *self, const char *name)
{
  if (self->error != NULL)
    return NULL;
  return json_object_get_member (self->object, name);
}

static gboolean
node_is (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
fod_json_is_name (const char *text)
{
  gsize length = strlen (text);

  return length >= 1 && length <= MAX_NAME &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

gboolean
fod_json_reader_has (FodJsonReader *self, const char *name)
{
  JsonNode *node = lookup (self, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

char *
fod_json_reader_dup_text (FodJsonReader *self, const char *name, gsize max)
{
  JsonNode *node = lookup (self, name);
  const char *text = node_is (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;

  if (text != NULL && *text != '\0' && strlen (text) <= max)
    return g_strdup (text);
  fod_json_reader_fail (self, name, "is not a text of the right length");
  return NULL;
}

char *
fod_json_reader_dup_text_if (FodJsonReader *self, const char *name, gsize max)
{
  return fod_json_reader_has (self, name) ? fod_json_reader_dup_text (self, name, max) : NULL;
}

char *
fod_json_reader_dup_id (FodJsonReader *self, const char *name)
{
  g_autofree char *text = fod_json_reader_dup_text (self, name, MAX_NAME);

  if (text != NULL && fod_uuid_is_valid (text))
    return g_steal_pointer (&text);
  fod_json_reader_fail (self, name, "is not an id");
  return NULL;
}

char *
fod_json_reader_dup_name (FodJsonReader *self, const char *name)
{
  g_autofree char *text = fod_json_reader_dup_text (self, name, MAX_NAME);

  if (text != NULL && fod_json_is_name (text))
    return g_steal_pointer (&text);
  fod_json_reader_fail (self, name, "is not a name");
  return NULL;
}

gint64
fod_json_reader_get_number (FodJsonReader *self, const char *name, gint64 max)
{
  JsonNode *node = lookup (self, name);
  gint64 number = node_is (node, G_TYPE_INT64) ? json_node_get_int (node) : -1;

  if (number >= 0 && number <= max)
    return number;
  fod_json_reader_fail (self, name, "is not a whole number in range");
  return 0;
}

gboolean
fod_json_reader_get_flag (FodJsonReader *self, const char *name)
{
  JsonNode *node = lookup (self, name);

  if (node_is (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  fod_json_reader_fail (self, name, "is neither true nor false");
  return FALSE;
}

JsonObject *
fod_json_reader_get_object (FodJsonReader *self, const char *name)
{
  JsonNode *node = lookup (self, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fod_json_reader_fail (self, name, "is not an object");
  return NULL;
}

static JsonArray *
get_array (FodJsonReader *self, const char *name, guint max)
{
  JsonNode *node = lookup (self, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) <= max)
    return json_node_get_array (node);
  fod_json_reader_fail (self, name, "is not an array, or too long");
  return NULL;
}

JsonArray *
fod_json_reader_get_array (FodJsonReader *self, const char *name, guint max)
{
  JsonArray *array = get_array (self, name, max);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      {
        fod_json_reader_fail (self, name, "holds something that is not an object");
        return NULL;
      }
  return array;
}

GPtrArray *
fod_json_reader_dup_list (FodJsonReader *self, const char *name, guint max)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = get_array (self, name, max);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text = node_is (node, G_TYPE_STRING) ? json_node_get_string (node) : "";

      if (*text == '\0' || strlen (text) > MAX_SCOPE)
        fod_json_reader_fail (self, name, "holds something that is not a short text");
      g_ptr_array_add (list, g_strdup (text));
    }
  return self->error == NULL ? g_steal_pointer (&list) : NULL;
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static JsonObject *
get_members (FodJsonReader *self, const char *name)
{
  JsonObject *object = fod_json_reader_get_object (self, name);

  if (object == NULL || json_object_get_size (object) <= MAX_MEMBERS)
    return object;
  fod_json_reader_fail (self, name, "has too many members");
  return NULL;
}

static GHashTable *
read_texts (FodJsonReader *self, const char *name, JsonObject *object)
{
  g_autoptr (GHashTable) texts = new_table ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      gboolean is_text = node_is (node, G_TYPE_STRING) && *json_node_get_string (node) != '\0';

      if (!fod_json_is_name (key) || (!is_text && !JSON_NODE_HOLDS_NULL (node)))
        fod_json_reader_fail (self, name, "holds a wrong name, or a value that is no text");
      else
        g_hash_table_insert (texts, g_strdup (key),
                             is_text ? g_strdup (json_node_get_string (node)) : NULL);
    }
  return g_steal_pointer (&texts);
}

GHashTable *
fod_json_reader_dup_texts (FodJsonReader *self, const char *name)
{
  JsonObject *object = fod_json_reader_has (self, name) ? get_members (self, name) : NULL;

  return object == NULL ? new_table () : read_texts (self, name, object);
}

GHashTable *
fod_json_reader_dup_cursors (FodJsonReader *self, const char *name)
{
  g_autoptr (GHashTable) cursors = new_table ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  JsonObject *object = get_members (self, name);

  if (object == NULL)
    return NULL;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      const char *text = node_is (node, G_TYPE_STRING) ? json_node_get_string (node) : "";

      if (*key == '\0' || strlen (key) > MAX_SCOPE || *text == '\0' || strlen (text) > MAX_SCOPE)
        fod_json_reader_fail (self, name, "holds something that is not a short text");
      else
        g_hash_table_insert (cursors, g_strdup (key), g_strdup (text));
    }
  return g_steal_pointer (&cursors);
}

static char *
dup_version (JsonNode *node, gboolean own_ops)
{
  const char *text;

  if (node_is (node, G_TYPE_INT64))
    return json_node_get_int (node) < 0
               ? NULL
               : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (!own_ops || !node_is (node, G_TYPE_STRING))
    return NULL;
  text = json_node_get_string (node);
  return *text == '@' && fod_uuid_is_valid (text + 1) ? g_strdup (text) : NULL;
}

GHashTable *
fod_json_reader_dup_heads (FodJsonReader *self, const char *name)
{
  g_autoptr (GHashTable) heads = new_table ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  JsonObject *object = get_members (self, name);

  if (object == NULL)
    return NULL;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      char *head = dup_version (node, FALSE);

      if (*key == '\0' || strlen (key) > MAX_SCOPE || head == NULL)
        fod_json_reader_fail (self, name, "holds something that is not a number");
      g_hash_table_insert (heads, g_strdup (key), head);
    }
  return g_steal_pointer (&heads);
}

GHashTable *
fod_json_reader_dup_versions (FodJsonReader *self, const char *name, gboolean own_ops)
{
  g_autoptr (GHashTable) versions = new_table ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  JsonObject *object = fod_json_reader_has (self, name) ? get_members (self, name) : NULL;

  if (object == NULL)
    return g_steal_pointer (&versions);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      g_autofree char *version = dup_version (node, own_ops);
      gboolean is_name = fod_json_is_name (key) || (own_ops && *key == '\0');

      if (version == NULL || !is_name)
        fod_json_reader_fail (self, name, "holds something that is not a version");
      else
        g_hash_table_insert (versions, g_strdup (key), g_steal_pointer (&version));
    }
  return g_steal_pointer (&versions);
}
