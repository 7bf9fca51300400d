/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-match.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodMatchItem:
 *
 * An employer or an opening, and how it goes with somebody's wishes, for a list model.
 */
#define FOD_TYPE_MATCH_ITEM (fod_match_item_get_type ())
G_DECLARE_FINAL_TYPE (FodMatchItem, fod_match_item, FOD, MATCH_ITEM, GObject)

/** fod_match_item_new: @match: (transfer full); Returns: (transfer full): the item */
FodMatchItem *fod_match_item_new (FodMatch *match);

/** fod_match_item_get_match: Returns: (transfer none): what it shows */
const FodMatch *fod_match_item_get_match (FodMatchItem *self);

/** fod_match_item_equal: Returns: whether both say the same of the same rows */
gboolean fod_match_item_equal (FodMatchItem *self, FodMatchItem *other);

G_END_DECLS
