/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodFlakyTransport:
 *
 * A real transport on a bad line: requests that do not arrive, and answers that do not come back
 * though the server has done what was asked.
 */
#define FOD_TYPE_FLAKY_TRANSPORT (fod_flaky_transport_get_type ())
G_DECLARE_FINAL_TYPE (FodFlakyTransport, fod_flaky_transport, FOD, FLAKY_TRANSPORT, GObject)

/** fod_flaky_transport_new: Returns: (transfer full): a good line to @url */
FodFlakyTransport *fod_flaky_transport_new (const char *url);

/** fod_flaky_transport_set_url: the server is elsewhere from now on */
void fod_flaky_transport_set_url (FodFlakyTransport *self, const char *url);

/** fod_flaky_transport_lose_reply: the answer to the next request for @path is lost */
void fod_flaky_transport_lose_reply (FodFlakyTransport *self, const char *path);

/** fod_flaky_transport_set_losses: from now on every request and every answer is lost with these
 * chances, by @rand (borrowed) */
void
fod_flaky_transport_set_losses (FodFlakyTransport *self, GRand *rand, double request, double reply);

G_END_DECLS
