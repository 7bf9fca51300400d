/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-sync-engine.h"
#include "sync/fod-transport.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_enrolling_run_async:
 * @request: (transfer full): its device is filled in here
 * @address: the server's address as it is kept
 *
 * Shows the server who is at this device, and keeps what it gives for that. Nothing is kept unless
 * all of it came.
 */
void fod_enrolling_run_async (FodStore *store,
                              FodTransport *transport,
                              FodEnrolRequest *request,
                              const char *address,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** fod_enrolling_run_finish: Error: %FOD_SYNC_ERROR (LOGIN for a wrong name or password),
 * %FOD_DB_ERROR */
gboolean fod_enrolling_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
