/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-live-line.h"
#include "sync/fod-transport.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FodHttpLine:
 *
 * A line as a WebSocket. A message may be as long as the protocol says and no longer; a line on
 * which the other side is silent for more than two pings is dead. Where the server takes small
 * requests on it, too, one at a time can be asked there instead of over HTTP.
 */
#define FOD_TYPE_HTTP_LINE (fod_http_line_get_type ())
G_DECLARE_FINAL_TYPE (FodHttpLine, fod_http_line, FOD, HTTP_LINE, FodLiveLine)

/** fod_http_line_new: @message: (transfer full): the call, with the token in its head.
 * Returns: (transfer full): a line that is being opened */
FodLiveLine *fod_http_line_new (SoupSession *session, SoupMessage *message, guint ping_seconds);

/** FodHttpLineAnswered: @reply: (transfer full) (nullable): %NULL when the line ended before it */
typedef void (*FodHttpLineAnswered) (FodReply *reply, gpointer data);

/** fod_http_line_ask: Returns: whether the line takes @request; then @answered is called once */
gboolean fod_http_line_ask (FodHttpLine *self,
                            const FodRequest *request,
                            FodHttpLineAnswered answered,
                            gpointer data);

/** fod_http_line_forget: nobody waits for the answer any more */
void fod_http_line_forget (FodHttpLine *self);

/** fod_http_read_retry_after: Returns: the seconds that a reply asks to wait, at most an hour, -1
 * when it does not */
gint64 fod_http_read_retry_after (SoupMessage *message);

G_END_DECLS
