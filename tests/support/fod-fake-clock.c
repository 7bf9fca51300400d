/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock of tests. It moves only when told to. */

#include "config.h"

#include "support/fod-fake-clock.h"

#include "base/fod-date.h"

struct _FodFakeClock
{
  GObject parent_instance;

  gint64 real_ms;
  gint64 boot_ms;
};

static void fod_fake_clock_iface_init (FodClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodFakeClock,
                               fod_fake_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_CLOCK, fod_fake_clock_iface_init))

static gint64
fod_fake_clock_get_real_ms (FodClock *clock)
{
  return FOD_FAKE_CLOCK (clock)->real_ms;
}

static gint64
fod_fake_clock_get_boot_ms (FodClock *clock)
{
  return FOD_FAKE_CLOCK (clock)->boot_ms;
}

static void
fod_fake_clock_iface_init (FodClockInterface *iface)
{
  iface->get_real_ms = fod_fake_clock_get_real_ms;
  iface->get_boot_ms = fod_fake_clock_get_boot_ms;
}

static void
fod_fake_clock_class_init (FodFakeClockClass *klass)
{
}

static void
fod_fake_clock_init (FodFakeClock *self)
{
  self->real_ms = G_GINT64_CONSTANT (1795420800000);
  self->boot_ms = 3600 * 1000;
}

FodFakeClock *
fod_fake_clock_new (void)
{
  return g_object_new (FOD_TYPE_FAKE_CLOCK, NULL);
}

void
fod_fake_clock_set_real_ms (FodFakeClock *self, gint64 real_ms)
{
  g_return_if_fail (FOD_IS_FAKE_CLOCK (self));

  self->real_ms = real_ms;
}

void
fod_fake_clock_set_boot_ms (FodFakeClock *self, gint64 boot_ms)
{
  g_return_if_fail (FOD_IS_FAKE_CLOCK (self));

  self->boot_ms = boot_ms;
}

void
fod_fake_clock_set_date (FodFakeClock *self, const char *date)
{
  g_autoptr (GDateTime) noon = NULL;
  GDate day;

  g_return_if_fail (FOD_IS_FAKE_CLOCK (self));
  g_return_if_fail (fod_date_parse (date, &day));

  noon = g_date_time_new_local (g_date_get_year (&day), (int)g_date_get_month (&day),
                                g_date_get_day (&day), 12, 0, 0);
  self->real_ms = g_date_time_to_unix (noon) * 1000;
}

void
fod_fake_clock_advance (FodFakeClock *self, gint64 ms)
{
  g_return_if_fail (FOD_IS_FAKE_CLOCK (self));

  self->real_ms += ms;
  self->boot_ms += ms;
}
