/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The seam around AdwMessageDialog. */

#include "config.h"

#include "app/fod-ask.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  FodAskDone done;
  gpointer user_data;
} Ask;

static void
ask_free (gpointer data, GClosure *closure)
{
  Ask *ask = data;

  g_clear_weak_pointer (&ask->from);
  g_free (ask);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Ask *ask)
{
  if (ask->from != NULL && g_str_equal (response, "yes"))
    ask->done (ask->user_data);
}

void
fod_ask (GtkWidget *from,
         const char *heading,
         const char *body,
         const char *yes,
         FodAskDone done,
         gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);
  Ask *ask = g_new0 (Ask, 1);

  g_set_weak_pointer (&ask->from, from);
  ask->done = done;
  ask->user_data = user_data;

  g_object_set (dialog, "heading", heading, "body", body, NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "yes", yes,
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), ask, ask_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
