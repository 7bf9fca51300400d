/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-match.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodMatchRow:
 *
 * An opening or an employer in a list: what fits somebody's wishes, what does not, and what to ask
 * about.
 */
#define FOD_TYPE_MATCH_ROW (fod_match_row_get_type ())
G_DECLARE_FINAL_TYPE (FodMatchRow, fod_match_row, FOD, MATCH_ROW, AdwBin)

/** fod_match_row_show: says @match; names the row that the list made for it */
void fod_match_row_show (FodMatchRow *self, const FodMatch *match, FodDirectory *directory);

G_END_DECLS
