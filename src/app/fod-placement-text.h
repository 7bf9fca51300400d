/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/* A job or an education in words. */

/** fod_placement_text_title: @employer may be %NULL; Returns: (transfer full): "Warehouse worker,
 * Jysk Lager", or the kind when nothing else is known */
char *
fod_placement_text_title (FodDirectory *directory, FodEntity *placement, const char *employer);

/** fod_placement_text_details: Returns: (transfer full): kind, stage, hours and dates */
char *fod_placement_text_details (FodDirectory *directory, FodEntity *placement);

/** FodPlacementGroup: what is never counted together: ordinary jobs (open to anyone, on ordinary
 * pay and terms, also with few hours), ordinary education, and everything on the way there */
typedef enum
{
  FOD_PLACEMENT_ORDINARY,
  FOD_PLACEMENT_EDUCATION,
  FOD_PLACEMENT_OTHER
} FodPlacementGroup;

/** fod_placement_text_group: Returns: the group it is shown in */
FodPlacementGroup fod_placement_text_group (FodEntity *placement);

G_END_DECLS
