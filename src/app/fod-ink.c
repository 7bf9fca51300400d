/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The theme's colours. */

#include "config.h"

#include "app/fod-ink.h"

void
fod_ink (GtkWidget *widget, GdkRGBA *color)
{
  /* style: allow calls: gtk_widget_get_color() came with GTK 4.10 */
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

void
fod_ink_named (GtkWidget *widget, const char *name, GdkRGBA *color)
{
  /* style: allow calls: nothing else knows the theme's colours by name */
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, color);
}
