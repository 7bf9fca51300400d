/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One device that listens. */

#include "config.h"

#include "server/fod-server-listener.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"

/* A device says that it is there every four minutes at least. */
#define SILENCE_MS (10 * 60 * 1000)
/* And has no reason to say anything this often between two ticks. */
#define FRAMES_A_TICK 30

void
fod_server_listener_free (gpointer data)
{
  FodServerListener *self = data;

  fod_server_line_free (self->line);
  fod_server_ticket_free (self->ticket);
  g_free (self);
}

gboolean
fod_server_listener_has_any (const FodServerListener *self, GHashTable *scopes)
{
  for (guint i = 0; i < self->ticket->scopes->len; i++)
    if (g_hash_table_contains (scopes, self->ticket->scopes->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
fod_server_listener_has_all (const FodServerListener *self, GHashTable *heads)
{
  for (guint i = 0; i < self->ticket->scopes->len; i++)
    if (!g_hash_table_contains (heads, self->ticket->scopes->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_scopes (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

void
fod_server_listener_take_scopes (FodServerListener *self, GPtrArray *scopes)
{
  if (same_scopes (self->ticket->scopes, scopes))
    return;
  g_ptr_array_unref (self->ticket->scopes);
  self->ticket->scopes = g_ptr_array_ref (scopes);
  self->told = FALSE;
}

void
fod_server_listener_tell (FodServerListener *self, const char *epoch, GHashTable *heads)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  FodHeads message = { (char *)epoch, own };
  GPtrArray *scopes = self->ticket->scopes;

  for (guint i = 0; i < scopes->len; i++)
    {
      gpointer head = g_hash_table_lookup (heads, scopes->pdata[i]);

      if (head != NULL)
        g_hash_table_insert (own, scopes->pdata[i], head);
    }
  if (self->packs)
    {
      g_autoptr (GBytes) packed = fod_wire_pack_heads (&message);

      fod_server_line_say_packed (self->line, packed);
    }
  else
    {
      g_autofree char *text = fod_wire_print_heads (&message);

      fod_server_line_say (self->line, text);
    }
  self->told = TRUE;
}

gboolean
fod_server_listener_judge (FodServerListener *self, gint64 now_ms)
{
  guint frames = fod_server_line_take_frames (self->line);

  if (frames > 0)
    self->heard_ms = now_ms;
  self->wrong = self->wrong || frames > FRAMES_A_TICK;
  if (self->wrong)
    fod_server_line_close (self->line, FOD_LIVE_FORBIDDEN);
  return !self->wrong && now_ms - self->heard_ms <= SILENCE_MS;
}
