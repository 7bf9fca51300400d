/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodSyncPage:
 *
 * How this machine stands to the server, in full: the state, what two people answered differently,
 * what was refused, and what waits and why. Construct-only "context".
 */
#define FOD_TYPE_SYNC_PAGE (fod_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (FodSyncPage, fod_sync_page, FOD, SYNC_PAGE, AdwBin)

G_END_DECLS
