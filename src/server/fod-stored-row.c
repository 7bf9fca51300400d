/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds one row of the server with the versions and marks of its fields. Knows no storage, no
 * scope and no rule of merging. */

#include "config.h"

#include "server/fod-stored-row.h"

#include "base/fod-hlc.h"

#include <string.h>

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

FodStoredRow *
fod_stored_row_new (const char *kind, const char *id)
{
  FodStoredRow *self = g_new0 (FodStoredRow, 1);

  self->row = fod_row_new (kind, id);
  self->marks = new_texts ();
  return self;
}

void
fod_stored_row_free (FodStoredRow *self)
{
  g_return_if_fail (self != NULL);

  fod_row_unref (self->row);
  g_hash_table_unref (self->marks);
  g_free (self->parent);
  g_free (self);
}

const char *
fod_stored_row_get (const FodStoredRow *self, const char *field)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->row->fields, field);
}

guint64
fod_stored_row_get_version (const FodStoredRow *self, const char *field)
{
  const char *text;

  g_return_val_if_fail (self != NULL, 0);

  text = g_hash_table_lookup (self->row->versions, field);
  return text == NULL ? 0 : g_ascii_strtoull (text, NULL, 10);
}

/* A mark is "eff user value-version", eff in 16 hexadecimal digits and "-" for the server. */
void
fod_stored_row_get_mark (const FodStoredRow *self, const char *field, FodFieldMark *mark)
{
  const char *text;
  g_auto (GStrv) words = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (mark != NULL);

  memset (mark, 0, sizeof *mark);
  text = g_hash_table_lookup (self->marks, field);
  if (text == NULL)
    return;
  words = g_strsplit (text, " ", 3);
  if (g_strv_length (words) != 3)
    return;
  mark->eff = g_ascii_strtoull (words[0], NULL, 16);
  if (strcmp (words[1], "-") != 0)
    g_strlcpy (mark->user, words[1], sizeof mark->user);
  mark->value_version = g_ascii_strtoull (words[2], NULL, 10);
}

static void
put_mark (FodStoredRow *self, const char *field, const FodFieldMark *mark)
{
  const char *user = mark->user[0] == '\0' ? "-" : mark->user;

  g_hash_table_insert (self->marks, g_strdup (field),
                       g_strdup_printf ("%016" G_GINT64_MODIFIER "x %s %" G_GUINT64_FORMAT,
                                        mark->eff, user, mark->value_version));
}

static void
put_version (FodStoredRow *self, const char *field)
{
  g_hash_table_insert (self->row->versions, g_strdup (field),
                       g_strdup_printf ("%" G_GUINT64_FORMAT, self->row->rv));
}

void
fod_stored_row_set (
    FodStoredRow *self, const char *field, const char *value, guint64 eff, const char *user)
{
  FodFieldMark mark = { .eff = eff };

  g_return_if_fail (self != NULL);
  g_return_if_fail (field != NULL);

  mark.value_version = self->row->rv;
  g_strlcpy (mark.user, user == NULL ? "" : user, sizeof mark.user);
  if (value == NULL)
    g_hash_table_remove (self->row->fields, field);
  else
    g_hash_table_insert (self->row->fields, g_strdup (field), g_strdup (value));
  put_version (self, field);
  put_mark (self, field, &mark);
}

void
fod_stored_row_kill (FodStoredRow *self, guint64 eff, const char *user)
{
  FodFieldMark mark = { .eff = eff };

  g_return_if_fail (self != NULL && user != NULL);

  mark.value_version = self->row->rv;
  g_strlcpy (mark.user, user, sizeof mark.user);
  self->row->state = FOD_ROW_DELETED;
  put_mark (self, FOD_MARK_GONE, &mark);
}

void
fod_stored_row_touch (FodStoredRow *self, const char *field)
{
  FodFieldMark mark;

  g_return_if_fail (self != NULL);

  fod_stored_row_get_mark (self, field, &mark);
  put_version (self, field);
  put_mark (self, field, &mark);
}

FodRecord *
fod_stored_row_dup_record (const FodStoredRow *self, const FodSpec *spec)
{
  FodRecord *record;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  record = fod_record_new (spec, self->row->id);
  for (guint i = 0; i < spec->n_fields; i++)
    fod_record_set_at (record, i, fod_stored_row_get (self, spec->fields[i].name));
  return record;
}

static void
copy_texts (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), g_strdup (value));
}

static void
note_death (const FodStoredRow *self, FodRow *copy)
{
  FodFieldMark gone;

  fod_stored_row_get_mark (self, FOD_MARK_GONE, &gone);
  if (gone.user[0] == '\0')
    return;
  copy->gone_by = g_strdup (gone.user);
  copy->gone_at = fod_hlc_get_ms (gone.eff);
}

FodRow *
fod_stored_row_dup_wire (const FodStoredRow *self)
{
  FodRow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = fod_row_new (self->row->kind, self->row->id);
  copy->rv = self->row->rv;
  copy->state = self->row->state;
  if (copy->state == FOD_ROW_DELETED)
    note_death (self, copy);
  if (copy->state != FOD_ROW_LIVE)
    return copy;
  copy_texts (self->row->fields, copy->fields);
  copy_texts (self->row->versions, copy->versions);
  return copy;
}
