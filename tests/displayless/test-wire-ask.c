/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests and answers as a line carries them. */

#include "config.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"

#include <sodium.h>
#include <string.h>

/* Bytes that nothing packs. */
static GBytes *
make_body (gsize size)
{
  guint8 *bytes = g_malloc (size);

  randombytes_buf (bytes, size);
  return g_bytes_new_take (bytes, size);
}

static GBytes *
pack_ask (guint number, const char *path, GBytes *body)
{
  FodLineAsk ask = { number, (char *)path, body };

  return fod_wire_pack_ask (&ask);
}

static void
test_an_ask_comes_as_it_went (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1\n}", 8);
  g_autoptr (GBytes) packed = pack_ask (4294967295u, FOD_PATH_PUSH, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodLineAsk) ask = fod_wire_unpack_ask (packed, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ask->number, ==, 4294967295u);
  g_assert_cmpstr (ask->path, ==, FOD_PATH_PUSH);
  g_assert_true (g_bytes_equal (ask->body, body));
}

static void
test_an_answer_comes_as_it_went (void)
{
  g_autoptr (GBytes) body = make_body (9000);
  FodLineAnswer sent = { 7, 503, 30, body };
  g_autoptr (GBytes) packed = fod_wire_pack_answer (&sent);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodLineAnswer) answer = fod_wire_unpack_answer (packed, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->number, ==, 7);
  g_assert_cmpuint (answer->status, ==, 503);
  g_assert_cmpuint (answer->retry_after, ==, 30);
  g_assert_true (g_bytes_equal (answer->body, body));
}

static void
test_a_long_ask_is_none (void)
{
  g_autoptr (GBytes) body = make_body (FOD_LIMIT_ASK_BYTES * 2);
  g_autoptr (GBytes) packed = pack_ask (1, FOD_PATH_PUSH, body);

  g_assert_null (packed);
}

static void
test_a_long_answer_is_elsewhere (void)
{
  g_autoptr (GBytes) body = make_body (FOD_LIMIT_LIVE_BYTES * 2);
  FodLineAnswer sent = { 7, 200, 0, body };
  g_autoptr (GBytes) packed = fod_wire_pack_answer (&sent);
  g_autoptr (FodLineAnswer) answer = fod_wire_unpack_answer (packed, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpuint (answer->number, ==, 7);
  g_assert_cmpuint (answer->status, ==, FOD_STATUS_ELSEWHERE);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 0);
}

/* A few bytes that unpack to more than a message may have. */
static void
test_a_bomb_is_refused (void)
{
  g_autofree char *zeros = g_malloc0 (FOD_LIMIT_ASK_TEXT - 200);
  g_autoptr (GBytes) body = g_bytes_new_static (zeros, FOD_LIMIT_ASK_TEXT - 200);
  g_autoptr (GBytes) packed = pack_ask (1, FOD_PATH_PUSH, body);
  g_autoptr (GByteArray) bomb = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  /* Stored blocks of nothing but length: RFC 1951, 3.2.4. */
  g_assert_nonnull (packed);
  for (guint i = 0; i < 4; i++)
    {
      const guint8 head[] = { 0, 0xff, 0xff, 0, 0 };

      g_byte_array_append (bomb, head, sizeof head);
      g_byte_array_set_size (bomb, bomb->len + 0xffff);
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bomb));
  g_assert_null (fod_wire_unpack_ask (bytes, &error));
  g_assert_error (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT);
}

static void
test_every_cut_and_every_flip_is_refused_or_read (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"proto\":1,\"end\":true}", 22);
  g_autoptr (GBytes) packed = pack_ask (12, FOD_PATH_PULL, body);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) flipped = g_bytes_new_static (copy, size);
      g_autoptr (FodLineAsk) ask = NULL;

      g_assert_null (fod_wire_unpack_ask (cut, NULL));
      copy[i] ^= 0x55;
      ask = fod_wire_unpack_ask (flipped, NULL);
      if (ask != NULL)
        g_assert_cmpuint (g_bytes_get_size (ask->body), <=, FOD_LIMIT_ASK_TEXT);
    }
}

/* Packs @text as it stands, as a stranger would. */
static FodLineAnswer *
read_answer (const char *text)
{
  g_autoptr (GByteArray) stored = g_byte_array_new ();
  guint16 size = (guint16)strlen (text);
  guint8 head[] = { 1, (guint8)(size & 0xff), (guint8)(size >> 8), (guint8)(~size & 0xff),
                    (guint8)((~size >> 8) & 0xff) };
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (stored, head, sizeof head);
  g_byte_array_append (stored, (const guint8 *)text, size);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&stored));
  return fod_wire_unpack_answer (bytes, NULL);
}

static void
test_a_strange_head_is_refused (void)
{
  static const char *const strange[] = { "",           "\n",
                                         "1 200\n",    "1 200 0",
                                         "1 600 0\n",  "1 200 0 0\n",
                                         "-1 200 0\n", "1  200 0\n",
                                         "x 200 0\n",  "1 200 99999999999\n" };
  g_autoptr (FodLineAnswer) good = read_answer ("1 200 0\n{}");

  g_assert_nonnull (good);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    g_assert_null (read_answer (strange[i]));
}

/* Both sides have to begin with the same words: another text is another protocol. So this message,
 * which an earlier program packed, has to be read for ever. */
static void
test_the_words_that_both_know_stay (void)
{
  static const guint8 earlier[] = { 0x33, 0xa4, 0xb6, 0x81, 0x00 };
  static const char body[] =
      "{\"proto\":1,\"schema\":1,\"device\":\"\",\"run\":\"\",\"epoch\":\"\",\"end\":true}";
  g_autoptr (GBytes) packed = g_bytes_new_static (earlier, sizeof earlier);
  g_autoptr (GBytes) wanted = g_bytes_new_static (body, strlen (body));
  g_autoptr (GError) error = NULL;
  g_autoptr (FodLineAsk) ask = fod_wire_unpack_ask (packed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ask->path, ==, FOD_PATH_PUSH);
  g_assert_true (g_bytes_equal (ask->body, wanted));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire-ask/an-ask-comes-as-it-went", test_an_ask_comes_as_it_went);
  g_test_add_func ("/wire-ask/an-answer-comes-as-it-went", test_an_answer_comes_as_it_went);
  g_test_add_func ("/wire-ask/a-long-ask-is-none", test_a_long_ask_is_none);
  g_test_add_func ("/wire-ask/a-long-answer-is-elsewhere", test_a_long_answer_is_elsewhere);
  g_test_add_func ("/wire-ask/a-bomb-is-refused", test_a_bomb_is_refused);
  g_test_add_func ("/wire-ask/every-cut-and-every-flip-is-refused-or-read",
                   test_every_cut_and_every_flip_is_refused_or_read);
  g_test_add_func ("/wire-ask/a-strange-head-is-refused", test_a_strange_head_is_refused);
  g_test_add_func ("/wire-ask/the-words-that-both-know-stay", test_the_words_that_both_know_stay);
  return g_test_run ();
}
