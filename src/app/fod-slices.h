/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodSlices:
 *
 * Fills the parts of a widget a few at a time and only while it is on the screen, so that nobody
 * waits for what they do not see, and keys and clicks are heard between.
 */
typedef struct _FodSlices FodSlices;

/** FodSlicesFill: fills part @part of @widget with what it shows now; Returns: whether that is all
 * of it, and not only as much as a moment has time for */
typedef gboolean (*FodSlicesFill) (GtkWidget *widget, guint part);

/** fod_slices_new: @widget is borrowed and has to outlive it; Returns: (transfer full): with
 * nothing to fill yet */
FodSlices *fod_slices_new (GtkWidget *widget, FodSlicesFill fill);

/** fod_slices_free: stops; nothing is filled any more */
void fod_slices_free (FodSlices *self);

/** fod_slices_start: the parts from 0 to @count - 1 are to be filled, from the first; as many as
 * take a moment at once when @widget is on the screen */
void fod_slices_start (FodSlices *self, guint count);

G_END_DECLS
