/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-name-guard.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodNameBar:
 *
 * Stands beside a field with the name of a participant who has not agreed to it: says why it is not
 * saved, which words are agreed, and puts them in or takes the name out.
 *
 * Signal "mended" (agreed: boolean): one of the two was pressed.
 */
#define FOD_TYPE_NAME_BAR (fod_name_bar_get_type ())
G_DECLARE_FINAL_TYPE (FodNameBar, fod_name_bar, FOD, NAME_BAR, AdwBin)

/** fod_name_bar_new: Returns: (transfer floating): a bar that says nothing yet */
GtkWidget *fod_name_bar_new (void);

/** fod_name_bar_show: says what there is to say of @find, and keeps none of it */
void fod_name_bar_show (FodNameBar *self, const FodNameFind *find);

/** fod_name_bar_get_words: Returns: (transfer none) (nullable): the agreed words that it shows */
const char *fod_name_bar_get_words (FodNameBar *self);

G_END_DECLS
