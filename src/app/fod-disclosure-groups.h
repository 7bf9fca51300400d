/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-disclosure-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodDisclosureGroups:
 *
 * What employers may be told of a participant: what stands, each revoked by one press, and apart
 * from it what was revoked.
 */
#define FOD_TYPE_DISCLOSURE_GROUPS (fod_disclosure_groups_get_type ())
G_DECLARE_FINAL_TYPE (FodDisclosureGroups, fod_disclosure_groups, FOD, DISCLOSURE_GROUPS, AdwBin)

/** fod_disclosure_groups_show: shows the plans of @book */
void fod_disclosure_groups_show (FodDisclosureGroups *self, FodDisclosureBook *book);

G_END_DECLS
