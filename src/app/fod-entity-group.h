/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEntityGroup:
 *
 * A titled boxed list over a list model, with a button that adds, words for when it is empty, and
 * more rows on request.
 *
 * Properties: "title" (of the group), "empty" (what to do when nothing is there; without it an
 * empty group hides), "add-label" and "add-action" (the button and its detailed action; without a
 * label there is none),
 * "page-size" (rows at first; 0 for all).
 */
#define FOD_TYPE_ENTITY_GROUP (fod_entity_group_get_type ())
G_DECLARE_FINAL_TYPE (FodEntityGroup, fod_entity_group, FOD, ENTITY_GROUP, AdwPreferencesGroup)

/** fod_entity_group_bind: shows @model (nullable) with rows that @create makes */
void fod_entity_group_bind (FodEntityGroup *self,
                            GListModel *model,
                            GtkListBoxCreateWidgetFunc create,
                            gpointer user_data);

G_END_DECLS
