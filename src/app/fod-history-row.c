/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One change in words. What is done with it, the dialog decides. */

#include "config.h"

#include "app/fod-history-row.h"

#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

struct _FodHistoryRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *field;    /* template */
  GtkLabel *change;   /* template */
  GtkLabel *who;      /* template */
  GtkWidget *restore; /* template */
};

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodHistoryRow, fod_history_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_restore (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[RESTORE], 0);
}

static void
fod_history_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (fod_history_row_parent_class)->dispose (object);
}

static void
fod_history_row_class_init (FodHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_history_row_dispose;

  signals[RESTORE] = g_signal_new ("restore", FOD_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHistoryRow, field);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryRow, change);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryRow, who);
  gtk_widget_class_bind_template_child (widget_class, FodHistoryRow, restore);
  gtk_widget_class_install_action (widget_class, "history.restore", NULL, on_restore);
}

static void
fod_history_row_init (FodHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_value (FodContext *context, const FodField *field, FodNameBook *names, const char *value)
{
  const char *name = NULL;

  if (field->type == FOD_FIELD_REF && g_strcmp0 (field->of, FOD_KIND_USER) != 0)
    name = fod_name_book_get (names, field->of, value);
  return name != NULL ? g_strdup (name)
                      : fod_label_value (fod_context_get_directory (context), field, value);
}

static char *
dup_who (FodContext *context, const FodHistoryEntry *entry)
{
  FodDirectory *directory = fod_context_get_directory (context);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *moment = fod_format_moment (entry->at_ms, today);
  const char *name = fod_directory_get_user_name (directory, entry->user);

  if (entry->told && entry->user == NULL)
    /* Translators: %s is when the server changed something by itself, such as a cover that ended */
    return g_strdup_printf (_ ("by the server, %s"), moment);
  /* What came with the sync says when it came, and not whose it is. */
  if (entry->tx == NULL && entry->user == NULL)
    /* Translators: %s is when this machine got a colleague's change from the server */
    return g_strdup_printf (_ ("by a colleague, came %s"), moment);
  if (entry->user == NULL || fod_directory_is_me (directory, entry->user))
    name = _ ("you");
  else if (name == NULL)
    name = _ ("a colleague");
  return g_strdup_printf (_ ("by %1$s, %2$s"), name, moment);
}

static const char *
get_title (const char *kind, const FodField *field, const FodHistoryEntry *entry)
{
  if (field != NULL)
    return fod_label_field (kind, field->name);
  switch (entry->what)
    {
    case FOD_PAST_CREATED:
      /* Translators: a record was */
      return C_ ("history", "Created");
    case FOD_PAST_DELETED:
      return C_ ("history", "Moved to the bin");
    case FOD_PAST_BROUGHT_BACK:
    case FOD_PAST_CHANGED:
    case FOD_PAST_LOST:
    default:
      return C_ ("history", "Taken out of the bin");
    }
}

static char *
dup_change (const FodHistoryEntry *entry, const char *old_value, const char *new_value)
{
  if (entry->what == FOD_PAST_LOST)
    /* Translators: %s is a value that two people wrote at once, of whom the other's stood */
    return g_strdup_printf (_ ("%s, written at the same time as another value, which stood"),
                            old_value);
  /* Translators: an older value, and what it became */
  return g_strdup_printf (_ ("%1$s → %2$s"), old_value, new_value);
}

/* A field's values, and the way back to the older one. */
static void
show_values (FodHistoryRow *self,
             FodContext *context,
             const FodField *field,
             const FodHistoryEntry *entry,
             FodNameBook *names)
{
  g_autofree char *old_value = dup_value (context, field, names, entry->old_value);
  g_autofree char *new_value = dup_value (context, field, names, entry->new_value);
  g_autofree char *change = dup_change (entry, old_value, new_value);
  g_autofree char *restore = NULL;

  gtk_label_set_text (self->change, change);
  /* Translators: a field and the older value that it gets back */
  restore = g_strdup_printf (_ ("Restore %1$s: %2$s"), gtk_label_get_text (self->field), old_value);
  fod_name (self->restore, restore);
}

FodHistoryRow *
fod_history_row_new (FodContext *context,
                     const char *kind,
                     const FodField *field,
                     const FodHistoryEntry *entry,
                     FodNameBook *names,
                     gboolean can_restore)
{
  FodHistoryRow *self;
  g_autofree char *who = NULL;
  g_autofree char *name = NULL;
  const char *change;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (FOD_TYPE_HISTORY_ROW, NULL);
  who = dup_who (context, entry);
  gtk_label_set_text (self->field, get_title (kind, field, entry));
  gtk_label_set_text (self->who, who);
  if (field != NULL)
    show_values (self, context, field, entry, names);
  change = gtk_label_get_text (self->change);
  gtk_widget_set_visible (GTK_WIDGET (self->change), field != NULL);
  gtk_widget_set_visible (self->restore, can_restore);
  name = g_strdup_printf ("%s: %s%s%s", gtk_label_get_text (self->field), change,
                          field != NULL ? ", " : "", who);
  fod_name (GTK_WIDGET (self), name);
  return self;
}
