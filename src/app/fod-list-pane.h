/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-list-row.h"
#include "app/fod-roster.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodListPane:
 *
 * The left side of a page: search, chips that filter, order, a menu, the list, and what to do when
 * nothing is in it. In a template, children of type "chip" go into the row of chips, and one of
 * type "empty" shows when there are no rows at all.
 *
 * Properties: "search-label", "list-label" (accessible names), "sorts" (GtkStringList of the names
 * of the orders), "menu-model".
 *
 * Signals: "picked" (entity: FodEntity, opened: boolean): it was selected, and with opened also
 * clicked or entered; "sort-changed" (position: uint).
 */
#define FOD_TYPE_LIST_PANE (fod_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (FodListPane, fod_list_pane, FOD, LIST_PANE, GtkWidget)

/** FodListPaneMake: Returns: (transfer floating): a row */
typedef GtkWidget *(*FodListPaneMake) (gpointer user_data);

/** fod_list_pane_set_rows: @list is what the roster is made of, to tell "nothing at all" from "no
 * hit"; @make makes the rows */
void fod_list_pane_set_rows (FodListPane *self,
                             FodEntityList *list,
                             FodRoster *roster,
                             FodListPaneMake make,
                             gpointer user_data);

/** fod_list_pane_set_count: the words beside the order, such as "42 participants" */
void fod_list_pane_set_count (FodListPane *self, const char *words);

/** fod_list_pane_select: marks the row of @id, or none with %NULL, without "picked" */
void fod_list_pane_select (FodListPane *self, const char *id);

/** fod_list_pane_start_search: puts the focus into the search */
void fod_list_pane_start_search (FodListPane *self);

G_END_DECLS
