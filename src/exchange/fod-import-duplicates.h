/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-import.h"

G_BEGIN_DECLS

/**
 * fod_import_find_duplicates:
 * @rows: (element-type FodImportRow): usable and other rows; their duplicates are filled in
 * @existing: (element-type FodRecord) (nullable): what is there already
 *
 * Two that both have a number of their own, and not the same, are never taken for one.
 */
void fod_import_find_duplicates (const FodSpec *spec, GPtrArray *rows, GPtrArray *existing);

G_END_DECLS
