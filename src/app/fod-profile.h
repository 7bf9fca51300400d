/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "base/fod-secret.h"
#include "store/fod-rebuild.h"
#include "vault/fod-tries.h"

G_BEGIN_DECLS

/**
 * FodProfile:
 *
 * A folder with everything of one person on one machine: "db.key" (the key file), "store.db" (the
 * encrypted database), "store.journal" (what was not sent, a second time) and "settings.ini"
 * (preferences, no secrets). Makes it, opens it with the passphrase, closes it, and takes it away
 * when its access has ended: then only the preferences and a note ("ended") stay.
 *
 * Signal "ended" (): the open profile's key is gone; it is to be closed.
 */
#define FOD_TYPE_PROFILE (fod_profile_get_type ())
G_DECLARE_FINAL_TYPE (FodProfile, fod_profile, FOD, PROFILE, GObject)

/** fod_profile_new: @folder need not exist; Returns: (transfer full): a closed profile */
FodProfile *fod_profile_new (const char *folder, FodClock *clock);

/** fod_profile_dup_default_folder: Returns: (transfer full): the folder when none is named */
char *fod_profile_dup_default_folder (void);

/** fod_profile_get_folder: Returns: (transfer none): its folder */
const char *fod_profile_get_folder (FodProfile *self);

/** fod_profile_get_settings: Returns: (transfer none): its preferences; readable while closed */
GSettings *fod_profile_get_settings (FodProfile *self);

/** fod_profile_get_tries: Returns: (transfer none): the passphrases that were tried, right or
 * wrong, for as long as the program runs */
FodTries *fod_profile_get_tries (FodProfile *self);

/** fod_profile_exists: Returns: whether there is a key file or a database: then it is unlocked and
 * never made anew */
gboolean fod_profile_exists (FodProfile *self);

/** fod_profile_has_ended: @handed: (out) (optional): how many changes were handed over. Returns:
 * whether its access has ended and nothing of it is left */
gboolean fod_profile_has_ended (FodProfile *self, guint *handed);

/** fod_profile_begin_anew: after that end: the folder takes a new profile */
void fod_profile_begin_anew (FodProfile *self);

/** fod_profile_create_async: makes folder, key file and database, and opens them */
void fod_profile_create_async (FodProfile *self,
                               FodSecret *passphrase,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** fod_profile_open_async: unlocks the key file (about a second, off the main thread), opens the
 * database */
void fod_profile_open_async (FodProfile *self,
                             FodSecret *passphrase,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** fod_profile_open_finish: of both above; Returns: (transfer full) (nullable): the open profile's
 * collaborators, the engine at work. Error: %FOD_VAULT_ERROR, %FOD_DB_ERROR, %FOD_STORE_ERROR */
FodContext *fod_profile_open_finish (FodProfile *self, GAsyncResult *result, GError **error);

/** fod_profile_rebuild_async: unlocks the key file and makes a new database in place of a damaged
 * one (fod_rebuild()), off the main thread; the profile stays closed */
void fod_profile_rebuild_async (FodProfile *self,
                                FodSecret *passphrase,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** fod_profile_rebuild_finish: Returns: (transfer full) (nullable): what came of it. Error:
 * %FOD_VAULT_ERROR, %FOD_DB_ERROR, %FOD_STORE_ERROR */
FodRebuilt *fod_profile_rebuild_finish (FodProfile *self, GAsyncResult *result, GError **error);

/** fod_profile_change_passphrase_async: @fresh instead of @old, off the main thread; whether the
 * profile is open or not */
void fod_profile_change_passphrase_async (FodProfile *self,
                                          FodSecret *old,
                                          FodSecret *fresh,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** fod_profile_change_passphrase_finish: Returns: whether it is done; if not, the old one still
 * counts. Error: %FOD_VAULT_ERROR */
gboolean
fod_profile_change_passphrase_finish (FodProfile *self, GAsyncResult *result, GError **error);

/** fod_profile_close: stops the engine, writes what was asked, wipes the key */
void fod_profile_close (FodProfile *self, FodContext *context);

G_END_DECLS
