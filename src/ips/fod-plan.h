/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/** fod_plan_find_current: @plans: (element-type FodRecord): of one kind, of one participant, in any
 * order; Returns: (transfer none) (nullable): the one that was agreed last (domain.md 3.1, 4); of
 * one day the one made later */
const FodRecord *fod_plan_find_current (GPtrArray *plans);

G_END_DECLS
