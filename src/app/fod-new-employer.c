/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new employer: the name is all that must be known. It is its maker's to look after. */

#include "config.h"

#include "app/fod-new-employer.h"
#include "base/fod-uuid.h"

struct _FodNewEmployer
{
  FodNewDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodNewEmployer, fod_new_employer, FOD_TYPE_NEW_DIALOG)

static void
fod_new_employer_class_init (FodNewEmployerClass *klass)
{
  static const char *const fields[] = { "name", "town", "branch", "phone", "cvr", NULL };
  static const char *const exact[] = { "phone", NULL };

  fod_new_dialog_class_set_template (FOD_NEW_DIALOG_CLASS (klass), FOD_KIND_EMPLOYER, fields, exact,
                                     "/dk/fodfaeste/Fodfaeste/fod-new-employer.ui");
}

static void
fod_new_employer_init (FodNewEmployer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_new_employer_open (GtkWidget *from, FodContext *context, FodEntityList *list)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (context));
  g_autoptr (FodRecord) known = fod_record_new (&fod_employer_spec, id);

  fod_record_set (known, "owner", fod_store_get_user (fod_context_get_store (context)));
  fod_new_dialog_open (g_object_new (FOD_TYPE_NEW_EMPLOYER, NULL), from, context, list, known);
}
