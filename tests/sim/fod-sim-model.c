/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimModel: the rows as the audit alone tells them, entry by entry. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "wire/fod-row.h"

#include <string.h>

static void
model_free (gpointer data)
{
  FodSimModel *row = data;

  g_hash_table_unref (row->fields);
  g_hash_table_unref (row->writes);
  g_free (row);
}

GHashTable *
fod_sim_model_new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, model_free);
}

FodSimModel *
fod_sim_model_get (FodSimOracle *self, const char *key)
{
  FodSimModel *row = g_hash_table_lookup (self->model, key);

  if (row != NULL)
    return row;
  row = g_new0 (FodSimModel, 1);
  row->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  row->writes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  g_hash_table_insert (self->model, g_strdup (key), row);
  return row;
}

static void
write_field (FodSimOracle *self, const FodSimEntry *entry, const char *field, const char *value)
{
  FodSimModel *row = fod_sim_model_get (self, entry->key);
  const FodSimWrite write = { entry->rv, entry->eff };
  GArray *writes = g_hash_table_lookup (row->writes, field);

  if (writes == NULL)
    {
      writes = g_array_new (FALSE, FALSE, sizeof (FodSimWrite));
      g_hash_table_insert (row->writes, g_strdup (field), writes);
    }
  g_array_append_val (writes, write);
  /* A value that is overwritten in the same transaction was the server's too. */
  g_hash_table_insert (self->values,
                       g_strdup_printf ("%s %s %s %" G_GUINT64_FORMAT, self->server->epoch,
                                        entry->key, field, entry->rv),
                       g_strdup (value));
  if (value == NULL)
    g_hash_table_remove (row->fields, field);
  else
    g_hash_table_insert (row->fields, g_strdup (field), g_strdup (value));
}

/* What stands for @name of an entry: "=field" is what a merge made of what its author said, and
 * lines by themselves are no value. */
static const char *
get_field (GHashTable *values, const char *name)
{
  g_autofree char *made = g_strconcat ("=", name, NULL);

  if (name[0] == '=')
    return name + 1;
  return name[0] == '+' || name[0] == '-' || g_hash_table_contains (values, made) ? NULL : name;
}

/* All of @values; of what is the same as before nobody knows whether it was written again. */
static void
write_all (FodSimOracle *self, const FodSimEntry *entry, GHashTable *values, gboolean whole)
{
  FodSimModel *row = fod_sim_model_get (self, entry->key);
  g_autoptr (GHashTable) old = g_hash_table_ref (row->fields);
  GHashTableIter iter;
  gpointer name, value;

  if (whole)
    {
      g_hash_table_unref (row->fields);
      row->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *field = get_field (values, name);

      if (field == NULL)
        continue;
      if (!whole || g_strcmp0 (g_hash_table_lookup (old, field), value) != 0)
        write_field (self, entry, field, value);
      else if (value != NULL)
        g_hash_table_insert (row->fields, g_strdup (field), g_strdup (value));
    }
}

/* What a set wrote is what it names as it was before. */
static void
write_merged (FodSimOracle *self, const FodSimEntry *entry, GHashTable *values)
{
  g_autoptr (GHashTable) old =
      fod_sim_row_parse (entry->old_values == NULL ? "{}" : entry->old_values);
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autofree char *made = g_strconcat ("=", field, NULL);
      gboolean other = g_hash_table_contains (values, made);

      write_field (self, entry, field, g_hash_table_lookup (values, other ? made : field));
    }
}

static gboolean
is_whole (const FodSimEntry *entry, GHashTable *values)
{
  static const char *const verbs[] = { "admin",  "conflict", "fork",      "restore",
                                       "create", "handover", "cover-end", NULL };

  return g_strv_contains (verbs, entry->verb) ||
         (strcmp (entry->verb, "resolve") == 0 && g_hash_table_contains (values, "about"));
}

void
fod_sim_model_take (FodSimOracle *self, const FodSimEntry *entry)
{
  static const char *const taken[] = { "ok", "merged", "conflict", NULL };
  static const char *const changing[] = { "set", "decide", NULL };
  static const char *const lasting[] = { "delete", "admin", "cover-end", NULL };
  g_autoptr (GHashTable) values =
      fod_sim_row_parse (entry->new_values == NULL ? "{}" : entry->new_values);
  gboolean whole = is_whole (entry, values);
  FodSimModel *row;

  if (!g_strv_contains (taken, entry->result) || entry->rv == 0 ||
      (strcmp (entry->verb, "resolve") == 0 && !whole))
    return;
  row = fod_sim_model_get (self, entry->key);
  if (strcmp (entry->verb, "erase") == 0)
    {
      g_hash_table_remove_all (row->fields);
      g_hash_table_remove_all (row->writes);
      row->state = FOD_ROW_ERASED;
      row->rv = entry->rv;
      return;
    }
  if (whole)
    write_all (self, entry, values, TRUE);
  else if (g_strv_contains (changing, entry->verb) && strcmp (entry->result, "ok") == 0)
    write_all (self, entry, values, FALSE);
  else if (strcmp (entry->verb, "set") == 0)
    write_merged (self, entry, values);
  if (strcmp (entry->verb, "delete") == 0 && strcmp (entry->result, "ok") == 0)
    row->state = FOD_ROW_DELETED;
  else if (!g_strv_contains (lasting, entry->verb) && (whole || entry->rv > row->rv))
    row->state = FOD_ROW_LIVE;
  row->rv = entry->rv;
}

guint64
fod_sim_model_find_eff (FodSimOracle *self, const char *key, const char *field, guint64 rv)
{
  const GArray *writes = g_hash_table_lookup (fod_sim_model_get (self, key)->writes, field);

  for (guint i = writes == NULL ? 0 : writes->len; i > 0; i--)
    {
      const FodSimWrite *write = &g_array_index (writes, FodSimWrite, i - 1);

      if (write->rv <= rv)
        return write->eff;
    }
  return 0;
}
