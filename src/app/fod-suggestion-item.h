/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-suggestion.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodSuggestionItem:
 *
 * One suggestion in a list that is grouped by person.
 */
#define FOD_TYPE_SUGGESTION_ITEM (fod_suggestion_item_get_type ())
G_DECLARE_FINAL_TYPE (FodSuggestionItem, fod_suggestion_item, FOD, SUGGESTION_ITEM, GObject)

/** fod_suggestion_item_new: @first: of that person; Returns: (transfer full): an item */
FodSuggestionItem *
fod_suggestion_item_new (FodEntity *participant, const FodSuggestion *suggestion, gboolean first);

/** fod_suggestion_item_get_participant: Returns: (transfer none): whose it is */
FodEntity *fod_suggestion_item_get_participant (FodSuggestionItem *self);

/** fod_suggestion_item_get: Returns: (transfer none): the suggestion */
const FodSuggestion *fod_suggestion_item_get (FodSuggestionItem *self);

/** fod_suggestion_item_is_first: Returns: whether it begins the person's group */
gboolean fod_suggestion_item_is_first (FodSuggestionItem *self);

/** fod_suggestion_item_equal: Returns: whether both would show the same */
gboolean fod_suggestion_item_equal (FodSuggestionItem *self, FodSuggestionItem *other);

G_END_DECLS
