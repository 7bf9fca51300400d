/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of an employer. */

#include "config.h"

#include "app/fod-employer-fields.h"

struct _FodEmployerFields
{
  FodRecordFields parent_instance;
};

G_DEFINE_FINAL_TYPE (FodEmployerFields, fod_employer_fields, FOD_TYPE_RECORD_FIELDS)

static void
fod_employer_fields_class_init (FodEmployerFieldsClass *klass)
{
  static const char *const fields[] = {
    "name",      "cvr",     "p-number", "branch",         "address",
    "postcode",  "town",    "phone",    "email",          "website",
    "employees", "culture", "tasks",    "do-not-contact", "do-not-contact-reason",
    "owner",     "tags",    NULL
  };

  fod_record_fields_class_set_template (FOD_RECORD_FIELDS_CLASS (klass), FOD_KIND_EMPLOYER, fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-employer-fields.ui");
}

static void
fod_employer_fields_init (FodEmployerFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
