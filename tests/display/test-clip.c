/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is copied about somebody does not stay on the clipboard. On a real display. */

#include "config.h"

#include "app/fod-clip.h"

static GdkClipboard *
get_clipboard (void)
{
  return gdk_display_get_clipboard (gdk_display_get_default ());
}

/* The server tells each owner of a selection of the next one; until it did, what it still has to
 * tell of the last would be taken for news. */
static void
settle (void)
{
  gdk_display_sync (gdk_display_get_default ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_it_goes_after_its_time (void)
{
  GdkClipboard *clipboard = get_clipboard ();

  fod_clip_put (clipboard, NULL, "Åse Møller", 20);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  while (gdk_clipboard_get_content (clipboard) != NULL)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static gboolean
note (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The timer of the first is over when one that was set later, for longer, is. */
static void
test_what_was_copied_since_stays (void)
{
  GdkClipboard *clipboard = get_clipboard ();
  GdkContentProvider *since;
  gboolean later = FALSE;

  fod_clip_put (clipboard, NULL, "Åse Møller", 50);
  settle ();
  gdk_clipboard_set_text (clipboard, "opskrift på boller");
  since = gdk_clipboard_get_content (clipboard);
  settle ();
  g_timeout_add (100, note, &later);
  while (!later)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gdk_clipboard_get_content (clipboard) == since);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/clip/it-goes-after-its-time", test_it_goes_after_its_time);
  g_test_add_func ("/clip/what-was-copied-since-stays", test_what_was_copied_since_stays);

  return g_test_run ();
}
