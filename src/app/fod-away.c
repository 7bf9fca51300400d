/* SPDX-License-Identifier: GPL-3.0-or-later */

/* logind on the system's bus, the screen saver on the session's. What follows is the program's. */

#include "config.h"

#include "app/fod-away.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"

struct _FodAway
{
  GObject parent_instance;

  GCancellable *cancellable;
  GPtrArray *heard;   /* of GDBusProxy: what speaks to us */
  GDBusProxy *logind; /* NULL until it is there */
  int delay;          /* while it is open the machine waits with sleeping; -1 for none */
};

enum
{
  AWAY,
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodAway, fod_away, G_TYPE_OBJECT)

static void
let_sleep (FodAway *self)
{
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static void
on_delay (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodAway) self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_proxy_call_with_unix_fd_list_finish (G_DBUS_PROXY (source), &fds, result, &error);
  gint32 index;

  if (reply == NULL)
    {
      g_debug ("The machine does not wait with sleeping: %s", error->message);
      return;
    }
  let_sleep (self);
  g_variant_get (reply, "(h)", &index);
  if (fds != NULL)
    self->delay = g_unix_fd_list_get (fds, index, NULL);
  if (self->logind == NULL)
    let_sleep (self);
}

static void
ask_for_delay (FodAway *self)
{
  g_dbus_proxy_call_with_unix_fd_list (
      self->logind, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Fodfæste", _ ("Locks before the machine sleeps"), "delay"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable, on_delay, g_object_ref (self));
}

static void
on_signal (FodAway *self, const char *sender, const char *signal, GVariant *parameters)
{
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (g_str_equal (signal, "ActiveChanged") && begins)
    g_signal_emit (self, signals[AWAY], 0);
  if (!g_str_equal (signal, "PrepareForSleep"))
    return;
  g_signal_emit (self, signals[begins ? AWAY : BACK], 0);
  if (begins)
    let_sleep (self);
  else
    ask_for_delay (self);
}

static void
on_proxy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodAway) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_signal_connect_object (proxy, "g-signal", G_CALLBACK (on_signal), self, G_CONNECT_SWAPPED);
  if (g_str_equal (g_dbus_proxy_get_name (proxy), LOGIND))
    {
      self->logind = g_object_ref (proxy);
      ask_for_delay (self);
    }
  g_ptr_array_add (self->heard, g_steal_pointer (&proxy));
}

static void
hear (FodAway *self, GBusType bus, const char *name, const char *path, const char *interface)
{
  g_dbus_proxy_new_for_bus (
      bus, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START | G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES, NULL,
      name, path, interface, self->cancellable, on_proxy, g_object_ref (self));
}

static void
fod_away_dispose (GObject *object)
{
  FodAway *self = FOD_AWAY (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->heard, 0);
  g_clear_object (&self->logind);
  let_sleep (self);

  G_OBJECT_CLASS (fod_away_parent_class)->dispose (object);
}

static void
fod_away_finalize (GObject *object)
{
  g_object_unref (FOD_AWAY (object)->cancellable);
  g_ptr_array_unref (FOD_AWAY (object)->heard);

  G_OBJECT_CLASS (fod_away_parent_class)->finalize (object);
}

static void
fod_away_class_init (FodAwayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_away_dispose;
  object_class->finalize = fod_away_finalize;

  signals[AWAY] =
      g_signal_new ("away", FOD_TYPE_AWAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BACK] =
      g_signal_new ("back", FOD_TYPE_AWAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_away_init (FodAway *self)
{
  self->cancellable = g_cancellable_new ();
  self->heard = g_ptr_array_new_with_free_func (g_object_unref);
  self->delay = -1;
}

FodAway *
fod_away_new (void)
{
  FodAway *self = g_object_new (FOD_TYPE_AWAY, NULL);

  hear (self, G_BUS_TYPE_SYSTEM, LOGIND, LOGIND_PATH, LOGIND_MANAGER);
  hear (self, G_BUS_TYPE_SESSION, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver",
        "org.gnome.ScreenSaver");
  hear (self, G_BUS_TYPE_SESSION, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver");
  return self;
}
