/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodServerLine:
 *
 * An open WebSocket to one device, after its handshake. What is to be said and could not be sent
 * yet is replaced by what is said later, so that a device that does not read costs no memory. It
 * may say that it is there, and ask one thing at a time. Main thread only.
 */
typedef struct _FodServerLine FodServerLine;

/** FodServerLineEnded: the other side hung up, broke the rules or can't be reached; called once,
 * from the main loop, and may free the line */
typedef void (*FodServerLineEnded) (gpointer data);

/** FodServerLineAsked: @packed: (transfer none): a request; its answer is given by
 * fod_server_line_answer(), before which no other may come */
typedef void (*FodServerLineAsked) (gpointer data, GBytes *packed);

typedef struct
{
  FodServerLineEnded ended;
  FodServerLineAsked asked;
} FodServerLineCalls;

/** fod_server_line_new: @stream: (transfer full): pollable both ways; @calls: borrowed */
FodServerLine *
fod_server_line_new (GIOStream *stream, const FodServerLineCalls *calls, gpointer data);

/** fod_server_line_free: hangs up without a word, unless fod_server_line_close() said one */
void fod_server_line_free (FodServerLine *self);

/** fod_server_line_say: sends @text, of fewer than 64 KiB */
void fod_server_line_say (FodServerLine *self, const char *text);

/** fod_server_line_say_packed: as fod_server_line_say(); @packed: (transfer none) */
void fod_server_line_say_packed (FodServerLine *self, GBytes *packed);

/** fod_server_line_answer: @packed: (transfer none): of fewer than 64 KiB */
void fod_server_line_answer (FodServerLine *self, GBytes *packed);

/** fod_server_line_close: says why, if that can be said at once */
void fod_server_line_close (FodServerLine *self, guint16 code);

/** fod_server_line_take_frames: Returns: how many frames came since it was last asked */
guint fod_server_line_take_frames (FodServerLine *self);

G_END_DECLS
