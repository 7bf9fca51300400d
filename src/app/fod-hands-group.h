/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHandsGroup:
 *
 * Who covers for whom, and who was handed over lately, as far as this laptop has the participants:
 * of a consultant those they got, cover or are covered for; of a leader those of the team. Hidden
 * when there is nothing of it.
 */
#define FOD_TYPE_HANDS_GROUP (fod_hands_group_get_type ())
G_DECLARE_FINAL_TYPE (FodHandsGroup, fod_hands_group, FOD, HANDS_GROUP, AdwBin)

/** fod_hands_group_show: shows what the store knows now, and follows it while it is seen */
void fod_hands_group_show (FodHandsGroup *self, FodContext *context);

G_END_DECLS
