/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The result of an op ↔ the text that the server keeps of it. */

#include "config.h"

#include "server/fod-server-result.h"

#include <string.h>

#define VERSION_PREFIX "v-"

static const char *const names[] = {
  [FOD_RESULT_OK] = "ok",
  [FOD_RESULT_DUP] = "dup",
  [FOD_RESULT_MERGED] = "merged",
  [FOD_RESULT_CONFLICT] = "conflict",
  [FOD_RESULT_REJECTED] = "rejected",
};

FodOpResult *
fod_server_result_new (const char *op)
{
  FodOpResult *result = g_new0 (FodOpResult, 1);

  result->op = g_strdup (op);
  result->result = FOD_RESULT_OK;
  result->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return result;
}

static void
put_if (GHashTable *texts, const char *name, const char *text)
{
  if (text != NULL)
    g_hash_table_insert (texts, g_strdup (name), g_strdup (text));
}

char *
fod_server_result_to_text (const FodOpResult *result)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer field;
  gpointer version;

  g_return_val_if_fail (result != NULL, NULL);

  put_if (texts, "r", names[result->result]);
  put_if (texts, "cid", result->conflict);
  put_if (texts, "code", result->code);
  put_if (texts, "field", result->field);
  g_hash_table_insert (texts, g_strdup ("rv"), g_strdup_printf ("%" G_GUINT64_FORMAT, result->rv));
  g_hash_table_iter_init (&iter, result->versions);
  while (g_hash_table_iter_next (&iter, &field, &version))
    g_hash_table_insert (texts, g_strconcat (VERSION_PREFIX, field, NULL), g_strdup (version));
  return fod_wire_print_texts (texts);
}

static FodResultCode
code_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (FodResultCode)i;
  return FOD_RESULT_REJECTED;
}

FodOpResult *
fod_server_result_from_text (const char *op, const char *text, GError **error)
{
  g_autoptr (GHashTable) texts = NULL;
  FodOpResult *result;
  const char *rv;
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_return_val_if_fail (text != NULL, NULL);

  texts = fod_wire_parse_texts (text, strlen (text), error);
  if (texts == NULL)
    return NULL;
  result = fod_server_result_new (op);
  result->result = code_of (g_hash_table_lookup (texts, "r"));
  result->conflict = g_strdup (g_hash_table_lookup (texts, "cid"));
  result->code = g_strdup (g_hash_table_lookup (texts, "code"));
  result->field = g_strdup (g_hash_table_lookup (texts, "field"));
  rv = g_hash_table_lookup (texts, "rv");
  result->rv = rv == NULL ? 0 : g_ascii_strtoull (rv, NULL, 10);
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, VERSION_PREFIX))
      g_hash_table_insert (result->versions, g_strdup ((char *)key + strlen (VERSION_PREFIX)),
                           g_strdup (value));
  return result;
}

guint64
fod_server_result_get_version (const FodOpResult *result, const char *field)
{
  const char *text;

  g_return_val_if_fail (result != NULL, 0);

  if (field[0] == '\0')
    return result->rv;
  text = g_hash_table_lookup (result->versions, field);
  return text == NULL ? 0 : g_ascii_strtoull (text, NULL, 10);
}

void
fod_server_result_set_version (FodOpResult *result, const char *field, guint64 version)
{
  g_return_if_fail (result != NULL);

  g_hash_table_insert (result->versions, g_strdup (field),
                       g_strdup_printf ("%" G_GUINT64_FORMAT, version));
}
