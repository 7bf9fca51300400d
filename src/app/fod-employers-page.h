/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-list-page.h"

G_BEGIN_DECLS

/**
 * FodEmployersPage:
 *
 * The page "Employers" (ux.md §3). Takes the construct-only property "context" (FodContext).
 */
#define FOD_TYPE_EMPLOYERS_PAGE (fod_employers_page_get_type ())
G_DECLARE_FINAL_TYPE (FodEmployersPage, fod_employers_page, FOD, EMPLOYERS_PAGE, FodListPage)

G_END_DECLS
