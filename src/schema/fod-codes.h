/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * fod_codes_load:
 *
 * The dated code lists that the program brings along (data/codes/codes.csv), in Danish and English.
 * Every installation gives an entry the same id, so that client and server mean the same row.
 *
 * Returns: (transfer full) (element-type FodRecord): records of kind "code"
 */
GPtrArray *fod_codes_load (void);

G_END_DECLS
