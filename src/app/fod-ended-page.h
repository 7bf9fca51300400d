/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEndedPage:
 *
 * Says that this machine's access has ended, that its profile is deleted, how many changes were
 * handed over, and what to do. Signal "again" (): the person wants to begin anew.
 */
#define FOD_TYPE_ENDED_PAGE (fod_ended_page_get_type ())
G_DECLARE_FINAL_TYPE (FodEndedPage, fod_ended_page, FOD, ENDED_PAGE, AdwBin)

/** fod_ended_page_new: Returns: (transfer floating): a page that tells of @handed changes */
FodEndedPage *fod_ended_page_new (guint handed);

G_END_DECLS
