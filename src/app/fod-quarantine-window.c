/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window over the quarantine: asks the engine page by page, and writes what is taken over. */

#include "config.h"

#include "app/fod-quarantine-window.h"

#include "app/fod-apply.h"
#include "app/fod-error-text.h"
#include "app/fod-go.h"
#include "app/fod-quarantine-row.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>

struct _FodQuarantineWindow
{
  AdwWindow parent_instance;

  FodContext *context;
  GCancellable *cancellable;
  char *next; /* nullable: where the next page begins */
  guint shown;
  GtkWidget *from; /* weak */

  GtkStack *whether;     /* template */
  AdwStatusPage *failed; /* template */
  GtkListBox *list;      /* template */
  GtkWidget *more;       /* template */
  GtkLabel *problem;     /* template */
};

G_DEFINE_FINAL_TYPE (FodQuarantineWindow, fod_quarantine_window, ADW_TYPE_WINDOW)

static void
show_problem (FodQuarantineWindow *self, const GError *error)
{
  g_autofree char *text = error != NULL ? fod_error_text (error) : g_strdup ("");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL && self->shown > 0);
  if (error == NULL || self->shown > 0)
    return;
  adw_status_page_set_description (self->failed, escaped);
  gtk_stack_set_visible_child_name (self->whether, "failed");
}

static void
show_whether (FodQuarantineWindow *self)
{
  gtk_stack_set_visible_child_name (self->whether, self->shown > 0 ? "some" : "none");
}

static void
on_taken (FodQuarantineRow *row, FodEdit *edit, FodQuarantineWindow *self)
{
  fod_apply (self->from != NULL ? self->from : GTK_WIDGET (self), self->context, edit,
             _ ("Taken over"));
}

typedef struct
{
  FodQuarantineWindow *self;
  GtkWidget *row;
} Settling;

static void
settling_free (Settling *settling)
{
  g_object_unref (settling->self);
  g_object_unref (settling->row);
  g_free (settling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Settling, settling_free)

static void
on_settled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Settling) settling = user_data;
  FodQuarantineWindow *self = settling->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodQuarantineReply) reply =
      fod_sync_engine_ask_quarantine_finish (FOD_SYNC_ENGINE (source), result, &error);

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (settling->row, TRUE);
  show_problem (self, error);
  if (reply == NULL)
    return;
  gtk_list_box_remove (self->list, settling->row);
  self->shown--;
  show_whether (self);
}

static void
on_settle (FodQuarantineRow *row, FodQuarantineWindow *self)
{
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_free);
  Settling *settling = g_new (Settling, 1);

  settling->self = g_object_ref (self);
  settling->row = GTK_WIDGET (g_object_ref (row));
  g_ptr_array_add (settled, g_strdup (fod_quarantine_row_get_entry (row)->n));
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  fod_sync_engine_ask_quarantine_async (fod_context_get_engine (self->context), self->next, settled,
                                        self->cancellable, on_settled, settling);
}

static void
show_page (FodQuarantineWindow *self, FodQuarantineReply *reply)
{
  while (reply->entries->len > 0)
    {
      FodQuarantineRow *row =
          fod_quarantine_row_new (self->context, g_ptr_array_steal_index (reply->entries, 0));

      g_signal_connect_object (row, "take", G_CALLBACK (on_taken), self, 0);
      g_signal_connect_object (row, "settle", G_CALLBACK (on_settle), self, 0);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
      self->shown++;
    }
  g_free (self->next);
  self->next = g_strdup (reply->next);
  gtk_widget_set_visible (self->more, reply->more);
  show_whether (self);
}

static void ask (FodQuarantineWindow *self);

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodQuarantineWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodQuarantineReply) reply =
      fod_sync_engine_ask_quarantine_finish (FOD_SYNC_ENGINE (source), result, &error);
  gboolean nothing;

  if (self->context == NULL)
    return;
  show_problem (self, error);
  if (reply == NULL)
    return;
  nothing = reply->entries->len == 0 && reply->more;
  show_page (self, reply);
  /* All that was looked at is somebody else's: on to the next. */
  if (nothing)
    ask (self);
}

static void
ask (FodQuarantineWindow *self)
{
  if (self->shown == 0)
    gtk_stack_set_visible_child_name (self->whether, "wait");
  fod_sync_engine_ask_quarantine_async (fod_context_get_engine (self->context), self->next, NULL,
                                        self->cancellable, on_page, g_object_ref (self));
}

static void
on_ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (FOD_QUARANTINE_WINDOW (widget));
}

static void
fod_quarantine_window_dispose (GObject *object)
{
  FodQuarantineWindow *self = FOD_QUARANTINE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_QUARANTINE_WINDOW);

  G_OBJECT_CLASS (fod_quarantine_window_parent_class)->dispose (object);
}

static void
fod_quarantine_window_finalize (GObject *object)
{
  FodQuarantineWindow *self = FOD_QUARANTINE_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->next);

  G_OBJECT_CLASS (fod_quarantine_window_parent_class)->finalize (object);
}

static void
fod_quarantine_window_class_init (FodQuarantineWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_quarantine_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_quarantine_window_finalize;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-quarantine-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodQuarantineWindow, whether);
  gtk_widget_class_bind_template_child (widget_class, FodQuarantineWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, FodQuarantineWindow, list);
  gtk_widget_class_bind_template_child (widget_class, FodQuarantineWindow, more);
  gtk_widget_class_bind_template_child (widget_class, FodQuarantineWindow, problem);
  gtk_widget_class_install_action (widget_class, "quarantine.ask", NULL, on_ask);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_quarantine_window_init (FodQuarantineWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_quarantine_window_open (GtkWidget *from, FodContext *context)
{
  FodQuarantineWindow *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self = g_object_new (FOD_TYPE_QUARANTINE_WINDOW, NULL);
  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->from, GTK_WIDGET (fod_go_window (from)));
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  ask (self);
}
