/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list as a file. The words are those of the screen; the form is exchange's. */

#include "config.h"

#include "app/fod-list-export.h"
#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-save.h"
#include "exchange/fod-export.h"
#include "model/fod-entity.h"

#include <glib/gi18n.h>

static char *
show_value (const FodField *field, const char *value, gpointer directory)
{
  if (field->type == FOD_FIELD_CODE || field->type == FOD_FIELD_REF)
    return fod_label_value (directory, field, value);
  if (field->type == FOD_FIELD_DATE)
    return fod_format_date (value);
  if (field->type == FOD_FIELD_BOOL)
    return g_strdup (_ ("yes"));
  return g_strdup (value);
}

/* All but CPR numbers, under the names that the screens give them. */
static GBytes *
write_list (FodDirectory *directory, const FodSpec *spec, GListModel *list)
{
  g_autoptr (GPtrArray) records = fod_entity_dup_records (list);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  FodExportOptions options = { .byte_order_mark = TRUE, .show = show_value };

  for (guint i = 0; i < spec->n_fields; i++)
    if (spec->fields[i].type != FOD_FIELD_CPR)
      {
        g_ptr_array_add (fields, (gpointer)spec->fields[i].name);
        g_ptr_array_add (headings, (gpointer)fod_label_field (spec->kind, spec->fields[i].name));
      }
  g_ptr_array_add (fields, NULL);
  options.fields = (const char *const *)fields->pdata;
  options.headings = (const char *const *)headings->pdata;
  options.show_data = directory;
  return fod_export_csv (spec, records, &options);
}

void
fod_list_export (GtkWidget *from, FodContext *context, const char *kind, GListModel *list)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (G_IS_LIST_MODEL (list));

  bytes = write_list (fod_context_get_directory (context), fod_schema_get (kind), list);
  name = g_strdup_printf ("%s.csv", g_str_equal (kind, FOD_KIND_PARTICIPANT) ? _ ("Participants")
                                                                             : _ ("Employers"));
  fod_save_rows (from, _ ("Export this list"), name, bytes, g_list_model_get_n_items (list));
}
