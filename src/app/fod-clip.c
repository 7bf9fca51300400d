/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One object for one text; its timer holds it. */

#include "config.h"

#include "app/fod-clip.h"

#define FOD_TYPE_CLIP (fod_clip_get_type ())
G_DECLARE_FINAL_TYPE (FodClip, fod_clip, FOD, CLIP, GObject)

struct _FodClip
{
  GObject parent_instance;

  GdkClipboard *clipboard;      /* owned, nullable */
  GdkContentProvider *provider; /* owned, nullable */
  guint timer;
};

G_DEFINE_FINAL_TYPE (FodClip, fod_clip, G_TYPE_OBJECT)

static void
fod_clip_dispose (GObject *object)
{
  FodClip *self = FOD_CLIP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->provider);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (fod_clip_parent_class)->dispose (object);
}

static void
fod_clip_class_init (FodClipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_clip_dispose;
}

static void
fod_clip_init (FodClip *self)
{
}

static void
clear (FodClip *self)
{
  if (gdk_clipboard_get_content (self->clipboard) == self->provider)
    gdk_clipboard_set_content (self->clipboard, NULL);
}

static gboolean
on_time (gpointer user_data)
{
  FodClip *self = user_data;

  self->timer = 0;
  clear (self);
  return G_SOURCE_REMOVE;
}

static void
on_keep (FodClip *self)
{
  clear (self);
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
fod_clip_put (GdkClipboard *clipboard, FodContext *context, const char *text, guint ms)
{
  FodClip *self;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (context == NULL || FOD_IS_CONTEXT (context));
  g_return_if_fail (text != NULL);

  self = g_object_new (FOD_TYPE_CLIP, NULL);
  self->clipboard = g_object_ref (clipboard);
  self->provider = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  gdk_clipboard_set_content (clipboard, self->provider);
  if (context != NULL)
    g_signal_connect_object (context, "keep", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, ms, on_time, self, g_object_unref);
}
