/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame around unlock, first run and the end of a profile: header, language menu, and which of
 * the three it is. */

#include "config.h"

#include "app/fod-gate-window.h"

#include "app/fod-ended-page.h"
#include "app/fod-first-run-page.h"
#include "app/fod-name.h"
#include "app/fod-unlock-page.h"

#include <glib/gi18n.h>

struct _FodGateWindow
{
  AdwApplicationWindow parent_instance;

  FodProfile *profile;

  AdwBin *place;           /* template */
  GtkMenuButton *language; /* template */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodGateWindow, fod_gate_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_opened (FodGateWindow *self, FodContext *context)
{
  g_signal_emit (self, signals[OPENED], 0, context);
}

static void
show_page (FodGateWindow *self, GtkWidget *page)
{
  g_signal_connect_object (page, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->place, page);
}

static void
on_again (FodGateWindow *self)
{
  fod_profile_begin_anew (self->profile);
  show_page (self, GTK_WIDGET (fod_first_run_page_new (self->profile)));
}

static void
show_end (FodGateWindow *self, guint handed)
{
  FodEndedPage *page = fod_ended_page_new (handed);

  g_signal_connect_object (page, "again", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->place, GTK_WIDGET (page));
}

static void
add_language_action (FodGateWindow *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) language =
      g_settings_create_action (fod_profile_get_settings (self->profile), "language");

  g_action_map_add_action (G_ACTION_MAP (group), language);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "gate", G_ACTION_GROUP (group));
}

static void
fod_gate_window_dispose (GObject *object)
{
  FodGateWindow *self = FOD_GATE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_GATE_WINDOW);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fod_gate_window_parent_class)->dispose (object);
}

static void
fod_gate_window_class_init (FodGateWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_gate_window_dispose;

  signals[OPENED] = g_signal_new ("opened", FOD_TYPE_GATE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, FOD_TYPE_CONTEXT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-gate-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodGateWindow, place);
  gtk_widget_class_bind_template_child (widget_class, FodGateWindow, language);
}

static void
fod_gate_window_init (FodGateWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (GTK_WIDGET (self->language), _ ("Language"));
}

FodGateWindow *
fod_gate_window_new (GtkApplication *application, FodProfile *profile)
{
  FodGateWindow *self = g_object_new (FOD_TYPE_GATE_WINDOW, "application", application, NULL);
  guint handed = 0;

  self->profile = g_object_ref (profile);
  add_language_action (self);
  if (fod_profile_has_ended (profile, &handed))
    show_end (self, handed);
  else if (fod_profile_exists (profile))
    show_page (self, GTK_WIDGET (fod_unlock_page_new (profile)));
  else
    show_page (self, GTK_WIDGET (fod_first_run_page_new (profile)));
  return self;
}
