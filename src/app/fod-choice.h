/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fod_choice_show_whole: @row, whose model holds strings, shows its choice and the list of them
 * as wide as there is room, where libadwaita would cut each after twenty characters; what is cut
 * all the same is told by a tooltip */
void fod_choice_show_whole (AdwComboRow *row);

G_END_DECLS
