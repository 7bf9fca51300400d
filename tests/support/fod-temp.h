/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_temp_new: Returns: (transfer full): the path of a new, empty folder of the test's own */
char *fod_temp_new (void);

/** fod_temp_remove: deletes @path, with all that is in it */
void fod_temp_remove (const char *path);

/** fod_temp_free: as fod_temp_remove(), and frees @path: for g_autoptr (FodTemp) */
typedef char FodTemp;
void fod_temp_free (FodTemp *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodTemp, fod_temp_free)

G_END_DECLS
