/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of the main window: which page is responsible for what pages, menus and keys ask for;
 * toasts and undo. */

#include "config.h"

#include "app/fod-window-private.h"

#include "app/fod-page.h"
#include "app/fod-read-only.h"
#include "app/fod-search-window.h"
#include "app/fod-toast.h"

#include <glib/gi18n.h>

#include <string.h>

#define TOAST_SECONDS 8

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
  { FOD_KIND_CONSENT, "participants", TRUE },
  { FOD_KIND_DISCLOSURE_PLAN, "participants", TRUE },
  { FOD_KIND_JOB_CHANGE, "participants", TRUE },
  { FOD_KIND_BENEFIT_SHEET, "participants", TRUE },
  { FOD_KIND_EARLIER_JOB, "participants", TRUE },
  { FOD_KIND_PROFILE_SECTION, "participants", TRUE },
  { FOD_KIND_SEARCH_PLAN, "participants", TRUE },
  { FOD_KIND_EMPLOYER, "employers", TRUE },
  { FOD_KIND_EMPLOYER_CONTACT, "employers", TRUE },
  { FOD_KIND_CONTACT_PERSON, "employers", TRUE },
  { FOD_KIND_JOB_OPENING, "employers", TRUE },
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
  GtkWidget *shown = adw_view_stack_get_visible_child (self->pages);
  FodPage *page;

  if (fod_read_only (self->context))
    {
      fod_toast (GTK_WIDGET (self), fod_read_only_text (self->context));
      return;
    }
  page = find_responsible (self, kind, FALSE);
  if (page != NULL && GTK_WIDGET (page) != shown && g_variant_n_children (known) == 0)
    fod_page_ask (page, kind);
  else if (page != NULL)
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

/* A follow-up made while one looks at somebody is about them. */
static GVariant *
take_known (FodWindow *self, const char *kind, const char *slot)
{
  g_auto (GVariantBuilder) known = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GtkWidget *shown = adw_view_stack_get_visible_child (self->pages);
  const char *of = NULL, *id = NULL;

  if (FOD_IS_PAGE (shown) && strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    of = fod_page_get_shown (FOD_PAGE (shown), &id);
  if (of != NULL)
    g_variant_builder_add (&known, "{ss}", of, id);
  if (slot != NULL)
    g_variant_builder_add (&known, "{ss}", "slot", slot);
  return g_variant_ref_sink (g_variant_builder_end (&known));
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

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GVariant) known = take_known (FOD_WINDOW (widget), kinds[i].kind, NULL);

      if (g_str_equal (kinds[i].action, name))
        add_row (FOD_WINDOW (widget), kinds[i].kind, known);
    }
}

static void
on_new_appointment (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  /* An appointment is a follow-up with a time; the dialog proposes the next full hour. */
  g_autoptr (GVariant) known = take_known (self, FOD_KIND_FOLLOW_UP, "time");

  add_row (self, FOD_KIND_FOLLOW_UP, known);
}

static void
on_search_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  GtkWidget *child = adw_view_stack_get_visible_child (self->pages);

  if (FOD_IS_PAGE (child))
    fod_page_start_search (FOD_PAGE (child));
}

/* Inside the page first; from a page that the switcher does not have to the one before. */
static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  GtkWidget *child = adw_view_stack_get_visible_child (self->pages);

  if (FOD_IS_PAGE (child) && fod_page_go_back (FOD_PAGE (child)))
    return;
  if (!adw_view_stack_page_get_visible (adw_view_stack_get_page (self->pages, child)))
    adw_view_stack_set_visible_child_name (self->pages,
                                           self->former != NULL ? self->former : "today");
}

static void
on_search_everywhere (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_search_window_show (GTK_WINDOW (widget), FOD_WINDOW (widget)->context);
}

static void
on_new_here (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);
  const char *kind = FOD_KIND_FOLLOW_UP;
  g_autoptr (GVariant) known =
      g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));

  if (g_strcmp0 (self->page, "participants") == 0)
    kind = FOD_KIND_PARTICIPANT;
  else if (g_strcmp0 (self->page, "employers") == 0)
    kind = FOD_KIND_EMPLOYER;
  add_row (self, kind, known);
}

static void
tell_synced (FodWindow *self, const FodSyncRound *round)
{
  g_autofree char *said = NULL;

  if (round->rejected == 0)
    {
      fod_toast (GTK_WIDGET (self), _ ("In step with the server"));
      return;
    }
  said = g_strdup_printf (
      ngettext ("The server refused %u change", "The server refused %u changes", round->rejected),
      round->rejected);
  fod_toast (GTK_WIDGET (self), said);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  FodSyncRound round = { 0 };

  if (fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, &round, &error))
    {
      if (self->context != NULL)
        tell_synced (self, &round);
    }
  else if (self->context != NULL)
    fod_toast_error (GTK_WIDGET (self), error);
}

static void
on_sync (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodWindow *self = FOD_WINDOW (widget);

  fod_sync_engine_sync_async (fod_context_get_engine (self->context), NULL, on_synced,
                              g_object_ref (self));
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

  /* What was begun before a lock or a change of language may end after the window. */
  if (self->undo == NULL)
    return;
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
  if (FOD_WINDOW (widget)->undo != NULL)
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

void
fod_window_install_actions (GtkWidgetClass *klass)
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
  gtk_widget_class_install_action (klass, "win.search-everywhere", NULL, on_search_everywhere);
  gtk_widget_class_install_action (klass, "win.new-here", NULL, on_new_here);
  gtk_widget_class_install_action (klass, "win.sync", NULL, on_sync);
  gtk_widget_class_install_action (klass, "win.back", NULL, on_back);
  gtk_widget_class_install_action (klass, "win.toast", "(ss)", on_toast);
  gtk_widget_class_install_action (klass, "win.remember-undo", "s", on_remember_undo);
  gtk_widget_class_install_action (klass, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (klass, "win.undo-one", "s", on_undo);
  gtk_widget_class_install_action (klass, "win.redo", NULL, on_redo);
}
