/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodConflictRow:
 *
 * One conflict: both values, who gave them and when, and three ways out: keep what stands, take the
 * other, write a third. Nothing is lost by any of them; the choice can be undone.
 */
#define FOD_TYPE_CONFLICT_ROW (fod_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (FodConflictRow, fod_conflict_row, FOD, CONFLICT_ROW, AdwBin)

/** fod_conflict_row_new: @conflict is a row of the kind "conflict"; Returns: (transfer floating) */
FodConflictRow *fod_conflict_row_new (FodContext *context, FodEntity *conflict);

G_END_DECLS
