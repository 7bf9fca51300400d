/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every message of the protocol, whatever comes over the wire: what is read can be written, is read
 * again, and is then written the same. */

#include "config.h"

#include "fuzz/fod-fuzz.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"
#include "wire/fod-wire.h"

#include <string.h>

#define CHECK(Type, name)                                                                          \
  static void check_##name (const char *data, size_t size)                                         \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    g_autoptr (Type) first = fod_wire_parse_##name (data, size, &error);                           \
    g_autoptr (Type) second = NULL;                                                                \
    g_autofree char *once = NULL;                                                                  \
    g_autofree char *twice = NULL;                                                                 \
                                                                                                   \
    g_assert_true ((first == NULL) == (error != NULL));                                            \
    if (first == NULL)                                                                             \
      return;                                                                                      \
    once = fod_wire_print_##name (first);                                                          \
    second = fod_wire_parse_##name (once, strlen (once), &error);                                  \
    g_assert_no_error (error);                                                                     \
    twice = fod_wire_print_##name (second);                                                        \
    g_assert_cmpstr (once, ==, twice);                                                             \
  }

CHECK (FodPushRequest, push_request)
CHECK (FodPushReply, push_reply)
CHECK (FodPullRequest, pull_request)
CHECK (FodPullReply, pull_reply)
CHECK (FodSnapshotRequest, snapshot_request)
CHECK (FodSnapshotHead, snapshot_head)
CHECK (FodHello, hello)
CHECK (FodHeads, heads)
CHECK (FodEnrolRequest, enrol_request)
CHECK (FodEnrolReply, enrol_reply)
CHECK (FodOp, op)

/* The rows of a part: as many lines as there are rows and entries put aside. */
static void
check_rows (const char *text, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPullScope) page = fod_wire_parse_rows (text, size, "team:7", "1+", &error);
  guint lines = 0;

  g_assert_true ((page == NULL) == (error != NULL));
  for (size_t i = 0; i < size; i++)
    lines += text[i] == '\n' ? 1 : 0;
  if (page != NULL)
    g_assert_cmpuint (page->rows->len + page->aside->len, ==, lines);
}

/* What can be unpacked packs to something that unpacks to the same. */
static void
check_ask (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, size);
  g_autoptr (FodLineAsk) first = fod_wire_unpack_ask (bytes, NULL);
  g_autoptr (GBytes) packed = first == NULL ? NULL : fod_wire_pack_ask (first);
  g_autoptr (FodLineAsk) second = packed == NULL ? NULL : fod_wire_unpack_ask (packed, NULL);

  if (packed == NULL)
    return;
  g_assert_nonnull (second);
  g_assert_cmpuint (first->number, ==, second->number);
  g_assert_cmpstr (first->path, ==, second->path);
  g_assert_true (g_bytes_equal (first->body, second->body));
}

static void
check_answer (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, size);
  g_autoptr (FodLineAnswer) first = fod_wire_unpack_answer (bytes, NULL);
  g_autoptr (GBytes) packed = first == NULL ? NULL : fod_wire_pack_answer (first);
  g_autoptr (FodLineAnswer) second = packed == NULL ? NULL : fod_wire_unpack_answer (packed, NULL);

  g_assert_true (first == NULL || second != NULL);
  if (second != NULL && second->status == first->status)
    g_assert_true (g_bytes_equal (first->body, second->body));
  /* What nobody asked for are heads. */
  if (first != NULL && first->number == FOD_LIVE_UNASKED)
    check_heads (g_bytes_get_data (first->body, NULL), g_bytes_get_size (first->body));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *)data;

  check_push_request (text, size);
  check_push_reply (text, size);
  check_pull_request (text, size);
  check_pull_reply (text, size);
  check_snapshot_request (text, size);
  check_snapshot_head (text, size);
  check_rows (text, size);
  check_hello (text, size);
  check_heads (text, size);
  check_enrol_request (text, size);
  check_enrol_reply (text, size);
  check_op (text, size);
  check_ask (text, size);
  check_answer (text, size);
  return 0;
}
