/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "demo/fod-demo.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerDemoUser: somebody to log in as; @password is "demo-" and the login
 */
typedef struct
{
  char *login;
  char *name;
  char *role;
  char *password;
} FodServerDemoUser;

void fod_server_demo_user_free (FodServerDemoUser *self);

/**
 * fod_server_fill_demo:
 * @password_mib: memory of one password check
 *
 * Fills a store that was just set up with the made-up team of @plan. Rows go in as ops by the users
 * who wrote them, the way that a laptop's do.
 *
 * Returns: (transfer full) (nullable) (element-type FodServerDemoUser): who can log in.
 *   Error: %FOD_SERVER_ACCOUNT_ERROR, %FOD_DB_ERROR, %G_IO_ERROR_INVALID_DATA when an op is refused
 */
GPtrArray *fod_server_fill_demo (FodServerStore *store,
                                 FodClock *clock,
                                 const FodDemoPlan *plan,
                                 guint password_mib,
                                 GError **error);

G_END_DECLS
