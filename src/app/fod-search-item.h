/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

G_BEGIN_DECLS

/**
 * FodSearchItem:
 *
 * One line in the search everywhere: something found, or something that can be done. Activating it
 * is activating an action of the main window.
 */
#define FOD_TYPE_SEARCH_ITEM (fod_search_item_get_type ())
G_DECLARE_FINAL_TYPE (FodSearchItem, fod_search_item, FOD, SEARCH_ITEM, GObject)

/** fod_search_item_new_hit: @shares_name: whether another hit of the kind is called the same;
 * Returns: (transfer full): the line for @hit */
FodSearchItem *
fod_search_item_new_hit (const FodHit *hit, FodContext *context, gboolean shares_name);

/** fod_search_item_new_action: @target is (transfer floating) (nullable); Returns: (transfer full):
 * the line for something to do */
FodSearchItem *fod_search_item_new_action (const char *title,
                                           const char *icon,
                                           const char *action,
                                           GVariant *target);

/** fod_search_item_get_title: Returns: (transfer none): plain text */
const char *fod_search_item_get_title (FodSearchItem *self);

/** fod_search_item_get_subtitle: Returns: (transfer none): plain text, the hit between U+2068 and
 * U+2069 */
const char *fod_search_item_get_subtitle (FodSearchItem *self);

/** fod_search_item_get_icon: Returns: (transfer none): an icon's name */
const char *fod_search_item_get_icon (FodSearchItem *self);

/** fod_search_item_get_action: Returns: (transfer none): the window's action */
const char *fod_search_item_get_action (FodSearchItem *self);

/** fod_search_item_get_target: Returns: (transfer none) (nullable): the action's parameter */
GVariant *fod_search_item_get_target (FodSearchItem *self);

G_END_DECLS
