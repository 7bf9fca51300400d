/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds one row's values. Knows no storage and no wire. */

#include "config.h"

#include "schema/fod-record.h"

#include "base/fod-uuid.h"

#include <string.h>

struct _FodRecord
{
  gatomicrefcount refs;
  const FodSpec *spec;
  char *id;
  char *values[];
};

G_DEFINE_BOXED_TYPE (FodRecord, fod_record, fod_record_ref, fod_record_unref)

FodRecord *
fod_record_new (const FodSpec *spec, const char *id)
{
  FodRecord *self;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_malloc0 (sizeof *self + spec->n_fields * sizeof (char *));
  g_atomic_ref_count_init (&self->refs);
  self->spec = spec;
  self->id = g_strdup (id);
  return self;
}

FodRecord *
fod_record_copy (const FodRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return fod_record_copy_as (self, self->id);
}

FodRecord *
fod_record_copy_as (const FodRecord *self, const char *id)
{
  FodRecord *copy;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  copy = fod_record_new (self->spec, id);
  for (guint i = 0; i < self->spec->n_fields; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

char *
fod_record_dup_shared_id (const FodRecord *self)
{
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!self->spec->shared)
    return NULL;
  name = g_string_new (self->spec->kind);
  for (guint i = 0; i < self->spec->n_fields; i++)
    {
      if ((self->spec->fields[i].flags & FOD_FIELD_ONCE) == 0)
        continue;
      if (self->values[i] == NULL)
        return NULL;
      g_string_append_printf (name, "\n%s", self->values[i]);
    }
  return fod_uuid_new_from_name (name->str);
}

FodRecord *
fod_record_ref (FodRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
fod_record_unref (FodRecord *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->spec->n_fields; i++)
    g_free (self->values[i]);
  g_free (self->id);
  g_free (self);
}

const FodSpec *
fod_record_get_spec (const FodRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->spec;
}

const char *
fod_record_get_kind (const FodRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->spec->kind;
}

const char *
fod_record_get_id (const FodRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
fod_record_get_at (const FodRecord *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->spec->n_fields, NULL);

  return self->values[index];
}

const char *
fod_record_get (const FodRecord *self, const char *field)
{
  int index;

  g_return_val_if_fail (self != NULL, NULL);

  index = fod_spec_index (self->spec, field);
  g_return_val_if_fail (index >= 0, NULL);
  return self->values[index];
}

gint64
fod_record_get_int (const FodRecord *self, const char *field)
{
  const char *text = fod_record_get (self, field);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

gboolean
fod_record_get_bool (const FodRecord *self, const char *field)
{
  return g_strcmp0 (fod_record_get (self, field), "1") == 0;
}

void
fod_record_set_at (FodRecord *self, guint index, const char *text)
{
  char *copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->spec->n_fields);

  copy = g_strdup (text);
  g_free (self->values[index]);
  self->values[index] = copy;
}

void
fod_record_set (FodRecord *self, const char *field, const char *text)
{
  int index;

  g_return_if_fail (self != NULL);

  index = fod_spec_index (self->spec, field);
  g_return_if_fail (index >= 0);
  fod_record_set_at (self, (guint)index, text);
}

gboolean
fod_record_equal (const FodRecord *a, const FodRecord *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->spec != b->spec || strcmp (a->id, b->id) != 0)
    return FALSE;
  for (guint i = 0; i < a->spec->n_fields; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
fod_record_check (const FodRecord *self, const FodField **field, GError **error)
{
  const FodField *failing = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; ok && i < self->spec->n_fields; i++)
    {
      failing = &self->spec->fields[i];
      ok = fod_field_check (failing, self->values[i], error);
    }
  if (ok && self->spec->check != NULL)
    ok = self->spec->check (self, &failing, error);
  if (!ok && field != NULL)
    *field = failing;
  return ok;
}
