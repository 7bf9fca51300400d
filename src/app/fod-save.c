/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows to a file that the person chooses. What may be in them, the caller has decided. */

#include "config.h"

#include "app/fod-save.h"

#include "app/fod-files.h"
#include "app/fod-toast.h"

#include <glib/gi18n.h>

#define KEY "fod-save"

typedef struct
{
  GtkWidget *from; /* weak */
  GBytes *bytes;
  guint n_rows;
} Export;

static void
export_free (Export *self)
{
  g_clear_weak_pointer (&self->from);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
on_written (GObject *file, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = g_file_replace_contents_finish (G_FILE (file), result, NULL, &error);

  if (export->from != NULL && !written)
    fod_toast_error (export->from, error);
  else if (export->from != NULL)
    {
      g_autofree char *name = g_file_get_basename (G_FILE (file));
      /* Translators: how many rows, and the name of the file */
      g_autofree char *said = g_strdup_printf (
          ngettext ("%1$u row written to %2$s", "%1$u rows written to %2$s", export->n_rows),
          export->n_rows, name);

      fod_toast (export->from, said);
    }
  export_free (export);
}

static void
on_chosen (GFile *file, gpointer user_data)
{
  GtkWidget *from = user_data;
  Export *export = g_object_steal_data (G_OBJECT (from), KEY);

  g_file_replace_contents_bytes_async (file, export->bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       NULL, on_written, export);
}

void
fod_save_rows (GtkWidget *from, const char *title, const char *name, GBytes *bytes, guint n_rows)
{
  Export *export;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (bytes != NULL);

  export = g_new0 (Export, 1);
  g_set_weak_pointer (&export->from, from);
  export->bytes = g_bytes_ref (bytes);
  export->n_rows = n_rows;
  /* Lives with the widget, in case nobody ever answers. */
  g_object_set_data_full (G_OBJECT (from), KEY, export, (GDestroyNotify)export_free);
  fod_files_save (from, title, name, on_chosen, from);
}
