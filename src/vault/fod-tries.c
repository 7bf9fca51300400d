/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wait after wrong passphrases. Counts; what is shown of it is the unlock screen's. */

#include "config.h"

#include "vault/fod-tries.h"

#define FREE_TRIES 3
#define MAX_WAIT_S 30

struct _FodTries
{
  GObject parent_instance;

  FodClock *clock;
  guint n_wrong;
  gint64 until_ms; /* of the machine's time since its start: the wall clock can be set */
};

G_DEFINE_FINAL_TYPE (FodTries, fod_tries, G_TYPE_OBJECT)

static void
fod_tries_dispose (GObject *object)
{
  g_clear_object (&FOD_TRIES (object)->clock);

  G_OBJECT_CLASS (fod_tries_parent_class)->dispose (object);
}

static void
fod_tries_class_init (FodTriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_tries_dispose;
}

static void
fod_tries_init (FodTries *self)
{
}

FodTries *
fod_tries_new (FodClock *clock)
{
  FodTries *self;

  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  self = g_object_new (FOD_TYPE_TRIES, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

void
fod_tries_note (FodTries *self, gboolean right)
{
  guint wait_s = 0;

  g_return_if_fail (FOD_IS_TRIES (self));

  self->n_wrong = right ? 0 : self->n_wrong + 1;
  if (self->n_wrong > FREE_TRIES)
    wait_s = MIN (1u << MIN (self->n_wrong - FREE_TRIES - 1, 8), MAX_WAIT_S);
  self->until_ms = fod_clock_get_boot_ms (self->clock) + (gint64)wait_s * 1000;
}

guint
fod_tries_get_wait (FodTries *self)
{
  gint64 left_ms;

  g_return_val_if_fail (FOD_IS_TRIES (self), 0);

  left_ms = self->until_ms - fod_clock_get_boot_ms (self->clock);
  return left_ms > 0 ? (guint)((left_ms + 999) / 1000) : 0;
}
