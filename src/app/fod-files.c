/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The seam around GtkFileChooserNative. */

#include "config.h"

#include "app/fod-files.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  FodFilesDone done;
  gpointer user_data;
} Choice;

static void
on_response (GtkNativeDialog *dialog, int response, Choice *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && choice->from != NULL)
    choice->done (file, choice->user_data);

  g_clear_weak_pointer (&choice->from);
  g_free (choice);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
make (GtkWidget *from, const char *title, GtkFileChooserAction action)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return gtk_file_chooser_native_new (
      title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action,
      action == GTK_FILE_CHOOSER_ACTION_OPEN ? _ ("_Open") : _ ("_Save"), _ ("_Cancel"));
}

static void
run (GtkFileChooserNative *dialog, GtkWidget *from, FodFilesDone done, gpointer user_data)
{
  Choice *choice = g_new0 (Choice, 1);

  g_set_weak_pointer (&choice->from, from);
  choice->done = done;
  choice->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
fod_files_open (GtkWidget *from,
                const char *title,
                const char *kind_name,
                const char *pattern,
                FodFilesDone done,
                gpointer user_data)
{
  GtkFileChooserNative *dialog = make (from, title, GTK_FILE_CHOOSER_ACTION_OPEN);

  if (pattern != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, kind_name);
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  run (dialog, from, done, user_data);
}

void
fod_files_save (
    GtkWidget *from, const char *title, const char *name, FodFilesDone done, gpointer user_data)
{
  GtkFileChooserNative *dialog = make (from, title, GTK_FILE_CHOOSER_ACTION_SAVE);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run (dialog, from, done, user_data);
}
