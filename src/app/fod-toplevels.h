/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All windows that the program has at a moment, dialogs and the toolkit's own too. */

/** fod_toplevels_find: Returns: (transfer none) (nullable): the window of that type */
GtkWindow *fod_toplevels_find (GtkApplication *application, GType type);

/** fod_toplevels_list: Returns: (transfer full) (element-type GtkWindow): those there are now,
 * dialogs before what they stand over */
GPtrArray *fod_toplevels_list (void);

/** fod_toplevels_close: takes @windows away, whatever stands over what; not to be called from
 * inside one of them */
void fod_toplevels_close (GPtrArray *windows);

G_END_DECLS
