/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How often one looks, by what the desktop says of line and battery. */

#include "config.h"

#include "sync/fod-thrift.h"

/* A desktop that says what the test wants. */
#define TEST_TYPE_DESKTOP (test_desktop_get_type ())
G_DECLARE_FINAL_TYPE (TestDesktop, test_desktop, TEST, DESKTOP, GObject)

struct _TestDesktop
{
  GObject parent_instance;

  gboolean metered;
  gboolean saver;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
  PROP_SAVER
};

static void
none_init (gpointer iface, gpointer data)
{
}

static gboolean
init_desktop (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = init_desktop;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestDesktop,
                               test_desktop,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          (GInterfaceInitFunc)none_init)
                                       G_IMPLEMENT_INTERFACE (G_TYPE_POWER_PROFILE_MONITOR,
                                                              (GInterfaceInitFunc)none_init))

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestDesktop *self = TEST_DESKTOP (object);

  if (id == PROP_METERED)
    g_value_set_boolean (value, self->metered);
  else if (id == PROP_SAVER)
    g_value_set_boolean (value, self->saver);
}

static void
test_desktop_class_init (TestDesktopClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
  g_object_class_override_property (object_class, PROP_SAVER, "power-saver-enabled");
}

static void
test_desktop_init (TestDesktop *self)
{
}

static void
say (TestDesktop *desktop, gboolean metered, gboolean saver)
{
  desktop->metered = metered;
  desktop->saver = saver;
  g_object_notify (G_OBJECT (desktop), "network-metered");
  g_object_notify (G_OBJECT (desktop), "power-saver-enabled");
}

static void
on_changed (FodThrift *thrift, guint *times)
{
  (*times)++;
}

static void
test_looks_follow_the_desktop (void)
{
  static const struct
  {
    const char *label;
    gboolean metered;
    gboolean saver;
    gint64 look_ms;
    guint changes;
  } cases[] = {
    { "plain", FALSE, FALSE, 60000, 0 },
    { "a telephone's line", TRUE, FALSE, 900000, 1 },
    { "and the battery low", TRUE, TRUE, 900000, 1 },
    { "at the office", FALSE, TRUE, 900000, 1 },
    { "and charged", FALSE, FALSE, 60000, 2 },
  };
  g_autoptr (TestDesktop) desktop = g_object_new (TEST_TYPE_DESKTOP, NULL);
  g_autoptr (FodThrift) thrift =
      fod_thrift_new (G_NETWORK_MONITOR (desktop), G_POWER_PROFILE_MONITOR (desktop));
  guint changes = 0;

  g_signal_connect (thrift, "changed", G_CALLBACK (on_changed), &changes);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].label);
      say (desktop, cases[i].metered, cases[i].saver);
      g_assert_cmpint (fod_thrift_get_look_ms (thrift, 0.5), ==, cases[i].look_ms);
      g_assert_cmpuint (changes, ==, cases[i].changes);
    }
}

static void
test_a_team_does_not_come_all_at_once (void)
{
  g_autoptr (TestDesktop) desktop = g_object_new (TEST_TYPE_DESKTOP, NULL);
  g_autoptr (FodThrift) thrift =
      fod_thrift_new (G_NETWORK_MONITOR (desktop), G_POWER_PROFILE_MONITOR (desktop));

  g_assert_cmpint (fod_thrift_get_look_ms (thrift, 0.0), ==, 42000);
  g_assert_cmpint (fod_thrift_get_look_ms (thrift, 1.0), ==, 78000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/thrift/looks-follow-the-desktop", test_looks_follow_the_desktop);
  g_test_add_func ("/thrift/a-team-does-not-come-all-at-once",
                   test_a_team_does_not_come_all_at_once);
  return g_test_run ();
}
