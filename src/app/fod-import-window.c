/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The screens of an import. What a column is taken for, what rows become and whom they repeat is
 * exchange's; the job brings both together. */

#include "config.h"

#include "app/fod-import-window.h"
#include "app/fod-apply.h"
#include "app/fod-choice.h"
#include "app/fod-error-text.h"
#include "app/fod-files.h"
#include "app/fod-go.h"
#include "app/fod-import-job.h"
#include "app/fod-import-preview.h"
#include "app/fod-import-report.h"
#include "app/fod-import-text.h"
#include "app/fod-title.h"
#include "exchange/fod-import-guess.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodImportWindow
{
  AdwWindow parent_instance;

  FodContext *context;       /* owned */
  FodImportJob *job;         /* owned */
  GFile *file;               /* owned, nullable */
  GPtrArray *rows;           /* owned, nullable: the dry run */
  GPtrArray *targets;        /* owned: codes of the drop-downs' entries from the second on */
  GPtrArray *column_rows;    /* owned: children of the group of columns */
  GCancellable *cancellable; /* owned */
  gboolean filling;
  gboolean stale;

  GtkStack *stack;              /* template */
  AdwStatusPage *start;         /* template */
  GtkLabel *form;               /* template */
  AdwComboRow *delimiter;       /* template */
  GtkWidget *table_form;        /* template */
  GtkSwitch *header;            /* template */
  GtkWidget *mapping;           /* template */
  AdwPreferencesGroup *columns; /* template */
  FodImportPreview *preview;    /* template */
  GtkLabel *summary;            /* template */
  FodImportReport *report;      /* template */
  GtkSpinner *busy;             /* template */
  GtkButton *add;               /* template */
};

G_DEFINE_FINAL_TYPE (FodImportWindow, fod_import_window, ADW_TYPE_WINDOW)

static void try (FodImportWindow *self);

static void
update_summary (FodImportWindow *self)
{
  guint taken = fod_import_report_count_taken (self->report);
  guint left = self->rows->len - taken;
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u row will be added.", "%u rows will be added.", taken), taken);
  g_autofree char *rest =
      g_strdup_printf (ngettext ("%u row is left out.", "%u rows are left out.", left), left);
  g_autofree char *both = left > 0 ? g_strdup_printf ("%s %s", words, rest) : g_strdup (words);

  gtk_label_set_text (self->summary, both);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.add", taken > 0);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
set_busy (FodImportWindow *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->busy, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), busy);
  gtk_widget_set_sensitive (self->mapping, !busy);
  if (busy)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.add", FALSE);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = fod_import_job_try_finish (FOD_IMPORT_JOB (source), result, &error);

  if (rows == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  set_busy (self, FALSE);
  fod_import_report_show (self->report, fod_import_job_get_import (self->job), rows);
  if (self->stale)
    try (self);
}

static void
try (FodImportWindow *self)
{
  if (gtk_spinner_get_spinning (self->busy))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  set_busy (self, TRUE);
  fod_import_job_try_async (self->job, self->cancellable, on_tried, g_object_ref (self));
}

static void
on_target (AdwComboRow *combo, GParamSpec *pspec, FodImportWindow *self)
{
  FodImport *import = fod_import_job_get_import (self->job);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (combo), "column"));
  guint selected = adw_combo_row_get_selected (combo);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  fod_import_set_target (import, column,
                         selected > 0 ? g_ptr_array_index (self->targets, selected - 1) : NULL);
  try (self);
}

static guint
position_of (FodImportWindow *self, const char *target)
{
  guint index;

  if (target != NULL &&
      g_ptr_array_find_with_equal_func (self->targets, target, g_str_equal, &index))
    return index + 1;
  return 0;
}

static char *
dup_samples (FodImport *import, guint column)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (fod_import_get_n_rows (import), 20);

  for (guint i = 0, shown = 0; i < n && shown < 3; i++)
    {
      const char *cell = fod_import_get_cell (import, i, column);

      if (*cell == '\0')
        continue;
      g_string_append_printf (text, "%s%s", shown > 0 ? " · " : "", cell);
      shown++;
    }
  return g_string_free (text, FALSE);
}

static void
show_columns (FodImportWindow *self)
{
  FodImport *import = fod_import_job_get_import (self->job);
  const FodSpec *spec = fod_import_get_spec (import);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->targets = fod_import_list_targets (spec);
  /* Whose they are is known: the window was opened from there. */
  if (spec->parent != NULL)
    g_ptr_array_remove (self->targets, (gpointer)fod_spec_find (spec, spec->parent)->name);
  gtk_string_list_append (names, _ ("(leave out)"));
  for (guint i = 0; i < self->targets->len; i++)
    gtk_string_list_append (
        names, fod_import_text_target (spec->kind, g_ptr_array_index (self->targets, i)));

  self->filling = TRUE;
  clear_rows (self->columns, self->column_rows);
  for (guint i = 0; i < fod_import_get_n_columns (import); i++)
    {
      GtkWidget *row = adw_combo_row_new ();
      const char *heading = fod_import_text_heading (fod_import_get_header (import, i));
      g_autofree char *title =
          *heading != '\0' ? g_strdup (heading) : g_strdup_printf (_ ("Column %u"), i + 1);
      g_autofree char *samples = dup_samples (import, i);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
      fod_choice_show_whole (row);
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
      adw_combo_row_set_selected (ADW_COMBO_ROW (row),
                                  position_of (self, fod_import_get_target (import, i)));
      g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_target), self, 0);
      adw_preferences_group_add (self->columns, row);
      g_ptr_array_add (self->column_rows, row);
    }
  self->filling = FALSE;
}

static void
show_import (FodImportWindow *self)
{
  FodImport *import = fod_import_job_get_import (self->job);
  g_autofree char *form = fod_import_job_dup_form (self->job);
  g_autofree char *name = g_file_get_basename (self->file);
  guint n = fod_import_get_n_rows (import);
  g_autofree char *count = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  g_autofree char *words = g_strjoin (" · ", name, count, form != NULL ? form : _ ("vCard"), NULL);

  gtk_label_set_text (self->form, words);
  self->filling = TRUE;
  gtk_widget_set_visible (self->table_form, form != NULL);
  gtk_switch_set_active (self->header, fod_import_has_header (import));
  self->filling = FALSE;
  show_columns (self);
  fod_import_preview_show (self->preview, import);
  gtk_stack_set_visible_child_name (self->stack, "mapping");
  try (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint line = 0;

  if (fod_import_job_open_finish (FOD_IMPORT_JOB (source), result, &line, &error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        show_import (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *text = fod_error_text (error);
      g_autofree char *where =
          line > 0 ? g_strdup_printf (_ ("Line %1$u: %2$s"), line, text) : g_strdup (text);
      g_autofree char *escaped = g_markup_escape_text (where, -1);

      adw_status_page_set_title (self->start, _ ("This file can’t be imported"));
      adw_status_page_set_description (self->start, escaped);
      gtk_stack_set_visible_child_name (self->stack, "start");
    }
}

static void
open_file (FodImportWindow *self)
{
  static const char delimiters[] = { 0, ';', ',', '\t', '|' };
  guint selected =
      MIN (adw_combo_row_get_selected (self->delimiter), G_N_ELEMENTS (delimiters) - 1);

  fod_import_job_open_async (self->job, self->file, delimiters[selected], self->cancellable,
                             on_opened, g_object_ref (self));
}

static void
on_file (GFile *file, gpointer user_data)
{
  FodImportWindow *self = user_data;

  g_set_object (&self->file, file);
  open_file (self);
}

static void
on_delimiter (FodImportWindow *self)
{
  if (!self->filling && self->file != NULL)
    open_file (self);
}

static void
on_header (FodImportWindow *self)
{
  if (self->filling || fod_import_job_get_import (self->job) == NULL)
    return;
  fod_import_set_has_header (fod_import_job_get_import (self->job),
                             gtk_switch_get_active (self->header));
  show_import (self);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_files_open (widget, _ ("Choose a file to import"), NULL, NULL, on_file, widget);
}

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodImportWindow *self = FOD_IMPORT_WINDOW (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *said = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (FodRecord) record = NULL;

      if (!fod_import_report_is_taken (self->report, i))
        continue;
      record = fod_import_job_make_record (self->job, g_ptr_array_index (self->rows, i));
      fod_edit_create (edit, record);
      n++;
    }
  said = g_strdup_printf (ngettext ("%u row imported", "%u rows imported", n), n);
  fod_apply (widget, self->context, edit, said);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fod_import_window_dispose (GObject *object)
{
  FodImportWindow *self = FOD_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_IMPORT_WINDOW);
  G_OBJECT_CLASS (fod_import_window_parent_class)->dispose (object);
}

static void
fod_import_window_finalize (GObject *object)
{
  FodImportWindow *self = FOD_IMPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (fod_import_window_parent_class)->finalize (object);
}

static void
fod_import_window_class_init (FodImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_import_window_dispose;
  object_class->finalize = fod_import_window_finalize;

  g_type_ensure (FOD_TYPE_IMPORT_PREVIEW);
  g_type_ensure (FOD_TYPE_IMPORT_REPORT);
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, start);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, form);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, delimiter);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, table_form);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, header);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, mapping);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, report);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, FodImportWindow, add);
  gtk_widget_class_bind_template_callback (widget_class, on_delimiter);
  gtk_widget_class_bind_template_callback (widget_class, on_header);
  gtk_widget_class_bind_template_callback (widget_class, update_summary);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "import.add", NULL, add);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_import_window_init (FodImportWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->column_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.add", FALSE);
}

void
fod_import_window_open (GtkWidget *from, FodContext *context, const char *kind, const char *parent)
{
  FodImportWindow *self = g_object_new (FOD_TYPE_IMPORT_WINDOW, NULL);

  self->context = g_object_ref (context);
  self->job = fod_import_job_new (context, kind, parent);
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
}
