/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Frames of RFC 6455 as a server meets them whose clients have little to say: a ping, a pong and a
 * close, none of them longer than this, and small requests, each one binary frame of at most
 * %FOD_LIMIT_ASK_BYTES. */
#define FOD_SERVER_FRAME_MAX 125
#define FOD_SERVER_FRAME_BYTES (2 + 4 + FOD_SERVER_FRAME_MAX)

typedef enum
{
  FOD_FRAME_ASK = 2,
  FOD_FRAME_CLOSE = 8,
  FOD_FRAME_PING = 9,
  FOD_FRAME_PONG = 10
} FodFrameKind;

/**
 * FodServerFrame:
 * @data: unmasked; of a request nothing, which comes behind the frame's head
 * @mask: of what comes behind it
 * @size: of the data, in or behind the frame
 */
typedef struct
{
  FodFrameKind kind;
  guint8 data[FOD_SERVER_FRAME_MAX];
  guint8 mask[4];
  guint16 size;
} FodServerFrame;

/**
 * fod_server_frame_parse:
 * @wrong: (out): the code to close the line with when what came is not allowed, else 0; known as
 *   soon as the first two bytes are
 *
 * Returns: how many bytes the first frame of @bytes takes, of a request its head, 0 when that is
 * not all there
 */
gsize
fod_server_frame_parse (const guint8 *bytes, gsize size, FodServerFrame *frame, guint16 *wrong);

/** fod_server_frame_print: adds a frame of @kind to @bytes */
void fod_server_frame_print (GByteArray *bytes, FodFrameKind kind, gconstpointer data, gsize size);

/** fod_server_frame_print_text: adds a message of fewer than 64 KiB to @bytes */
void fod_server_frame_print_text (GByteArray *bytes, const char *text);

/** fod_server_frame_print_packed: adds @packed, of fewer than 64 KiB, to @bytes */
void fod_server_frame_print_packed (GByteArray *bytes, GBytes *packed);

G_END_DECLS
