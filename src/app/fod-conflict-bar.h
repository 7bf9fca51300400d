/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodConflictBar:
 *
 * A quiet bar on the page of a row that has open conflicts: how many, and a button that unfolds
 * them. Invisible without any. Never blocks the work.
 */
#define FOD_TYPE_CONFLICT_BAR (fod_conflict_bar_get_type ())
G_DECLARE_FINAL_TYPE (FodConflictBar, fod_conflict_bar, FOD, CONFLICT_BAR, AdwBin)

/** fod_conflict_bar_show: watches row @id; %NULL for none */
void fod_conflict_bar_show (FodConflictBar *self, FodContext *context, const char *id);

G_END_DECLS
