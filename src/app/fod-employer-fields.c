/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties the template's children that are named after fields to a form. */

#include "config.h"

#include "app/fod-employer-fields.h"
#include "app/fod-form.h"
#include "app/fod-toast.h"

struct _FodEmployerFields
{
  AdwBin parent_instance;

  FodForm *form; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FodEmployerFields, fod_employer_fields, ADW_TYPE_BIN)

/* Children of the template with the names of the fields that they show. */
static const char *const fields[] = {
  "name",      "cvr",     "p-number", "branch",         "address",
  "postcode",  "town",    "phone",    "email",          "website",
  "employees", "culture", "tasks",    "do-not-contact", "do-not-contact-reason",
  "owner",     "tags",
};

static void
on_saved (FodForm *form, const char *tx, gpointer user_data)
{
  fod_undo_push (user_data, tx);
}

static void
fod_employer_fields_dispose (GObject *object)
{
  FodEmployerFields *self = FOD_EMPLOYER_FIELDS (object);

  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_EMPLOYER_FIELDS);
  G_OBJECT_CLASS (fod_employer_fields_parent_class)->dispose (object);
}

static void
fod_employer_fields_class_init (FodEmployerFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_employer_fields_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-employer-fields.ui");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i], FALSE, 0);
}

static void
fod_employer_fields_init (FodEmployerFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_form (FodEmployerFields *self, FodContext *context)
{
  self->form = fod_form_new (context, FOD_KIND_EMPLOYER);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    fod_form_bind (self->form, fields[i],
                   GTK_WIDGET (gtk_widget_get_template_child (
                       GTK_WIDGET (self), FOD_TYPE_EMPLOYER_FIELDS, fields[i])));
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_saved), self, 0);
}

void
fod_employer_fields_show (FodEmployerFields *self, FodContext *context, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_EMPLOYER_FIELDS (self));

  if (self->form == NULL)
    {
      if (entity == NULL)
        return;
      make_form (self, context);
    }
  fod_form_set_entity (self->form, entity);
}

void
fod_employer_fields_flush (FodEmployerFields *self)
{
  g_return_if_fail (FOD_IS_EMPLOYER_FIELDS (self));

  if (self->form != NULL)
    fod_form_flush (self->form);
}
