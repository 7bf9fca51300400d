/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodSplit:
 *
 * A list and a detail side by side, which become one pane where there is no room for both. The one
 * place that knows the toolkit's folding container.
 *
 * Properties: "list" and "detail" (GtkWidget, for templates), "folded" (read-only), "show-detail"
 * (which of the two is on top when folded). Action: "split.back" leads to the list.
 */
#define FOD_TYPE_SPLIT (fod_split_get_type ())
G_DECLARE_FINAL_TYPE (FodSplit, fod_split, FOD, SPLIT, AdwBin)

/** fod_split_get_folded: Returns: whether only one of the two is on screen */
gboolean fod_split_get_folded (FodSplit *self);

/** fod_split_get_show_detail: Returns: whether the detail is on top when folded */
gboolean fod_split_get_show_detail (FodSplit *self);

/** fod_split_set_show_detail: puts detail or list on top; side by side it is only remembered */
void fod_split_set_show_detail (FodSplit *self, gboolean show_detail);

G_END_DECLS
