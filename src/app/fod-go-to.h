/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodGoTo:
 *
 * Where the person says which day to look at: typed ("48", "1/12", "om 3 uger"), or pointed at in a
 * small month. Signal: "chosen" (date: yyyy-mm-dd).
 */
#define FOD_TYPE_GO_TO (fod_go_to_get_type ())
G_DECLARE_FINAL_TYPE (FodGoTo, fod_go_to, FOD, GO_TO, GtkPopover)

/** fod_go_to_set_context: to be called once */
void fod_go_to_set_context (FodGoTo *self, FodContext *context);

/** fod_go_to_set_date: the day to begin from */
void fod_go_to_set_date (FodGoTo *self, const char *date);

G_END_DECLS
