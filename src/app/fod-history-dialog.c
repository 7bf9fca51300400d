/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window over the history of one row. The store remembers, the row says it in words. */

#include "config.h"

#include "app/fod-history-dialog.h"

#include "app/fod-apply.h"
#include "app/fod-history-row.h"
#include "app/fod-label.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "model/fod-name-book.h"
#include "schema/fod-merge.h"

#include <glib/gi18n.h>

/* What a person looks through before asking for more. */
#define PART 40

struct _FodHistoryDialog
{
  AdwWindow parent_instance;

  FodContext *context;
  FodEntity *entity;
  FodNameBook *names;
  GPtrArray *entries; /* of FodHistoryEntry; NULL until the store has answered */
  guint limit;
  GtkWidget *from; /* weak */

  GtkStack *whether;      /* template */
  AdwStatusPage *nothing; /* template */
  GtkListBox *list;       /* template */
  GtkWidget *more;        /* template */
  GtkWidget *before;      /* template */
};

G_DEFINE_FINAL_TYPE (FodHistoryDialog, fod_history_dialog, ADW_TYPE_WINDOW)

static const FodSpec *
spec_of (FodHistoryDialog *self)
{
  return fod_record_get_spec (fod_entity_get_record (self->entity));
}

/* What the server decides, what is set once, and what no step leads back to stays as it is. */
static gboolean
can_restore (FodHistoryDialog *self, const FodField *field, const FodHistoryEntry *entry)
{
  const char *now = fod_entity_get (self->entity, field->name);

  if (field->merge == FOD_MERGE_SERVER || (field->flags & FOD_FIELD_ONCE) != 0 ||
      g_strcmp0 (now, entry->old_value) == 0 ||
      ((field->flags & FOD_FIELD_REQUIRED) != 0 && entry->old_value == NULL))
    return FALSE;
  return field->merge != FOD_MERGE_STEP || fod_merge_is_step (field, now, entry->old_value);
}

static void
on_restore (FodHistoryRow *row, FodHistoryDialog *self)
{
  const FodHistoryEntry *entry = g_object_get_data (G_OBJECT (row), "entry");
  const FodRecord *record = fod_entity_get_record (self->entity);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *said = NULL;

  fod_edit_set (edit, fod_record_get_kind (record), fod_record_get_id (record), entry->field,
                entry->old_value, fod_record_get (record, entry->field));
  /* Translators: %s is a field: "Phone" */
  said = g_strdup_printf (_ ("%s restored"),
                          fod_label_field (fod_record_get_kind (record), entry->field));
  fod_apply (self->from != NULL ? self->from : GTK_WIDGET (self), self->context, edit, said);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_entry (FodHistoryDialog *self, const FodField *field, FodHistoryEntry *entry)
{
  FodHistoryRow *row = fod_history_row_new (self->context, spec_of (self)->kind, field, entry,
                                            self->names, can_restore (self, field, entry));

  g_object_set_data (G_OBJECT (row), "entry", entry);
  g_signal_connect_object (row, "restore", G_CALLBACK (on_restore), self, 0);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
show (FodHistoryDialog *self)
{
  GtkWidget *child;
  guint shown = 0, left = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      FodHistoryEntry *entry = self->entries->pdata[i];
      const FodField *field = fod_spec_find (spec_of (self), entry->field);

      if (field == NULL || g_strcmp0 (entry->old_value, entry->new_value) == 0)
        continue;
      if (shown == self->limit)
        left++;
      else
        {
          show_entry (self, field, entry);
          shown++;
        }
    }
  gtk_widget_set_visible (self->more, left > 0);
  gtk_stack_set_visible_child_name (self->whether, shown > 0 ? "some" : "none");
}

static void
on_names (FodHistoryDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  show (self);
  if (focus == NULL || gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->whether), GTK_DIR_TAB_FORWARD);
}

static void
on_more (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodHistoryDialog *self = FOD_HISTORY_DIALOG (widget);
  GtkListBoxRow *next;
  guint before = self->limit;

  self->limit += PART;
  show (self);
  next = gtk_list_box_get_row_at_index (self->list, (int)before);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
}

static void
on_history (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = fod_store_history_finish (FOD_STORE (source), result, &error);

  if (self->entity == NULL)
    g_clear_pointer (&entries, g_ptr_array_unref);
  else if (entries == NULL)
    fod_toast_error (self->from != NULL ? self->from : GTK_WIDGET (self), error);
  if (entries == NULL)
    return;
  self->entries = entries;
  show (self);
  gtk_widget_child_focus (GTK_WIDGET (self->whether), GTK_DIR_TAB_FORWARD);
}

static void
fod_history_dialog_dispose (GObject *object)
{
  FodHistoryDialog *self = FOD_HISTORY_DIALOG (object);

  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->names);
  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HISTORY_DIALOG);

  G_OBJECT_CLASS (fod_history_dialog_parent_class)->dispose (object);
}

static void
fod_history_dialog_class_init (FodHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_history_dialog_dispose;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHistoryDialog, whether);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryDialog, more);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryDialog, before);
  gtk_widget_class_install_action (widget_class, "history.more", NULL, on_more);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_history_dialog_init (FodHistoryDialog *self)
{
  self->limit = PART;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Without a server nothing was changed elsewhere, and nothing before. */
static void
show_whole (FodHistoryDialog *self)
{
  gtk_widget_set_visible (self->before, FALSE);
  adw_status_page_set_description (self->nothing, NULL);
}

void
fod_history_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodHistoryDialog *self;
  FodStore *store;
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (FOD_IS_ENTITY (entity));

  store = fod_context_get_store (context);
  window = GTK_WIDGET (gtk_widget_get_root (from));
  self = g_object_new (FOD_TYPE_HISTORY_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->entity = g_object_ref (entity);
  self->names = fod_name_book_new (store);
  g_set_weak_pointer (&self->from, window);
  g_signal_connect_object (self->names, "changed", G_CALLBACK (on_names), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  if (fod_sync_engine_get_state (fod_context_get_engine (context)) == FOD_SYNC_LOCAL)
    show_whole (self);
  gtk_window_present (GTK_WINDOW (self));
  fod_store_history_async (store, fod_record_get_kind (fod_entity_get_record (entity)),
                           fod_entity_get_id (entity), NULL, on_history, g_object_ref (self));
}
