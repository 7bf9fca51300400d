/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the oracle what lies on the disks and what goes over the lines. What happens there is
 * decided elsewhere. */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "sync/fod-gzip.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* A round that asks more often than this is a loop. */
#define REQUESTS_MAX 400

static void
make_mirror (FodSimWorld *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "mirror", NULL);

  g_clear_pointer (&self->mirror, fod_sim_mirror_free);
  self->mirror = fod_sim_mirror_new (folder, self->server);
}

void
fod_sim_world_look_at_server (FodSimWorld *self, gboolean restored)
{
  gint64 end = restored ? 0 : fod_sim_oracle_get_end (self->oracle);

  if (!fod_sim_server_has_changed (self->server) && !restored)
    return;
  fod_sim_oracle_see_server (
      self->oracle, fod_sim_dump_server (fod_sim_server_get_base (self->server), end), restored);
  if (restored || self->mirror == NULL)
    make_mirror (self);
  else
    fod_sim_mirror_follow (self->mirror, self->server, self->oracle);
}

/* What @reply brings that was not there before. */
static guint
count_rows (const FodPullReply *reply)
{
  guint count = reply->revoked->len + reply->reset->len;

  for (guint i = 0; i < reply->scopes->len; i++)
    count += ((FodPullScope *)reply->scopes->pdata[i])->rows->len +
             (((FodPullScope *)reply->scopes->pdata[i])->more ? 1 : 0);
  return count;
}

/* A part of a first load, as the page of a pull that it stands for. */
static void
show_part (FodSimWorld *self, guint device, const FodRequest *request, GBytes *body)
{
  gsize size = g_bytes_get_size (body);
  const char *data = g_bytes_get_data (body, NULL);
  gsize line = (gsize)((const char *)memchr (data, '\n', size) - data);
  g_autoptr (FodSnapshotRequest) asked = fod_wire_parse_snapshot_request (
      g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), NULL);
  g_autoptr (FodSnapshotHead) head = fod_wire_parse_snapshot_head (data, line, NULL);
  g_autoptr (GBytes) packed = g_bytes_new_from_bytes (body, line + 1, size - line - 1);
  g_autoptr (GBytes) lines = fod_gzip_unpack (packed, FOD_LIMIT_BODY_BYTES, NULL);
  g_autoptr (GHashTable) cursors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) pages =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_pull_scope_free);
  FodPullRequest pull = { .device = asked->device, .run = asked->run, .cursors = cursors };
  FodPullReply answer = { .scopes = pages };
  FodPullScope *page = fod_wire_parse_rows (
      g_bytes_get_data (lines, NULL), g_bytes_get_size (lines), head->scope, head->next, NULL);

  g_hash_table_insert (cursors, asked->scope, asked->cursor);
  g_ptr_array_add (pages, page);
  self->told += page->rows->len;
  fod_sim_oracle_see_pull (self->oracle, device, &pull, &answer);
}

static void
show_reply (FodSimWorld *self, guint device, const FodRequest *request, const FodReply *reply)
{
  const char *asked = g_bytes_get_data (request->body, NULL);
  const char *got = g_bytes_get_data (reply->body, NULL);
  gsize asked_size = g_bytes_get_size (request->body);
  gsize got_size = g_bytes_get_size (reply->body);

  if (strcmp (request->path, FOD_PATH_PUSH) == 0)
    {
      g_autoptr (FodPushRequest) push = fod_wire_parse_push_request (asked, asked_size, NULL);
      g_autoptr (FodPushReply) answer = fod_wire_parse_push_reply (got, got_size, NULL);

      self->told += push->ops->len;
      fod_sim_oracle_see_push (self->oracle, device, push, answer);
    }
  else if (strcmp (request->path, FOD_PATH_PULL) == 0)
    {
      g_autoptr (FodPullRequest) pull = fod_wire_parse_pull_request (asked, asked_size, NULL);
      g_autoptr (FodPullReply) answer = fod_wire_parse_pull_reply (got, got_size, NULL);

      self->told += count_rows (answer);
      fod_sim_oracle_see_pull (self->oracle, device, pull, answer);
    }
  else if (strcmp (request->path, FOD_PATH_SNAPSHOT) == 0)
    show_part (self, device, request, reply->body);
}

/* For who looks into a failure. */
static void
trace (guint device, const FodRequest *request, const FodReply *reply)
{
  GBytes *bodies[] = { request->body, reply->body };

  g_printerr ("device %u: %s -> %u\n", device, request->path, reply->status);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (bodies[i] != NULL)
      g_printerr ("  %.*s\n", (int)g_bytes_get_size (bodies[i]),
                  (const char *)g_bytes_get_data (bodies[i], NULL));
}

gboolean
fod_sim_world_is_revoked (FodSimWorld *self, guint device)
{
  return g_hash_table_contains (self->oracle->ended, self->devices[device]->id);
}

/* A device whose access has ended is told so, and nothing else. */
static void
check_ended (FodSimWorld *self, guint device, const FodRequest *request)
{
  if (fod_sim_world_is_revoked (self, device) && strcmp (request->path, FOD_PATH_END) != 0 &&
      strcmp (request->path, FOD_PATH_HELLO) != 0)
    fod_sim_oracle_complain (self->oracle, 12, "device %u was given %s, and its access has ended",
                             device, request->path);
}

/* What the server may say but yes: that its history is another one, that a load is not there, that
 * a device's access has ended; and that it has not, to who comes with the end after a restore. */
static gboolean
is_right (FodSimWorld *self, guint device, const FodRequest *request, const FodReply *reply)
{
  gboolean revoked = fod_sim_world_is_revoked (self, device);

  switch (reply->status)
    {
    case 200:
    case 409:
      return TRUE;
    case 404:
      return strcmp (request->path, FOD_PATH_SNAPSHOT) == 0;
    case 410:
      return revoked;
    case 401:
      return self->oracle->slept || (!revoked && strcmp (request->path, FOD_PATH_END) == 0);
    default:
      return FALSE;
    }
}

void
fod_sim_world_on_request (const FodRequest *request, const FodReply *reply, gpointer data)
{
  FodSimPort *port = data;
  FodSimWorld *self = port->world;

  if (strcmp (request->path, FOD_PATH_PUSH) == 0)
    {
      g_autoptr (FodPushRequest) push = fod_wire_parse_push_request (
          g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), NULL);

      fod_sim_oracle_see_ops (self->oracle, port->device, push);
    }
  if (reply == NULL)
    return;
  fod_sim_world_look_at_server (self, FALSE);
  if (g_getenv ("FOD_SIM_TRACE") != NULL)
    trace (port->device, request, reply);
  if (reply->status == 200)
    check_ended (self, port->device, request);
  if (reply->status == 200 && request->body != NULL)
    show_reply (self, port->device, request, reply);
  else if (!is_right (self, port->device, request, reply))
    fod_sim_oracle_complain (self->oracle, 20, "%s was answered with %u", request->path,
                             reply->status);
}

void
fod_sim_world_on_spoil (const char *key, gpointer data)
{
  FodSimPort *port = data;

  fod_sim_oracle_spoil (port->world->oracle, port->device, key);
}

/* After a step: what the device holds, and whether it shows just that. */
static void
trace_queue (const FodSimDump *dump, guint device)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const FodSimQueued *queued = data;

      if (queued->state != FOD_SIM_ARCHIVED)
        g_printerr ("device %u has, in state %u: %s\n", device, queued->state, queued->body);
    }
}

void
fod_sim_world_look_at_device (FodSimWorld *self, guint device, gboolean anew, gboolean in_step)
{
  FodSimDevice *it = self->devices[device];
  g_autofree char *fault = NULL;

  if (it->store == NULL)
    return;
  fod_sim_device_rest (it);
  if (fod_sim_device_has_changed (it) || anew)
    {
      fod_sim_oracle_see_device (self->oracle, device, fod_sim_dump_device (it->store), anew,
                                 in_step);
      if (g_getenv ("FOD_SIM_TRACE") != NULL)
        trace_queue (self->oracle->devices[device], device);
      fault = fod_sim_world_find_view_fault (it->store);
    }
  else
    fod_sim_oracle_see_device_again (self->oracle, device, in_step);
  if (fault != NULL)
    fod_sim_oracle_complain (self->oracle, 1, "device %u: %s", device, fault);
  if (fod_sim_line_count (it->line) > REQUESTS_MAX)
    fod_sim_oracle_complain (self->oracle, 18, "device %u: a loop of requests", device);
}
