/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the parts of a widget are filled. What they are is their owner's. */

#include "config.h"

#include "app/fod-slices.h"

/* Less than half of a frame: what was filled has to be laid out and drawn in it too. */
#define SLICE_US 6000

struct _FodSlices
{
  GtkWidget *widget; /* borrowed */
  FodSlicesFill fill;
  guint next;
  guint count;
  guint idle;
  gulong mapped;
};

static gboolean
run (FodSlices *self)
{
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->next < self->count && gtk_widget_get_mapped (self->widget))
    {
      if (self->fill (self->widget, self->next))
        self->next++;
      if (g_get_monotonic_time () >= end)
        break;
    }
  return self->next < self->count && gtk_widget_get_mapped (self->widget);
}

static gboolean
on_idle (gpointer user_data)
{
  FodSlices *self = user_data;

  if (run (self))
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
go_on (FodSlices *self)
{
  if (run (self) && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, self, NULL);
}

FodSlices *
fod_slices_new (GtkWidget *widget, FodSlicesFill fill)
{
  FodSlices *self = g_new0 (FodSlices, 1);

  self->widget = widget;
  self->fill = fill;
  self->mapped = g_signal_connect_swapped (widget, "map", G_CALLBACK (go_on), self);
  return self;
}

void
fod_slices_free (FodSlices *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_handler_disconnect (self->widget, self->mapped);
  g_free (self);
}

void
fod_slices_start (FodSlices *self, guint count)
{
  self->next = 0;
  self->count = count;
  go_on (self);
}
