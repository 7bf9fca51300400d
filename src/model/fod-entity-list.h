/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-entity.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodEntityList:
 *
 * A GListModel of FodEntity: the rows of a query, kept true as the store changes. The same row
 * keeps its entity; what changes inside it notifies, and items-changed is as small as it can be.
 *
 * Properties: "loading" (the first answer has not come), "n-items".
 */
#define FOD_TYPE_ENTITY_LIST (fod_entity_list_get_type ())
G_DECLARE_FINAL_TYPE (FodEntityList, fod_entity_list, FOD, ENTITY_LIST, GObject)

/** fod_entity_list_new: Returns: (transfer full): a list that loads at once */
FodEntityList *fod_entity_list_new (FodStore *store, FodQuery *query);

/** fod_entity_list_set_query: asks something else */
void fod_entity_list_set_query (FodEntityList *self, FodQuery *query);

/** fod_entity_list_get_loading: Returns: whether the first answer to the query is still to come */
gboolean fod_entity_list_get_loading (FodEntityList *self);

/** fod_entity_list_find: Returns: (transfer none) (nullable): the entity of that id */
FodEntity *fod_entity_list_find (FodEntityList *self, const char *id);

G_END_DECLS
