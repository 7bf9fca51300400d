/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEnrolGroup:
 *
 * Connects this machine to the team's server: address, user name, password, and a clear sentence
 * when it does not work. Used by the first run and by the preferences. Signal "enrolled" ().
 */
#define FOD_TYPE_ENROL_GROUP (fod_enrol_group_get_type ())
G_DECLARE_FINAL_TYPE (FodEnrolGroup, fod_enrol_group, FOD, ENROL_GROUP, AdwBin)

/** fod_enrol_group_set_engine: which engine enrols */
void fod_enrol_group_set_engine (FodEnrolGroup *self, FodSyncEngine *engine);

G_END_DECLS
