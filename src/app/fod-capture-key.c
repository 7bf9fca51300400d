/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key that is seen before the field that has the focus sees it. */

#include "config.h"

#include "app/fod-capture-key.h"

void
fod_capture_finish_key (GtkWidget *widget, const char *action)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger =
      gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter");

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, keys);
}
