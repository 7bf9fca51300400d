/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-entity.h"
#include "store/fod-query.h"

G_BEGIN_DECLS

/** fod_planned_is: Returns: whether a follow-up is still to come: until somebody says otherwise it
 * is, also when it came without a status, from a file or the console */
gboolean fod_planned_is (FodEntity *follow_up);

/** fod_planned_where: has @query, of follow-ups, ask for those of fod_planned_is() */
void fod_planned_where (FodQuery *query);

/** fod_planned_where_over: has @query ask for the others */
void fod_planned_where_over (FodQuery *query);

G_END_DECLS
