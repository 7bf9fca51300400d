/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_name: gives @widget its accessible name, and its inner toggle where it has one
 * (GtkMenuButton, GtkDropDown and AdwSplitButton put the focus there) */
void fod_name (GtkWidget *widget, const char *name);

/** fod_name_row: names the list row (the parent that GtkListView gives @child) in a factory's
 * bind */
void fod_name_row (GtkWidget *child, const char *name);

G_END_DECLS
