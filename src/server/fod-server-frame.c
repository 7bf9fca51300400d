/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The few frames of a WebSocket that are needed here, without a length that a stranger decides. */

#include "config.h"

#include "server/fod-server-frame.h"

#include "wire/fod-protocol.h"

#include <string.h>

#define FIN 0x80
#define RESERVED 0x70
#define OPCODE 0x0f
#define MASKED 0x80
#define TEXT 1
#define BINARY 2
#define LENGTH_16 126
#define WRONG_FORM 1002

static guint16
judge (guint8 first, guint8 second)
{
  guint8 opcode = first & OPCODE;

  if ((first & RESERVED) != 0 || (second & MASKED) == 0)
    return WRONG_FORM;
  /* A whole request; anything else that is a message no client may send. */
  if (opcode == FOD_FRAME_ASK && (first & FIN) != 0)
    return (second & ~MASKED) > LENGTH_16 ? FOD_LIVE_FORBIDDEN : 0;
  if (opcode <= BINARY)
    return FOD_LIVE_FORBIDDEN;
  if (opcode < FOD_FRAME_CLOSE || opcode > FOD_FRAME_PONG || (first & FIN) == 0)
    return WRONG_FORM;
  return (second & ~MASKED) > FOD_SERVER_FRAME_MAX ? WRONG_FORM : 0;
}

/* The head of a request: how long it is, and its mask. */
static gsize
parse_ask (const guint8 *bytes, gsize size, FodServerFrame *frame, guint16 *wrong)
{
  gboolean is_long = (bytes[1] & ~MASKED) == LENGTH_16;
  gsize head = is_long ? 4 : 2;

  if (size < head + sizeof frame->mask)
    return 0;
  frame->size = is_long ? (guint16)(bytes[2] << 8 | bytes[3]) : (guint16)(bytes[1] & ~MASKED);
  if (frame->size == 0 || frame->size > FOD_LIMIT_ASK_BYTES)
    {
      *wrong = FOD_LIVE_FORBIDDEN;
      return 0;
    }
  memcpy (frame->mask, bytes + head, sizeof frame->mask);
  return head + sizeof frame->mask;
}

gsize
fod_server_frame_parse (const guint8 *bytes, gsize size, FodServerFrame *frame, guint16 *wrong)
{
  const guint8 *mask = bytes + 2;
  guint8 length;

  *wrong = 0;
  if (size < 2)
    return 0;
  *wrong = judge (bytes[0], bytes[1]);
  if (*wrong != 0)
    return 0;
  frame->kind = (FodFrameKind)(bytes[0] & OPCODE);
  if (frame->kind == FOD_FRAME_ASK)
    return parse_ask (bytes, size, frame, wrong);
  length = bytes[1] & ~MASKED;
  if (size < (gsize)length + 6)
    return 0;
  frame->size = length;
  for (guint i = 0; i < length; i++)
    frame->data[i] = bytes[6 + i] ^ mask[i % 4];
  return (gsize)length + 6;
}

void
fod_server_frame_print (GByteArray *bytes, FodFrameKind kind, gconstpointer data, gsize size)
{
  guint8 head[2] = { (guint8)(FIN | kind), (guint8)size };

  g_return_if_fail (size <= FOD_SERVER_FRAME_MAX);

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, data, (guint)size);
}

static void
print_message (GByteArray *bytes, guint8 opcode, gconstpointer data, gsize size)
{
  guint8 head[4] = { FIN | opcode, (guint8)size, 0, 0 };

  g_return_if_fail (size <= G_MAXUINT16);

  if (size <= FOD_SERVER_FRAME_MAX)
    g_byte_array_append (bytes, head, 2);
  else
    {
      head[1] = LENGTH_16;
      head[2] = (guint8)(size >> 8);
      head[3] = (guint8)(size & 0xff);
      g_byte_array_append (bytes, head, 4);
    }
  g_byte_array_append (bytes, data, (guint)size);
}

void
fod_server_frame_print_text (GByteArray *bytes, const char *text)
{
  print_message (bytes, TEXT, text, strlen (text));
}

void
fod_server_frame_print_packed (GByteArray *bytes, GBytes *packed)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (packed, &size);

  print_message (bytes, BINARY, data, size);
}
