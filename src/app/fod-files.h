/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FodFilesDone: the person chose @file */
typedef void (*FodFilesDone) (GFile *file, gpointer user_data);

/**
 * fod_files_open:
 * @pattern: (nullable): "*.csv", or %NULL for every file
 * @kind_name: (nullable): what such files are called, such as "Tables"
 *
 * Asks for a file to read; through the portal in a sandbox. @done is not called after a cancel, or
 * when @from is gone by then.
 */
void fod_files_open (GtkWidget *from,
                     const char *title,
                     const char *kind_name,
                     const char *pattern,
                     FodFilesDone done,
                     gpointer user_data);

/** fod_files_save: asks where to write; proposes @name */
void fod_files_save (
    GtkWidget *from, const char *title, const char *name, FodFilesDone done, gpointer user_data);

G_END_DECLS
