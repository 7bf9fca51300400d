/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimLine: a bad network between a device and a server of one thread. */

#include "config.h"

#include "sim/fod-sim-line.h"

#include "sim/fod-sim-step.h"
#include "sync/fod-sync-engine.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

struct _FodSimLine
{
  GObject parent_instance;

  FodSimServer *server; /* borrowed */
  FodSimWatch watch;
  FodSimSpoil spoil;
  FodSimTouch touch;
  gpointer data;
  GPtrArray *late; /* of FodRequest */
  guint number;
  guint bad;
  guint page;
  guint ill;
  gboolean was_ill;
  guint at;
  guint count;
};

typedef enum
{
  FOD_SIM_GOOD,
  FOD_SIM_LOSE_REQUEST,
  FOD_SIM_LOSE_REPLY,
  FOD_SIM_HOLD_UP,
  FOD_SIM_DOUBLE,
  FOD_SIM_N_TROUBLES
} FodSimTrouble;

static void fod_sim_line_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodSimLine,
                               fod_sim_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT, fod_sim_line_iface_init))

static FodSimTrouble
pick_trouble (FodSimLine *self)
{
  guint luck = fod_sim_mix (self->number, self->at++);

  if (luck % 100 >= self->bad)
    return FOD_SIM_GOOD;
  return FOD_SIM_LOSE_REQUEST + luck / 100 % (FOD_SIM_N_TROUBLES - FOD_SIM_LOSE_REQUEST);
}

/* A small page instead of the two thousand rows that no simulation has; of a scope that is loaded,
 * too, which comes in parts otherwise. */
static void
make_page_small (FodSimLine *self, FodRequest *request)
{
  g_autoptr (FodPullRequest) pull = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  if (self->page == 0 || strcmp (request->path, FOD_PATH_PULL) != 0)
    return;
  pull = fod_wire_parse_pull_request (g_bytes_get_data (request->body, NULL),
                                      g_bytes_get_size (request->body), &error);
  g_assert_no_error (error);
  pull->limit = self->page;
  pull->parts = FALSE;
  text = fod_wire_print_pull_request (pull);
  g_bytes_unref (request->body);
  request->body = g_bytes_new_take (text, strlen (text));
}

static FodReply *
deliver (FodSimLine *self, const FodRequest *request)
{
  FodReply *reply = self->server->dead ? NULL : fod_sim_server_answer (self->server, request);

  self->watch (request, reply, self->data);
  return self->touch == NULL ? reply : self->touch (request, reply, self->data);
}

static void
fail (GTask *task)
{
  g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "lost");
}

static void
replace_body (FodReply *reply, char *text, gsize size)
{
  g_bytes_unref (reply->body);
  reply->body = g_bytes_new_take (text, size);
}

/* One row of a pull loses its version. Codes are many, and nobody misses one. */
static void
spoil_row (FodSimLine *self, FodReply *reply, guint luck)
{
  gsize size = g_bytes_get_size (reply->body);
  g_autofree char *text = g_strndup (g_bytes_get_data (reply->body, NULL), size);
  g_autoptr (GRegex) regex =
      g_regex_new ("\\{\"t\":\"(?!code)([a-z-]+)\",\"id\":\"([0-9a-f-]+)\",\"s\":[0-9]+,"
                   "\"(r)v\":",
                   0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gboolean there = g_regex_match (regex, text, 0, &match);

  for (guint i = luck % 4; i > 0 && there; i--)
    there = g_match_info_next (match, NULL);
  if (there)
    {
      g_autofree char *kind = g_match_info_fetch (match, 1);
      g_autofree char *id = g_match_info_fetch (match, 2);
      g_autofree char *key = g_strconcat (kind, " ", id, NULL);
      int at = 0;

      g_match_info_fetch_pos (match, 3, &at, NULL);
      text[at] = 'x';
      self->spoil (key, self->data);
      replace_body (reply, g_steal_pointer (&text), size);
    }
}

static FodReply *
answer_for_server (FodReply *reply, guint status, gint64 retry_after, const char *text)
{
  FodReply *other = fod_reply_new (status);

  fod_reply_free (reply);
  other->retry_after = retry_after;
  replace_body (other, g_strdup (text), strlen (text));
  return other;
}

/* What comes to the device in the place of @reply. */
static FodReply *
make_ill (FodSimLine *self, const FodRequest *request, FodReply *reply)
{
  guint luck = fod_sim_mix (self->number ^ 0x5a5a5a5a, self->at);
  gsize size = g_bytes_get_size (reply->body);

  if (luck % 100 >= self->ill)
    return reply;
  self->was_ill = TRUE;
  switch (luck / 100 % 7)
    {
    case 0:
      replace_body (reply, g_strndup (g_bytes_get_data (reply->body, NULL), size),
                    size == 0 ? 0 : luck / 700 % size);
      return reply;
    case 1:
      return answer_for_server (reply, 200, -1, "<html><body>Log ind</body></html>");
    case 2:
      return answer_for_server (reply, 502, -1, "");
    case 3:
      return answer_for_server (reply, luck / 700 % 2 == 0 ? 503 : 429, 30, "");
    default:
      if (reply->status == 200 && strcmp (request->path, FOD_PATH_PULL) == 0)
        spoil_row (self, reply, luck / 700);
      return reply;
    }
}

static FodRequest *
copy_request (const FodRequest *request)
{
  FodRequest *copy = fod_request_new (request->method, request->path, request->token, NULL);

  g_clear_pointer (&copy->body, g_bytes_unref);
  copy->body = request->body == NULL ? NULL : g_bytes_ref (request->body);
  copy->etag = g_strdup (request->etag);
  return copy;
}

static gboolean
on_idle (gpointer user_data)
{
  GTask *task = user_data;
  FodSimLine *self = g_task_get_source_object (task);
  FodRequest *request = g_task_get_task_data (task);
  FodSimTrouble trouble;
  FodReply *reply = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  self->count++;
  make_page_small (self, request);
  trouble = pick_trouble (self);
  if (trouble == FOD_SIM_HOLD_UP)
    g_ptr_array_add (self->late, copy_request (request));
  if (trouble != FOD_SIM_HOLD_UP && trouble != FOD_SIM_LOSE_REQUEST)
    reply = deliver (self, request);
  if (trouble == FOD_SIM_DOUBLE && reply != NULL)
    {
      fod_reply_free (reply);
      reply = deliver (self, request);
    }
  if (trouble == FOD_SIM_LOSE_REPLY)
    g_clear_pointer (&reply, fod_reply_free);
  if (reply != NULL)
    reply = make_ill (self, request, reply);
  if (reply == NULL)
    fail (task);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify)fod_reply_free);
  return G_SOURCE_REMOVE;
}

static void
fod_sim_line_send_async (FodTransport *transport,
                         FodRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, fod_sim_line_send_async);
  g_task_set_task_data (task, request, (GDestroyNotify)fod_request_free);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, task, g_object_unref);
}

static FodReply *
fod_sim_line_send_finish (FodTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fod_sim_line_iface_init (FodTransportInterface *iface)
{
  iface->send_async = fod_sim_line_send_async;
  iface->send_finish = fod_sim_line_send_finish;
}

static void
fod_sim_line_finalize (GObject *object)
{
  FodSimLine *self = FOD_SIM_LINE (object);

  g_ptr_array_unref (self->late);
  G_OBJECT_CLASS (fod_sim_line_parent_class)->finalize (object);
}

static void
fod_sim_line_class_init (FodSimLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_sim_line_finalize;
}

static void
fod_sim_line_init (FodSimLine *self)
{
  self->late = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_request_free);
}

FodSimLine *
fod_sim_line_new (FodSimServer *server, FodSimWatch watch, FodSimSpoil spoil, gpointer data)
{
  FodSimLine *self = g_object_new (FOD_TYPE_SIM_LINE, NULL);

  self->server = server;
  self->watch = watch;
  self->spoil = spoil;
  self->data = data;
  return self;
}

void
fod_sim_line_set_touch (FodSimLine *self, FodSimTouch touch)
{
  self->touch = touch;
}

void
fod_sim_line_set_weather (FodSimLine *self, guint number, guint bad, guint page)
{
  self->number = number;
  self->bad = bad;
  self->page = page;
  self->ill = 0;
  self->at = 0;
}

void
fod_sim_line_set_ill (FodSimLine *self, guint ill)
{
  self->ill = ill;
}

gboolean
fod_sim_line_was_ill (FodSimLine *self)
{
  gboolean was_ill = self->was_ill;

  self->was_ill = FALSE;
  return was_ill;
}

gboolean
fod_sim_line_deliver_late (FodSimLine *self, guint number)
{
  g_autoptr (FodRequest) request = NULL;
  g_autoptr (FodReply) reply = NULL;

  if (self->late->len == 0)
    return FALSE;
  request = g_ptr_array_steal_index (self->late, number % self->late->len);
  reply = deliver (self, request);
  return TRUE;
}

void
fod_sim_line_drop_late (FodSimLine *self)
{
  g_ptr_array_set_size (self->late, 0);
}

guint
fod_sim_line_count (FodSimLine *self)
{
  guint count = self->count;

  self->count = 0;
  return count;
}
