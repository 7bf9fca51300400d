/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodPartServer: makes parts of a first load, and lets a test spoil them. */

#include "config.h"

#include "support/fod-part-server.h"

#include "sync/fod-gzip.h"

#include <string.h>

static char *
dup_id (guint n)
{
  return g_strdup_printf ("019a6b2c-31f4-7000-8000-%012u", n);
}

static FodRow *
new_row (guint n)
{
  g_autofree char *id = dup_id (n);
  FodRow *row = fod_row_new (FOD_KIND_EMPLOYER, id);

  row->rv = 1;
  row->seq = n + 1;
  g_hash_table_insert (row->fields, g_strdup ("name"), g_strdup ("Bageriet"));
  g_hash_table_insert (row->versions, g_strdup ("name"), g_strdup ("1"));
  return row;
}

/* All rows at once, and the scope's end. */
static void
fill (FodPullScope *scope, gboolean rows)
{
  g_free (scope->next);
  scope->next = g_strdup_printf ("%u", FOD_PARTS);
  scope->head = FOD_PARTS;
  scope->count = FOD_PART_ROWS;
  for (guint n = 0; n < FOD_PART_ROWS; n++)
    {
      g_autofree char *id = dup_id (n);

      scope->check ^= fod_row_check_word (FOD_KIND_EMPLOYER, id, 1);
      if (rows)
        g_ptr_array_add (scope->rows, new_row (n));
    }
}

FodReply *
fod_part_server_pull (FodFakeServer *self, const FodPullRequest *request)
{
  const char *cursor = g_hash_table_lookup (request->cursors, "org:1");
  guint64 at = cursor == NULL ? 0 : g_ascii_strtoull (cursor, NULL, 10);
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, cursor);
  FodPullScope *scope = reply->scopes->pdata[0];

  if (at > FOD_PARTS)
    {
      g_ptr_array_set_size (reply->scopes, 0);
      g_ptr_array_add (reply->reset, g_strdup ("org:1"));
    }
  else if (at == FOD_PARTS || !request->parts)
    fill (scope, at != FOD_PARTS);
  else
    {
      scope->next = cursor == NULL ? g_strdup ("0+") : scope->next;
      scope->head = FOD_PARTS;
      scope->count = FOD_PART_ROWS;
      scope->more = TRUE;
      scope->parts = TRUE;
    }
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static FodReply *
send_part (FodMadePart *made)
{
  FodReply *reply = fod_reply_new (200);
  GByteArray *body = g_byte_array_new ();
  g_autofree char *head = NULL;
  gsize size;
  const guint8 *packed = g_bytes_get_data (made->packed, &size);

  if (made->head->sum == NULL)
    made->head->sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, made->packed);
  head = fod_wire_print_snapshot_head (made->head);
  if (made->text == NULL)
    made->text = g_strconcat (head, "\n", NULL);
  g_byte_array_append (body, (const guint8 *)made->text, (guint)strlen (made->text));
  g_byte_array_append (body, packed, (guint)size);
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_byte_array_free_to_bytes (body);
  fod_snapshot_head_free (made->head);
  g_bytes_unref (made->packed);
  g_free (made->text);
  return reply;
}

FodReply *
fod_part_server_part (FodFakeServer *self, const FodSnapshotRequest *request)
{
  FodPartServer *f = (FodPartServer *)self;
  guint at = (guint)g_ascii_strtoull (request->cursor, NULL, 10);
  FodMadePart made = { g_new0 (FodSnapshotHead, 1), g_string_new (NULL), NULL, NULL };
  g_autoptr (GBytes) plain = NULL;

  g_string_append_printf (f->asked, "%s ", request->cursor);
  made.head->epoch = g_strdup (self->epoch);
  made.head->scope = g_strdup (request->scope);
  made.head->from = g_strdup (request->cursor);
  made.head->next = g_strdup_printf ("%u+", at + 1);
  made.head->more = at + 1 < FOD_PARTS;
  made.head->head = FOD_PARTS;
  made.head->count = FOD_PART_ROWS;
  for (guint n = at * FOD_ROWS_A_PART; n < MIN (FOD_PART_ROWS, (at + 1) * FOD_ROWS_A_PART); n++)
    {
      g_autoptr (FodRow) row = new_row (n);

      fod_wire_append_row (made.lines, row);
    }
  if (f->spoil != NULL)
    f->spoil (&made);
  plain = g_string_free_to_bytes (made.lines);
  made.packed = fod_gzip_pack (plain);
  if (f->spoil_packed != NULL)
    f->spoil_packed (&made);
  if (f->lose == (int)at)
    {
      f->lose = -1;
      fod_reply_free (send_part (&made));
      return NULL;
    }
  return send_part (&made);
}

void
fod_part_server_set_up (FodPartServer *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->server.pull = fod_part_server_pull;
  f->server.snapshot = fod_part_server_part;
  f->asked = g_string_new (NULL);
  f->lose = -1;
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, f);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
}

void
fod_part_server_tear_down (FodPartServer *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  g_string_free (f->asked, TRUE);
  fod_fake_server_clear (&f->server);
}
