/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodGivenGroup:
 *
 * Whom the person at this laptop handed participants over to lately; hidden when to nobody.
 */
#define FOD_TYPE_GIVEN_GROUP (fod_given_group_get_type ())
G_DECLARE_FINAL_TYPE (FodGivenGroup, fod_given_group, FOD, GIVEN_GROUP, AdwBin)

/** fod_given_group_show: shows what the store knows now, and follows it */
void fod_given_group_show (FodGivenGroup *self, FodContext *context);

G_END_DECLS
