/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from any widget to the actions of the main window. */

#include "config.h"

#include "app/fod-go.h"

GtkWindow *
fod_go_window (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  while (window != NULL && gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  return window;
}

void
fod_go_action (GtkWidget *from, const char *action, GVariant *parameter)
{
  g_autoptr (GVariant) owned = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (action != NULL);

  window = fod_go_window (from);
  if (window != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), action, owned);
}

void
fod_go_show (GtkWidget *from, const char *kind, const char *id)
{
  g_autofree char *action = g_strconcat ("win.show-", kind, NULL);

  g_return_if_fail (id != NULL);

  fod_go_action (from, action, g_variant_new_string (id));
}

void
fod_go_page (GtkWidget *from, const char *page)
{
  fod_go_action (from, "win.show-page", g_variant_new_string (page));
}

void
fod_go_new (GtkWidget *from, const char *kind, ...)
{
  g_auto (GVariantBuilder) known = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  const char *field;
  va_list pairs;

  va_start (pairs, kind);
  while ((field = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (value != NULL)
        g_variant_builder_add (&known, "{ss}", field, value);
    }
  va_end (pairs);

  fod_go_action (from, "win.new", g_variant_new ("(sa{ss})", kind, &known));
}
