/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-match.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/** fod_match_gather_list_queries: Returns: (transfer full) (element-type FodQuery): all that is
 * held against the wishes of a participant: the branches, the openings, and the employers by name
 */
GPtrArray *fod_match_gather_list_queries (void);

/**
 * fod_match_gather_visitor:
 * @participant: whose wishes; they are read now
 * @today: yyyy-mm-dd
 *
 * Returns: who makes of the rows a list of what is worth a look: openings, then employers; one that
 *   has an opening in the list does not come once more
 */
FodVisitor fod_match_gather_visitor (const FodRecord *participant, const char *today);

/** fod_match_gather_take: Returns: (transfer full) (element-type FodMatch): the list of the
 * visitor's @data, which is freed */
GPtrArray *fod_match_gather_take (gpointer data);

G_END_DECLS
