/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small table of labels; a file may have more columns than a window. */

#include "config.h"

#include "app/fod-import-preview.h"
#include "app/fod-import-text.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

#define PREVIEW_ROWS 20
#define PREVIEW_COLUMNS 40

struct _FodImportPreview
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroll; /* a child */
};

G_DEFINE_FINAL_TYPE (FodImportPreview, fod_import_preview, ADW_TYPE_BIN)

static GtkWidget *
make_cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
fod_import_preview_class_init (FodImportPreviewClass *klass)
{
}

static void
fod_import_preview_init (FodImportPreview *self)
{
  self->scroll = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  fod_name (GTK_WIDGET (self->scroll), _ ("First rows of the file"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroll));
}

void
fod_import_preview_show (FodImportPreview *self, FodImport *import)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n_columns, n_rows;

  g_return_if_fail (FOD_IS_IMPORT_PREVIEW (self));

  n_columns = MIN (fod_import_get_n_columns (import), PREVIEW_COLUMNS);
  n_rows = MIN (fod_import_get_n_rows (import), PREVIEW_ROWS);
  gtk_widget_add_css_class (grid, "preview");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint column = 0; column < n_columns; column++)
    {
      gtk_grid_attach (
          GTK_GRID (grid),
          make_cell (fod_import_text_heading (fod_import_get_header (import, column)), "heading"),
          (int)column, 0, 1, 1);
      for (guint row = 0; row < n_rows; row++)
        gtk_grid_attach (GTK_GRID (grid),
                         make_cell (fod_import_get_cell (import, row, column), NULL), (int)column,
                         (int)row + 1, 1, 1);
    }
  gtk_scrolled_window_set_child (self->scroll, grid);
}
