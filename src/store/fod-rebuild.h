/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodRebuilt:
 * @changes: unsent changes that are in the new database
 * @gaps: parts of the second journal that can't be read
 * @has_server: whether the rest can be loaded from a server
 * @aside: the folder, in the profile's, where the damaged files are kept
 *
 * What became of a database that was damaged.
 */
typedef struct
{
  guint changes;
  guint gaps;
  gboolean has_server;
  char *aside;
} FodRebuilt;

void fod_rebuilt_free (FodRebuilt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRebuilt, fod_rebuilt_free)

/**
 * fod_rebuild:
 * @folder: the profile's; nobody has it open
 *
 * Makes a new database in place of a damaged one and puts into it what the second journal holds:
 * the unsent changes, and where the server is. The damaged files are kept. Can be cut off at any
 * point and be begun again. Blocks; for a thread of its own.
 *
 * Returns: (transfer full) (nullable): what came of it. Error: %FOD_DB_ERROR,
 *   %FOD_STORE_ERROR_IN_USE
 */
FodRebuilt *
fod_rebuild (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error);

/**
 * fod_rebuild_is_needed:
 * @folder: the profile's; nobody has it open
 * @needed: (out): whether the database is damaged, or gone
 *
 * Looks at every page. Blocks; for a thread of its own.
 *
 * Returns: whether that could be told. Error: %FOD_STORE_ERROR_IN_USE, %FOD_DB_ERROR_TOO_NEW
 */
gboolean fod_rebuild_is_needed (const char *folder,
                                const FodStoreKeys *keys,
                                FodClock *clock,
                                gboolean *needed,
                                GError **error);

G_END_DECLS
