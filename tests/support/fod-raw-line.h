/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of a good handshake. */
#define FOD_RAW_LINE_HEADERS                                                                       \
  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"                     \
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

/**
 * FodRawLine:
 *
 * A WebSocket spoken byte by byte, so that it may also break the rules. Calls block, for ten
 * seconds at most.
 */
typedef struct _FodRawLine FodRawLine;

/** fod_raw_line_open: @headers: (nullable): instead of those of a good handshake, each with its
 * line end; Returns: (transfer full): the line, open or not */
FodRawLine *fod_raw_line_open (guint port, const char *token, const char *headers);

void fod_raw_line_free (FodRawLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRawLine, fod_raw_line_free)

/** fod_raw_line_get_status: Returns: what the handshake was answered with, 101 for a line */
guint fod_raw_line_get_status (FodRawLine *self);

/** fod_raw_line_get_head: Returns: (transfer none): the head of that answer */
const char *fod_raw_line_get_head (FodRawLine *self);

/** fod_raw_line_get_socket: Returns: (transfer none) */
GSocket *fod_raw_line_get_socket (FodRawLine *self);

/** fod_raw_line_read: Returns: (transfer full) (nullable): what the next frame holds, %NULL when
 * the line ended; @kind: (out) (optional): its opcode */
char *fod_raw_line_read (FodRawLine *self, guint *kind);

/** fod_raw_line_read_bytes: as fod_raw_line_read(), of a frame that is no text */
GBytes *fod_raw_line_read_bytes (FodRawLine *self, guint *kind);

/** fod_raw_line_read_end: passes over messages; Returns: the code that the line was closed with, 0
 * for none */
guint fod_raw_line_read_end (FodRawLine *self);

/** fod_raw_line_send: a masked frame with the first byte @first */
void fod_raw_line_send (FodRawLine *self, guint8 first, const void *data, gsize size);

/** fod_raw_line_send_bytes: Returns: whether the line took them */
gboolean fod_raw_line_send_bytes (FodRawLine *self, const void *data, gsize size);

G_END_DECLS
