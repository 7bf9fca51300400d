/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The other end of a WebSocket, for tests and benchmarks of a server. */

#include "config.h"

#include "support/fod-raw-line.h"

#include <string.h>

#define CLOSE 8
#define FRAME_MAX 125

struct _FodRawLine
{
  GSocketConnection *connection;
  GString *head;
  guint status;
};

static gboolean
read_all (FodRawLine *self, void *data, gsize size)
{
  gsize got;

  return g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                                  data, size, &got, NULL, NULL) &&
         got == size;
}

FodRawLine *
fod_raw_line_open (guint port, const char *token, const char *headers)
{
  FodRawLine *self = g_new0 (FodRawLine, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *request = g_strdup_printf (
      "GET /v1/sync/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n", token,
      headers == NULL ? FOD_RAW_LINE_HEADERS : headers);
  char byte;

  g_socket_client_set_timeout (client, 60);
  g_socket_client_set_enable_proxy (client, FALSE);
  self->connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)port, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fod_raw_line_send_bytes (self, request, strlen (request)));
  self->head = g_string_new (NULL);
  while (!g_str_has_suffix (self->head->str, "\r\n\r\n") && read_all (self, &byte, 1))
    g_string_append_c (self->head, byte);
  if (g_str_has_prefix (self->head->str, "HTTP/1.1 "))
    self->status = (guint)g_ascii_strtoull (self->head->str + strlen ("HTTP/1.1 "), NULL, 10);
  return self;
}

void
fod_raw_line_free (FodRawLine *self)
{
  g_object_unref (self->connection);
  g_string_free (self->head, TRUE);
  g_free (self);
}

guint
fod_raw_line_get_status (FodRawLine *self)
{
  return self->status;
}

const char *
fod_raw_line_get_head (FodRawLine *self)
{
  return self->head->str;
}

GSocket *
fod_raw_line_get_socket (FodRawLine *self)
{
  return g_socket_connection_get_socket (self->connection);
}

GBytes *
fod_raw_line_read_bytes (FodRawLine *self, guint *kind)
{
  guint8 head[2];
  guint8 more[2];
  gsize size;
  g_autofree char *text = NULL;

  if (!read_all (self, head, sizeof head))
    return NULL;
  size = head[1];
  if (size > FRAME_MAX)
    {
      g_assert_cmpuint (size, ==, FRAME_MAX + 1);
      if (!read_all (self, more, sizeof more))
        return NULL;
      size = more[0] * 256u + more[1];
    }
  text = g_malloc0 (size + 1);
  if (!read_all (self, text, size))
    return NULL;
  if (kind != NULL)
    *kind = head[0] & 15;
  return g_bytes_new_take (g_steal_pointer (&text), size);
}

char *
fod_raw_line_read (FodRawLine *self, guint *kind)
{
  g_autoptr (GBytes) bytes = fod_raw_line_read_bytes (self, kind);

  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

guint
fod_raw_line_read_end (FodRawLine *self)
{
  guint code = 0;
  guint kind = 0;

  for (;;)
    {
      g_autofree char *text = fod_raw_line_read (self, &kind);

      if (text == NULL)
        return code;
      if (kind == CLOSE && text[0] != '\0')
        code = (guint8)text[0] * 256u + (guint8)text[1];
    }
}

void
fod_raw_line_send (FodRawLine *self, guint8 first, const void *data, gsize size)
{
  const guint8 *bytes = data;
  const guint8 mask[4] = { 1, 2, 3, 4 };
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[2] = { first, (guint8)(0x80 | size) };

  g_assert_cmpuint (size, <=, 127);
  g_byte_array_append (frame, head, sizeof head);
  g_byte_array_append (frame, mask, sizeof mask);
  for (gsize i = 0; i < size; i++)
    {
      guint8 masked = bytes[i] ^ mask[i % 4];

      g_byte_array_append (frame, &masked, 1);
    }
  fod_raw_line_send_bytes (self, frame->data, frame->len);
}

gboolean
fod_raw_line_send_bytes (FodRawLine *self, const void *data, gsize size)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                    data, size, NULL, NULL, NULL);
}
