/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_ink: the colour of @widget's text, for what draws itself */
void fod_ink (GtkWidget *widget, GdkRGBA *color);

/** fod_ink_named: the theme's colour @name, such as "error_bg_color", or of libadwaita's palette;
 * @color stays as it is when there is none */
void fod_ink_named (GtkWidget *widget, const char *name, GdkRGBA *color);

G_END_DECLS
