/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A note that was written before, to correct it. */

#include "config.h"

#include "app/fod-note-dialog.h"

#include <glib/gi18n.h>

struct _FodNoteDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodNoteDialog, fod_note_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_note_dialog_class_init (FodNoteDialogClass *klass)
{
  static const char *const fields[] = { "body",    "date",      "type", "attendance",
                                        "minutes", "community", NULL };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_NOTE, fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-note-dialog.ui");
}

static void
fod_note_dialog_init (FodNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_note_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  fod_record_dialog_open (g_object_new (FOD_TYPE_NOTE_DIALOG, NULL), from, context, entity);
}
