/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodConflictList:
 *
 * The open conflicts, of all rows or of one, kept true. Property "count" (uint, read-only).
 */
#define FOD_TYPE_CONFLICT_LIST (fod_conflict_list_get_type ())
G_DECLARE_FINAL_TYPE (FodConflictList, fod_conflict_list, FOD, CONFLICT_LIST, AdwBin)

/** fod_conflict_list_show: lists the conflicts about row @id, or all when @id is %NULL */
void fod_conflict_list_show (FodConflictList *self, FodContext *context, const char *id);

/** fod_conflict_list_get_count: Returns: how many are listed */
guint fod_conflict_list_get_count (FodConflictList *self);

G_END_DECLS
