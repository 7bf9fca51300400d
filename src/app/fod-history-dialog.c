/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window over the history of one row. The store remembers, the row says it in words. */

#include "config.h"

#include "app/fod-history-dialog.h"

#include "app/fod-apply.h"
#include "app/fod-format.h"
#include "app/fod-history-row.h"
#include "app/fod-label.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "model/fod-name-book.h"
#include "schema/fod-merge.h"

#include <glib/gi18n.h>

/* What a person looks through before asking for more. */
#define PART 40

/* How it stands with the server, which knows who changed what. */
typedef enum
{
  FOD_ASKED_NOBODY, /* there is none */
  FOD_ASKED_WAITS,
  FOD_ASKED_TOLD,
  FOD_ASKED_SILENT, /* it can't be reached */
  FOD_ASKED_UNABLE  /* it is too old to tell */
} FodAsked;

struct _FodHistoryDialog
{
  AdwWindow parent_instance;

  FodContext *context;
  FodEntity *entity;
  FodNameBook *names;
  GPtrArray *entries; /* of FodHistoryEntry; NULL until the store has answered */
  FodHistoryKnown known;
  FodAsked asked;
  GCancellable *cancellable; /* of the question to the server; NULL before the first answer */
  guint limit;
  GtkWidget *from; /* weak */

  GtkStack *whether;      /* template */
  AdwStatusPage *nothing; /* template */
  GtkListBox *list;       /* template */
  GtkWidget *more;        /* template */
  GtkLabel *before;       /* template */
};

G_DEFINE_FINAL_TYPE (FodHistoryDialog, fod_history_dialog, ADW_TYPE_WINDOW)

static const FodSpec *
spec_of (FodHistoryDialog *self)
{
  return fod_record_get_spec (fod_entity_get_record (self->entity));
}

/* What is not told here, and why; NULL when that is nothing. */
static char *
dup_words (FodHistoryDialog *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *moment = fod_format_moment (self->known.told_ms, today);

  if (self->asked == FOD_ASKED_NOBODY || !self->known.at_server)
    return NULL;
  switch (self->asked)
    {
    case FOD_ASKED_WAITS:
      return g_strdup (_ ("The server is being asked who changed what."));
    case FOD_ASKED_UNABLE:
      return g_strdup (_ ("The server can’t tell who changed what: it has to be updated first."));
    case FOD_ASKED_SILENT:
      if (self->known.told_ms > 0)
        /* Translators: %s is when the server told last */
        return g_strdup_printf (_ ("The server can’t be reached. It told of this %s; what "
                                   "colleagues changed since then comes when it answers."),
                                moment);
      return g_strdup (_ ("The server can’t be reached. What colleagues changed before this "
                          "machine got the record, and their names, come when it answers."));
    case FOD_ASKED_NOBODY:
    case FOD_ASKED_TOLD:
    default:
      return self->known.more ? g_strdup (_ ("The server has older changes, which are not shown."))
                              : NULL;
    }
}

static void
show_words (FodHistoryDialog *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  gtk_label_set_text (self->before, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->before), words != NULL);
  adw_status_page_set_description (self->nothing, escaped);
}

/* What the server decides, what is set once, and what no step leads back to stays as it is. */
static gboolean
can_restore (FodHistoryDialog *self, const FodField *field, const FodHistoryEntry *entry)
{
  const char *now;

  if (field == NULL)
    return FALSE;
  now = fod_entity_get (self->entity, field->name);
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

  if (fod_name_watch_stops (GTK_WIDGET (self), fod_context_get_names (self->context), record,
                            entry->field, entry->old_value))
    return;
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
      const FodField *field =
          entry->field != NULL ? fod_spec_find (spec_of (self), entry->field) : NULL;

      if (entry->field != NULL && field == NULL)
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
  show_words (self);
  gtk_stack_set_visible_child_name (self->whether, shown > 0 ? "some" : "none");
}

/* The same once more, after something has become known; the focus stays where it was. */
static void
show_anew (FodHistoryDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, FOD_TYPE_HISTORY_ROW) : NULL;
  gboolean on_button = row != NULL && row != focus;
  int index = row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
  GtkListBoxRow *again;

  show (self);
  again = index < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, index);
  if (again != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (again));
  if (again != NULL && on_button)
    gtk_widget_child_focus (GTK_WIDGET (again), GTK_DIR_TAB_FORWARD);
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
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

static void read_history (FodHistoryDialog *self);

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean told = fod_sync_engine_ask_history_finish (FOD_SYNC_ENGINE (source), result, &error);

  if (self->entity == NULL)
    return;
  self->asked = FOD_ASKED_SILENT;
  if (told)
    self->asked = FOD_ASKED_TOLD;
  else if (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER_OLD))
    self->asked = FOD_ASKED_UNABLE;
  read_history (self);
}

/* What is here is shown first; then the server says more. */
static void
ask (FodHistoryDialog *self)
{
  FodSyncEngine *engine = fod_context_get_engine (self->context);

  if (fod_sync_engine_get_state (engine) == FOD_SYNC_LOCAL || !self->known.at_server)
    return;
  self->asked = FOD_ASKED_WAITS;
  fod_sync_engine_ask_history_async (engine, spec_of (self)->kind, fod_entity_get_id (self->entity),
                                     self->cancellable, on_told, g_object_ref (self));
}

static void
on_history (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  FodHistoryKnown known;
  g_autoptr (GPtrArray) entries =
      fod_store_history_finish (FOD_STORE (source), result, &known, &error);

  if (self->entity == NULL)
    return;
  if (entries == NULL)
    {
      fod_toast_error (self->from != NULL ? self->from : GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  self->known = known;
  if (self->cancellable != NULL)
    {
      show_anew (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  ask (self);
  show (self);
  gtk_widget_child_focus (GTK_WIDGET (self->whether), GTK_DIR_TAB_FORWARD);
}

static void
read_history (FodHistoryDialog *self)
{
  fod_store_history_async (fod_context_get_store (self->context), spec_of (self)->kind,
                           fod_entity_get_id (self->entity), NULL, on_history, g_object_ref (self));
}

static void
fod_history_dialog_dispose (GObject *object)
{
  FodHistoryDialog *self = FOD_HISTORY_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
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

void
fod_history_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodHistoryDialog *self;
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (FOD_IS_ENTITY (entity));

  window = GTK_WIDGET (gtk_widget_get_root (from));
  self = g_object_new (FOD_TYPE_HISTORY_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->entity = g_object_ref (entity);
  self->names = fod_name_book_new (fod_context_get_store (context));
  g_set_weak_pointer (&self->from, window);
  g_signal_connect_object (self->names, "changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  read_history (self);
}
