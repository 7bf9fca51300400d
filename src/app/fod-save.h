/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_save_rows: asks where @bytes are to be written, proposing @name, writes them so that nobody
 * but the person may read them, and says that @n_rows rows were written, or why not */
void
fod_save_rows (GtkWidget *from, const char *title, const char *name, GBytes *bytes, guint n_rows);

G_END_DECLS
