/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties the template's children that are named after fields to a form. */

#include "config.h"

#include "app/fod-record-fields.h"

#include "app/fod-form.h"
#include "app/fod-toast.h"

typedef struct
{
  FodForm *form;       /* owned, nullable */
  FodContext *context; /* owned, nullable */
  FodEntity *entity;   /* owned, nullable */
} FodRecordFieldsPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FodRecordFields, fod_record_fields, ADW_TYPE_BIN)

static FodRecordFieldsPrivate *
priv_of (FodRecordFields *self)
{
  return fod_record_fields_get_instance_private (self);
}

static void
on_saved (FodForm *form, const char *tx, gpointer user_data)
{
  fod_undo_push (user_data, tx);
}

static void
make_form (FodRecordFields *self, FodContext *context)
{
  FodRecordFieldsClass *klass = FOD_RECORD_FIELDS_GET_CLASS (self);
  FodForm *form = fod_form_new (context, klass->kind);

  for (const char *const *field = klass->fields; *field != NULL; field++)
    fod_form_bind (form, *field,
                   GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self),
                                                              G_OBJECT_TYPE (self), *field)));
  g_signal_connect_object (form, "saved", G_CALLBACK (on_saved), self, 0);
  priv_of (self)->form = form;
}

static void
fod_record_fields_dispose (GObject *object)
{
  FodRecordFieldsPrivate *priv = priv_of (FOD_RECORD_FIELDS (object));

  g_clear_object (&priv->form);
  g_clear_object (&priv->entity);
  g_clear_object (&priv->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  G_OBJECT_CLASS (fod_record_fields_parent_class)->dispose (object);
}

static void
fod_record_fields_class_init (FodRecordFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_record_fields_dispose;
}

static void
fod_record_fields_init (FodRecordFields *self)
{
}

void
fod_record_fields_class_set_template (FodRecordFieldsClass *klass,
                                      const char *kind,
                                      const char *const *fields,
                                      const char *resource)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->kind = kind;
  klass->fields = fields;
  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (; *fields != NULL; fields++)
    gtk_widget_class_bind_template_child_full (widget_class, *fields, FALSE, 0);
}

void
fod_record_fields_show (FodRecordFields *self, FodContext *context, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_RECORD_FIELDS (self));

  g_set_object (&priv_of (self)->context, context);
  g_set_object (&priv_of (self)->entity, entity);
  if (priv_of (self)->form == NULL)
    {
      if (entity == NULL)
        return;
      make_form (self, context);
    }
  fod_form_set_entity (priv_of (self)->form, entity);
}

void
fod_record_fields_flush (FodRecordFields *self)
{
  g_return_if_fail (FOD_IS_RECORD_FIELDS (self));

  if (priv_of (self)->form != NULL)
    fod_form_flush (priv_of (self)->form);
}

FodContext *
fod_record_fields_get_context (FodRecordFields *self)
{
  g_return_val_if_fail (FOD_IS_RECORD_FIELDS (self), NULL);

  return priv_of (self)->context;
}

FodEntity *
fod_record_fields_get_entity (FodRecordFields *self)
{
  g_return_val_if_fail (FOD_IS_RECORD_FIELDS (self), NULL);

  return priv_of (self)->entity;
}
