/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimOracle: what was seen so far, and when each part of it is judged. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include <stdarg.h>

static void
save_free (gpointer data)
{
  FodSimSave *save = data;

  g_free (save->key);
  g_free (save->field);
  g_free (save->token);
  g_free (save->tx);
  g_free (save);
}

FodSimOracle *
fod_sim_oracle_new (void)
{
  FodSimOracle *self = g_new0 (FodSimOracle, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->saves = g_ptr_array_new_with_free_func (save_free);
  self->model =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  return self;
}

void
fod_sim_oracle_free (FodSimOracle *self)
{
  g_clear_pointer (&self->server, fod_sim_dump_free);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      g_clear_pointer (&self->devices[i], fod_sim_dump_free);
      g_free (self->users[i]);
    }
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->cursors);
  g_ptr_array_unref (self->saves);
  g_hash_table_unref (self->model);
  g_free (self->broken);
  g_free (self);
}

void
fod_sim_oracle_complain (FodSimOracle *self, guint number, const char *format, ...)
{
  va_list values;

  if (self->broken != NULL)
    return;
  va_start (values, format);
  self->broken = g_strdup_vprintf (format, values);
  va_end (values);
  self->number = number;
}

/* Which value each field had at which version. */
static void
learn_row (FodSimOracle *self, const char *key, const FodSimRow *row)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (row->fields);
  g_autoptr (GHashTable) versions = fod_sim_row_parse (row->versions);
  GHashTableIter iter;
  gpointer field, version;

  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &field, &version))
    g_hash_table_insert (self->values,
                         g_strjoin (" ", self->server->epoch, key, field, version, NULL),
                         g_strdup (g_hash_table_lookup (fields, field)));
}

static void
learn (FodSimOracle *self, const FodSimDump *before)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      const FodSimRow *old = before == NULL ? NULL : g_hash_table_lookup (before->rows, key);

      if (old == NULL || old->rv != ((FodSimRow *)row)->rv)
        learn_row (self, key, row);
    }
}

void
fod_sim_oracle_see_server (FodSimOracle *self, FodSimDump *dump, gboolean restored)
{
  g_autoptr (FodSimDump) before = g_steal_pointer (&self->server);

  self->server = dump;
  if (restored || before == NULL)
    {
      self->audited = 0;
      g_hash_table_remove_all (self->model);
      g_clear_pointer (&before, fod_sim_dump_free);
    }
  learn (self, before);
  fod_sim_check_server (self, before);
  fod_sim_check_audit (self);
  fod_sim_check_conflicts (self);
}

void
fod_sim_oracle_see_device (
    FodSimOracle *self, guint device, FodSimDump *dump, gboolean anew, gboolean in_step)
{
  g_autoptr (FodSimDump) before = g_steal_pointer (&self->devices[device]);

  self->devices[device] = dump;
  if (anew)
    g_clear_pointer (&before, fod_sim_dump_free);
  fod_sim_check_device (self, device, before, in_step);
}

void
fod_sim_oracle_save (
    FodSimOracle *self, guint device, const char *key, const char *field, const char *token)
{
  FodSimSave *save;

  /* One's own later save stands for the earlier one. */
  for (guint i = self->saves->len; i > 0; i--)
    {
      save = self->saves->pdata[i - 1];
      if (save->device == device && g_str_equal (save->key, key) &&
          g_str_equal (save->field, field))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
  save = g_new0 (FodSimSave, 1);
  save->device = device;
  save->key = g_strdup (key);
  save->field = g_strdup (field);
  save->token = g_strdup (token);
  g_ptr_array_add (self->saves, save);
}

void
fod_sim_oracle_end_save (FodSimOracle *self, const char *tx)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      FodSimSave *save = self->saves->pdata[i - 1];

      if (save->tx == NULL && tx != NULL)
        save->tx = g_strdup (tx);
      else if (save->tx == NULL)
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}

void
fod_sim_oracle_unsave (FodSimOracle *self, guint device, const char *tx, const char *key)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      const FodSimSave *save = self->saves->pdata[i - 1];

      if (save->device == device &&
          (tx != NULL ? g_strcmp0 (save->tx, tx) == 0 : g_str_equal (save->key, key)))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}
