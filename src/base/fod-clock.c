/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodClock and the machine's own clock. Time zones beyond "today" are not its business. */

#include "config.h"

#include "base/fod-clock.h"

#include <time.h>

struct _FodSystemClock
{
  GObject parent_instance;
};

static void fod_system_clock_iface_init (FodClockInterface *iface);

G_DEFINE_INTERFACE (FodClock, fod_clock, G_TYPE_OBJECT)

G_DEFINE_FINAL_TYPE_WITH_CODE (FodSystemClock,
                               fod_system_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_CLOCK, fod_system_clock_iface_init))

static void
fod_clock_default_init (FodClockInterface *iface)
{
}

static gint64
fod_system_clock_get_real_ms (FodClock *clock)
{
  return g_get_real_time () / 1000;
}

static gint64
fod_system_clock_get_boot_ms (FodClock *clock)
{
  struct timespec now = { 0 };

  /* Not g_get_monotonic_time(): that one stands still while a laptop sleeps. */
  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time () / 1000;

  return (gint64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
fod_system_clock_iface_init (FodClockInterface *iface)
{
  iface->get_real_ms = fod_system_clock_get_real_ms;
  iface->get_boot_ms = fod_system_clock_get_boot_ms;
}

static void
fod_system_clock_class_init (FodSystemClockClass *klass)
{
}

static void
fod_system_clock_init (FodSystemClock *self)
{
}

gint64
fod_clock_get_real_ms (FodClock *self)
{
  g_return_val_if_fail (FOD_IS_CLOCK (self), 0);

  return FOD_CLOCK_GET_IFACE (self)->get_real_ms (self);
}

gint64
fod_clock_get_boot_ms (FodClock *self)
{
  g_return_val_if_fail (FOD_IS_CLOCK (self), 0);

  return FOD_CLOCK_GET_IFACE (self)->get_boot_ms (self);
}

char *
fod_clock_dup_today (FodClock *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (FOD_IS_CLOCK (self), NULL);

  now = g_date_time_new_from_unix_local (fod_clock_get_real_ms (self) / 1000);
  if (now == NULL)
    return g_strdup ("1970-01-01");

  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

FodClock *
fod_system_clock_new (void)
{
  return g_object_new (FOD_TYPE_SYSTEM_CLOCK, NULL);
}
