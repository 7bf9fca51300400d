/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"

G_BEGIN_DECLS

/** fod_server_day_begin: what a new day brings, once a day and store, before its first request is
 * answered: covers that are over end, and feeds forget what died long ago. Error:
 * %FOD_SERVER_DENIAL_SETUP, %FOD_DB_ERROR */
gboolean fod_server_day_begin (FodServerStore *store, FodClock *clock, GError **error);

G_END_DECLS
