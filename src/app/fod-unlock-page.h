/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodUnlockPage:
 *
 * Asks for the passphrase and says in plain words why a profile does not open. Signal "opened"
 * (FodContext).
 */
#define FOD_TYPE_UNLOCK_PAGE (fod_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (FodUnlockPage, fod_unlock_page, FOD, UNLOCK_PAGE, AdwBin)

/** fod_unlock_page_new: Returns: (transfer floating): a page for @profile */
FodUnlockPage *fod_unlock_page_new (FodProfile *profile);

G_END_DECLS
