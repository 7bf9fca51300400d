/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodNewDialog:
 *
 * Where a participant or an employer begins: the few fields that are known, a hint when they may be
 * there already, and a button that creates them. Until then everything is a draft of this laptop.
 * A final class gives the template, with children named after the fields and "hint", "similar",
 * "restored".
 */
#define FOD_TYPE_NEW_DIALOG (fod_new_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodNewDialog, fod_new_dialog, FOD, NEW_DIALOG, AdwWindow)

struct _FodNewDialogClass
{
  AdwWindowClass parent_class;
  const char *kind;
  const char *const *fields;
  const char *const *exact;
};

/** fod_new_dialog_class_set_template: @exact as in fod_duplicates_find(); all texts static */
void fod_new_dialog_class_set_template (FodNewDialogClass *klass,
                                        const char *kind,
                                        const char *const *fields,
                                        const char *const *exact,
                                        const char *resource);

/** fod_new_dialog_stay: who creates it goes on with what they did: it is not shown on its page */
void fod_new_dialog_stay (FodNewDialog *self);

/** fod_new_dialog_open: shows @self over the window of @from; @known are first values (transfer
 * none), and @list is where to look for the same one. What is created is shown on its page. */
void fod_new_dialog_open (FodNewDialog *self,
                          GtkWidget *from,
                          FodContext *context,
                          FodEntityList *list,
                          FodRecord *known);

G_END_DECLS
