/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chip and its popover. Its words are made in fod-sync-text.c. */

#include "config.h"

#include "app/fod-sync-button.h"

#include "app/fod-name.h"
#include "app/fod-read-only.h"
#include "app/fod-sync-text.h"

#include <glib/gi18n.h>

struct _FodSyncButton
{
  AdwBin parent_instance;

  FodContext *context;

  GtkMenuButton *button; /* template */
  GtkImage *icon;        /* template */
  GtkLabel *words;       /* template */
  GtkLabel *heading;     /* template */
  GtkLabel *details;     /* template */
};

G_DEFINE_FINAL_TYPE (FodSyncButton, fod_sync_button, ADW_TYPE_BIN)

static void
update (FodSyncButton *self)
{
  FodSyncEngine *engine = fod_context_get_engine (self->context);
  gboolean read_only = fod_read_only (self->context);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *words =
      read_only ? g_strdup (C_ ("sync", "Read-only")) : fod_sync_text_short (engine, today);
  g_autofree char *details =
      read_only ? g_strdup (fod_read_only_sync_text ()) : fod_sync_text_details (engine, today);
  const char *heading = read_only ? fod_read_only_sync_heading () : fod_sync_text_heading (engine);
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (self->icon, read_only ? "dialog-warning-symbolic"
                                                      : fod_sync_text_icon (engine));
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->details, details);
  /* Translators: read out for the button in the header; followed by the state */
  name = g_strdup_printf (_ ("Sync: %s"), words);
  fod_name (GTK_WIDGET (self->button), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), heading);

  if (read_only || fod_sync_text_needs_person (engine))
    gtk_widget_add_css_class (GTK_WIDGET (self), "fod-attention");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fod-attention");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.sync",
                                 fod_sync_engine_get_state (engine) != FOD_SYNC_LOCAL);
}

static void
on_sync (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.sync", NULL);
}

static void
on_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popdown (FOD_SYNC_BUTTON (widget)->button);
  gtk_widget_activate_action (widget, "win.show-page", "s", "sync");
}

static void
fod_sync_button_dispose (GObject *object)
{
  FodSyncButton *self = FOD_SYNC_BUTTON (object);

  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SYNC_BUTTON);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_sync_button_parent_class)->dispose (object);
}

static void
fod_sync_button_class_init (FodSyncButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_sync_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, FodSyncButton, icon);
  gtk_widget_class_bind_template_child (widget_class, FodSyncButton, words);
  gtk_widget_class_bind_template_child (widget_class, FodSyncButton, heading);
  gtk_widget_class_bind_template_child (widget_class, FodSyncButton, details);
  gtk_widget_class_install_action (widget_class, "chip.sync", NULL, on_sync);
  gtk_widget_class_install_action (widget_class, "chip.show", NULL, on_show);
}

static void
fod_sync_button_init (FodSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_sync_button_set_narrow (self, FALSE);
}

void
fod_sync_button_set_context (FodSyncButton *self, FodContext *context)
{
  g_return_if_fail (FOD_IS_SYNC_BUTTON (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (fod_context_get_engine (context), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
fod_sync_button_set_narrow (FodSyncButton *self, gboolean narrow)
{
  g_return_if_fail (FOD_IS_SYNC_BUTTON (self));

  /* A label that may not be cut asks for its whole width; the header's centre then gives way. */
  gtk_label_set_ellipsize (self->words, narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}
