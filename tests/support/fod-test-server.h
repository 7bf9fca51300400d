/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server.h"

G_BEGIN_DECLS

/**
 * FodTestServer:
 *
 * A real server in a thread of its own, on a free port of 127.0.0.1, over a real database in a
 * folder. It has a team "Rebild" with the leader "lene" and the consultants "anna" and "bo", whose
 * passwords are "password-" and the login. Aborts when anything fails.
 */
typedef struct _FodTestServer FodTestServer;

/** fod_test_server_start: makes the database in @folder, or opens the one that is there */
FodTestServer *fod_test_server_start (const char *folder, FodClock *clock);

/** fod_test_server_start_with: the same with other limits and on a chosen port (0 for any), so that
 * a stopped server can come back at its old address */
FodTestServer *fod_test_server_start_with (const char *folder,
                                           FodClock *clock,
                                           const FodServerLimits *limits,
                                           guint port);

/** fod_test_server_stop: stops it and waits for its thread; the folder stays */
void fod_test_server_stop (FodTestServer *self);

/** fod_test_server_get_port: Returns: the port */
guint fod_test_server_get_port (FodTestServer *self);

/** fod_test_server_get_url: Returns: (transfer none): "http://127.0.0.1:port" */
const char *fod_test_server_get_url (FodTestServer *self);

/**
 * fod_test_server_open_store:
 *
 * Returns: (transfer full): a second handle on the same database, to look into it or to do what an
 *   administrator's command does while the server runs
 */
FodServerStore *fod_test_server_open_store (FodTestServer *self);

/** fod_test_server_open_store_in: Returns: (transfer full): the same for a server of another
 * process that was started in @folder */
FodServerStore *fod_test_server_open_store_in (const char *folder);

G_END_DECLS
