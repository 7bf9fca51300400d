/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "console/fod-console-call.h"
#include "console/fod-console-error.h"
#include "store/fod-rebuild.h"
#include "sync/fod-sync-engine.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FodConsole:
 *
 * One run of the program: the profile, opened when a command first needs it, the secrets as they
 * are asked for, and the answers on the standard output.
 */
typedef struct _FodConsole FodConsole;

/** fod_console_new: @call says which profile and where secrets come from, and must outlive the
 * console; Returns: (transfer full) */
FodConsole *fod_console_new (const FodConsoleCall *call);

/** fod_console_free: closes the store */
void fod_console_free (FodConsole *self);

/** fod_console_get_profile: Returns: (transfer none) (nullable): the profile's folder; error
 * %FOD_CONSOLE_ERROR_CALL when none was named */
const char *fod_console_get_profile (FodConsole *self, GError **error);

/**
 * fod_console_make:
 * @key_cost: (nullable): "interactive" or "moderate"
 *
 * Makes the profile: folder, key, empty store.
 *
 * Returns: whether it was made
 */
gboolean fod_console_make (FodConsole *self, const char *key_cost, GError **error);

/** fod_console_change_passphrase: asks for the passphrase and a new one; Returns: whether the new
 * one counts from now on */
gboolean fod_console_change_passphrase (FodConsole *self, const char *key_cost, GError **error);

/** fod_console_rebuild: makes a new database in place of a damaged one, and of no other.
 * Returns: (transfer full) (nullable): what came of it. Errors of any layer */
FodRebuilt *fod_console_rebuild (FodConsole *self, GError **error);

/** fod_console_get_store: Returns: (transfer none) (nullable): the store, unlocked and opened on
 * first use */
FodStore *fod_console_get_store (FodConsole *self, GError **error);

/** fod_console_get_engine: Returns: (transfer none) (nullable): the sync engine over the store; at
 * rest: only what is asked is done */
FodSyncEngine *fod_console_get_engine (FodConsole *self, GError **error);

/** fod_console_note_end: @error: (inout): of a sync. Where it is %FOD_SYNC_ERROR_ENDED the profile
 * is closed and wiped, and @error says so in the user's language. Returns: %FALSE */
gboolean fod_console_note_end (FodConsole *self, GError **error);

/** fod_console_read_password: Returns: (transfer full) (nullable): the password for the server */
FodSecret *fod_console_read_password (FodConsole *self, GError **error);

/**
 * fod_console_print:
 * @answer: (transfer full): one object or array
 *
 * Prints @answer as one line of JSON.
 */
void fod_console_print (FodConsole *self, JsonNode *answer);

/** fod_console_write: prints @text as it is */
void fod_console_write (FodConsole *self, const char *text, gsize size);

/** fod_console_flush: Returns: whether everything printed so far was taken. Error: %G_FILE_ERROR */
gboolean fod_console_flush (FodConsole *self, GError **error);

/** fod_console_set_exit: what to answer to the shell though the command did what it could */
void fod_console_set_exit (FodConsole *self, FodExit code);

/** fod_console_take_exit: Returns: what was set since the last call, %FOD_EXIT_DONE at first */
FodExit fod_console_take_exit (FodConsole *self);

/** fod_console_on_ready: a GAsyncReadyCallback for fod_console_wait(); @slot is a
 * GAsyncResult* that is %NULL */
void fod_console_on_ready (GObject *source, GAsyncResult *result, gpointer slot);

/** fod_console_wait: lets the main loop run; Returns: (transfer full): what came to @slot */
GAsyncResult *fod_console_wait (GAsyncResult **slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodConsole, fod_console_free)

G_END_DECLS
