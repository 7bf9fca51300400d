/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodLiveLine:
 *
 * A line to the server that stays open and on which only the server speaks. Whoever carries it
 * derives from this; whoever listens connects to the signals:
 *
 * "opened": the server has taken the call. "heard" (GBytes): a message. "alive": a sign of life.
 * "ended" (uint code, int64 retry-after): the line is over, or never was: the status that the call
 * was answered with, the code that the line was closed with (from 1000), or 0 for neither; and the
 * milliseconds that the server asks to wait, 0 for none. It comes once and is the last.
 */
#define FOD_TYPE_LIVE_LINE (fod_live_line_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodLiveLine, fod_live_line, FOD, LIVE_LINE, GObject)

struct _FodLiveLineClass
{
  GObjectClass parent_class;

  void (*hang_up) (FodLiveLine *self);
  void (*set_ping) (FodLiveLine *self, guint seconds);
};

/** fod_live_line_hang_up: the last call to a line, which says nothing more */
void fod_live_line_hang_up (FodLiveLine *self);

/** fod_live_line_set_ping: how often to see whether the other side is still there */
void fod_live_line_set_ping (FodLiveLine *self, guint seconds);

/* For who carries the line. */
void fod_live_line_say_opened (FodLiveLine *self);
void fod_live_line_say_heard (FodLiveLine *self, GBytes *message);
void fod_live_line_say_alive (FodLiveLine *self);
void fod_live_line_say_ended (FodLiveLine *self, guint code, gint64 retry_after_ms);

G_END_DECLS
