/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_error_text: Returns: (transfer full): what failed, what is safe and what to do, in the
 * reader's language, from the error's code */
char *fod_error_text (const GError *error);

G_END_DECLS
