/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Frames of RFC 6455 as a server meets them whose clients have nothing to say: a ping, a pong and a
 * close are all that is let in, and none of them is longer than this. */
#define FOD_SERVER_FRAME_MAX 125
#define FOD_SERVER_FRAME_BYTES (2 + 4 + FOD_SERVER_FRAME_MAX)

typedef enum
{
  FOD_FRAME_CLOSE = 8,
  FOD_FRAME_PING = 9,
  FOD_FRAME_PONG = 10
} FodFrameKind;

/**
 * FodServerFrame:
 * @data: unmasked
 */
typedef struct
{
  FodFrameKind kind;
  guint8 data[FOD_SERVER_FRAME_MAX];
  guint8 size;
} FodServerFrame;

/**
 * fod_server_frame_parse:
 * @wrong: (out): the code to close the line with when what came is not allowed, else 0; known as
 *   soon as the first two bytes are
 *
 * Returns: how many bytes the first frame of @bytes takes, 0 when it is not all there
 */
gsize
fod_server_frame_parse (const guint8 *bytes, gsize size, FodServerFrame *frame, guint16 *wrong);

/** fod_server_frame_print: adds a frame of @kind to @bytes */
void fod_server_frame_print (GByteArray *bytes, FodFrameKind kind, gconstpointer data, gsize size);

/** fod_server_frame_print_text: adds a message of fewer than 64 KiB to @bytes */
void fod_server_frame_print_text (GByteArray *bytes, const char *text);

G_END_DECLS
