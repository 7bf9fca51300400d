/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-server.h"
#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodSimWatch:
 * @reply: (nullable): %NULL when the server's program ended before it could answer
 *
 * Called after each request that came to the server, whether or not its answer comes back.
 */
typedef void (*FodSimWatch) (const FodRequest *request, const FodReply *reply, gpointer data);

/**
 * FodSimTouch:
 *
 * A hand in the wires, for tests of the oracle. Returns: (transfer full) (nullable): what the
 * device gets instead of @reply (transfer full); @reply may be %NULL: nothing came back
 */
typedef FodReply *(*FodSimTouch) (const FodRequest *request, FodReply *reply, gpointer data);

/** FodSimSpoil: the row @key ("kind id") comes to the device as nobody can read it */
typedef void (*FodSimSpoil) (const char *key, gpointer data);

/**
 * FodSimLine:
 *
 * A line between one device and the server: what is lost, held up or doubled on it follows from
 * numbers. A request that is held up comes to the server when fod_sim_line_deliver_late() lets it,
 * behind others that were sent after it; nobody hears its answer.
 */
#define FOD_TYPE_SIM_LINE (fod_sim_line_get_type ())
G_DECLARE_FINAL_TYPE (FodSimLine, fod_sim_line, FOD, SIM_LINE, GObject)

/** fod_sim_line_new: @server is borrowed. Returns: (transfer full): a good line */
FodSimLine *
fod_sim_line_new (FodSimServer *server, FodSimWatch watch, FodSimSpoil spoil, gpointer data);

/** fod_sim_line_set_touch: */
void fod_sim_line_set_touch (FodSimLine *self, FodSimTouch touch);

/**
 * fod_sim_line_set_weather:
 * @number: decides what becomes of each request from now on
 * @bad: of a hundred requests so many have some trouble
 * @page: rows that a pull may ask for, 0 for what the device asks for
 */
void fod_sim_line_set_weather (FodSimLine *self, guint number, guint bad, guint page);

/** fod_sim_line_set_ill: of a hundred answers so many are not what the server said: cut, another's,
 * or with a row that can't be read; until the weather is set again */
void fod_sim_line_set_ill (FodSimLine *self, guint ill);

/** fod_sim_line_was_ill: Returns: whether there was such an answer since the last call */
gboolean fod_sim_line_was_ill (FodSimLine *self);

/** fod_sim_line_deliver_late: lets the request number @number of those that are held up come
 * through. Returns: whether there was one */
gboolean fod_sim_line_deliver_late (FodSimLine *self, guint number);

/** fod_sim_line_drop_late: what is held up never comes */
void fod_sim_line_drop_late (FodSimLine *self);

/** fod_sim_line_count: Returns: how many requests the device has sent since the last call */
guint fod_sim_line_count (FodSimLine *self);

G_END_DECLS
