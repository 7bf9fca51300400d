/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The title, the colour and what a screen reader is told are one. */

#include "config.h"

#include "app/fod-entry-error.h"

static void
mark_wrong (GtkWidget *widget, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

void
fod_entry_error_show (GtkEditable *entry, GtkLabel *title, const char *plain, const char *reason)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_EDITABLE (entry) && GTK_IS_LABEL (title));
  g_return_if_fail (plain != NULL);

  text = reason != NULL ? g_strdup_printf ("%s – %s", plain, reason) : g_strdup (plain);
  gtk_label_set_text (title, text);
  mark_wrong (GTK_WIDGET (title), reason != NULL);
  mark_wrong (GTK_WIDGET (entry), reason != NULL);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
