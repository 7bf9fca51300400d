/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of the main window: header, pages, layout by width. What pages ask for is routed in
 * fod-window-actions.c; what a page shows is the page's. */

#include "config.h"

#include "app/fod-window-private.h"

#include "app/fod-calendar-page.h"
#include "app/fod-conference-page.h"
#include "app/fod-curtain.h"
#include "app/fod-employers-page.h"
#include "app/fod-name.h"
#include "app/fod-page.h"
#include "app/fod-participants-page.h"
#include "app/fod-preferences-page.h"
#include "app/fod-read-only.h"
#include "app/fod-sync-page.h"
#include "app/fod-toast.h"
#include "app/fod-today-page.h"

#include <glib/gi18n.h>

/* Below this the switcher stands at the foot, where a thumb reaches it; above, it is in the header
 * if text of this size leaves room for it. */
#define WIDE_FROM 800
#define WINDOW_BUTTONS 130

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodWindow, fod_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_undone (FodWindow *self, gboolean redone)
{
  fod_toast (GTK_WIDGET (self), redone ? _ ("Done again") : _ ("Undone"));
}

static void
on_undo_failed (FodWindow *self, const GError *error)
{
  fod_toast_error (GTK_WIDGET (self), error);
}

static gboolean
on_layout_idle (gpointer user_data)
{
  FodWindow *self = user_data;

  self->layout_idle = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->sync_narrow), TRUE);
  gtk_stack_set_visible_child_name (self->title, self->wide ? "wide" : "narrow");
  gtk_widget_set_visible (GTK_WIDGET (self->sync_narrow), !self->wide);
  adw_view_switcher_bar_set_reveal (self->bar, !self->wide);
  gtk_widget_set_visible (GTK_WIDGET (self->sync), self->wide);
  adw_header_bar_set_decoration_layout (self->header, self->wide ? NULL : ":close");
  return G_SOURCE_REMOVE;
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static gboolean
fits_header (FodWindow *self, int width)
{
  GtkWidget *parts[] = { self->switcher, GTK_WIDGET (self->add), GTK_WIDGET (self->sync),
                         self->search, GTK_WIDGET (self->menu) };
  int needed = WINDOW_BUTTONS;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    needed += natural_width (parts[i]) + 6;
  return width >= WIDE_FROM && width >= needed;
}

static void
fod_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodWindow *self = FOD_WINDOW (widget);
  gboolean wide = fits_header (self, width);

  GTK_WIDGET_CLASS (fod_window_parent_class)->size_allocate (widget, width, height, baseline);

  /* Children may not change their size while they are being given one. */
  if (wide != self->wide)
    {
      self->wide = wide;
      if (self->layout_idle == 0)
        self->layout_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_layout_idle, self, NULL);
    }
}

/* A page without an icon is not in the switcher. */
static AdwViewStackPage *
add_page (FodWindow *self, GType type, const char *name, const char *title, const char *icon)
{
  GtkWidget *child = g_object_new (type, "context", self->context, NULL);
  AdwViewStackPage *page = adw_view_stack_add_titled (self->pages, child, name, title);

  fod_curtain (ADW_BIN (child));
  if (icon != NULL)
    adw_view_stack_page_set_icon_name (page, icon);
  else
    adw_view_stack_page_set_visible (page, FALSE);
  return page;
}

static void
add_pages (FodWindow *self)
{
  AdwViewStackPage *today;

  today = add_page (self, FOD_TYPE_TODAY_PAGE, "today", _ ("Today"), "fod-today-symbolic");
  g_object_bind_property (adw_view_stack_page_get_child (today), "badge", today, "badge-number",
                          G_BINDING_SYNC_CREATE);
  add_page (self, FOD_TYPE_PARTICIPANTS_PAGE, "participants", _ ("Participants"),
            "system-users-symbolic");
  add_page (self, FOD_TYPE_EMPLOYERS_PAGE, "employers", _ ("Employers"), "fod-employer-symbolic");
  add_page (self, FOD_TYPE_CALENDAR_PAGE, "calendar", _ ("Calendar"), "x-office-calendar-symbolic");
  add_page (self, FOD_TYPE_CONFERENCE_PAGE, "conference", _ ("Treatment conference"), NULL);
  add_page (self, FOD_TYPE_SYNC_PAGE, "sync", _ ("Sync"), NULL);
  add_page (self, FOD_TYPE_PREFERENCES_PAGE, "preferences", _ ("Preferences"), NULL);
}

/* The button that makes something new makes what the page is about. */
static void
on_page_changed (FodWindow *self)
{
  static const struct
  {
    const char *page;
    const char *label;
  } adds[] = {
    { "participants", N_ ("New participant") },
    { "employers", N_ ("New employer") },
  };
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  const char *label = _ ("New follow-up");

  if (page == NULL || g_strcmp0 (page, self->page) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    {
      if (g_str_equal (adds[i].page, page))
        label = _ (adds[i].label);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), label);
  fod_name (GTK_WIDGET (self->add), label);

  /* Where the person looks is where the keys go. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->pages)) == NULL)
    gtk_widget_child_focus (adw_view_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);

  g_free (self->former);
  self->former = self->page;
  self->page = g_strdup (page);
}

static void
name_controls (FodWindow *self)
{
  fod_name (self->search, _ ("Search everywhere"));
  fod_name (GTK_WIDGET (self->menu), _ ("Main menu"));
}

static void
fod_window_constructed (GObject *object)
{
  FodWindow *self = FOD_WINDOW (object);
  GSettings *settings = fod_context_get_settings (self->context);
  g_autofree char *start = g_settings_get_string (settings, "start-page");

  G_OBJECT_CLASS (fod_window_parent_class)->constructed (object);

  self->undo = fod_undo_new (fod_context_get_store (self->context));
  g_signal_connect_object (self->undo, "undone", G_CALLBACK (on_undone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "failed", G_CALLBACK (on_undo_failed), self,
                           G_CONNECT_SWAPPED);

  add_pages (self);
  g_signal_connect_object (self->pages, "notify::visible-child-name", G_CALLBACK (on_page_changed),
                           self, G_CONNECT_SWAPPED);
  fod_sync_button_set_context (self->sync, self->context);
  fod_sync_button_set_context (self->sync_narrow, self->context);
  fod_sync_button_set_narrow (self->sync_narrow, TRUE);
  name_controls (self);
  if (fod_read_only (self->context))
    {
      gtk_label_set_text (self->banner_words, fod_read_only_text (self->context));
      gtk_widget_set_visible (self->banner, TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->add), FALSE);
      fod_read_only_apply (GTK_WIDGET (self), self->context);
    }
  on_layout_idle (self);
  adw_view_stack_set_visible_child_name (self->pages, start);
  on_page_changed (self);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Once, and not at every step of a resize: the settings are a file. */
static void
fod_window_unmap (GtkWidget *widget)
{
  FodWindow *self = FOD_WINDOW (widget);
  GSettings *settings = fod_context_get_settings (self->context);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));

  GTK_WIDGET_CLASS (fod_window_parent_class)->unmap (widget);
}

static void
fod_window_dispose (GObject *object)
{
  FodWindow *self = FOD_WINDOW (object);

  g_clear_handle_id (&self->layout_idle, g_source_remove);
  g_clear_object (&self->toast);
  g_clear_object (&self->undo);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->former, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_WINDOW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_window_parent_class)->dispose (object);
}

static void
fod_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodWindow *self = FOD_WINDOW (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_window_class_init (FodWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_window_constructed;
  object_class->dispose = fod_window_dispose;
  object_class->set_property = fod_window_set_property;
  widget_class->size_allocate = fod_window_size_allocate;
  widget_class->unmap = fod_window_unmap;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_SYNC_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, header);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, banner_words);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, add);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, search);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, sync);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, sync_narrow);
  fod_window_install_actions (widget_class);
}

static void
fod_window_init (FodWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FodWindow *
fod_window_new (GtkApplication *application, FodContext *context)
{
  return g_object_new (FOD_TYPE_WINDOW, "application", application, "context", context, NULL);
}

const char *
fod_window_get_page (FodWindow *self)
{
  g_return_val_if_fail (FOD_IS_WINDOW (self), NULL);

  return adw_view_stack_get_visible_child_name (self->pages);
}
