/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges the audit: each op once (5, 17), dated as it must be (8), and enough to know the rows by
 * (17). What an op was merged into is not in it: such a field is unknown until the next plain set.
 */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "base/fod-hlc.h"

#include <string.h>

#define AHEAD_MS (2 * 60 * 1000)
#define UNKNOWN "(unknown)"

static gboolean
is_own_entry (const FodSimEntry *entry)
{
  static const char *const verbs[] = { "create", "set", "delete", "undelete", NULL };

  return entry->op != NULL && g_strv_contains (verbs, entry->verb);
}

static GHashTable *
get_fields (FodSimOracle *self, const char *key)
{
  GHashTable *fields = g_hash_table_lookup (self->model, key);

  if (fields == NULL)
    {
      fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->model, g_strdup (key), fields);
    }
  return fields;
}

static void
replay (FodSimOracle *self, const FodSimEntry *entry)
{
  gboolean plain = strcmp (entry->result, "ok") == 0;
  g_autoptr (GHashTable) values = NULL;
  GHashTableIter iter;
  gpointer field, value;

  if (entry->new_values == NULL ||
      (!plain && strcmp (entry->result, "merged") != 0 && strcmp (entry->result, "conflict") != 0))
    return;
  if (g_str_has_prefix (entry->key, FOD_KIND_CONFLICT " "))
    return;
  /* An administrator's line has the whole row. */
  if (entry->op == NULL)
    g_hash_table_remove (self->model, entry->key);
  values = fod_sim_row_parse (entry->new_values);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    g_hash_table_insert (get_fields (self, entry->key), g_strdup (field),
                         g_strdup (plain ? value : UNKNOWN));
}

/* What a conflict was settled with stands in the row that it is about. */
static void
forget_decided (FodSimOracle *self, const FodSimEntry *entry)
{
  const FodSimRow *conflict = g_hash_table_lookup (self->server->rows, entry->key);
  g_autoptr (GHashTable) fields = NULL;
  g_autofree char *about = NULL;

  if (conflict == NULL || strcmp (conflict->kind, FOD_KIND_CONFLICT) != 0)
    return;
  fields = fod_sim_row_parse (conflict->fields);
  about = g_strconcat (g_hash_table_lookup (fields, "about-kind"), " ",
                       g_hash_table_lookup (fields, "about"), NULL);
  g_hash_table_insert (get_fields (self, about), g_strdup (g_hash_table_lookup (fields, "field")),
                       g_strdup (UNKNOWN));
}

static void
check_model (FodSimOracle *self)
{
  GHashTableIter rows;
  gpointer key, fields;

  g_hash_table_iter_init (&rows, self->model);
  while (g_hash_table_iter_next (&rows, &key, &fields))
    {
      const FodSimRow *row = g_hash_table_lookup (self->server->rows, key);
      g_autoptr (GHashTable) stored = row == NULL ? NULL : fod_sim_row_parse (row->fields);
      GHashTableIter iter;
      gpointer field, value;

      g_hash_table_iter_init (&iter, fields);
      while (g_hash_table_iter_next (&iter, &field, &value))
        if (stored != NULL && g_strcmp0 (value, UNKNOWN) != 0 &&
            g_strcmp0 (value, g_hash_table_lookup (stored, field)) != 0)
          fod_sim_oracle_complain (self, 17, "by the audit, %s of %s is another", (char *)field,
                                   (char *)key);
    }
}

static void
check_once (FodSimOracle *self)
{
  g_autoptr (GHashTable) ops = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->server->audit->len; i++)
    {
      const FodSimEntry *entry = self->server->audit->pdata[i];

      if (is_own_entry (entry) && !g_hash_table_add (ops, entry->op))
        fod_sim_oracle_complain (self, 5, "op %s has two outcomes", entry->op);
    }
}

void
fod_sim_check_audit (FodSimOracle *self)
{
  for (guint i = self->audited; i < self->server->audit->len; i++)
    {
      const FodSimEntry *entry = self->server->audit->pdata[i];

      if (fod_hlc_get_ms (entry->eff) > entry->at + AHEAD_MS)
        fod_sim_oracle_complain (self, 8, "op %s is of the future", entry->op);
      replay (self, entry);
      forget_decided (self, entry);
    }
  if (self->audited < self->server->audit->len)
    check_once (self);
  self->audited = self->server->audit->len;
  check_model (self);
}
