/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-entity-group.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodNetworkGroups:
 *
 * Who is around a participant, and the consents to talk with them and with others.
 */
#define FOD_TYPE_NETWORK_GROUPS (fod_network_groups_get_type ())
G_DECLARE_FINAL_TYPE (FodNetworkGroups, fod_network_groups, FOD, NETWORK_GROUPS, AdwBin)

/** fod_network_groups_show: shows those of @participant; @summary, a group of the overview, has how
 * each of them stands */
void fod_network_groups_show (FodNetworkGroups *self,
                              FodContext *context,
                              FodEntity *participant,
                              FodEntityGroup *summary);

/** fod_network_groups_add: asks for a new treatment contact or consent; @known ("a{ss}") names the
 * participant */
void fod_network_groups_add (FodNetworkGroups *self, const char *kind, GVariant *known);

G_END_DECLS
