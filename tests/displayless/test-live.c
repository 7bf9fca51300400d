/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the words on a line lead to, and when the next line is opened. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-line.h"
#include "sync/fod-live.h"
#include "wire/fod-protocol.h"

typedef struct
{
  FodFakeClock *clock;
  FodLineTransport *transport;
  FodLive *live;
  gboolean busy;
  guint moved;
  guint alive;
  guint turned;
} Fixture;

/* No waiting: everything is due at once. */
static double
no_random (gpointer owner)
{
  return 0;
}

static gboolean
on_moved (gpointer owner)
{
  Fixture *f = owner;

  f->moved++;
  return !f->busy;
}

static void
on_alive (gpointer owner)
{
  ((Fixture *)owner)->alive++;
}

static void
on_turned (gpointer owner)
{
  ((Fixture *)owner)->turned++;
}

static void
on_wanted (gpointer owner)
{
  Fixture *f = owner;

  fod_live_open (f->live, FOD_TRANSPORT (f->transport), "token", 60);
}

static const FodLiveCalls calls = { no_random, on_moved, on_alive, on_turned, on_wanted };

static FodFakeLine *
line_of (Fixture *f)
{
  return fod_line_transport_get_line (f->transport);
}

static void
open_line (Fixture *f)
{
  on_wanted (f);
  fod_live_line_say_opened (FOD_LIVE_LINE (line_of (f)));
  g_assert_true (fod_live_is_up (f->live));
}

static gboolean
on_second (gpointer over)
{
  *(gboolean *)over = TRUE;
  return G_SOURCE_REMOVE;
}

/* All that is due at once, and what that leads to at once. */
static void
run_due (void)
{
  gboolean over = FALSE;

  g_timeout_add (20, on_second, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  /* On a busy machine all of it may have become due in one turn of the loop. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
know (Fixture *f, const char *team_head, gboolean brought)
{
  g_autoptr (GHashTable) heads = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (heads, (char *)"org:1", (char *)"3");
  g_hash_table_insert (heads, (char *)"team:7", (char *)team_head);
  fod_live_know (f->live, "e1", heads, brought);
}

static void
say (Fixture *f, const char *text)
{
  fod_fake_line_say (line_of (f), text);
  run_due ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clock = fod_fake_clock_new ();
  f->transport = fod_line_transport_new ();
  f->live = fod_live_new (FOD_CLOCK (f->clock), &calls, f);
  know (f, "9", TRUE);
  open_line (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_live_free (f->live);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
}

static void
test_news (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *word;
    gboolean news;
  } words[] = {
    { "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:7\":9},\"end\":true}", FALSE },
    { "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:7\":8},\"end\":true}", FALSE },
    { "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:7\":10},\"end\":true}", TRUE },
    { "{\"epoch\":\"e2\",\"heads\":{\"org:1\":3,\"team:7\":9},\"end\":true}", TRUE },
    { "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3},\"end\":true}", TRUE },
    { "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:8\":1},\"end\":true}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint before = f->moved;

      say (f, words[i].word);
      g_assert_cmpuint (f->moved - before, ==, words[i].news ? 1 : 0);
      g_assert_cmpuint (f->alive, ==, i + 1);
    }
}

#define NEWS "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:7\":10},\"end\":true}"

static void
test_many_words_are_one_reason (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    fod_fake_line_say (line_of (f), NEWS);
  run_due ();
  g_assert_cmpuint (f->moved, ==, 1);
}

/* The round under way may have pulled before the word came, or after. */
static void
test_word_during_a_round (Fixture *f, gconstpointer data)
{
  f->busy = TRUE;
  say (f, NEWS);
  g_assert_cmpuint (f->moved, ==, 1);
  f->busy = FALSE;
  know (f, "9", FALSE);
  run_due ();
  g_assert_cmpuint (f->moved, ==, 2);
  know (f, "10", TRUE);
  run_due ();
  g_assert_cmpuint (f->moved, ==, 2);
}

static void
test_waits (void)
{
  g_assert_cmpint (fod_live_get_wait (0, 0), ==, 0);
  g_assert_cmpint (fod_live_get_wait (0, 0.5), ==, 1000);
  g_assert_cmpint (fod_live_get_wait (0, 1), ==, 2000);
  g_assert_cmpint (fod_live_get_wait (1, 1), ==, 4000);
  g_assert_cmpint (fod_live_get_wait (1000, 1), ==, 128000);
}

static void
test_strangers_word (Fixture *f, gconstpointer data)
{
  FodFakeLine *first = line_of (f);
  static const char *const words[] = { "<html>", "", "{\"end\":true}", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (FodFakeLine) line = g_object_ref (line_of (f));

      say (f, words[i]);
      g_assert_true (fod_fake_line_is_hung_up (line));
      fod_live_line_say_opened (FOD_LIVE_LINE (line_of (f)));
    }
  g_assert_true (first != line_of (f));
  g_assert_cmpuint (f->moved, ==, 0);
}

static void
assert_after (Fixture *f, guint code, gboolean again, guint moved)
{
  guint lines = fod_line_transport_count (f->transport);

  f->moved = 0;
  fod_live_line_say_ended (FOD_LIVE_LINE (line_of (f)), code, 0);
  g_assert_false (fod_live_is_up (f->live));
  run_due ();
  g_assert_cmpuint (fod_line_transport_count (f->transport) - lines, ==, again ? 1 : 0);
  g_assert_cmpuint (f->moved, ==, moved);
  fod_live_close (f->live);
  open_line (f);
}

static void
test_ends (Fixture *f, gconstpointer data)
{
  assert_after (f, 0, TRUE, 0);
  assert_after (f, 1001, TRUE, 0);
  assert_after (f, 1006, TRUE, 0);
  assert_after (f, 429, TRUE, 0);
  assert_after (f, 503, TRUE, 0);
  assert_after (f, 302, TRUE, 0);
  assert_after (f, 404, FALSE, 0);
  assert_after (f, 401, FALSE, 1);
  assert_after (f, FOD_LIVE_ENDED, TRUE, 1);
  assert_after (f, FOD_LIVE_REPLACED, FALSE, 0);
}

static void
test_busy_server (Fixture *f, gconstpointer data)
{
  fod_live_line_say_ended (FOD_LIVE_LINE (line_of (f)), 503, 60000);
  run_due ();
  g_assert_cmpuint (fod_line_transport_count (f->transport), ==, 1);
  g_assert_false (fod_live_may_open (f->live));
}

static void
test_tells_up_and_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (f->turned, ==, 1);
  fod_live_line_say_ended (FOD_LIVE_LINE (line_of (f)), 0, 0);
  g_assert_cmpuint (f->turned, ==, 2);
  run_due ();
  fod_live_line_say_ended (FOD_LIVE_LINE (line_of (f)), 0, 0);
  g_assert_cmpuint (f->turned, ==, 2);
}

static void
test_in_step (Fixture *f, gconstpointer data)
{
  /* It may have moved before the line was there. */
  g_assert_false (fod_live_is_in_step (f->live));
  fod_fake_line_say (line_of (f), "{\"epoch\":\"e1\",\"heads\":{\"org:1\":3,\"team:7\":9},"
                                  "\"end\":true}");
  g_assert_true (fod_live_is_in_step (f->live));
  run_due ();
  g_assert_true (fod_live_is_in_step (f->live));
  say (f, NEWS);
  g_assert_false (fod_live_is_in_step (f->live));
  know (f, "10", TRUE);
  g_assert_true (fod_live_is_in_step (f->live));
  fod_live_line_say_ended (FOD_LIVE_LINE (line_of (f)), 0, 0);
  g_assert_false (fod_live_is_in_step (f->live));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/live/only-news-is-a-reason-to-ask", test_news);
  add ("/live/many-words-are-one-reason", test_many_words_are_one_reason);
  add ("/live/a-word-during-a-round-is-judged-behind-it", test_word_during_a_round);
  g_test_add_func ("/live/waits-longer-when-nothing-comes-of-it", test_waits);
  add ("/live/a-strangers-word-ends-the-line", test_strangers_word);
  add ("/live/an-end-says-when-to-call-again", test_ends);
  add ("/live/a-busy-server-is-left-alone", test_busy_server);
  add ("/live/tells-when-it-goes-up-and-down", test_tells_up_and_down);
  add ("/live/in-step-is-who-was-told-so-on-this-line", test_in_step);
  return g_test_run ();
}
