/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodPassphraseDialog:
 *
 * Another passphrase for a profile: the one that counts now, and the new one twice.
 */
#define FOD_TYPE_PASSPHRASE_DIALOG (fod_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodPassphraseDialog, fod_passphrase_dialog, FOD, PASSPHRASE_DIALOG, AdwWindow)

/** fod_passphrase_dialog_show: asks over @parent */
void fod_passphrase_dialog_show (GtkWindow *parent, FodProfile *profile);

G_END_DECLS
