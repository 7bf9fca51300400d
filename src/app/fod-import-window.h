/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodImportWindow:
 *
 * Brings a file of another program in: which column goes where, a preview, what is wrong with which
 * row, who may be there already; and then all of it in one edit that one undo takes back.
 */
#define FOD_TYPE_IMPORT_WINDOW (fod_import_window_get_type ())
G_DECLARE_FINAL_TYPE (FodImportWindow, fod_import_window, FOD, IMPORT_WINDOW, AdwWindow)

/** fod_import_window_open: for rows of @kind; contact persons under the employer @parent */
void
fod_import_window_open (GtkWidget *from, FodContext *context, const char *kind, const char *parent);

G_END_DECLS
