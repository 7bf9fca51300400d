/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodFaultKind:
 * @FOD_FAULT_NONE: a good line
 * @FOD_FAULT_REQUEST_CUT: the server gets the first bytes, then both sides are reset
 * @FOD_FAULT_REQUEST_STALL: the server gets the first bytes, then neither side hears anything,
 * until one of them gives up (half-open, the way there)
 * @FOD_FAULT_REQUEST_DRIP: a byte, a pause, a byte
 * @FOD_FAULT_REQUEST_TWICE: delivered a second time when it has been answered; the client gets the
 *   second answer
 * @FOD_FAULT_REPLY_CUT: the client gets the first bytes, then its connection is reset
 * @FOD_FAULT_REPLY_CLOSE: the client gets the first bytes, then its connection is closed in order
 * @FOD_FAULT_REPLY_STALL: the client gets the first bytes, then silence until it gives up
 *   (half-open, the way back)
 * @FOD_FAULT_REPLY_DRIP: a byte, a pause, a byte
 * @FOD_FAULT_REPLY_HOLD: the client gets nothing until fod_fault_proxy_release()
 * @FOD_FAULT_ANSWER: the server hears nothing; the client gets an answer of the proxy's own
 */
typedef enum
{
  FOD_FAULT_NONE,
  FOD_FAULT_REQUEST_CUT,
  FOD_FAULT_REQUEST_STALL,
  FOD_FAULT_REQUEST_DRIP,
  FOD_FAULT_REQUEST_TWICE,
  FOD_FAULT_REPLY_CUT,
  FOD_FAULT_REPLY_CLOSE,
  FOD_FAULT_REPLY_STALL,
  FOD_FAULT_REPLY_DRIP,
  FOD_FAULT_REPLY_HOLD,
  FOD_FAULT_ANSWER
} FodFaultKind;

/** FodFaultEdit: Returns: (transfer full): what the client gets in place of @reply (head and body);
 * called in a thread of the proxy */
typedef GBytes *(*FodFaultEdit) (GBytes *reply, gsize at);

/**
 * FodFault:
 * @path: (nullable): of the requests that it befalls; %NULL for all
 * @at: how many bytes get through, or what @edit takes it for
 * @answer: (nullable): of FOD_FAULT_ANSWER: all bytes of it
 * @edit: (nullable): what befalls the server's reply before @kind does
 */
typedef struct
{
  FodFaultKind kind;
  const char *path;
  gsize at;
  const char *answer;
  FodFaultEdit edit;
} FodFault;

/**
 * FodFaultProxy:
 *
 * A proxy on a port of 127.0.0.1 before a real server: takes each request whole, hands it on over a
 * connection of its own, and gives the reply back; and does on the way what lines, routers and
 * other people's proxies do. Exact to the byte, and without a clock of its own but for the pauses
 * of a drip. Threads of its own; the main context of the test accepts connections.
 */
typedef struct _FodFaultProxy FodFaultProxy;

/** fod_fault_proxy_start: @port: of the server on 127.0.0.1 */
FodFaultProxy *fod_fault_proxy_start (guint port);

/** fod_fault_proxy_stop: also waits for the threads */
void fod_fault_proxy_stop (FodFaultProxy *self);

/** fod_fault_proxy_get_url: Returns: (transfer none): "http://127.0.0.1:port" */
const char *fod_fault_proxy_get_url (FodFaultProxy *self);

/** fod_fault_proxy_set: befalls all that comes from now on; %NULL for a good line. Texts are
 * borrowed */
void fod_fault_proxy_set (FodFaultProxy *self, const FodFault *fault);

/** fod_fault_proxy_release: lets go what FOD_FAULT_REPLY_HOLD held */
void fod_fault_proxy_release (FodFaultProxy *self);

/** fod_fault_proxy_count: Returns: how many requests for @path (%NULL for all) came */
guint fod_fault_proxy_count (FodFaultProxy *self, const char *path);

/** fod_fault_proxy_dup_request: Returns: (transfer full): the last request for @path */
GBytes *fod_fault_proxy_dup_request (FodFaultProxy *self, const char *path);

/** fod_fault_proxy_dup_reply: Returns: (transfer full): what the server last answered to one for
 * @path, before any fault */
GBytes *fod_fault_proxy_dup_reply (FodFaultProxy *self, const char *path);

/** fod_fault_proxy_replay: hands the last request for @path to the server once more. Returns:
 * (transfer full): what it answers */
GBytes *fod_fault_proxy_replay (FodFaultProxy *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodFaultProxy, fod_fault_proxy_stop)

G_END_DECLS
