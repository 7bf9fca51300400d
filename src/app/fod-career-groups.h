/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodCareerGroups:
 *
 * The career profile of a participant (domain.md §3.1, item 3): a living document that is never
 * finished. There is no score in it, and nothing that says who is ready.
 */
#define FOD_TYPE_CAREER_GROUPS (fod_career_groups_get_type ())
G_DECLARE_FINAL_TYPE (FodCareerGroups, fod_career_groups, FOD, CAREER_GROUPS, AdwBin)

/** fod_career_groups_show: @participant: an id; shows the profile of that one */
void fod_career_groups_show (FodCareerGroups *self, FodContext *context, const char *participant);

G_END_DECLS
