/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-job-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodPlacementGroups:
 *
 * A participant's jobs and educations, the ordinary ones apart from those on the way there, because
 * they are never counted together; and above them the hours as a staircase over time.
 */
#define FOD_TYPE_PLACEMENT_GROUPS (fod_placement_groups_get_type ())
G_DECLARE_FINAL_TYPE (FodPlacementGroups, fod_placement_groups, FOD, PLACEMENT_GROUPS, AdwBin)

/** fod_placement_groups_show: shows those of @book */
void fod_placement_groups_show (FodPlacementGroups *self, FodJobBook *book);

/** fod_placement_groups_add: @kind: benefits counselling or a job search plan; opens a new one for
 * @participant, whose book is shown */
void fod_placement_groups_add (FodPlacementGroups *self, const char *kind, FodEntity *participant);

G_END_DECLS
