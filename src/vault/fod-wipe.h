/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The end of a profile (PROTOCOL.md, the end of a device's access). A note stays in its folder that
 * says so; whenever the program is killed, whoever finds the note goes on. It names the key file:
 * a profile that is put into the folder later is not taken for the one that ended. */

/**
 * fod_wipe_begin:
 * @folder: the profile's, which may still be open
 * @handed: how many changes were handed over, for the note
 *
 * Leaves the note and destroys the key file: without it nothing of the profile can be read any
 * more, whoever has a copy of the database.
 *
 * Returns: whether the key is gone for good. Error: %FOD_VAULT_ERROR
 */
gboolean fod_wipe_begin (const char *folder, guint handed, GError **error);

/** fod_wipe_finish: deletes what is left of the profile, also of its key; once it is closed, and
 * when a note is found. Preferences stay. Error: %FOD_VAULT_ERROR */
gboolean fod_wipe_finish (const char *folder, GError **error);

/** fod_wipe_is_noted: @handed: (out) (optional): as in fod_wipe_begin(). Returns: whether the
 * profile in @folder has come to its end */
gboolean fod_wipe_is_noted (const char *folder, guint *handed);

/** fod_wipe_forget: takes the note away: the folder is as if nothing had been there */
void fod_wipe_forget (const char *folder);

G_END_DECLS
