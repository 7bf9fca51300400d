/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "console/fod-console.h"
#include "store/fod-journal.h"

G_BEGIN_DECLS

/**
 * fod_console_run:
 * @call: one call, taken apart
 *
 * Finds the command and runs it. What it answers has been printed and flushed when this returns.
 *
 * Returns: whether it could be done; if so, fod_console_take_exit() says how it went
 */
gboolean fod_console_run (FodConsole *self, const FodConsoleCall *call, GError **error);

/** fod_console_dup_help: Returns: (transfer full): the commands, for --help */
char *fod_console_dup_help (void);

/* The commands, by theme. All: @call is the call; Returns: whether it could be done. Errors: of any
 * layer; fod_console_explain() has the words. */
gboolean fod_console_init (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_passphrase (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_repair (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_enrol (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_status (FodConsole *self, const FodConsoleCall *call, GError **error);

gboolean fod_console_schema (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_get (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_list (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_drafts (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_search (FodConsole *self, const FodConsoleCall *call, GError **error);

gboolean fod_console_add (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_set (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_delete (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_undo (FodConsole *self, const FodConsoleCall *call, GError **error);

gboolean fod_console_sync (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_waiting (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_conflicts (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_resolve (FodConsole *self, const FodConsoleCall *call, GError **error);

gboolean fod_console_import (FodConsole *self, const FodConsoleCall *call, GError **error);
gboolean fod_console_export (FodConsole *self, const FodConsoleCall *call, GError **error);

/**
 * fod_console_batch:
 *
 * Runs the commands that come on the standard input: one a line, as a JSON array of words. Behind a
 * command's answer comes a line {"exit":N}, with "error" when it could not be done; when that line
 * is there, what was asked is on the disk.
 */
gboolean fod_console_batch (FodConsole *self, const FodConsoleCall *call, GError **error);

/** fod_console_find_spec: Returns: (transfer none) (nullable): the kind of that name; error
 * %FOD_CONSOLE_ERROR_CALL */
const FodSpec *fod_console_find_spec (const char *kind, GError **error);

/** fod_console_load: Returns: (transfer full) (nullable): the record that the words KIND and ID at
 * @args name */
FodRecord *fod_console_load (FodConsole *self, const char *const *args, GError **error);

/** fod_console_print_query: prints what fits, a line each. Returns: whether it could be asked */
gboolean fod_console_print_query (FodConsole *self, FodQuery *query, GError **error);

/** fod_console_count: what the journal holds. Returns: whether it could be asked */
gboolean fod_console_count (FodStore *store, FodJournalCounts *counts, GError **error);

/**
 * fod_console_read_pair:
 * @text: "field=value"
 * @value: (out) (transfer full) (nullable): the canonical value, checked
 *
 * Returns: (transfer none) (nullable): the field; error %FOD_CONSOLE_ERROR_CALL
 */
const FodField *
fod_console_read_pair (const FodSpec *spec, const char *text, char **value, GError **error);

/** fod_console_check_names: @before: (nullable): the row as it is; Returns: whether no name of a
 * participant that may not stand there is written (ips/fod-name-guard.h); error
 * %FOD_CONSOLE_ERROR_CALL, which names the field and the agreed words, or one of the store's */
gboolean fod_console_check_names (FodStore *store,
                                  const FodRecord *before,
                                  const FodRecord *after,
                                  GError **error);

/** fod_console_apply: applies @edit and says in words which field does not fit; Returns: (transfer
 * full) (nullable): the transaction */
char *fod_console_apply (FodConsole *self, const FodSpec *spec, FodEdit *edit, GError **error);

G_END_DECLS
