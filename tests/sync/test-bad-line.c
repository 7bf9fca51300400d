/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real engine and the real server, with a line between them that breaks at every byte. */

#include "config.h"

#include "support/fod-http-bytes.h"
#include "support/fod-line-fixture.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* How many bytes @fault can break at. */
static gsize
count_bytes (FodLine *f, const FodFault *fault)
{
  gboolean there = fault->kind == FOD_FAULT_REQUEST_CUT;
  g_autoptr (GBytes) bytes = there ? fod_fault_proxy_dup_request (f->proxy, fault->path)
                                   : fod_fault_proxy_dup_reply (f->proxy, fault->path);
  gsize head = fault->edit == NULL ? 0 : fod_http_bytes_get_head_size (bytes);

  return g_bytes_get_size (bytes) - head;
}

/* To libsoup, a head that ends in order behind one of its lines is whole. */
static void
assert_code (const FodFault *fault, int code)
{
  if (fault->edit != NULL)
    g_assert_cmpint (code, ==, FOD_SYNC_ERROR_SERVER);
  else if (code != FOD_SYNC_ERROR_SERVER || fault->kind != FOD_FAULT_REPLY_CLOSE)
    g_assert_cmpint (code, ==, FOD_SYNC_ERROR_OFFLINE);
}

/* Whether the server did what the broken round asked for: then each byte needs an op of its own. */
static gboolean
is_done_by_then (const FodFault *fault)
{
  return fault->kind != FOD_FAULT_REQUEST_CUT && strcmp (fault->path, FOD_PATH_PUSH) == 0;
}

/* The same fault at each byte of what goes to its path, or comes back from it. */
static void
break_at_every_byte (FodLine *f, FodFault *fault)
{
  gsize size;

  fod_line_give_both_ways (f);
  do
    {
      assert_code (fault, fod_line_fail (f, fault));
      size = count_bytes (f, fault);
      if (!is_done_by_then (fault))
        continue;
      fod_fault_proxy_set (f->proxy, NULL);
      fod_line_sync (f->anna);
      fod_line_write (f, f->anna);
    }
  while (++fault->at < size);
  g_test_message ("%" G_GSIZE_FORMAT " bytes", fault->at);
  g_assert_cmpuint (fault->at, >, 150);
  fod_line_assert_whole (f);
}

/* A byte that no message can hold, at @at of the body. */
static GBytes *
damage (GBytes *reply, gsize at)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (reply, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[fod_http_bytes_get_head_size (reply) + at] = 0xff;
  return g_bytes_new_take (copy, size);
}

static const struct
{
  const char *label;
  FodFault fault;
} breaks[] = {
  { "push-is-cut", { FOD_FAULT_REQUEST_CUT, FOD_PATH_PUSH } },
  { "push-answer-is-cut", { FOD_FAULT_REPLY_CUT, FOD_PATH_PUSH } },
  { "push-answer-ends", { FOD_FAULT_REPLY_CLOSE, FOD_PATH_PUSH } },
  { "push-answer-is-damaged", { FOD_FAULT_NONE, FOD_PATH_PUSH, .edit = damage } },
  { "pull-is-cut", { FOD_FAULT_REQUEST_CUT, FOD_PATH_PULL } },
  { "pull-answer-is-cut", { FOD_FAULT_REPLY_CUT, FOD_PATH_PULL } },
  { "pull-answer-ends", { FOD_FAULT_REPLY_CLOSE, FOD_PATH_PULL } },
  { "pull-answer-is-damaged", { FOD_FAULT_NONE, FOD_PATH_PULL, .edit = damage } },
};

static void
test_every_byte (FodLine *f, gconstpointer data)
{
  FodFault fault = breaks[GPOINTER_TO_UINT (data)].fault;

  break_at_every_byte (f, &fault);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/bad-line/%s-at-every-byte", breaks[i].label);

      g_test_add (path, FodLine, GUINT_TO_POINTER (i), fod_line_set_up, test_every_byte,
                  fod_line_tear_down);
    }
  return g_test_run ();
}
