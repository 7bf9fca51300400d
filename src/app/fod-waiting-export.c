/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits as a table: for whoever has to bring it elsewhere, because this machine can't send it.
 * It stays where it is all the same. */

#include "config.h"

#include "app/fod-waiting-export.h"

#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-save.h"
#include "app/fod-toast.h"
#include "app/fod-waiting-text.h"
#include "exchange/fod-csv.h"
#include "store/fod-journal.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_COLUMNS 6

typedef struct
{
  GWeakRef from;
  FodContext *context;
  GHashTable *open; /* ids of the participants whose address is not protected */
  GString *out;
  guint n_rows;
} Export;

static void
export_free (Export *self)
{
  g_weak_ref_clear (&self->from);
  g_object_unref (self->context);
  g_hash_table_unref (self->open);
  g_string_free (self->out, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
is_withheld (Export *self, const FodWaiting *item, const FodField *field)
{
  if (field->type == FOD_FIELD_CPR)
    return TRUE;
  return strcmp (item->kind, FOD_KIND_PARTICIPANT) == 0 && strcmp (field->name, "address") == 0 &&
         !g_hash_table_contains (self->open, item->row);
}

/* @field: (nullable): %NULL for a change without values */
static void
write_line (Export *self, const FodWaiting *item, const FodField *field)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *moment = fod_format_moment (item->at_ms, "");
  g_autofree char *title = fod_waiting_text_dup_title (item);
  g_autofree char *verb = fod_waiting_text_dup_verb (directory, item);
  g_autofree char *value = NULL;
  const char *cells[N_COLUMNS] = { moment, title, verb, NULL, NULL, NULL };

  if (field != NULL)
    {
      const char *text = g_hash_table_lookup (item->values, field->name);

      value = text != NULL && is_withheld (self, item, field)
                  ? g_strdup (_ ("(not in this file)"))
                  : fod_label_value (directory, field, text);
      cells[3] = fod_label_field (item->kind, field->name);
      cells[4] = value;
    }
  if (item->code != NULL)
    cells[5] = fod_waiting_text_get_refusal (item);
  fod_csv_append_row (self->out, cells, N_COLUMNS, ';');
  self->n_rows++;
}

/* What a set gains and loses, one line each. */
static void
write_lines (Export *self, const FodWaiting *item, const FodField *field)
{
  static const char signs[] = { '+', '-' };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree char *name = g_strdup_printf ("%c%s", signs[i], field->name);
      const char *lines = g_hash_table_lookup (item->values, name);
      g_autofree char *moment = fod_format_moment (item->at_ms, "");
      g_autofree char *title = fod_waiting_text_dup_title (item);
      const char *cells[N_COLUMNS] = { moment, title, NULL, NULL, lines, NULL };

      if (lines == NULL)
        continue;
      cells[2] = signs[i] == '+' ? C_ ("change", "Added") : C_ ("change", "Taken away");
      cells[3] = fod_label_field (item->kind, field->name);
      fod_csv_append_row (self->out, cells, N_COLUMNS, ';');
      self->n_rows++;
    }
}

static void
write_item (Export *self, const FodWaiting *item)
{
  const FodSpec *spec = fod_schema_get (item->kind);
  guint before = self->n_rows;

  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      if (g_hash_table_contains (item->values, spec->fields[i].name))
        write_line (self, item, &spec->fields[i]);
      if (spec->fields[i].type == FOD_FIELD_SET)
        write_lines (self, item, &spec->fields[i]);
    }
  if (self->n_rows == before)
    write_line (self, item, NULL);
}

/* Where the protection itself waits, the server has not agreed that there is none. */
static void
note_protection (Export *self, const FodWaiting *item)
{
  if (g_hash_table_contains (item->values, "protected-address"))
    g_hash_table_remove (self->open, item->row);
}

static void
on_waiting (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->from);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      fod_journal_list_waiting_finish (FOD_STORE (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  if (from == NULL)
    return;
  if (items == NULL)
    {
      fod_toast_error (from, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    note_protection (self, g_ptr_array_index (items, i));
  for (guint i = 0; i < items->len; i++)
    write_item (self, g_ptr_array_index (items, i));
  bytes = g_bytes_new (self->out->str, self->out->len);
  name = g_strdup_printf ("%s.csv", _ ("Changes that wait"));
  fod_save_rows (from, _ ("Save what waits"), name, bytes, self->n_rows);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = fod_store_query_finish (FOD_STORE (source), result, &error);
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->from);

  if (rows == NULL)
    {
      if (from != NULL)
        fod_toast_error (from, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (self->open, g_strdup (fod_record_get_id (rows->pdata[i])));
  fod_journal_list_waiting_async (FOD_STORE (source), NULL, on_waiting, g_steal_pointer (&self));
}

void
fod_waiting_export (GtkWidget *from, FodContext *context)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);
  const char *headings[N_COLUMNS] = { _ ("Written"), _ ("Record"), _ ("Change"),
                                      _ ("Field"),   _ ("Value"),  _ ("Why it was refused") };
  Export *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self = g_new0 (Export, 1);
  g_weak_ref_init (&self->from, from);
  self->context = g_object_ref (context);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->out = g_string_new ("\xef\xbb\xbf");
  fod_csv_append_row (self->out, headings, N_COLUMNS, ';');
  fod_query_where (query, "protected-address", FOD_QUERY_IS, NULL);
  fod_store_query_async (fod_context_get_store (context), query, NULL, on_open, self);
}
