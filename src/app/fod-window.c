/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window: frame, pages, toasts, undo, and the routing of what pages ask for. Knows which
 * page is responsible for which kind, and nothing of what a page shows. */

#include "config.h"

#include "app/fod-window.h"

#include "app/fod-calendar-page.h"
#include "app/fod-employers-page.h"
#include "app/fod-page.h"
#include "app/fod-participants-page.h"
#include "app/fod-toast.h"
#include "app/fod-today-page.h"
#include "app/fod-undo.h"

#include <glib/gi18n.h>

/* From here on the switcher fits into the header in Danish, with text at 150 %. */
#define WIDE_FROM 800
#define TOAST_SECONDS 8

struct _FodWindow
{
  AdwApplicationWindow parent_instance;

  FodContext *context;
  FodUndo *undo;
  AdwToast *toast;
  guint layout_idle;
  gboolean wide;

  AdwToastOverlay *toasts; /* template */
  AdwViewStack *pages;     /* template */
  GtkStack *title;         /* template */
  AdwViewSwitcherBar *bar; /* template */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodWindow, fod_window, ADW_TYPE_APPLICATION_WINDOW)

/* Which page opens, and starts, rows of a kind. A visit belongs to the employer, a note to the
 * participant. */
static const struct
{
  const char *kind;
  const char *page;
  gboolean goes_there; /* a new row is shown on its page, and not in a dialog over this one */
} responsible[] = {
  { FOD_KIND_PARTICIPANT, "participants", TRUE },
  { FOD_KIND_NOTE, "participants", TRUE },
  { FOD_KIND_PLACEMENT, "participants", TRUE },
  { FOD_KIND_TREATMENT_CONTACT, "participants", TRUE },
  { FOD_KIND_EMPLOYER, "employers", TRUE },
  { FOD_KIND_EMPLOYER_CONTACT, "employers", TRUE },
  { FOD_KIND_CONTACT_PERSON, "employers", TRUE },
  { FOD_KIND_FOLLOW_UP, "calendar", FALSE },
};

static FodPage *
find_page (FodWindow *self, const char *name)
{
  GtkWidget *child = adw_view_stack_get_child_by_name (self->pages, name);

  return FOD_IS_PAGE (child) ? FOD_PAGE (child) : NULL;
}

static FodPage *
find_responsible (FodWindow *self, const char *kind, gboolean go)
{
  for (guint i = 0; i < G_N_ELEMENTS (responsible); i++)
    {
      if (!g_str_equal (responsible[i].kind, kind))
        continue;
      if (go || responsible[i].goes_there)
        adw_view_stack_set_visible_child_name (self->pages, responsible[i].page);
      return find_page (self, responsible[i].page);
    }
  return NULL;
}

static void
show_row (FodWindow *self, const char *kind, const char *id)
{
  FodPage *page = find_responsible (self, kind, TRUE);

  if (page != NULL)
    fod_page_show_row (page, kind, id);
}

static void
add_row (FodWindow *self, const char *kind, GVariant *known)
{
  FodPage *page = find_responsible (self, kind, FALSE);

  if (page != NULL)
    fod_page_add (page, kind, known);
}

static void
on_show_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  const char *page = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

static void
on_show_row (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_row (FOD_WINDOW (widget), name + strlen ("win.show-"),
            g_variant_get_string (parameter, NULL));
}

static void
on_show_date (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->pages, "calendar");
  fod_page_show_date (find_page (self, "calendar"), g_variant_get_string (parameter, NULL));
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GVariant) known = NULL;
  const char *kind;

  g_variant_get (parameter, "(&s@a{ss})", &kind, &known);
  add_row (FOD_WINDOW (widget), kind, known);
}

static void
on_new_kind (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *action;
    const char *kind;
  } kinds[] = {
    { "win.new-participant", FOD_KIND_PARTICIPANT },
    { "win.new-employer", FOD_KIND_EMPLOYER },
    { "win.new-note", FOD_KIND_NOTE },
    { "win.new-visit", FOD_KIND_EMPLOYER_CONTACT },
    { "win.new-follow-up", FOD_KIND_FOLLOW_UP },
  };
  g_autoptr (GVariant) known =
      g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].action, name))
        add_row (FOD_WINDOW (widget), kinds[i].kind, known);
    }
}

static void
on_new_appointment (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  g_auto (GVariantBuilder) known = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GVariant) sunk = NULL;

  /* An appointment is a follow-up with a time; the dialog proposes the next full hour. */
  g_variant_builder_add (&known, "{ss}", "slot", "time");
  sunk = g_variant_ref_sink (g_variant_builder_end (&known));
  add_row (self, FOD_KIND_FOLLOW_UP, sunk);
}

static void
on_search_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  GtkWidget *child = adw_view_stack_get_visible_child (self->pages);

  if (FOD_IS_PAGE (child))
    fod_page_start_search (FOD_PAGE (child));
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  GtkWidget *child = adw_view_stack_get_visible_child (self->pages);

  if (FOD_IS_PAGE (child))
    fod_page_go_back (FOD_PAGE (child));
}

static void
on_toast_dismissed (AdwToast *toast, FodWindow *self)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static void
on_toast (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  const char *tx, *escaped;

  g_variant_get (parameter, "(&s&s)", &tx, &escaped);

  /* The newest stands; a queue of old news would tell it minutes late. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  self->toast = g_object_ref (adw_toast_new (escaped));
  adw_toast_set_timeout (self->toast, TOAST_SECONDS);
  if (*tx != '\0')
    {
      fod_undo_remember (self->undo, tx);
      adw_toast_set_button_label (self->toast, _ ("Undo"));
      adw_toast_set_action_name (self->toast, "win.undo-one");
      adw_toast_set_action_target (self->toast, "s", tx);
    }
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_toast_dismissed), self, 0);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

static void
on_remember_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_undo_remember (FOD_WINDOW (widget)->undo, g_variant_get_string (parameter, NULL));
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_undo_undo (FOD_WINDOW (widget)->undo,
                 parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
on_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_undo_redo (FOD_WINDOW (widget)->undo);
}

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
  gtk_stack_set_visible_child_name (self->title, self->wide ? "wide" : "narrow");
  adw_view_switcher_bar_set_reveal (self->bar, !self->wide);
  return G_SOURCE_REMOVE;
}

static void
fod_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodWindow *self = FOD_WINDOW (widget);
  gboolean wide = width >= WIDE_FROM;

  GTK_WIDGET_CLASS (fod_window_parent_class)->size_allocate (widget, width, height, baseline);

  /* Children may not change their size while they are being given one. */
  if (wide != self->wide)
    {
      self->wide = wide;
      if (self->layout_idle == 0)
        self->layout_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_layout_idle, self, NULL);
    }
}

static void
add_page (FodWindow *self, GType type, const char *name, const char *title, const char *icon)
{
  GtkWidget *page = g_object_new (type, "context", self->context, NULL);

  adw_view_stack_add_titled (self->pages, page, name, title);
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->pages, page), icon);
}

static void
fod_window_constructed (GObject *object)
{
  FodWindow *self = FOD_WINDOW (object);
  GSettings *settings = fod_context_get_settings (self->context);

  G_OBJECT_CLASS (fod_window_parent_class)->constructed (object);

  self->undo = fod_undo_new (fod_context_get_store (self->context));
  g_signal_connect_object (self->undo, "undone", G_CALLBACK (on_undone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "failed", G_CALLBACK (on_undo_failed), self,
                           G_CONNECT_SWAPPED);

  add_page (self, FOD_TYPE_TODAY_PAGE, "today", _ ("Today"), "fod-today-symbolic");
  add_page (self, FOD_TYPE_PARTICIPANTS_PAGE, "participants", _ ("Participants"),
            "system-users-symbolic");
  add_page (self, FOD_TYPE_EMPLOYERS_PAGE, "employers", _ ("Employers"), "fod-employers-symbolic");
  add_page (self, FOD_TYPE_CALENDAR_PAGE, "calendar", _ ("Calendar"), "x-office-calendar-symbolic");

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
install_actions (GtkWidgetClass *klass)
{
  static const char *const plain[] = { "win.new-participant", "win.new-employer", "win.new-note",
                                       "win.new-visit", "win.new-follow-up" };
  static const char *const rows[] = { "win.show-participant", "win.show-employer",
                                      "win.show-follow-up" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    gtk_widget_class_install_action (klass, plain[i], NULL, on_new_kind);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_class_install_action (klass, rows[i], "s", on_show_row);

  gtk_widget_class_install_action (klass, "win.new", "(sa{ss})", on_new);
  gtk_widget_class_install_action (klass, "win.new-appointment", NULL, on_new_appointment);
  gtk_widget_class_install_action (klass, "win.show-page", "s", on_show_page);
  gtk_widget_class_install_action (klass, "win.show-date", "s", on_show_date);
  gtk_widget_class_install_action (klass, "win.search-page", NULL, on_search_page);
  gtk_widget_class_install_action (klass, "win.back", NULL, on_back);
  gtk_widget_class_install_action (klass, "win.toast", "(ss)", on_toast);
  gtk_widget_class_install_action (klass, "win.remember-undo", "s", on_remember_undo);
  gtk_widget_class_install_action (klass, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (klass, "win.undo-one", "s", on_undo);
  gtk_widget_class_install_action (klass, "win.redo", NULL, on_redo);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FodWindow, bar);
  install_actions (widget_class);
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

void
fod_window_flush (FodWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  g_return_if_fail (FOD_IS_WINDOW (self));

  pages = adw_view_stack_get_pages (self->pages);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      GtkWidget *child = adw_view_stack_page_get_child (page);

      if (FOD_IS_PAGE (child))
        fod_page_flush (FOD_PAGE (child));
    }
}
