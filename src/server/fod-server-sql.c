/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements' common face; what is behind it is the databases'. */

#include "config.h"

#include "server/fod-server-sql.h"

void
fod_sql_free (FodSql *self)
{
  self->dialect->free (self);
}

void
fod_sql_bind_text (FodSql *self, int index, const char *text)
{
  self->dialect->bind_text (self, index, text);
}

void
fod_sql_bind_int (FodSql *self, int index, gint64 value)
{
  self->dialect->bind_int (self, index, value);
}

void
fod_sql_bind_texts (FodSql *self, int index, const char *const *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    fod_sql_bind_text (self, index + (int)i, texts[i]);
}

gboolean
fod_sql_step (FodSql *self, gboolean *has_row, GError **error)
{
  return self->dialect->step (self, has_row, error);
}

gboolean
fod_sql_find (FodSql *self, FodSqlRead read, gpointer *item, GError **error)
{
  gboolean has_row = FALSE;

  *item = NULL;
  if (!fod_sql_step (self, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *item = read (self, error);
  return *item != NULL;
}

gboolean
fod_sql_list (
    FodSql *self, FodSqlRead read, GDestroyNotify free_item, GPtrArray **items, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_item);
  gpointer item;

  do
    {
      if (!fod_sql_find (self, read, &item, error))
        return FALSE;
      if (item != NULL)
        g_ptr_array_add (found, item);
    }
  while (item != NULL);
  *items = g_steal_pointer (&found);
  return TRUE;
}

gboolean
fod_sql_run (FodSql *self, GError **error)
{
  return self->dialect->run (self, error);
}

int
fod_sql_get_changes (FodSql *self)
{
  return self->dialect->get_changes (self);
}

const char *
fod_sql_get_text (FodSql *self, int index)
{
  return self->dialect->get_text (self, index);
}

char *
fod_sql_dup_text (FodSql *self, int index)
{
  return g_strdup (fod_sql_get_text (self, index));
}

gint64
fod_sql_get_int (FodSql *self, int index)
{
  return self->dialect->get_int (self, index);
}
