/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FodJsonReader:
 *
 * The only way from a JSON object to values: each getter checks that the member is there, has its
 * type and is in range. The first failure sticks (with the member's name, never its value) and the
 * later getters give %NULL, 0 or %FALSE; so a message is read straight down and judged once, by
 * fod_json_reader_close().
 */
typedef struct
{
  JsonObject *object;
  GError *error;
} FodJsonReader;

/** fod_json_parse: Returns: (transfer full) (nullable): the root of an object that
 * fod_json_scan() let through. Error: %FOD_WIRE_ERROR */
JsonNode *fod_json_parse (const char *data, gsize size, gsize max_size, GError **error);

/** fod_json_reader_init: @object is borrowed */
void fod_json_reader_init (FodJsonReader *self, JsonObject *object);

/** fod_json_reader_close: hands the failure over; Returns: whether there was none */
gboolean fod_json_reader_close (FodJsonReader *self, GError **error);

/** fod_json_reader_fail: marks member @name as wrong, unless something failed before */
void fod_json_reader_fail (FodJsonReader *self, const char *name, const char *rule);

/** fod_json_reader_has: Returns: whether the member is there and not null */
gboolean fod_json_reader_has (FodJsonReader *self, const char *name);

/** fod_json_reader_dup_text: Returns: (transfer full) (nullable): a text of 1 to @max bytes */
char *fod_json_reader_dup_text (FodJsonReader *self, const char *name, gsize max);

/** fod_json_reader_dup_text_if: as fod_json_reader_dup_text(), or %NULL when it is missing */
char *fod_json_reader_dup_text_if (FodJsonReader *self, const char *name, gsize max);

/** fod_json_reader_dup_id: Returns: (transfer full) (nullable): a UUID */
char *fod_json_reader_dup_id (FodJsonReader *self, const char *name);

/** fod_json_reader_dup_name: Returns: (transfer full) (nullable): a kind's or field's name */
char *fod_json_reader_dup_name (FodJsonReader *self, const char *name);

/** fod_json_reader_get_number: Returns: a whole number from 0 to @max */
gint64 fod_json_reader_get_number (FodJsonReader *self, const char *name, gint64 max);

/** fod_json_reader_get_flag: Returns: a required true or false */
gboolean fod_json_reader_get_flag (FodJsonReader *self, const char *name);

/** fod_json_reader_get_object: Returns: (transfer none) (nullable): a required object */
JsonObject *fod_json_reader_get_object (FodJsonReader *self, const char *name);

/** fod_json_reader_get_array: Returns: (transfer none) (nullable): a required array of at most
 * @max items, each an object */
JsonArray *fod_json_reader_get_array (FodJsonReader *self, const char *name, guint max);

/** fod_json_reader_dup_list: Returns: (transfer full) (nullable) (element-type utf8): a required
 * array of texts */
GPtrArray *fod_json_reader_dup_list (FodJsonReader *self, const char *name, guint max);

/** fod_json_reader_dup_texts: Returns: (transfer full) (element-type utf8 utf8): names → text or
 * %NULL; empty when the member is missing */
GHashTable *fod_json_reader_dup_texts (FodJsonReader *self, const char *name);

/** fod_json_reader_dup_cursors: Returns: (transfer full) (nullable) (element-type utf8 utf8):
 * scope → text, required */
GHashTable *fod_json_reader_dup_cursors (FodJsonReader *self, const char *name);

/** fod_json_reader_dup_heads: Returns: (transfer full) (nullable) (element-type utf8 utf8):
 * scope → decimal text, required */
GHashTable *fod_json_reader_dup_heads (FodJsonReader *self, const char *name);

/** fod_json_reader_dup_versions: Returns: (transfer full) (element-type utf8 utf8): names →
 * decimal text, or "@" and an id when @own_ops; empty when the member is missing */
GHashTable *fod_json_reader_dup_versions (FodJsonReader *self, const char *name, gboolean own_ops);

/** fod_json_is_name: Returns: whether @text may be the name of a kind or field, known or not */
gboolean fod_json_is_name (const char *text);

G_END_DECLS
