/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a form's fields into the store: check, write, and what happens to what does not fit
 * or is not finished. */

#include "config.h"

#include "app/fod-form-private.h"

#include "app/fod-error-text.h"
#include "app/fod-go.h"
#include "app/fod-read-only.h"
#include "app/fod-toast.h"

/* By field: what was typed, and what stood there when the typing began. */
#define DRAFT_TYPE G_VARIANT_TYPE ("a{s(sms)}")

typedef struct
{
  FodForm *self;
  GWeakRef window; /* told when a save fails after its form is gone */
  guint generation;
  gboolean was_new;
  FodRecord *before;
  FodRecord *after;
} Save;

static void
save_free (Save *data)
{
  g_weak_ref_clear (&data->window);
  g_object_unref (data->self);
  g_clear_pointer (&data->before, fod_record_unref);
  g_clear_pointer (&data->after, fod_record_unref);
  g_free (data);
}

static Save *
save_new (FodForm *self)
{
  Save *data = g_new0 (Save, 1);

  data->self = g_object_ref (self);
  g_weak_ref_init (&data->window, self->fields->len > 0 ? fod_go_window (fod_form_field_get_widget (
                                                              g_ptr_array_index (self->fields, 0)))
                                                        : NULL);
  data->generation = self->generation;
  return data;
}

static const char *
name_of (FodFormField *field)
{
  return fod_form_field_get_field (field)->name;
}

static void
mark (FodForm *self, const FodField *spec_field, const GError *error)
{
  FodFormField *field = spec_field != NULL ? fod_form_find (self, spec_field->name) : NULL;
  g_autofree char *reason = fod_error_text (error);

  if (field != NULL)
    fod_form_field_set_error (field, reason);
}

/* An unfinished new row is no mistake, unless it is to be written now (@strict). */
static void
mark_record (
    FodForm *self, FodRecord *after, gboolean strict, const FodField **culprit, GError **error)
{
  g_autoptr (GError) record_error = NULL;

  if (fod_record_check (after, culprit, &record_error))
    return;
  if (strict || !self->is_new ||
      !g_error_matches (record_error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_REQUIRED))
    mark (self, *culprit, record_error);
  g_propagate_error (error, g_steal_pointer (&record_error));
}

static FodEdit *
make_edit (FodForm *self, FodRecord *after)
{
  FodEdit *edit = fod_edit_new ();

  if (self->is_new)
    {
      fod_edit_create (edit, after);
      return edit;
    }

  for (guint i = 0; i < self->fields->len; i++)
    {
      FodFormField *field = g_ptr_array_index (self->fields, i);
      const char *value;

      if (!fod_form_field_is_edited (field))
        continue;
      value = fod_record_get (after, name_of (field));
      if (g_strcmp0 (value, fod_record_get (self->record, name_of (field))) != 0)
        fod_edit_set (edit, self->spec->kind, fod_record_get_id (after), name_of (field), value,
                      fod_form_field_get_seen (field));
    }
  return edit;
}

/* Ends the edits that are saved; what is shown may have gone on since. */
static void
settle_fields (FodForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      FodFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = NULL;

      if (!fod_form_field_is_edited (field))
        continue;
      text = fod_form_field_dup_text (field);
      if (g_strcmp0 (text, fod_record_get (self->record, name_of (field))) == 0)
        fod_form_field_settle (field, text);
    }
  if (!fod_form_is_dirty (self))
    fod_form_clear_draft (self);
  fod_form_notify_dirty (self);
}

/* Takes over what this save wrote, and nothing else: other saves and pulls may have come between.
 */
static void
take_over (FodForm *self, Save *data)
{
  FodRecord *record = fod_record_copy (self->record);

  for (guint i = 0; i < self->spec->n_fields; i++)
    {
      const char *value = fod_record_get_at (data->after, i);

      if (g_strcmp0 (value, fod_record_get_at (data->before, i)) != 0)
        fod_record_set_at (record, i, value);
    }
  fod_record_unref (self->record);
  self->record = record;
}

static void
move_place (FodForm *self)
{
  fod_form_clear_draft (self);
  g_free (self->place);
  self->place = g_strdup_printf ("row/%s/%s", self->spec->kind, fod_record_get_id (self->record));
}

/* What was typed is still a draft; of a row that is shown no longer it was kept when it was left.
 */
static void
fail (FodForm *self, Save *data, const GError *error)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&data->window);

  if (window != NULL)
    fod_toast_error (window, error);
  if (data->generation != self->generation)
    return;
  self->is_new = data->was_new;
  if (fod_form_is_dirty (self))
    fod_form_keep_draft (self);
}

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *data = user_data;
  FodForm *self = data->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);
  gboolean current = data->generation == self->generation;

  if (current)
    self->saving = FALSE;
  if (current && tx != NULL)
    {
      take_over (self, data);
      if (data->was_new)
        move_place (self);
      settle_fields (self);
    }
  else if (tx == NULL)
    fail (self, data, error);

  if (tx != NULL && data->was_new)
    g_signal_emit_by_name (self, "created", fod_record_get_id (data->after));
  if (tx != NULL)
    g_signal_emit_by_name (self, "saved", tx);

  if (data->generation == self->generation && self->again && tx != NULL)
    {
      self->again = FALSE;
      fod_form_save (self, FALSE);
    }
  save_free (data);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *data = user_data;
  FodForm *self = data->self;
  g_autoptr (GError) error = NULL;
  gint64 at_ms = 0;
  g_autofree char *text = fod_store_draft_load_finish (FOD_STORE (source), result, &at_ms, &error);
  g_autoptr (GVariant) typed = NULL;
  GVariantIter iter;
  const char *name, *value, *seen;

  if (error != NULL)
    g_warning ("A draft can't be loaded: %s", error->message);
  if (text != NULL && data->generation == self->generation)
    typed = g_variant_parse (DRAFT_TYPE, text, NULL, NULL, NULL);
  if (typed != NULL)
    {
      self->drafted = TRUE;
      g_variant_iter_init (&iter, typed);
      while (g_variant_iter_next (&iter, "{&s(&sm&s)}", &name, &value, &seen))
        {
          FodFormField *field = fod_form_find (self, name);

          if (field == NULL || fod_form_field_is_edited (field))
            continue;
          fod_form_field_set_typed (field, value);
          fod_form_field_begin (field, seen);
        }
      g_signal_emit_by_name (self, "restored", at_ms);
      fod_form_save (self, FALSE);
    }
  save_free (data);
}

/* Takes what was typed into @after; @wrong is the first field that does not fit, where it is one.
 */
static gboolean
read_fields (FodForm *self, FodRecord *after, gboolean strict, FodFormField **wrong, GError **error)
{
  const FodField *culprit = NULL;
  g_autoptr (GError) found = NULL;

  *wrong = NULL;
  for (guint i = 0; i < self->fields->len; i++)
    {
      FodFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = NULL;
      g_autoptr (GError) field_error = NULL;

      if (!fod_form_field_is_edited (field))
        continue;
      text = fod_form_field_dup_text (field);
      if (fod_field_check (fod_form_field_get_field (field), text, &field_error) &&
          fod_form_check_name (self, field, after, text, &field_error))
        {
          fod_form_field_set_error (field, NULL);
          fod_record_set (after, name_of (field), text);
          continue;
        }
      mark (self, fod_form_field_get_field (field), field_error);
      if (found == NULL)
        {
          *wrong = field;
          found = g_steal_pointer (&field_error);
        }
    }

  if (found == NULL)
    mark_record (self, after, strict, &culprit, &found);
  if (found == NULL)
    return TRUE;
  if (*wrong == NULL && culprit != NULL)
    *wrong = fod_form_find (self, culprit->name);
  g_propagate_error (error, g_steal_pointer (&found));
  return FALSE;
}

gboolean
fod_form_read (FodForm *self, FodRecord *after, gboolean strict, GError **error)
{
  FodFormField *wrong;
  gboolean right = read_fields (self, after, strict, &wrong, error);

  if (strict && wrong != NULL)
    gtk_widget_grab_focus (fod_form_field_get_widget (wrong));
  return right;
}

FodFormField *
fod_form_find_wrong (FodForm *self)
{
  g_autoptr (FodRecord) after = NULL;
  FodFormField *wrong = NULL;

  g_return_val_if_fail (FOD_IS_FORM (self), NULL);

  if (self->record == NULL || !fod_form_is_dirty (self))
    return NULL;
  after = fod_record_copy (self->record);
  read_fields (self, after, FALSE, &wrong, NULL);
  return wrong;
}

void
fod_form_apply (FodForm *self, FodEdit *edit, FodRecord *after)
{
  Save *data = save_new (self);

  data->was_new = self->is_new;
  data->before = fod_record_ref (self->record);
  data->after = fod_record_ref (after);
  /* The store answers in order: whatever follows finds the row. */
  self->is_new = FALSE;
  self->saving = TRUE;
  fod_store_apply_async (fod_context_get_store (self->context), edit, NULL, on_applied, data);
}

void
fod_form_save (FodForm *self, gboolean leaving)
{
  g_autoptr (FodRecord) after = NULL;
  g_autoptr (FodEdit) edit = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->record == NULL || self->taken || !fod_form_is_dirty (self))
    return;
  /* What is typed is a draft of an earlier time, shown to be read. */
  if (fod_read_only (self->context))
    return;
  /* What was typed into a new row and taken away again leaves no draft of nothing. */
  if (self->is_new)
    settle_fields (self);
  if (!fod_form_is_dirty (self))
    return;
  if (self->saving && !leaving)
    {
      self->again = TRUE;
      return;
    }

  after = fod_record_copy (self->record);
  if (!fod_form_read (self, after, FALSE, NULL) || (self->held && self->is_new))
    {
      fod_form_keep_draft (self);
      return;
    }
  edit = make_edit (self, after);
  if (fod_edit_is_empty (edit))
    {
      settle_fields (self);
      return;
    }
  if (leaving)
    fod_form_keep_draft (self);
  fod_form_end_draft (self, edit);
  self->drafted = FALSE;
  fod_form_apply (self, edit, after);
}

void
fod_form_keep_draft (FodForm *self)
{
  g_auto (GVariantBuilder) typed = G_VARIANT_BUILDER_INIT (DRAFT_TYPE);
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      FodFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = NULL;

      if (!fod_form_field_is_edited (field))
        continue;
      value = fod_form_field_dup_typed (field);
      g_variant_builder_add (&typed, "{s(sms)}", name_of (field), value,
                             fod_form_field_get_seen (field));
    }

  all = g_variant_ref_sink (g_variant_builder_end (&typed));
  text = g_variant_print (all, FALSE);
  self->drafted = TRUE;
  fod_store_draft_save_async (fod_context_get_store (self->context), self->place, text, NULL, NULL,
                              NULL);
}

void
fod_form_end_draft (FodForm *self, FodEdit *edit)
{
  if (self->drafted)
    fod_edit_end_draft (edit, self->place);
}

void
fod_form_clear_draft (FodForm *self)
{
  if (self->drafted && self->place != NULL && self->context != NULL)
    fod_store_draft_save_async (fod_context_get_store (self->context), self->place, NULL, NULL,
                                NULL, NULL);
  self->drafted = FALSE;
}

void
fod_form_load_draft (FodForm *self)
{
  fod_store_draft_load_async (fod_context_get_store (self->context), self->place, NULL,
                              on_draft_loaded, save_new (self));
}
