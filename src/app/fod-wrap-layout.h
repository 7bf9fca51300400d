/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodWrapLayout:
 *
 * Lays children out like words: in lines from the start, a new line where one does not fit. For
 * chips and short buttons, whose Danish words at 200 % text do not fit beside each other.
 *
 * Properties: "spacing", between children and between lines.
 */
#define FOD_TYPE_WRAP_LAYOUT (fod_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (FodWrapLayout, fod_wrap_layout, FOD, WRAP_LAYOUT, GtkLayoutManager)

/** fod_wrap_layout_new: Returns: (transfer full): a layout without spacing */
GtkLayoutManager *fod_wrap_layout_new (void);

/** fod_wrap_layout_set_spacing: in logical pixels */
void fod_wrap_layout_set_spacing (FodWrapLayout *self, int spacing);

G_END_DECLS
