/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodOverviews:
 *
 * What a list shows beside its rows and no column holds (last contact, next follow-up …), of one
 * kind, kept true as the store changes. Signal "changed" () when any of it may differ.
 */
#define FOD_TYPE_OVERVIEWS (fod_overviews_get_type ())
G_DECLARE_FINAL_TYPE (FodOverviews, fod_overviews, FOD, OVERVIEWS, GObject)

/** fod_overviews_new: @kind is participant or employer; Returns: (transfer full): overviews that
 * load at once */
FodOverviews *fod_overviews_new (FodStore *store, const char *kind);

/** fod_overviews_get: Returns: (transfer none) (nullable): of the row @id, until the next
 * "changed" */
const FodOverview *fod_overviews_get (FodOverviews *self, const char *id);

/** fod_overviews_reload: asks again, because the day changed */
void fod_overviews_reload (FodOverviews *self);

G_END_DECLS
