/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fod_choice_show_whole: @choice, an #AdwComboRow or a #GtkDropDown over strings, shows its choice
 * and the list of them as wide as there is room: libadwaita would cut each after twenty characters,
 * and GTK make the window as wide as the longest. What is cut all the same is told by a tooltip */
void fod_choice_show_whole (GtkWidget *choice);

/** fod_choice_type_ahead: letters go to the next choice of @choice, an #AdwComboRow or a
 * #GtkDropDown over strings, that begins with them: it is chosen, or has the focus where the list
 * is open, which begins with what is chosen */
void fod_choice_type_ahead (GtkWidget *choice);

G_END_DECLS
