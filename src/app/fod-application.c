/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Start, command line, and the passage between locked and open. Pages and their actions are the
 * window's. */

#include "config.h"

#include "app/fod-application.h"

#include "app/fod-about.h"
#include "app/fod-away.h"
#include "app/fod-gate-window.h"
#include "app/fod-help-window.h"
#include "app/fod-language.h"
#include "app/fod-passphrase-dialog.h"
#include "app/fod-profile.h"
#include "app/fod-read-only.h"
#include "app/fod-toplevels.h"
#include "app/fod-window.h"
#include "base/fod-idle.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _FodApplication
{
  AdwApplication parent_instance;

  FodClock *clock;
  char *session_language;
  char *folder;
  FodProfile *profile;
  FodContext *context; /* NULL while locked */
  FodIdle *idle;
  FodAway *away;
  guint language_idle;
  guint leaving; /* source */
  gboolean ending;
  guint signals[3]; /* sources */
};

G_DEFINE_FINAL_TYPE (FodApplication, fod_application, ADW_TYPE_APPLICATION)

static void show_window (FodApplication *self);

/* Hands and keys; what the program or the window manager does is nobody's presence. */
static gboolean
on_event (FodApplication *self, GdkEvent *event)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      return !fod_idle_touch (self->idle);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
watch (FodApplication *self, GtkWidget *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, events);
}

/* Keys of the program (lock, help, quit) count in dialogs too. Not in a file chooser, where Ctrl+L
 * is the toolkit's own key. */
static void
on_toplevels_changed (
    FodApplication *self, guint position, guint removed, guint added, GListModel *toplevels)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      watch (self, GTK_WIDGET (window));
      if (GTK_IS_DIALOG (window) || gtk_window_get_application (window) != NULL)
        continue;
      gtk_window_set_application (window, GTK_APPLICATION (self));
    }
}

/* What a person is typing right now. */
static void
keep (FodApplication *self)
{
  if (self->context != NULL)
    fod_context_keep (self->context);
}

/* The last window takes its dialogs with it, and the program ends. */
static gboolean
on_close_request (FodApplication *self, GtkWindow *window)
{
  g_autoptr (GPtrArray) windows = fod_toplevels_list ();

  keep (self);
  g_ptr_array_remove (windows, window);
  fod_toplevels_close (windows);
  return GDK_EVENT_PROPAGATE;
}

static void
start_idle (FodApplication *self)
{
  static const guint minutes[] = { 5, 10, 15, 30, 0 };
  int choice = g_settings_get_enum (fod_profile_get_settings (self->profile), "lock-after");

  if (self->context != NULL)
    fod_idle_start (self->idle, minutes[CLAMP (choice, 0, (int)G_N_ELEMENTS (minutes) - 1)]);
}

static void
on_opened (FodApplication *self, FodContext *context)
{
  GAction *change = g_action_map_lookup_action (G_ACTION_MAP (self), "change-passphrase");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (change), !fod_read_only (context));
  g_set_object (&self->context, context);
  start_idle (self);
  show_window (self);
}

/* Builds the window that goes with the state, then takes the former away: in this order, since a
 * program without a window ends. */
static void
show_window (FodApplication *self)
{
  g_autoptr (GPtrArray) former = fod_toplevels_list ();
  GtkWindow *window;

  if (self->context != NULL)
    window = GTK_WINDOW (fod_window_new (GTK_APPLICATION (self), self->context));
  else
    {
      window = GTK_WINDOW (fod_gate_window_new (GTK_APPLICATION (self), self->profile));
      g_signal_connect_object (window, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (window, "close-request", G_CALLBACK (on_close_request), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (window);
  fod_toplevels_close (former);
}

/* Drops the key and everything that was on screen. */
static void
lock (FodApplication *self)
{
  g_autoptr (FodContext) context = NULL;

  if (self->context == NULL)
    return;

  keep (self);
  fod_idle_stop (self->idle);
  context = g_steal_pointer (&self->context);
  show_window (self);
  fod_profile_close (self->profile, context);
}

static void
quit (FodApplication *self)
{
  g_autoptr (GPtrArray) windows = fod_toplevels_list ();

  keep (self);
  fod_toplevels_close (windows);
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_leaving (gpointer user_data)
{
  FodApplication *self = user_data;

  self->leaving = 0;
  if (self->ending)
    quit (self);
  else
    lock (self);
  return G_SOURCE_REMOVE;
}

/* Not from inside a window: the toolkit holds the one that a key was pressed in until the key is
 * dealt with, and it must not be the last to let go of it. */
static void
leave (FodApplication *self, gboolean end)
{
  self->ending = self->ending || end;
  if (self->leaving == 0)
    self->leaving = g_idle_add_full (G_PRIORITY_HIGH, on_leaving, self, NULL);
}

static void
on_lock (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leave (user_data, FALSE);
}

static void
on_idle (FodApplication *self)
{
  leave (self, FALSE);
}

/* The window that says so comes in place of all others. */
static void
on_ended (FodApplication *self)
{
  leave (self, FALSE);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leave (user_data, TRUE);
}

/* The session ends, or an administrator asks: as if the person had. */
static gboolean
on_signal (gpointer user_data)
{
  leave (user_data, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
on_change_passphrase (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FodApplication *self = user_data;

  if (self->context != NULL)
    fod_passphrase_dialog_show (fod_toplevels_find (GTK_APPLICATION (self), FOD_TYPE_WINDOW),
                                self->profile);
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  fod_help_window_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  fod_about_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Builds the window anew in the other language, at the same page. */
static gboolean
on_language_idle (gpointer user_data)
{
  FodApplication *self = user_data;
  GtkWindow *window = fod_toplevels_find (GTK_APPLICATION (self), FOD_TYPE_WINDOW);
  g_autofree char *page =
      window != NULL ? g_strdup (fod_window_get_page (FOD_WINDOW (window))) : NULL;

  self->language_idle = 0;
  keep (self);
  show_window (self);
  window = fod_toplevels_find (GTK_APPLICATION (self), FOD_TYPE_WINDOW);
  if (page != NULL && window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", page);
  return G_SOURCE_REMOVE;
}

static void
on_language_changed (FodApplication *self)
{
  g_autofree char *language =
      g_settings_get_string (fod_profile_get_settings (self->profile), "language");

  fod_language_set (language, self->session_language);
  if (self->context != NULL)
    fod_directory_set_language (fod_context_get_directory (self->context), fod_language_get ());

  /* Not from inside the row that was chosen in: it would be taken away under its own feet. */
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL && self->language_idle == 0)
    self->language_idle = g_idle_add (on_language_idle, self);
}

static void
on_color_scheme_changed (FodApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int choice = g_settings_get_enum (fod_profile_get_settings (self->profile), "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (choice, 0, 2)]);
}

static void
set_accelerators (GtkApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } table[] = {
    { "app.quit", { "<Control>q" } },
    { "app.lock", { "<Control>l" } },
    { "app.help", { "F1" } },
    { "window.close", { "<Control>w" } },
    { "win.show-page::today", { "<Alt>1" } },
    { "win.show-page::participants", { "<Alt>2" } },
    { "win.show-page::employers", { "<Alt>3" } },
    { "win.show-page::calendar", { "<Alt>4" } },
    { "win.show-page::conference", { "<Control><Shift>k" } },
    { "win.show-page::preferences", { "<Control>comma" } },
    { "win.search-everywhere", { "<Control>k" } },
    { "win.search-page", { "<Control>f" } },
    { "win.new-here", { "<Control>n" } },
    { "win.new-note", { "<Control><Shift>n" } },
    { "win.new-follow-up", { "<Control><Shift>f" } },
    { "win.new-visit", { "<Control><Shift>b" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z" } },
    { "win.sync", { "F5" } },
    { "win.back", { "<Alt>Left" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (self, table[i].action, table[i].accels);
}

static void
fod_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", on_quit, NULL, NULL, NULL, { 0 } },
    { "lock", on_lock, NULL, NULL, NULL, { 0 } },
    { "change-passphrase", on_change_passphrase, NULL, NULL, NULL, { 0 } },
    { "help", on_help, NULL, NULL, NULL, { 0 } },
    { "about", on_about, NULL, NULL, NULL, { 0 } },
  };
  static const int asked_to_end[] = { SIGTERM, SIGINT, SIGHUP };
  FodApplication *self = FOD_APPLICATION (application);
  g_autofree char *folder = fod_profile_dup_default_folder ();
  GSettings *settings;

  G_APPLICATION_CLASS (fod_application_parent_class)->startup (application);

  self->profile = fod_profile_new (self->folder != NULL ? self->folder : folder, self->clock);
  g_signal_connect_object (self->profile, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  settings = fod_profile_get_settings (self->profile);
  g_signal_connect_object (settings, "changed::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::color-scheme", G_CALLBACK (on_color_scheme_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::lock-after", G_CALLBACK (start_idle), self,
                           G_CONNECT_SWAPPED);
  self->idle = fod_idle_new (self->clock);
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  self->away = fod_away_new ();
  g_signal_connect_object (self->away, "away", G_CALLBACK (lock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->away, "back", G_CALLBACK (fod_idle_check), self->idle,
                           G_CONNECT_SWAPPED);
  on_language_changed (self);
  on_color_scheme_changed (self);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    self->signals[i] = g_unix_signal_add (asked_to_end[i], on_signal, self);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed",
                           G_CALLBACK (on_toplevels_changed), self, G_CONNECT_SWAPPED);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerators (GTK_APPLICATION (self));
}

static void
fod_application_activate (GApplication *application)
{
  FodApplication *self = FOD_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
  else
    show_window (self);
}

static void
fod_application_shutdown (GApplication *application)
{
  FodApplication *self = FOD_APPLICATION (application);

  /* A session manager that ends a program asks no window. */
  keep (self);
  if (self->context != NULL)
    fod_profile_close (self->profile, self->context);
  g_clear_object (&self->context);

  G_APPLICATION_CLASS (fod_application_parent_class)->shutdown (application);
}

/* Each profile is a program of its own on the bus: two "laptops" run beside each other, and a
 * second start with the same folder leads to the first window. */
static int
fod_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  FodApplication *self = FOD_APPLICATION (application);
  g_autofree char *id = NULL;
  g_autofree char *digest = NULL;
  const char *folder;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Fodfæste %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (!g_variant_dict_lookup (options, "profile", "^&ay", &folder))
    return -1;

  self->folder = g_canonicalize_filename (folder, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->folder, -1);
  id = g_strdup_printf ("%s.P%.16s", APP_ID, digest);
  g_application_set_application_id (application, id);
  return -1;
}

static void
fod_application_dispose (GObject *object)
{
  FodApplication *self = FOD_APPLICATION (object);

  g_clear_handle_id (&self->language_idle, g_source_remove);
  g_clear_handle_id (&self->leaving, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_object (&self->context);
  g_clear_object (&self->profile);
  g_clear_object (&self->idle);
  g_clear_object (&self->away);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fod_application_parent_class)->dispose (object);
}

static void
fod_application_finalize (GObject *object)
{
  FodApplication *self = FOD_APPLICATION (object);

  g_free (self->session_language);
  g_free (self->folder);

  G_OBJECT_CLASS (fod_application_parent_class)->finalize (object);
}

static void
fod_application_class_init (FodApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_application_finalize;
  application_class->startup = fod_application_startup;
  application_class->activate = fod_application_activate;
  application_class->shutdown = fod_application_shutdown;
  application_class->handle_local_options = fod_application_handle_local_options;
}

static void
fod_application_init (FodApplication *self)
{
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The folder with data, key and settings"),
      N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

FodApplication *
fod_application_new (FodClock *clock, const char *session_language)
{
  FodApplication *self;

  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  self = g_object_new (FOD_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                       "/dk/fodfaeste/Fodfaeste", NULL);
  self->clock = g_object_ref (clock);
  self->session_language = g_strdup (session_language);
  return self;
}
