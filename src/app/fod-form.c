/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving without a Save button: which row is shown, and when a save is due. What a widget shows is
 * FodFormField's; how values get into the store stands in fod-form-save.c. */

#include "config.h"

#include "app/fod-form-private.h"

/* While a person types, a draft is kept this often; after a pause as long as this it is saved. */
#define BEAT_MS 800

enum
{
  PROP_DIRTY = 1,
  N_PROPS
};

enum
{
  SAVED,
  CREATED,
  RESTORED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodForm, fod_form, G_TYPE_OBJECT)

static void
show_field (FodForm *self, FodFormField *field)
{
  const char *name = fod_form_field_get_field (field)->name;

  fod_form_field_settle (field, self->record != NULL ? fod_record_get (self->record, name) : NULL);
}

static void
show_fields (FodForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    show_field (self, g_ptr_array_index (self->fields, i));
  fod_form_notify_dirty (self);
}

static gboolean
on_beat (gpointer user_data)
{
  FodForm *self = user_data;

  if (g_get_monotonic_time () - self->last_key_us < BEAT_MS * 1000 / 2)
    {
      fod_form_keep_draft (self);
      return G_SOURCE_CONTINUE;
    }
  self->timer = 0;
  fod_form_save (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_edited (FodFormField *field, gboolean commit, FodForm *self)
{
  const char *stored;

  if (self->record == NULL)
    return;

  stored = fod_record_get (self->record, fod_form_field_get_field (field)->name);
  if (commit && !fod_form_field_is_edited (field))
    {
      g_autofree char *text = fod_form_field_dup_text (field);

      /* The focus went through without a change. */
      if (g_strcmp0 (text, stored) == 0)
        return;
    }
  fod_form_field_begin (field, stored);
  fod_form_notify_dirty (self);

  self->last_key_us = g_get_monotonic_time ();
  if (commit)
    fod_form_save (self, FALSE);
  else if (self->timer == 0)
    self->timer = g_timeout_add (BEAT_MS, on_beat, self);
}

static void
on_entity_notify (FodForm *self, GParamSpec *pspec)
{
  FodFormField *field = fod_form_find (self, pspec->name);

  g_clear_pointer (&self->record, fod_record_unref);
  self->record = fod_record_ref (fod_entity_get_record (self->entity));
  if (field != NULL && !fod_form_field_is_edited (field))
    show_field (self, field);
}

/* Leaves the row that was shown: what was typed for it is saved or kept, never lost. */
static void
leave (FodForm *self)
{
  fod_form_save (self, TRUE);
  fod_form_hide_name (self, NULL);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->entity_handler, self->entity);
  g_clear_object (&self->entity);
  g_clear_pointer (&self->record, fod_record_unref);
  g_clear_pointer (&self->place, g_free);
  self->generation++;
  self->saving = self->again = self->drafted = self->is_new = self->taken = FALSE;
}

static void
enter (FodForm *self, FodRecord *record, char *place)
{
  self->record = fod_record_ref (record);
  self->place = place;
  show_fields (self);
  fod_form_load_draft (self);
}

/* The widgets are gone, with the window that was closed or with the form itself. A save that is
 * under way keeps the form, but has nothing to read or to show any more. */
static void
let_go (FodForm *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->entity_handler, self->entity);
  g_clear_object (&self->entity);
  g_ptr_array_set_size (self->fields, 0);
  g_clear_weak_pointer (&self->name_bar);
  self->generation++;
}

static void
fod_form_dispose (GObject *object)
{
  FodForm *self = FOD_FORM (object);

  let_go (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_form_parent_class)->dispose (object);
}

static void
fod_form_finalize (GObject *object)
{
  FodForm *self = FOD_FORM (object);

  g_ptr_array_unref (self->fields);
  g_clear_pointer (&self->record, fod_record_unref);
  g_free (self->place);

  G_OBJECT_CLASS (fod_form_parent_class)->finalize (object);
}

static void
fod_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_DIRTY:
      g_value_set_boolean (value, fod_form_is_dirty (FOD_FORM (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_form_class_init (FodFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_form_dispose;
  object_class->finalize = fod_form_finalize;
  object_class->get_property = fod_form_get_property;

  properties[PROP_DIRTY] =
      g_param_spec_boolean ("dirty", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAVED] = g_signal_new ("saved", FOD_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CREATED] = g_signal_new ("created", FOD_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESTORED] = g_signal_new ("restored", FOD_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
fod_form_init (FodForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
}

gboolean
fod_form_is_dirty (FodForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (fod_form_field_is_edited (g_ptr_array_index (self->fields, i)))
        return TRUE;
    }
  return FALSE;
}

void
fod_form_notify_dirty (FodForm *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

FodFormField *
fod_form_find (FodForm *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      FodFormField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (fod_form_field_get_field (field)->name, name))
        return field;
    }
  return NULL;
}

FodForm *
fod_form_new (FodContext *context, const char *kind)
{
  FodForm *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (fod_schema_get (kind) != NULL, NULL);

  self = g_object_new (FOD_TYPE_FORM, NULL);
  self->context = g_object_ref (context);
  self->spec = fod_schema_get (kind);
  g_signal_connect_object (context, "keep", G_CALLBACK (fod_form_flush), self, G_CONNECT_SWAPPED);
  return self;
}

void
fod_form_bind (FodForm *self, const char *field, GtkWidget *widget)
{
  fod_form_bind_text (self, field, widget, NULL, NULL);
}

void
fod_form_bind_text (
    FodForm *self, const char *field, GtkWidget *widget, FodFormText show, FodFormText read)
{
  FodFormField *bound;

  g_return_if_fail (FOD_IS_FORM (self));
  g_return_if_fail (fod_spec_find (self->spec, field) != NULL);
  g_return_if_fail (GTK_IS_WIDGET (widget));

  bound = fod_form_field_new (self->context, fod_spec_find (self->spec, field), widget, show, read);
  g_signal_connect_object (bound, "edited", G_CALLBACK (on_edited), self, 0);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->fields, bound);
}

void
fod_form_set_entity (FodForm *self, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_FORM (self));

  if (entity == self->entity && entity != NULL)
    return;

  leave (self);
  if (entity == NULL)
    {
      show_fields (self);
      return;
    }
  self->entity = g_object_ref (entity);
  self->entity_handler = g_signal_connect_object (entity, "notify", G_CALLBACK (on_entity_notify),
                                                  self, G_CONNECT_SWAPPED);
  enter (self, fod_entity_get_record (entity),
         g_strdup_printf ("row/%s/%s", self->spec->kind, fod_entity_get_id (entity)));
}

void
fod_form_set_new (FodForm *self, FodRecord *record, const char *place)
{
  g_return_if_fail (FOD_IS_FORM (self));
  g_return_if_fail (record != NULL && place != NULL);

  leave (self);
  self->is_new = TRUE;
  enter (self, record, g_strdup (place));
}

void
fod_form_hold (FodForm *self)
{
  g_return_if_fail (FOD_IS_FORM (self));

  self->held = TRUE;
}

FodRecord *
fod_form_take_new (FodForm *self, FodEdit *edit, GError **error)
{
  g_autoptr (FodRecord) after = NULL;

  g_return_val_if_fail (FOD_IS_FORM (self), NULL);
  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (self->is_new, NULL);

  after = fod_record_copy (self->record);
  if (!fod_form_read (self, after, TRUE, error))
    return NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (fod_form_is_dirty (self))
    fod_form_keep_draft (self);
  fod_form_end_draft (self, edit);
  fod_edit_create (edit, after);
  self->taken = TRUE;
  return g_steal_pointer (&after);
}

void
fod_form_taken (FodForm *self)
{
  g_return_if_fail (FOD_IS_FORM (self));

  self->drafted = FALSE;
  fod_form_discard (self);
}

void
fod_form_give_back (FodForm *self)
{
  g_return_if_fail (FOD_IS_FORM (self));

  self->taken = FALSE;
}

void
fod_form_set_value (FodForm *self, const char *field, const char *value)
{
  g_autoptr (FodRecord) after = NULL;
  g_autoptr (FodEdit) edit = NULL;

  g_return_if_fail (FOD_IS_FORM (self));
  g_return_if_fail (self->record != NULL);

  after = fod_record_copy (self->record);
  fod_record_set (after, field, value);
  if (self->is_new)
    {
      /* Goes with the row when that is complete. */
      fod_record_unref (self->record);
      self->record = g_steal_pointer (&after);
      if (fod_form_is_dirty (self))
        fod_form_save (self, FALSE);
      else if (!self->held && fod_record_check (self->record, NULL, NULL))
        {
          edit = fod_edit_new ();
          fod_edit_create (edit, self->record);
          fod_form_apply (self, edit, self->record);
        }
      return;
    }

  edit = fod_edit_new ();
  fod_edit_set (edit, self->spec->kind, fod_record_get_id (self->record), field, value,
                fod_record_get (self->record, field));
  fod_form_apply (self, edit, after);
}

FodRecord *
fod_form_get_record (FodForm *self)
{
  g_return_val_if_fail (FOD_IS_FORM (self), NULL);

  return self->record;
}

const char *
fod_form_get_id (FodForm *self)
{
  g_return_val_if_fail (FOD_IS_FORM (self), NULL);

  return self->record != NULL ? fod_record_get_id (self->record) : NULL;
}

void
fod_form_flush (FodForm *self)
{
  g_return_if_fail (FOD_IS_FORM (self));

  fod_form_save (self, TRUE);
}

void
fod_form_discard (FodForm *self)
{
  g_return_if_fail (FOD_IS_FORM (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  self->taken = FALSE;
  fod_form_hide_name (self, NULL);
  show_fields (self);
  fod_form_clear_draft (self);
}
