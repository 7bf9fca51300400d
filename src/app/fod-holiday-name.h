/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_holiday_name: Returns: (transfer none) (nullable): what the public holiday or the usual
 * closing day on @date (yyyy-mm-dd) is called; %NULL for an ordinary day */
const char *fod_holiday_name (const char *date);

G_END_DECLS
