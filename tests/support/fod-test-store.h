/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"

G_BEGIN_DECLS

/**
 * FodTestStore:
 *
 * A store of a test's own, on a real encrypted file in a folder of its own, with a fake clock.
 */
typedef struct
{
  FodTemp *folder;
  FodSecret *key;
  FodStoreKeys keys; /* key, and that of the second journal */
  FodFakeClock *clock;
  FodStore *store;
} FodTestStore;

/** fod_test_store_new: Returns: (transfer full): an open, empty store */
FodTestStore *fod_test_store_new (void);

/** fod_test_store_reopen: closes it and opens it again, as a restart does */
void fod_test_store_reopen (FodTestStore *self);

/** fod_test_store_free: closes it and removes its folder */
void fod_test_store_free (FodTestStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodTestStore, fod_test_store_free)

/** fod_test_record: Returns: (transfer full): a record of @kind with a new id and the fields named
 * in pairs, %NULL at the end */
FodRecord *fod_test_record (FodTestStore *self, const char *kind, ...) G_GNUC_NULL_TERMINATED;

/** fod_test_create: saves such a record and insists that it works. Returns: (transfer full): its id
 */
char *fod_test_create (FodTestStore *self, const char *kind, ...) G_GNUC_NULL_TERMINATED;

/** fod_test_set: sets one field, having seen what stands, and insists that it works. Returns:
 * (transfer full): the transaction */
char *fod_test_set (
    FodTestStore *self, const char *kind, const char *id, const char *field, const char *value);

/** fod_test_delete: deletes the row and insists that it works. Returns: (transfer full): the
 * transaction */
char *fod_test_delete (FodTestStore *self, const char *kind, const char *id);

/** fod_test_get: Returns: (transfer full) (nullable): the value of one field */
char *fod_test_get (FodTestStore *self, const char *kind, const char *id, const char *field);

/** fod_test_count: Returns: how many live rows of @kind there are */
guint fod_test_count (FodTestStore *self, const char *kind);

/** fod_test_spin: lets the main context run until @done is %TRUE */
void fod_test_spin (const gboolean *done);

/** fod_test_await: Returns: (transfer full): what an asynchronous call with fod_test_on_result()
 * and
 * @slot answered; the slot is empty again */
GAsyncResult *fod_test_await (GAsyncResult **slot);

/** fod_test_on_result: a GAsyncReadyCallback that puts the answer into the GAsyncResult* at @slot
 */
void fod_test_on_result (GObject *source, GAsyncResult *result, gpointer slot);

G_END_DECLS
