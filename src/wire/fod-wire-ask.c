/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages of a line: two short heads, and the packing. Both ends begin with the same dictionary,
 * because a request about one field is made of little more than words that each of them has. */

#include "config.h"

#include "wire/fod-wire-ask.h"

#include "wire/fod-protocol.h"

#include <string.h>
#include <zlib.h>

#define HEAD_MAX 128
#define LEVEL 9
/* No header and no sum of zlib's own: a line loses and changes nothing. */
#define RAW_WINDOW (-15)
#define MEMORY 8

/* A part of the protocol: another text is another protocol. What comes most often stands last. */
static const char dictionary[] =
    "\"parts\":true,\"gone\":\"moved\"\"del\":1,\"by\":\"\"revoked\":[],\"reset\":[],"
    "\"code\":\"\",\"field\":\"\"r\":\"rejected\",\"r\":\"conflict\",\"cid\":\"\"r\":\"dup\","
    "\"r\":\"merged\",\"row\":{\"title\":\"\",\"body\":\"\",\"slot\":\"\",\"status\":\"\","
    "\"stage\":\"\",\"phone\":\"\",\"email\":\"\",\"name\":\"\",\"participant\":\"\","
    "\"employer\":\"\",\"t\":\"placement\",\"t\":\"conflict\",\"t\":\"employer-contact\","
    "\"t\":\"note\",\"t\":\"follow-up\",\"t\":\"participant\",\"t\":\"employer\",\"id\":\"\","
    "\"k\":\"create\",\"k\":\"set\",\"h\":\"\",\"cs\":1,\"sc\":1,\"b\":{\"\":1},\"f\":{\"\":\"\"},"
    "\"s\":1,\"rv\":1,\"f\":{},\"v\":{}}],\"granted\":[\"org:1\",\"team:\",\"lead:\",\"user:\"],"
    "\"before\":{\"team:\":1},\"heads\":{\"user:\":1,\"team:\":1,\"org:1\":1},\"results\":[{\"op\":"
    "\"\",\"r\":\"ok\",\"rv\":1,\"v\":{\"scopes\":[{\"id\":\"user:\",\"next\":\"1+\",\"head\":1,"
    "\"more\":false,\"count\":1,\"check\":\"\",\"changes\":[]},{\"id\":\"team:\"cursors\":{"
    "\"user:\":\"1+\",\"team:\",\"limit\":2000,\"max_bytes\":1048576,\"sent_at\":179,\"ops\":[{"
    "\"op\":"
    "\"\",\"tx\":\"\"1 200 0\n{\"epoch\":\"\",\"now\":179 /v1/sync/pull\n /v1/sync/push\n"
    "{\"proto\":1,\"schema\":1,\"device\":\"\",\"run\":\"\",\"epoch\":\"\",\"end\":true}";

void
fod_line_ask_free (FodLineAsk *self)
{
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
fod_line_answer_free (FodLineAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static GBytes *
pack (const char *head, GBytes *body)
{
  z_stream stream = { 0 };
  gsize body_size = 0;
  const char *bytes = body == NULL ? NULL : g_bytes_get_data (body, &body_size);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_byte_array_append (text, (const guint8 *)head, (guint)strlen (head));
  if (body_size > 0)
    g_byte_array_append (text, (const guint8 *)bytes, (guint)body_size);
  if (deflateInit2 (&stream, LEVEL, Z_DEFLATED, RAW_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("no memory to pack a message");
  deflateSetDictionary (&stream, (const Bytef *)dictionary, sizeof dictionary - 1);
  g_byte_array_set_size (out, (guint)deflateBound (&stream, text->len));
  stream.next_in = text->data;
  stream.avail_in = text->len;
  stream.next_out = out->data;
  stream.avail_out = out->len;
  /* With room for all of it one call is enough. */
  deflate (&stream, Z_FINISH);
  g_byte_array_set_size (out, (guint)stream.total_out);
  deflateEnd (&stream);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GByteArray *
unpack (GBytes *packed, GError **error)
{
  z_stream stream = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  int result;

  if (inflateInit2 (&stream, RAW_WINDOW) != Z_OK)
    g_error ("no memory to unpack a message");
  inflateSetDictionary (&stream, (const Bytef *)dictionary, sizeof dictionary - 1);
  g_byte_array_set_size (out, FOD_LIMIT_ASK_TEXT);
  stream.next_in = (Bytef *)data;
  stream.avail_in = (uInt)size;
  stream.next_out = out->data;
  stream.avail_out = out->len;
  result = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  if (result != Z_STREAM_END || stream.avail_in > 0)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR,
                           stream.avail_out == 0 ? FOD_WIRE_ERROR_LIMIT : FOD_WIRE_ERROR_NOT_JSON,
                           "no packed message of a line");
      return NULL;
    }
  g_byte_array_set_size (out, (guint)stream.total_out);
  return g_steal_pointer (&out);
}

/* The words before the first line feed of @text, which becomes what is behind it. */
static GStrv
take_head (GByteArray *text, guint n_words, GError **error)
{
  const guint8 *end = memchr (text->data, '\n', MIN (text->len, HEAD_MAX));
  g_autofree char *head = NULL;
  g_auto (GStrv) words = NULL;

  if (end != NULL)
    {
      head = g_strndup ((const char *)text->data, (gsize)(end - text->data));
      words = g_strsplit (head, " ", (int)n_words + 1);
    }
  if (words == NULL || g_strv_length (words) != n_words)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM, "message without a head");
      return NULL;
    }
  g_byte_array_remove_range (text, 0, (guint)(end - text->data) + 1);
  return g_steal_pointer (&words);
}

static gboolean
read_number (const char *word, guint max, guint *number, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, max, &value, NULL))
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM, "no number in a head");
      return FALSE;
    }
  *number = (guint)value;
  return TRUE;
}

GBytes *
fod_wire_pack_ask (const FodLineAsk *ask)
{
  g_autofree char *head = NULL;
  g_autoptr (GBytes) packed = NULL;

  g_return_val_if_fail (ask != NULL && ask->body != NULL, NULL);

  if (g_bytes_get_size (ask->body) > FOD_LIMIT_ASK_TEXT - HEAD_MAX)
    return NULL;
  head = g_strdup_printf ("%u %s\n", ask->number, ask->path);
  packed = pack (head, ask->body);
  return g_bytes_get_size (packed) <= FOD_LIMIT_ASK_BYTES ? g_steal_pointer (&packed) : NULL;
}

FodLineAsk *
fod_wire_unpack_ask (GBytes *packed, GError **error)
{
  g_autoptr (GByteArray) text = unpack (packed, error);
  g_auto (GStrv) words = text == NULL ? NULL : take_head (text, 2, error);
  FodLineAsk *ask;
  guint number;

  if (words == NULL || !read_number (words[0], G_MAXUINT32, &number, error))
    return NULL;
  ask = g_new0 (FodLineAsk, 1);
  ask->number = number;
  ask->path = g_strdup (words[1]);
  ask->body = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return ask;
}

GBytes *
fod_wire_pack_answer (const FodLineAnswer *answer)
{
  g_autofree char *head = NULL;
  g_autoptr (GBytes) packed = NULL;

  g_return_val_if_fail (answer != NULL, NULL);

  if (answer->body == NULL || g_bytes_get_size (answer->body) <= FOD_LIMIT_ASK_TEXT - HEAD_MAX)
    {
      head = g_strdup_printf ("%u %u %u\n", answer->number, answer->status, answer->retry_after);
      packed = pack (head, answer->body);
    }
  if (packed == NULL || g_bytes_get_size (packed) > FOD_LIMIT_LIVE_BYTES)
    {
      FodLineAnswer elsewhere = { answer->number, FOD_STATUS_ELSEWHERE, 0, NULL };

      return fod_wire_pack_answer (&elsewhere);
    }
  return g_steal_pointer (&packed);
}

FodLineAnswer *
fod_wire_unpack_answer (GBytes *packed, GError **error)
{
  g_autoptr (GByteArray) text = unpack (packed, error);
  g_auto (GStrv) words = text == NULL ? NULL : take_head (text, 3, error);
  g_autoptr (FodLineAnswer) answer = g_new0 (FodLineAnswer, 1);

  if (words == NULL || !read_number (words[0], G_MAXUINT32, &answer->number, error) ||
      !read_number (words[1], 599, &answer->status, error) ||
      !read_number (words[2], G_MAXINT32, &answer->retry_after, error))
    return NULL;
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return g_steal_pointer (&answer);
}

GBytes *
fod_wire_pack_heads (const FodHeads *heads)
{
  g_autofree char *text = fod_wire_print_heads (heads);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  FodLineAnswer unasked = { FOD_LIVE_UNASKED, 200, 0, body };

  return fod_wire_pack_answer (&unasked);
}
