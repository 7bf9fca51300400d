/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "store/fod-rebuild.h"
#include "sync/fod-sync-engine.h"
#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodTestDevice:
 *
 * A laptop: a real store in a folder of its own and an engine that runs when it is told to. Calls
 * block; what is not the point of a test aborts when it fails.
 */
typedef struct _FodTestDevice FodTestDevice;

/** fod_test_device_new: @transport: (nullable): instead of HTTP */
FodTestDevice *fod_test_device_new (FodClock *clock, FodTransport *transport);

/** fod_test_device_free: closes the store and removes the folder */
void fod_test_device_free (FodTestDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodTestDevice, fod_test_device_free)

FodStore *fod_test_device_get_store (FodTestDevice *self);
FodSyncEngine *fod_test_device_get_engine (FodTestDevice *self);

/** fod_test_device_copy: Returns: (transfer full): another laptop with a copy of all files of this
 * one, which is restarted for it */
FodTestDevice *fod_test_device_copy (FodTestDevice *self);

/** fod_test_device_restart: closes the store and opens it again, with a new engine */
void fod_test_device_restart (FodTestDevice *self);

/** fod_test_device_ruin: zeroes all pages of the database but the first, and makes a new one in its
 * place. Returns: (transfer full): what came of it */
FodRebuilt *fod_test_device_ruin (FodTestDevice *self);

/** fod_test_device_pretend_enrolled: keeps an enrolment that no server gave, epoch "e1" */
void fod_test_device_pretend_enrolled (FodTestDevice *self);

/** fod_test_device_dup_enrolment: Returns: (transfer full): what it knows of its server */
FodEnrolment *fod_test_device_dup_enrolment (FodTestDevice *self);

/** fod_test_device_enrol: as @login with the password "password-" and the login */
gboolean
fod_test_device_enrol (FodTestDevice *self, const char *url, const char *login, GError **error);

/** fod_test_device_sync: one round */
gboolean fod_test_device_sync (FodTestDevice *self, FodSyncRound *round, GError **error);

/** fod_test_device_create: Returns: (transfer full): the id of a new row; after @kind come fields
 * and values up to %NULL */
char *fod_test_device_create (FodTestDevice *self, const char *kind, ...) G_GNUC_NULL_TERMINATED;

/** fod_test_device_set: sets a field, having seen what it holds now */
void fod_test_device_set (
    FodTestDevice *self, const char *kind, const char *id, const char *field, const char *value);

/** fod_test_device_apply: Returns: whether the store took @edit (transfer full) */
gboolean fod_test_device_apply (FodTestDevice *self, FodEdit *edit, GError **error);

/** fod_test_device_dup: Returns: (transfer full) (nullable): the field's value; the row must live
 */
char *
fod_test_device_dup (FodTestDevice *self, const char *kind, const char *id, const char *field);

/** fod_test_device_list: Returns: (transfer full) (element-type FodRecord): the live rows of @kind,
 * by id */
GPtrArray *fod_test_device_list (FodTestDevice *self, const char *kind);

/** fod_test_device_dup_view: Returns: (transfer full): all that this laptop shows but for the
 * code lists, as text */
char *fod_test_device_dup_view (FodTestDevice *self);

/** fod_test_device_count: Returns: what waits, was refused, is in conflict */
FodJournalCounts fod_test_device_count (FodTestDevice *self);

/** fod_test_device_get_open_conflict: Returns: (transfer full): the one open conflict */
FodRecord *fod_test_device_get_open_conflict (FodTestDevice *self);

G_END_DECLS
