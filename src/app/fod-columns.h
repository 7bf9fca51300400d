/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodColumns:
 *
 * Lays out up to four sections in one, two or three columns by the width there is. One below
 * 720 px, in their order; two from there, the first and the last at the left; three from 1140 px,
 * the last two below each other.
 */
#define FOD_TYPE_COLUMNS (fod_columns_get_type ())
G_DECLARE_FINAL_TYPE (FodColumns, fod_columns, FOD, COLUMNS, GtkLayoutManager)

G_END_DECLS
