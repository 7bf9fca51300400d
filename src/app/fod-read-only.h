/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_read_only: Returns: whether the profile is open to be read only, so that nothing that would
 * write is offered */
gboolean fod_read_only (FodContext *context);

/** fod_read_only_text: Returns: (nullable): why, and what to do; in
 * the person's language */
const char *fod_read_only_text (FodContext *context);

/** fod_read_only_sync_heading: Returns: how the sync stands then */
const char *fod_read_only_sync_heading (void);

/** fod_read_only_sync_text: Returns: why, and what comes of what waits */
const char *fod_read_only_sync_text (void);

/** fod_read_only_apply: where nothing can be written, disables those actions of @widget's class
 * that would write. After whatever enables them for another reason */
void fod_read_only_apply (GtkWidget *widget, FodContext *context);

G_END_DECLS
