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
  /* A message, or a part of one: there is none that a client may send. */
  if (opcode <= BINARY)
    return FOD_LIVE_FORBIDDEN;
  if (opcode < FOD_FRAME_CLOSE || opcode > FOD_FRAME_PONG || (first & FIN) == 0)
    return WRONG_FORM;
  return (second & ~MASKED) > FOD_SERVER_FRAME_MAX ? WRONG_FORM : 0;
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
  length = bytes[1] & ~MASKED;
  if (size < (gsize)length + 6)
    return 0;
  frame->kind = (FodFrameKind)(bytes[0] & OPCODE);
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

void
fod_server_frame_print_text (GByteArray *bytes, const char *text)
{
  gsize size = strlen (text);
  guint8 head[4] = { FIN | TEXT, (guint8)size, 0, 0 };

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
  g_byte_array_append (bytes, (const guint8 *)text, (guint)size);
}
