/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-form.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodRecordDialog:
 *
 * A window over the main window with the fields of one row. What is typed is saved by itself; Esc
 * and "Done" close it. A final class gives the template, whose children named after fields are tied
 * to them, and whose child "first" gets the focus.
 *
 * Actions: "dialog.delete" moves the row to the bin and closes; "dialog.history" shows its history.
 */
#define FOD_TYPE_RECORD_DIALOG (fod_record_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodRecordDialog, fod_record_dialog, FOD, RECORD_DIALOG, AdwWindow)

struct _FodRecordDialogClass
{
  AdwWindowClass parent_class;
  const char *kind;
  const char *const *fields;
};

/**
 * fod_record_dialog_class_set_template:
 * @kind: of the row
 * @fields: (transfer none): %NULL-terminated; fields of @kind that the template has children for
 * @resource: the template's path
 *
 * For the class_init of a final class.
 */
void fod_record_dialog_class_set_template (FodRecordDialogClass *klass,
                                           const char *kind,
                                           const char *const *fields,
                                           const char *resource);

/** fod_record_dialog_open: ties the fields and shows @self over the window of @from; @entity is the
 * row */
void fod_record_dialog_open (FodRecordDialog *self,
                             GtkWidget *from,
                             FodContext *context,
                             FodEntity *entity);

/**
 * fod_record_dialog_open_new:
 * @known: (nullable): "a{ss}", values that are known
 * @place: where its draft is kept
 *
 * As fod_record_dialog_open() for a row that is not there yet.
 */
void fod_record_dialog_open_new (FodRecordDialog *self,
                                 GtkWidget *from,
                                 FodContext *context,
                                 GVariant *known,
                                 const char *place);

/** fod_record_dialog_get_child: Returns: (transfer none): the template's child for @field */
GtkWidget *fod_record_dialog_get_child (FodRecordDialog *self, const char *field);

/** fod_record_dialog_get_form: Returns: (transfer none) (nullable): its form, once open */
FodForm *fod_record_dialog_get_form (FodRecordDialog *self);

G_END_DECLS
