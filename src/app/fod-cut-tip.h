/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_cut_tip: from now on @label shows its whole text as a tooltip where it is cut, and no
 * tooltip where it is not */
void fod_cut_tip (GtkLabel *label);

G_END_DECLS
