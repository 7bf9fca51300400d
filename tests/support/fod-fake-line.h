/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodFakeLine:
 *
 * A line on which a test is the server: it calls fod_live_line_say_opened() and its like.
 */
#define FOD_TYPE_FAKE_LINE (fod_fake_line_get_type ())
G_DECLARE_FINAL_TYPE (FodFakeLine, fod_fake_line, FOD, FAKE_LINE, FodLiveLine)

/** fod_fake_line_new: Returns: (transfer full) */
FodFakeLine *fod_fake_line_new (void);

/** fod_fake_line_is_hung_up: Returns: whether the other side has ended it */
gboolean fod_fake_line_is_hung_up (FodFakeLine *self);

/** fod_fake_line_say: a message */
void fod_fake_line_say (FodFakeLine *self, const char *text);

/**
 * FodLineTransport:
 *
 * A transport that carries lines and nothing else.
 */
#define FOD_TYPE_LINE_TRANSPORT (fod_line_transport_get_type ())
G_DECLARE_FINAL_TYPE (FodLineTransport, fod_line_transport, FOD, LINE_TRANSPORT, GObject)

/** fod_line_transport_new: Returns: (transfer full) */
FodLineTransport *fod_line_transport_new (void);

/** fod_line_transport_count: Returns: how many lines were opened */
guint fod_line_transport_count (FodLineTransport *self);

/** fod_line_transport_get_line: Returns: (transfer none) (nullable): the last one */
FodFakeLine *fod_line_transport_get_line (FodLineTransport *self);

G_END_DECLS
