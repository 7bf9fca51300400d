/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * fod_suggestion_gather_list_queries:
 * @today: yyyy-mm-dd
 * @participant: (nullable): whose alone
 *
 * Returns: (transfer full) (element-type FodQuery): all that the clocks need to know, and no text
 */
GPtrArray *fod_suggestion_gather_list_queries (const char *today, const char *participant);

/**
 * fod_suggestion_gather_visitor:
 * @participant: (nullable): whose alone
 *
 * Returns: who makes of the rows a GHashTable: id of a participant → GArray of FodSuggestion; those
 *   without any are not in it
 */
FodVisitor fod_suggestion_gather_visitor (const char *today, const char *participant);

/** fod_suggestion_gather_take: Returns: (transfer full): the table of the visitor's @data, which is
 * freed */
GHashTable *fod_suggestion_gather_take (gpointer data);

G_END_DECLS
