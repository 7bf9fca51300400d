/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts the time that nobody was there. What a touch is, and what follows, is the program's. */

#include "config.h"

#include "base/fod-idle.h"

struct _FodIdle
{
  GObject parent_instance;

  FodClock *clock;
  gint64 limit_ms; /* 0 for never */
  gint64 last_ms;
  guint timer;
};

enum
{
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodIdle, fod_idle, G_TYPE_OBJECT)

static gint64
get_left_ms (FodIdle *self)
{
  return self->last_ms + self->limit_ms - fod_clock_get_boot_ms (self->clock);
}

static gboolean
on_timer (gpointer user_data)
{
  FodIdle *self = user_data;

  self->timer = 0;
  fod_idle_check (self);
  return G_SOURCE_REMOVE;
}

/* A timer stands still while the machine sleeps, and a touch does not move it: it is only when to
 * look. */
static void
set_timer (FodIdle *self)
{
  gint64 left_s = (get_left_ms (self) + 999) / 1000;

  if (self->timer == 0)
    self->timer = g_timeout_add_seconds ((guint)MAX (left_s, 1), on_timer, self);
}

static void
fod_idle_dispose (GObject *object)
{
  FodIdle *self = FOD_IDLE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (fod_idle_parent_class)->dispose (object);
}

static void
fod_idle_class_init (FodIdleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_idle_dispose;

  signals[IDLE] =
      g_signal_new ("idle", FOD_TYPE_IDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_idle_init (FodIdle *self)
{
}

FodIdle *
fod_idle_new (FodClock *clock)
{
  FodIdle *self;

  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  self = g_object_new (FOD_TYPE_IDLE, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

void
fod_idle_start (FodIdle *self, guint minutes)
{
  g_return_if_fail (FOD_IS_IDLE (self));

  fod_idle_stop (self);
  self->limit_ms = (gint64)minutes * 60 * 1000;
  self->last_ms = fod_clock_get_boot_ms (self->clock);
  if (self->limit_ms > 0)
    set_timer (self);
}

void
fod_idle_stop (FodIdle *self)
{
  g_return_if_fail (FOD_IS_IDLE (self));

  self->limit_ms = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
}

gboolean
fod_idle_touch (FodIdle *self)
{
  g_return_val_if_fail (FOD_IS_IDLE (self), TRUE);

  if (self->limit_ms == 0)
    return TRUE;
  if (get_left_ms (self) <= 0)
    {
      fod_idle_check (self);
      return FALSE;
    }
  self->last_ms = fod_clock_get_boot_ms (self->clock);
  return TRUE;
}

void
fod_idle_check (FodIdle *self)
{
  g_return_if_fail (FOD_IS_IDLE (self));

  if (self->limit_ms == 0)
    return;
  if (get_left_ms (self) > 0)
    {
      set_timer (self);
      return;
    }
  fod_idle_stop (self);
  g_signal_emit (self, signals[IDLE], 0);
}
