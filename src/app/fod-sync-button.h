/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodSyncButton:
 *
 * The chip in the header that says, always and truly, how this machine stands to the server; with a
 * popover that says more.
 */
#define FOD_TYPE_SYNC_BUTTON (fod_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (FodSyncButton, fod_sync_button, FOD, SYNC_BUTTON, AdwBin)

/** fod_sync_button_set_context: shows the state of @context's engine */
void fod_sync_button_set_context (FodSyncButton *self, FodContext *context);

/** fod_sync_button_set_narrow: lets the words be cut where the header has no room for them; the
 * name that is read out never is */
void fod_sync_button_set_narrow (FodSyncButton *self, gboolean narrow);

G_END_DECLS
