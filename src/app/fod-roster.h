/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-overviews.h"
#include "model/fod-entity-list.h"

G_BEGIN_DECLS

/**
 * FodRosterSort:
 * @FOD_ROSTER_SORT_NAME: the order of the query beneath, the Danish alphabet
 * @FOD_ROSTER_SORT_NEXT: the nearest follow-up first, those without one last
 * @FOD_ROSTER_SORT_LAST: who was met longest ago first, never met before all
 * @FOD_ROSTER_SORT_ENTRY: the newest entry date first
 */
typedef enum
{
  FOD_ROSTER_SORT_NAME,
  FOD_ROSTER_SORT_NEXT,
  FOD_ROSTER_SORT_LAST,
  FOD_ROSTER_SORT_ENTRY
} FodRosterSort;

/** FodRosterMatch: Returns: whether the filters of the page let @entity through; @overview is %NULL
 * when nothing is known */
typedef gboolean (*FodRosterMatch) (FodEntity *entity,
                                    const FodOverview *overview,
                                    gpointer user_data);

/**
 * FodRoster:
 *
 * The list of a page: the rows of a query, searched, filtered and sorted as the page asks. It finds
 * "Åse" by "aase"; every word of the search must begin a word of the row.
 */
#define FOD_TYPE_ROSTER (fod_roster_get_type ())
G_DECLARE_FINAL_TYPE (FodRoster, fod_roster, FOD, ROSTER, GObject)

/**
 * fod_roster_new:
 * @list: ordered by name
 * @fields: names of the fields that the search looks into, %NULL-terminated
 *
 * Returns: (transfer full): a roster that lets everything through
 */
FodRoster *fod_roster_new (FodEntityList *list, FodOverviews *overviews, const char *const *fields);

/** fod_roster_set_match: @match is asked for every row; fod_roster_refilter() when its answers
 * change */
void fod_roster_set_match (FodRoster *self, FodRosterMatch match, gpointer user_data);

/** fod_roster_refilter: asks the match anew */
void fod_roster_refilter (FodRoster *self);

/** fod_roster_set_search: @text as typed */
void fod_roster_set_search (FodRoster *self, const char *text);

/** fod_roster_set_sort: another order */
void fod_roster_set_sort (FodRoster *self, FodRosterSort sort);

/** fod_roster_get_model: Returns: (transfer none): the FodEntity that are left, in order */
GListModel *fod_roster_get_model (FodRoster *self);

G_END_DECLS
