/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One WebSocket. libsoup has one too, but queues a pong for each ping without an end, and keeps
 * more for a line that is silent all day than a thousand of them should cost. */

#include "config.h"

#include "server/fod-server-line.h"

#include "base/fod-source.h"
#include "server/fod-server-frame.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* A device says a word a minute; one that talks without end is not read to its end at one go. */
#define READS_AT_ONCE 8

struct _FodServerLine
{
  GIOStream *stream;
  const FodServerLineCalls *calls;
  gpointer data;
  GSource *readable;
  GSource *writable;   /* while something could not be sent */
  GByteArray *leaving; /* (nullable): a frame that is half sent */
  GByteArray *next;    /* (nullable): to be said after it */
  GByteArray *pong;    /* (nullable): likewise */
  GByteArray *answer;  /* (nullable): likewise */
  GByteArray *asking;  /* (nullable): a request, as far as it is here */
  guint16 to_come;     /* of it */
  guint8 mask[4];
  gboolean asked; /* and not answered yet */
  guint frames;
  guint8 got[FOD_SERVER_FRAME_BYTES];
  guint8 n_got;
};

static void
end (FodServerLine *self)
{
  fod_source_drop (&self->readable);
  fod_source_drop (&self->writable);
  self->calls->ended (self->data);
}

/* The next frame to send into `leaving`; whether there is one. */
static gboolean
take_next (FodServerLine *self)
{
  if (self->leaving != NULL)
    return TRUE;
  self->leaving = g_steal_pointer (&self->pong);
  if (self->leaving == NULL)
    self->leaving = g_steal_pointer (&self->answer);
  if (self->leaving == NULL)
    self->leaving = g_steal_pointer (&self->next);
  return self->leaving != NULL;
}

/* Sends as much as fits. FALSE when the line is broken. */
static gboolean
send_some (FodServerLine *self)
{
  GPollableOutputStream *out =
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  while (take_next (self))
    {
      g_autoptr (GError) error = NULL;
      gssize sent = g_pollable_output_stream_write_nonblocking (out, self->leaving->data,
                                                                self->leaving->len, NULL, &error);

      if (sent < 0)
        return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
      if ((guint)sent == self->leaving->len)
        g_clear_pointer (&self->leaving, g_byte_array_unref);
      else
        g_byte_array_remove_range (self->leaving, 0, (guint)sent);
    }
  return TRUE;
}

static gboolean
on_writable (GPollableOutputStream *stream, gpointer user_data)
{
  FodServerLine *self = user_data;

  if (!send_some (self))
    {
      end (self);
      return G_SOURCE_REMOVE;
    }
  if (self->leaving != NULL)
    return G_SOURCE_CONTINUE;
  fod_source_drop (&self->writable);
  return G_SOURCE_REMOVE;
}

/* Sends from the loop, so that whoever asks never meets the end of the line in the asking. */
static void
wait_to_send (FodServerLine *self)
{
  GPollableOutputStream *out =
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  if (self->writable != NULL)
    return;
  self->writable = g_pollable_output_stream_create_source (out, NULL);
  g_source_set_callback (self->writable, G_SOURCE_FUNC (on_writable), self, NULL);
  g_source_attach (self->writable, g_main_context_get_thread_default ());
}

/* Whether the line goes on. */
static gboolean
begin_ask (FodServerLine *self, const FodServerFrame *frame)
{
  /* Nor before the last answer has left: who does not read it costs no more memory than that. */
  if (self->asked || self->answer != NULL)
    {
      fod_server_line_close (self, FOD_LIVE_FORBIDDEN);
      return FALSE;
    }
  self->asking = g_byte_array_sized_new (frame->size);
  self->to_come = frame->size;
  memcpy (self->mask, frame->mask, sizeof self->mask);
  return TRUE;
}

/* Whether the line goes on. */
static gboolean
take_frame (FodServerLine *self, const FodServerFrame *frame)
{
  self->frames++;
  if (frame->kind == FOD_FRAME_CLOSE)
    {
      fod_server_line_close (self, 0);
      return FALSE;
    }
  if (frame->kind == FOD_FRAME_ASK)
    return begin_ask (self, frame);
  if (frame->kind == FOD_FRAME_PONG)
    return TRUE;
  /* Of several pings the last is answered, as RFC 6455, 5.5.3, allows. */
  g_clear_pointer (&self->pong, g_byte_array_unref);
  self->pong = g_byte_array_new ();
  fod_server_frame_print (self->pong, FOD_FRAME_PONG, frame->data, frame->size);
  wait_to_send (self);
  return TRUE;
}

static void
skip (FodServerLine *self, gsize size)
{
  memmove (self->got, self->got + size, self->n_got - size);
  self->n_got = (guint8)(self->n_got - size);
}

/* What came of the request that is on its way, and all of it to whoever answers. */
static void
take_ask (FodServerLine *self)
{
  guint16 size = MIN (self->n_got, self->to_come);
  guint from = self->asking->len;
  g_autoptr (GBytes) packed = NULL;

  g_byte_array_append (self->asking, self->got, size);
  for (guint i = from; i < self->asking->len; i++)
    self->asking->data[i] ^= self->mask[i % sizeof self->mask];
  self->to_come = (guint16)(self->to_come - size);
  skip (self, size);
  if (self->to_come > 0)
    return;
  packed = g_byte_array_free_to_bytes (g_steal_pointer (&self->asking));
  self->asked = TRUE;
  self->calls->asked (self->data, packed);
}

/* Takes the frames that are all there. Whether the line goes on. */
static gboolean
take_frames (FodServerLine *self)
{
  FodServerFrame frame;
  guint16 wrong;
  gsize size;

  for (;;)
    {
      if (self->asking != NULL)
        take_ask (self);
      if (self->asking != NULL)
        return TRUE;
      size = fod_server_frame_parse (self->got, self->n_got, &frame, &wrong);
      if (size == 0)
        break;
      skip (self, size);
      if (!take_frame (self, &frame))
        return FALSE;
    }
  if (wrong != 0)
    fod_server_line_close (self, wrong);
  return wrong == 0;
}

static gboolean
on_readable (GPollableInputStream *stream, gpointer user_data)
{
  FodServerLine *self = user_data;

  for (guint i = 0; i < READS_AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      gssize size = g_pollable_input_stream_read_nonblocking (
          stream, self->got + self->n_got, sizeof self->got - self->n_got, NULL, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
      if (size > 0)
        self->n_got = (guint8)(self->n_got + size);
      if (size <= 0 || !take_frames (self))
        {
          end (self);
          return G_SOURCE_REMOVE;
        }
    }
  return G_SOURCE_CONTINUE;
}

FodServerLine *
fod_server_line_new (GIOStream *stream, const FodServerLineCalls *calls, gpointer data)
{
  FodServerLine *self = g_new0 (FodServerLine, 1);
  GPollableInputStream *in = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream));

  self->stream = stream;
  self->calls = calls;
  self->data = data;
  self->readable = g_pollable_input_stream_create_source (in, NULL);
  g_source_set_callback (self->readable, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->readable, g_main_context_get_thread_default ());
  return self;
}

void
fod_server_line_free (FodServerLine *self)
{
  g_return_if_fail (self != NULL);

  fod_source_drop (&self->readable);
  fod_source_drop (&self->writable);
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (self->stream);
  g_clear_pointer (&self->leaving, g_byte_array_unref);
  g_clear_pointer (&self->pong, g_byte_array_unref);
  g_clear_pointer (&self->answer, g_byte_array_unref);
  g_clear_pointer (&self->asking, g_byte_array_unref);
  g_clear_pointer (&self->next, g_byte_array_unref);
  g_free (self);
}

/* An empty frame in the place of what has not left yet. */
static GByteArray *
renew_next (FodServerLine *self)
{
  g_clear_pointer (&self->next, g_byte_array_unref);
  self->next = g_byte_array_new ();
  wait_to_send (self);
  return self->next;
}

void
fod_server_line_say (FodServerLine *self, const char *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  fod_server_frame_print_text (renew_next (self), text);
}

void
fod_server_line_say_packed (FodServerLine *self, GBytes *packed)
{
  g_return_if_fail (self != NULL && packed != NULL);

  fod_server_frame_print_packed (renew_next (self), packed);
}

void
fod_server_line_answer (FodServerLine *self, GBytes *packed)
{
  g_return_if_fail (self != NULL && self->asked);

  self->asked = FALSE;
  self->answer = g_byte_array_new ();
  fod_server_frame_print_packed (self->answer, packed);
  wait_to_send (self);
}

void
fod_server_line_close (FodServerLine *self, guint16 code)
{
  guint8 why[2] = { (guint8)(code >> 8), (guint8)(code & 0xff) };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_if_fail (self != NULL);

  /* Behind half a frame it could not be read. */
  if (self->leaving != NULL)
    return;
  fod_server_frame_print (bytes, FOD_FRAME_CLOSE, why, code == 0 ? 0 : sizeof why);
  g_pollable_output_stream_write_nonblocking (
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream)), bytes->data,
      bytes->len, NULL, NULL);
}

guint
fod_server_line_take_frames (FodServerLine *self)
{
  guint frames;

  g_return_val_if_fail (self != NULL, 0);

  frames = self->frames;
  self->frames = 0;
  return frames;
}
