/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which outcomes of a follow-up are there to choose. */

#include "config.h"

#include "app/fod-outcomes.h"

void
fod_outcomes_leave_out (GtkFlowBox *box, const char *status)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_FLOW_BOX (box) && status != NULL);

  for (child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));
      GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));

      gtk_widget_set_visible (child, !g_str_equal (g_variant_get_string (target, NULL), status));
    }
}
