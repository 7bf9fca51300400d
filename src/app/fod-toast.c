/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toasts and undo, from any widget. The window owns the overlay and the list of what can be taken
 * back; here is the one place that escapes, since a toast's title is Pango markup. */

#include "config.h"

#include "app/fod-error-text.h"
#include "app/fod-go.h"
#include "app/fod-toast.h"

void
fod_toast (GtkWidget *from, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  fod_go_action (from, "win.toast", g_variant_new ("(ss)", "", escaped));
}

void
fod_undo_toast (GtkWidget *from, const char *tx, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  fod_go_action (from, "win.toast", g_variant_new ("(ss)", tx, escaped));
}

void
fod_undo_push (GtkWidget *from, const char *tx)
{
  fod_go_action (from, "win.remember-undo", g_variant_new_string (tx));
}

void
fod_toast_error (GtkWidget *from, const GError *error)
{
  g_autofree char *text = fod_error_text (error);

  fod_toast (from, text);
}
