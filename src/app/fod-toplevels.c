/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds windows and takes them away. Knows nothing of what they show. */

#include "config.h"

#include "app/fod-toplevels.h"

GtkWindow *
fod_toplevels_find (GtkApplication *application, GType type)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    {
      if (g_type_is_a (G_OBJECT_TYPE (at->data), type))
        return at->data;
    }
  return NULL;
}

GPtrArray *
fod_toplevels_list (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    g_ptr_array_add (windows, g_list_model_get_item (toplevels, i - 1));
  return windows;
}

void
fod_toplevels_close (GPtrArray *windows)
{
  for (guint i = 0; i < windows->len; i++)
    {
      GtkWindow *window = g_ptr_array_index (windows, i);

      /* A file chooser is the toolkit's: it is asked to close, as by its own button. */
      if (gtk_window_get_application (window) == NULL)
        {
          gtk_window_close (window);
          continue;
        }
      /* Somebody may hold a dialog longer than the window that it stood over, and GTK 4.8 would
       * then look for that window once more. */
      gtk_window_set_transient_for (window, NULL);
      gtk_window_destroy (window);
    }
}
