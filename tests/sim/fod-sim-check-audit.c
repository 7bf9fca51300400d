/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges what the audit says: each op once (5), and all that there is to know the rows by (17). */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include <string.h>

static gboolean
is_own_entry (const FodSimEntry *entry)
{
  static const char *const verbs[] = { "create", "set", "delete", "undelete", NULL };

  return entry->op != NULL && g_strv_contains (verbs, entry->verb);
}

static void
check_once (FodSimOracle *self)
{
  g_autoptr (GHashTable) ops = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];

      if (is_own_entry (entry) && !g_hash_table_add (ops, entry->op))
        fod_sim_oracle_complain (self, 5, "op %s has two outcomes", entry->op);
    }
}

static void
check_row (FodSimOracle *self, const char *key, const FodSimRow *row)
{
  const FodSimModel *told = fod_sim_model_get (self, key);
  g_autofree char *fields = fod_wire_print_texts (told->fields);

  if (told->rv != row->rv || told->state != row->state)
    fod_sim_oracle_complain (self, 17, "by the audit, %s is %u at %u, and it is %u at %u", key,
                             told->state, (guint)told->rv, row->state, (guint)row->rv);
  else if (strcmp (fields, row->fields) != 0)
    fod_sim_oracle_complain (self, 17, "by the audit, %s is %s, and it is %s", key, fields,
                             row->fields);
}

static gboolean
is_same (const FodSimRow *a, const FodSimRow *b)
{
  return a->rv == b->rv && a->state == b->state && strcmp (a->fields, b->fields) == 0;
}

/* The rows that have changed, or that the audit says something new about. */
static void
check_model (FodSimOracle *self, const FodSimDump *before)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, row;

  for (guint i = self->audit->len - self->news; i < self->audit->len; i++)
    g_hash_table_add (told, ((FodSimEntry *)self->audit->pdata[i])->key);
  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      const FodSimRow *old = before == NULL ? NULL : g_hash_table_lookup (before->rows, key);

      if (old == NULL || g_hash_table_contains (told, key) || !is_same (old, row))
        check_row (self, key, row);
    }
}

void
fod_sim_check_audit (FodSimOracle *self, const FodSimDump *before)
{
  if (before == NULL)
    g_hash_table_remove_all (self->model);
  for (guint i = self->audit->len - self->news; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];

      fod_sim_check_date (self, entry);
      fod_sim_model_take (self, entry);
    }
  if (self->news > 0)
    check_once (self);
  check_model (self, before);
}
