/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodLiveCalls:
 * @random: Returns: from 0 to 1
 * @moved: the server has something that is not known here. Returns: whether a round begins for it
 * @alive: the server gave a sign of life
 * @turned: the line came up or went down
 * @wanted: it is time to open it again
 */
typedef struct
{
  double (*random) (gpointer owner);
  gboolean (*moved) (gpointer owner);
  void (*alive) (gpointer owner);
  void (*turned) (gpointer owner);
  void (*wanted) (gpointer owner);
} FodLiveCalls;

/**
 * FodLive:
 *
 * The line to the server, kept open: listens, compares what it hears with what is known, and waits
 * a moment at random, so that a team does not come all at once. What is said on the line is only
 * ever a reason to ask; a server that gives reasons without end is asked more and more rarely.
 */
typedef struct _FodLive FodLive;

/** fod_live_new: Returns: (transfer full): without a line */
FodLive *fod_live_new (FodClock *clock, const FodLiveCalls *calls, gpointer owner);

void fod_live_free (FodLive *self);

/** fod_live_may_open: Returns: whether there is no line, and no reason to wait with one */
gboolean fod_live_may_open (FodLive *self);

/** fod_live_open: calls the server, if @transport can keep a line */
void fod_live_open (FodLive *self, FodTransport *transport, const char *token, guint ping_seconds);

/** fod_live_close: hangs up; the next may be opened at once */
void fod_live_close (FodLive *self);

/** fod_live_is_up: Returns: whether the server's word can be waited for */
gboolean fod_live_is_up (FodLive *self);

/** fod_live_is_in_step: Returns: whether the server says on the line what moves, and has said
 * nothing that is not known */
gboolean fod_live_is_in_step (FodLive *self);

/** fod_live_set_ping: how often to see whether the server is still there */
void fod_live_set_ping (FodLive *self, guint seconds);

/**
 * fod_live_know:
 * @heads: (element-type utf8 utf8): scope → head, as of the last pull
 * @brought: whether it brought anything
 *
 * A round has ended well.
 */
void fod_live_know (FodLive *self, const char *epoch, GHashTable *heads, gboolean brought);

/** fod_live_get_wait: Returns: ms between a word of the server and the pull that it leads to, when
 * the last @idle of those brought nothing; @random is from 0 to 1 */
gint64 fod_live_get_wait (guint idle, double random);

G_END_DECLS
