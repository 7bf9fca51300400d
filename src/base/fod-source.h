/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_source_drop: ends *@source, if there is one, and clears it: a timer or a watch of a main
 * context other than the default, for which g_clear_handle_id() is of no use */
void fod_source_drop (GSource **source);

G_END_DECLS
