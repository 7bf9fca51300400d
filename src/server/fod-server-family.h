/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/* What a row's life means for those that hang on it and those that it hangs on: nothing that
 * somebody wrote lives on under a dead row, where nobody finds it. */

/** fod_server_family_has_children: @live: (out): whether a live row other than a conflict hangs on
 * the op's row. Error: %FOD_DB_ERROR */
gboolean fod_server_family_has_children (FodServerChange *change, gboolean *live, GError **error);

/**
 * fod_server_family_revive_children:
 * @gone: the mark of the death of the row @id
 *
 * Brings back what was deleted along with the row. Error: %FOD_DB_ERROR
 */
gboolean fod_server_family_revive_children (FodServerChange *change,
                                            const char *id,
                                            const FodFieldMark *gone,
                                            GError **error);

/**
 * fod_server_family_revive_parents:
 * @row: a row that lives, or is about to
 *
 * Brings back what the row hangs on, with what was deleted along, where the kind keeps edits.
 * Error: %FOD_DB_ERROR
 */
gboolean
fod_server_family_revive_parents (FodServerChange *change, const FodStoredRow *row, GError **error);

G_END_DECLS
