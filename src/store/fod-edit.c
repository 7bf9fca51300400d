/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Collects what a person does in one go. Knows no rule and no database. */

#include "config.h"

#include "store/fod-edit.h"

#include "store/fod-edit-private.h"

struct _FodEdit
{
  gatomicrefcount refs;
  GPtrArray *steps;        /* of FodEditStep */
  GPtrArray *ended_drafts; /* of char */
};

G_DEFINE_BOXED_TYPE (FodEdit, fod_edit, fod_edit_ref, fod_edit_unref)

static void
step_free (gpointer data)
{
  FodEditStep *step = data;

  g_free (step->kind);
  g_free (step->id);
  g_clear_pointer (&step->record, fod_record_unref);
  g_free (step->field);
  g_free (step->value);
  g_free (step->seen);
  g_free (step);
}

static FodEditStep *
add_step (FodEdit *self, FodOpVerb verb, const char *kind, const char *id)
{
  FodEditStep *step = g_new0 (FodEditStep, 1);

  step->verb = verb;
  step->kind = g_strdup (kind);
  step->id = g_strdup (id);
  g_ptr_array_add (self->steps, step);
  return step;
}

FodEdit *
fod_edit_new (void)
{
  FodEdit *self = g_new0 (FodEdit, 1);

  g_atomic_ref_count_init (&self->refs);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->ended_drafts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

FodEdit *
fod_edit_ref (FodEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
fod_edit_unref (FodEdit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->ended_drafts);
  g_free (self);
}

void
fod_edit_create (FodEdit *self, const FodRecord *record)
{
  FodEditStep *step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (record != NULL);

  step = add_step (self, FOD_OP_CREATE, fod_record_get_kind (record), fod_record_get_id (record));
  step->record = fod_record_copy (record);
}

void
fod_edit_set (FodEdit *self,
              const char *kind,
              const char *id,
              const char *field,
              const char *value,
              const char *seen)
{
  FodEditStep *step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind != NULL && id != NULL && field != NULL);

  step = add_step (self, FOD_OP_SET, kind, id);
  step->field = g_strdup (field);
  step->value = g_strdup (value);
  step->seen = g_strdup (seen);
}

void
fod_edit_set_record (FodEdit *self, const FodRecord *before, const FodRecord *after)
{
  const FodSpec *spec;

  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL && after != NULL);

  spec = fod_record_get_spec (after);
  g_return_if_fail (fod_record_get_spec (before) == spec);
  g_return_if_fail (g_str_equal (fod_record_get_id (before), fod_record_get_id (after)));

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *seen = fod_record_get_at (before, i);
      const char *value = fod_record_get_at (after, i);

      if (g_strcmp0 (seen, value) != 0)
        fod_edit_set (self, spec->kind, fod_record_get_id (after), spec->fields[i].name, value,
                      seen);
    }
}

void
fod_edit_delete (FodEdit *self, const char *kind, const char *id)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (kind != NULL && id != NULL);

  add_step (self, FOD_OP_DELETE, kind, id);
}

void
fod_edit_undelete (FodEdit *self, const char *kind, const char *id)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (kind != NULL && id != NULL);

  add_step (self, FOD_OP_UNDELETE, kind, id);
}

void
fod_edit_resolve (FodEdit *self, const char *conflict, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (conflict != NULL);

  add_step (self, FOD_OP_RESOLVE, FOD_KIND_CONFLICT, conflict)->value = g_strdup (value);
}

void
fod_edit_end_draft (FodEdit *self, const char *place)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (place != NULL);

  g_ptr_array_add (self->ended_drafts, g_strdup (place));
}

gboolean
fod_edit_is_empty (const FodEdit *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->steps->len == 0;
}

GPtrArray *
fod_edit_get_steps (const FodEdit *self)
{
  return self->steps;
}

GPtrArray *
fod_edit_get_ended_drafts (const FodEdit *self)
{
  return self->ended_drafts;
}
