/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines without a network. */

#include "config.h"

#include "support/fod-fake-line.h"

#include <string.h>

struct _FodFakeLine
{
  FodLiveLine parent_instance;

  gboolean hung_up;
};

G_DEFINE_FINAL_TYPE (FodFakeLine, fod_fake_line, FOD_TYPE_LIVE_LINE)

static void
fod_fake_line_hang_up (FodLiveLine *line)
{
  FOD_FAKE_LINE (line)->hung_up = TRUE;
}

static void
fod_fake_line_set_ping (FodLiveLine *line, guint seconds)
{
}

static void
fod_fake_line_class_init (FodFakeLineClass *klass)
{
  FOD_LIVE_LINE_CLASS (klass)->hang_up = fod_fake_line_hang_up;
  FOD_LIVE_LINE_CLASS (klass)->set_ping = fod_fake_line_set_ping;
}

static void
fod_fake_line_init (FodFakeLine *self)
{
}

FodFakeLine *
fod_fake_line_new (void)
{
  return g_object_new (FOD_TYPE_FAKE_LINE, NULL);
}

gboolean
fod_fake_line_is_hung_up (FodFakeLine *self)
{
  return self->hung_up;
}

void
fod_fake_line_say (FodFakeLine *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  fod_live_line_say_heard (FOD_LIVE_LINE (self), bytes);
}

struct _FodLineTransport
{
  GObject parent_instance;

  FodFakeLine *line;
  guint count;
};

static void fod_line_transport_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodLineTransport,
                               fod_line_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT,
                                                      fod_line_transport_iface_init))

static FodLiveLine *
fod_line_transport_open_line (FodTransport *transport, const char *token, guint ping_seconds)
{
  FodLineTransport *self = FOD_LINE_TRANSPORT (transport);
  g_autoptr (FodFakeLine) line = fod_fake_line_new ();

  self->count++;
  g_set_object (&self->line, line);
  return FOD_LIVE_LINE (g_steal_pointer (&line));
}

static void
fod_line_transport_iface_init (FodTransportInterface *iface)
{
  iface->open_line = fod_line_transport_open_line;
}

static void
fod_line_transport_finalize (GObject *object)
{
  g_clear_object (&FOD_LINE_TRANSPORT (object)->line);
  G_OBJECT_CLASS (fod_line_transport_parent_class)->finalize (object);
}

static void
fod_line_transport_class_init (FodLineTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_line_transport_finalize;
}

static void
fod_line_transport_init (FodLineTransport *self)
{
}

FodLineTransport *
fod_line_transport_new (void)
{
  return g_object_new (FOD_TYPE_LINE_TRANSPORT, NULL);
}

guint
fod_line_transport_count (FodLineTransport *self)
{
  return self->count;
}

FodFakeLine *
fod_line_transport_get_line (FodLineTransport *self)
{
  return self->line;
}
