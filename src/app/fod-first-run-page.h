/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodFirstRunPage:
 *
 * Makes a profile in three short steps: language, passphrase, and the team's server or none.
 * Works without a network. Signal "opened" (FodContext).
 */
#define FOD_TYPE_FIRST_RUN_PAGE (fod_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (FodFirstRunPage, fod_first_run_page, FOD, FIRST_RUN_PAGE, AdwBin)

/** fod_first_run_page_new: Returns: (transfer floating): a page for @profile */
FodFirstRunPage *fod_first_run_page_new (FodProfile *profile);

G_END_DECLS
