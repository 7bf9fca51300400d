/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a message of HTTP ends, for the servers and proxies of the tests. */

#include "config.h"

#include "support/fod-http-bytes.h"

#include <stdlib.h>
#include <string.h>

static gsize
find_body (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  const char *end = size == 0 ? NULL : g_strstr_len (text, (gssize)size, "\r\n\r\n");

  return end == NULL ? 0 : (gsize)(end - text) + 4;
}

static gsize
body_size (const guint8 *data, gsize head_size)
{
  g_autofree char *head = g_strndup ((const char *)data, head_size);
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *at = strstr (lower, "content-length:");

  if (at == NULL || g_str_has_prefix (lower, "http/1.1 304"))
    return 0;
  return (gsize)strtoull (at + strlen ("content-length:"), NULL, 10);
}

/* Whether head and body are there. */
static gboolean
is_whole (const GByteArray *bytes)
{
  gsize head = find_body (bytes->data, bytes->len);

  return head > 0 && bytes->len >= head + body_size (bytes->data, head);
}

GBytes *
fod_http_bytes_read (GInputStream *input, GCancellable *cancellable)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[4096];
  gssize got;

  do
    {
      got = g_input_stream_read (input, buffer, sizeof buffer, cancellable, NULL);
      if (got > 0)
        g_byte_array_append (bytes, buffer, (guint)got);
    }
  while (got > 0 && !is_whole (bytes));
  return g_byte_array_free_to_bytes (bytes);
}

gsize
fod_http_bytes_get_head_size (GBytes *message)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);

  return find_body (data, size);
}
