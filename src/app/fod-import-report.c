/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of an import are taken, and what is to be said about them. */

#include "config.h"

#include "app/fod-import-report.h"
#include "app/fod-import-text.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

/* Rows that something is to be said about; more than these nobody reads. */
#define MAX_REPORTED 200

struct _FodImportReport
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;     /* owned, nullable: the dry run */
  GHashTable *decided; /* owned: index → whether it is taken, against the rule */
  GPtrArray *widgets;  /* children */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodImportReport, fod_import_report, ADW_TYPE_PREFERENCES_GROUP)

static void
on_taken (GtkSwitch *sw, GParamSpec *pspec, FodImportReport *self)
{
  gpointer index = g_object_get_data (G_OBJECT (sw), "index");

  g_hash_table_insert (self->decided, index, GINT_TO_POINTER (gtk_switch_get_active (sw)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_report_row (FodImportReport *self, guint index, const char *words)
{
  const FodImportRow *row = g_ptr_array_index (self->rows, index);
  const char *name = g_hash_table_lookup (row->fields, "name");
  GtkWidget *widget = adw_action_row_new ();
  g_autofree char *title = NULL;

  if (name != NULL)
    /* Translators: a line of a file, and the name in it */
    title = g_strdup_printf (_ ("Line %1$u: %2$s"), row->line, name);
  else
    title = g_strdup_printf (_ ("Line %u"), row->line);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 0);
  if (row->is_usable && row->duplicates->len > 0)
    {
      GtkWidget *sw = gtk_switch_new ();
      /* Translators: %s is "Line 7: Mette Jensen" */
      g_autofree char *spoken = g_strdup_printf (_ ("Add %s"), title);

      gtk_widget_set_valign (sw, GTK_ALIGN_CENTER);
      gtk_switch_set_active (GTK_SWITCH (sw), fod_import_report_is_taken (self, index));
      fod_name (sw, spoken);
      g_object_set_data (G_OBJECT (sw), "index", GUINT_TO_POINTER (index));
      g_signal_connect_object (sw, "notify::active", G_CALLBACK (on_taken), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), sw);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), sw);
    }
  return widget;
}

static void
clear (FodImportReport *self)
{
  for (guint i = 0; i < self->widgets->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->widgets, i));
  g_ptr_array_set_size (self->widgets, 0);
  g_hash_table_remove_all (self->decided);
}

static void
set_more (FodImportReport *self, guint more)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("And %u more row.", "And %u more rows.", more), more);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), more > 0 ? escaped : NULL);
}

static void
fod_import_report_finalize (GObject *object)
{
  FodImportReport *self = FOD_IMPORT_REPORT (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->decided, g_hash_table_unref);
  g_clear_pointer (&self->widgets, g_ptr_array_unref);
  G_OBJECT_CLASS (fod_import_report_parent_class)->finalize (object);
}

static void
fod_import_report_class_init (FodImportReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_import_report_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_IMPORT_REPORT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_import_report_init (FodImportReport *self)
{
  self->decided = g_hash_table_new (NULL, NULL);
  self->widgets = g_ptr_array_new ();
}

void
fod_import_report_show (FodImportReport *self, FodImport *import, GPtrArray *rows)
{
  guint more = 0;

  g_return_if_fail (FOD_IS_IMPORT_REPORT (self));

  clear (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *words = fod_import_text_row (import, g_ptr_array_index (rows, i), rows);
      GtkWidget *widget;

      if (*words == '\0')
        continue;
      if (self->widgets->len >= MAX_REPORTED)
        {
          more++;
          continue;
        }
      widget = make_report_row (self, i, words);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), widget);
      g_ptr_array_add (self->widgets, widget);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->widgets->len > 0);
  set_more (self, more);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A row that is there already is not taken unless somebody says so. */
gboolean
fod_import_report_is_taken (FodImportReport *self, guint index)
{
  const FodImportRow *row;
  gpointer decided;

  g_return_val_if_fail (FOD_IS_IMPORT_REPORT (self), FALSE);
  g_return_val_if_fail (self->rows != NULL && index < self->rows->len, FALSE);

  row = g_ptr_array_index (self->rows, index);
  if (!row->is_usable)
    return FALSE;
  if (g_hash_table_lookup_extended (self->decided, GUINT_TO_POINTER (index), NULL, &decided))
    return GPOINTER_TO_INT (decided) != 0;
  return row->duplicates->len == 0 ||
         g_array_index (row->duplicates, FodImportDuplicate, 0).match < FOD_IMPORT_MATCH_LIKELY;
}

guint
fod_import_report_count_taken (FodImportReport *self)
{
  guint taken = 0;

  g_return_val_if_fail (FOD_IS_IMPORT_REPORT (self), 0);

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    taken += fod_import_report_is_taken (self, i) ? 1 : 0;
  return taken;
}
