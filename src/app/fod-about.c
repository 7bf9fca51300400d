/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The seam around AdwAboutWindow. */

#include "config.h"

#include "app/fod-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
fod_about_show (GtkWindow *parent)
{
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window, "transient-for", parent, "modal", TRUE, "application-name", "Fodfæste",
                "application-icon", APP_ID, "version", PACKAGE_VERSION, "license-type",
                GTK_LICENSE_GPL_3_0, "comments",
                _ ("Participants, employers and follow-ups in IPS, also without a network"),
                /* Translators: your name, one a line */
                "translator-credits", _ ("translator-credits"), NULL);
  gtk_window_present (GTK_WINDOW (window));
}
