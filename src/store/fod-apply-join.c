/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes sets of what is said of a shared row that somebody else has made meanwhile. */

#include "config.h"

#include "store/fod-apply-private.h"

gboolean
fod_apply_join (FodApply *self, const FodViewRow *row, const FodRecord *said, GError **error)
{
  const FodSpec *spec = fod_record_get_spec (said);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      const char *present = fod_record_get_at (row->record, i);
      FodEditStep *step;

      if (fod_record_get_at (said, i) == NULL || (field->flags & FOD_FIELD_ONCE) != 0 ||
          (field->merge == FOD_MERGE_MAX && g_strcmp0 (fod_record_get_at (said, i), present) <= 0))
        continue;
      step = g_new0 (FodEditStep, 1);
      step->verb = FOD_OP_SET;
      step->kind = (char *)spec->kind;
      step->id = (char *)fod_record_get_id (said);
      step->field = (char *)field->name;
      step->value = (char *)fod_record_get_at (said, i);
      step->unseen = TRUE;
      g_ptr_array_add (steps, step);
    }
  return steps->len == 0 || fod_apply_sets (self, (FodEditStep **)steps->pdata, steps->len, error);
}
