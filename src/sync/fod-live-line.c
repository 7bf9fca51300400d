/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodLiveLine: what a line says of itself. What carries it is elsewhere. */

#include "config.h"

#include "sync/fod-live-line.h"

typedef struct
{
  gboolean over;
} FodLiveLinePrivate;

enum
{
  OPENED,
  HEARD,
  ALIVE,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FodLiveLine, fod_live_line, G_TYPE_OBJECT)

static guint
add_signal (const char *name, guint n, GType first, GType second)
{
  return g_signal_new (name, FOD_TYPE_LIVE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n, first, second);
}

static void
fod_live_line_class_init (FodLiveLineClass *klass)
{
  signals[OPENED] = add_signal ("opened", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[HEARD] = add_signal ("heard", 1, G_TYPE_BYTES, G_TYPE_NONE);
  signals[ALIVE] = add_signal ("alive", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[ENDED] = add_signal ("ended", 2, G_TYPE_UINT, G_TYPE_INT64);
}

static void
fod_live_line_init (FodLiveLine *self)
{
}

static gboolean
is_over (FodLiveLine *self)
{
  FodLiveLinePrivate *private = fod_live_line_get_instance_private (self);

  return private->over;
}

void
fod_live_line_hang_up (FodLiveLine *self)
{
  FodLiveLinePrivate *private = fod_live_line_get_instance_private (self);

  g_return_if_fail (FOD_IS_LIVE_LINE (self));

  if (private->over)
    return;
  private->over = TRUE;
  FOD_LIVE_LINE_GET_CLASS (self)->hang_up (self);
}

void
fod_live_line_set_ping (FodLiveLine *self, guint seconds)
{
  g_return_if_fail (FOD_IS_LIVE_LINE (self));

  if (!is_over (self))
    FOD_LIVE_LINE_GET_CLASS (self)->set_ping (self, seconds);
}

void
fod_live_line_say_opened (FodLiveLine *self)
{
  if (!is_over (self))
    g_signal_emit (self, signals[OPENED], 0);
}

void
fod_live_line_say_heard (FodLiveLine *self, GBytes *message)
{
  if (!is_over (self))
    g_signal_emit (self, signals[HEARD], 0, message);
}

void
fod_live_line_say_alive (FodLiveLine *self)
{
  if (!is_over (self))
    g_signal_emit (self, signals[ALIVE], 0);
}

void
fod_live_line_say_ended (FodLiveLine *self, guint code, gint64 retry_after_ms)
{
  FodLiveLinePrivate *private = fod_live_line_get_instance_private (self);

  if (private->over)
    return;
  private->over = TRUE;
  g_signal_emit (self, signals[ENDED], 0, code, retry_after_ms);
}
