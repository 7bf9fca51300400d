/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-list-page.h"

G_BEGIN_DECLS

/**
 * FodParticipantsPage:
 *
 * The page "Participants" (ux.md §3). Takes the construct-only property "context" (FodContext).
 */
#define FOD_TYPE_PARTICIPANTS_PAGE (fod_participants_page_get_type ())
G_DECLARE_FINAL_TYPE (
    FodParticipantsPage, fod_participants_page, FOD, PARTICIPANTS_PAGE, FodListPage)

G_END_DECLS
