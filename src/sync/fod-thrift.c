/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether line and battery are to be spared, as the desktop says. */

#include "config.h"

#include "sync/fod-thrift.h"

#define LOOK_MS 60000
#define SPARING_LOOK_MS (15 * 60000)
#define PING_SECONDS 60
#define SPARING_PING_SECONDS 240

struct _FodThrift
{
  GObject parent_instance;

  GNetworkMonitor *network;    /* owned */
  GPowerProfileMonitor *power; /* owned */
  gboolean sparing;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodThrift, fod_thrift, G_TYPE_OBJECT)

static void
on_notify (FodThrift *self)
{
  gboolean sparing = g_network_monitor_get_network_metered (self->network) ||
                     g_power_profile_monitor_get_power_saver_enabled (self->power);

  if (sparing == self->sparing)
    return;
  self->sparing = sparing;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fod_thrift_dispose (GObject *object)
{
  FodThrift *self = FOD_THRIFT (object);

  g_clear_object (&self->network);
  g_clear_object (&self->power);
  G_OBJECT_CLASS (fod_thrift_parent_class)->dispose (object);
}

static void
fod_thrift_class_init (FodThriftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_thrift_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_THRIFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_thrift_init (FodThrift *self)
{
}

FodThrift *
fod_thrift_new (GNetworkMonitor *network, GPowerProfileMonitor *power)
{
  FodThrift *self;

  g_return_val_if_fail (G_IS_NETWORK_MONITOR (network), NULL);
  g_return_val_if_fail (G_IS_POWER_PROFILE_MONITOR (power), NULL);

  self = g_object_new (FOD_TYPE_THRIFT, NULL);
  self->network = g_object_ref (network);
  self->power = g_object_ref (power);
  g_signal_connect_object (network, "notify::network-metered", G_CALLBACK (on_notify), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (power, "notify::power-saver-enabled", G_CALLBACK (on_notify), self,
                           G_CONNECT_SWAPPED);
  on_notify (self);
  return self;
}

gint64
fod_thrift_get_look_ms (FodThrift *self, double random)
{
  gint64 ms;

  g_return_val_if_fail (FOD_IS_THRIFT (self), LOOK_MS);

  ms = self->sparing ? SPARING_LOOK_MS : LOOK_MS;
  return ms - ms * 3 / 10 + (gint64)((double)(ms * 6 / 10) * random);
}

guint
fod_thrift_get_ping (FodThrift *self)
{
  g_return_val_if_fail (FOD_IS_THRIFT (self), PING_SECONDS);

  return self->sparing ? SPARING_PING_SECONDS : PING_SECONDS;
}
