/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accessible names, where GTK 4.8 does not derive them. */

#include "config.h"

#include "app/fod-name.h"

#include <adwaita.h>

/* A row that its title labels as well would be called twice. */
static void
set_label (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
fod_name (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  set_label (widget, name);
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || ADW_IS_SPLIT_BUTTON (widget))
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          if (GTK_IS_BUTTON (child) || GTK_IS_TOGGLE_BUTTON (child))
            set_label (child, name);
          else if (GTK_IS_MENU_BUTTON (child))
            fod_name (child, name);
        }
    }
}

void
fod_name_row (GtkWidget *child, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row != NULL && name != NULL)
    set_label (row, name);
}
