/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What nobody sees costs nothing: GTK passes over the styles of what is hidden. */

#include "config.h"

#include "app/fod-curtain.h"

static void
on_map (AdwBin *page)
{
  gtk_widget_set_visible (adw_bin_get_child (page), TRUE);
}

static void
on_unmap (AdwBin *page)
{
  gtk_widget_set_visible (adw_bin_get_child (page), FALSE);
}

void
fod_curtain (AdwBin *page)
{
  g_return_if_fail (ADW_IS_BIN (page));
  g_return_if_fail (adw_bin_get_child (page) != NULL);

  /* Before GTK maps the children. */
  g_signal_connect (page, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect_after (page, "unmap", G_CALLBACK (on_unmap), NULL);
  gtk_widget_set_visible (adw_bin_get_child (page), gtk_widget_get_mapped (GTK_WIDGET (page)));
}
