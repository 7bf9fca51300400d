/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-entity.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodMatchesState:
 * @FOD_MATCHES_WAITING: the first answer has not come
 * @FOD_MATCHES_NO_WISHES: nothing is written down to go by
 * @FOD_MATCHES_NONE: nobody is worth a look
 */
typedef enum
{
  FOD_MATCHES_WAITING,
  FOD_MATCHES_NO_WISHES,
  FOD_MATCHES_NONE,
  FOD_MATCHES_SOME
} FodMatchesState;

/**
 * FodMatches:
 *
 * Openings and employers for one participant's wishes, the best first, kept true as wishes,
 * employers and openings change. They are held against each other on the store's thread. Signal
 * "changed" () when the state may be another.
 */
#define FOD_TYPE_MATCHES (fod_matches_get_type ())
G_DECLARE_FINAL_TYPE (FodMatches, fod_matches, FOD, MATCHES, GObject)

/** fod_matches_new: Returns: (transfer full): asks at once */
FodMatches *fod_matches_new (FodStore *store, FodEntity *participant);

/** fod_matches_get_items: Returns: (transfer none) (element-type FodMatchItem): the list */
GListModel *fod_matches_get_items (FodMatches *self);

/** fod_matches_get_state: Returns: what there is to show */
FodMatchesState fod_matches_get_state (FodMatches *self);

G_END_DECLS
