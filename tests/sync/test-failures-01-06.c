/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How other people's sync fails, each from a real thread, and that ours does not: a case for each,
 * named after it. The first six. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "support/fod-http-bytes.h"
#include "support/fod-line-fixture.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define MINUTE_MS (60 * 1000)
#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * MINUTE_MS)

static void
sync_all (FodTestDevice *a, FodTestDevice *b, FodTestDevice *c)
{
  FodTestDevice *const devices[] = { a, b, c, a, b };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    fod_line_sync (devices[i]);
}

/* All three write the same quiet field without having seen the others', ten minutes apart, the
 * device @last of @order last. */
static void
last_stands (FodLine *f,
             FodFakeClock *const clocks[3],
             FodTestDevice *const order[3],
             guint last,
             const char *id)
{
  g_autofree char *stands = NULL;

  for (guint n = 1; n <= 3; n++)
    {
      g_autofree char *website = g_strdup_printf ("https://%u-%u.dk", last, n);

      fod_test_device_set (order[(last + n) % 3], FOD_KIND_EMPLOYER, id, "website", website);
      for (guint i = 0; i < 3; i++)
        fod_fake_clock_advance (clocks[i], 10 * MINUTE_MS);
      g_free (stands);
      stands = g_steal_pointer (&website);
    }
  sync_all (order[0], order[1], order[2]);
  for (guint i = 0; i < 3; i++)
    {
      fod_line_sync (order[i]);
      fod_line_assert_value (order[i], FOD_KIND_EMPLOYER, id, "website", stands);
    }
}

/* A laptop a year ahead, one that believes in 1970, and one that is right: whoever had seen a value
 * replaces it, and of two who had not, the later in truth stands. */
static void
test_lost_updates_at_clock_skew (FodLine *f, gconstpointer data)
{
  g_autoptr (FodFakeClock) ahead = fod_fake_clock_new ();
  g_autoptr (FodFakeClock) behind = fod_fake_clock_new ();
  g_autoptr (FodTestDevice) anna = NULL;
  g_autoptr (FodTestDevice) old = NULL;
  FodFakeClock *const clocks[] = { f->clock, ahead, behind };
  g_autofree char *id = NULL;

  fod_fake_clock_advance (ahead, 365 * DAY_MS);
  fod_fake_clock_set_real_ms (behind, 1000);
  anna = fod_line_add (f, "anna", FOD_CLOCK (ahead));
  old = fod_line_add (f, "bo", FOD_CLOCK (behind));
  id = fod_test_device_create (anna, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", "phone",
                               "98111111", NULL);
  sync_all (anna, f->bo, old);
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  sync_all (f->bo, anna, old);
  fod_line_assert_value (anna, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  fod_test_device_set (old, FOD_KIND_EMPLOYER, id, "phone", "98333333");
  sync_all (old, anna, f->bo);
  fod_line_assert_value (anna, FOD_KIND_EMPLOYER, id, "phone", "98333333");

  for (guint i = 0; i < 3; i++)
    {
      FodTestDevice *const order[] = { old, f->bo, anna };

      last_stands (f, clocks, order, i, id);
    }
}

typedef struct
{
  FodTestDevice *device;
  guint rounds;
  guint pulled;
  guint *running;
} Round;

static void
on_round (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Round *round = user_data;
  FodSyncRound sum = { 0 };
  g_autoptr (GError) error = NULL;

  fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, &sum, &error);
  g_assert_no_error (error);
  round->rounds++;
  round->pulled += sum.pulled;
  --*round->running;
}

static void
begin (Round *round)
{
  ++*round->running;
  fod_sync_engine_sync_async (fod_test_device_get_engine (round->device), NULL, on_round, round);
}

/* Two write at the same time while a third pulls without a pause: each row comes once, and none is
 * passed over. */
static void
test_cursor_gaps (FodLine *f, gconstpointer data)
{
  g_autoptr (FodTestDevice) reader = fod_line_add (f, "lene", NULL);
  guint writing = 0, reading = 0;
  Round anna = { f->anna, 0, 0, &writing };
  Round bo = { f->bo, 0, 0, &writing };
  Round lene = { reader, 0, 0, &reading };

  for (guint i = 0; i < 12; i++)
    {
      for (guint n = 0; n < 4; n++)
        {
          fod_line_write (f, f->anna);
          fod_line_write (f, f->bo);
        }
      begin (&anna);
      begin (&bo);
      while (writing + reading > 0)
        {
          if (reading == 0)
            begin (&lene);
          g_main_context_iteration (NULL, TRUE);
          if (writing == 0 && reading == 0)
            break;
        }
    }
  begin (&lene);
  while (reading > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fod_line_count (reader, FOD_KIND_EMPLOYER), ==, f->written);
  g_assert_cmpuint (lene.pulled, ==, f->written);
  g_assert_cmpuint (lene.rounds, >, 12);
}

static guint
count_pulled (FodTestDevice *device)
{
  FodSyncRound round = { 0 };
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, &round, &error);
  g_assert_no_error (error);
  return round.pulled;
}

/* The answer is lost, the program ends, the queue goes out again; and nobody gets back what they
 * sent. */
static void
test_duplicates_after_a_retry (FodLine *f, gconstpointer data)
{
  const FodFault fault = { FOD_FAULT_REPLY_CUT, FOD_PATH_PUSH };
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Kun én gang", NULL);

  f->written = 1;
  g_assert_cmpint (fod_line_fail (f, &fault), ==, FOD_SYNC_ERROR_OFFLINE);
  fod_test_device_restart (f->anna);
  fod_line_assert_whole (f);

  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", "98111111");
  g_assert_cmpint (fod_line_fail (f, &fault), ==, FOD_SYNC_ERROR_OFFLINE);
  fod_line_assert_whole (f);
  g_assert_cmpuint (count_pulled (f->anna), ==, 0);
  fod_line_assert_value (f->bo, FOD_KIND_EMPLOYER, id, "phone", "98111111");
}

/* A laptop comes back after nineteen days, another from a copy that has still to send what was
 * deleted since. */
static void
test_deleted_rows_rise_again (FodLine *f, gconstpointer data)
{
  g_autofree char *seen = fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Set", NULL);
  g_autofree char *unsent = NULL;
  g_autoptr (FodTestDevice) copy = NULL;

  fod_line_sync (f->bo);
  fod_line_sync (f->anna);
  unsent = fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Usendt", NULL);
  copy = fod_test_device_copy (f->anna);
  fod_line_sync (f->anna);
  fod_line_sync (f->bo);
  fod_line_delete (f->bo, FOD_KIND_EMPLOYER, seen);
  fod_line_delete (f->bo, FOD_KIND_EMPLOYER, unsent);
  fod_line_sync (f->bo);
  fod_fake_clock_advance (f->clock, 19 * DAY_MS);
  fod_line_sync (copy);
  fod_line_sync (f->anna);
  fod_line_assert_whole (f);
  g_assert_cmpuint (fod_line_count (copy, FOD_KIND_EMPLOYER), ==, 0);
}

static char *
dup_user (FodTestDevice *device)
{
  return g_strdup (fod_store_get_user (fod_test_device_get_store (device)));
}

/* A participant is handed over while her laptop is off, with an edit that nobody has seen, and then
 * she changes teams: what she lost is gone from it with all that hangs on it; that the edit was
 * handed over is told. */
static void
test_scope_revocation (FodLine *f, gconstpointer data)
{
  g_autofree char *person =
      fod_test_device_create (f->anna, FOD_KIND_PARTICIPANT, "name", "Åse Mølholm", NULL);
  g_autofree char *note =
      fod_test_device_create (f->anna, FOD_KIND_NOTE, "participant", person, "date", "2026-11-23",
                              "body", "Kom til tiden.", NULL);
  g_autoptr (FodServerStore) store = fod_test_server_open_store (f->server);
  g_autofree char *bo = dup_user (f->bo);
  g_autofree char *team = NULL;
  g_autoptr (GError) error = NULL;

  fod_line_write (f, f->anna);
  fod_line_sync (f->anna);
  fod_server_assign (store, FOD_CLOCK (f->clock), person, "consultant", bo, &error);
  g_assert_no_error (error);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, person, "phone", "98111111");
  fod_test_device_sync (f->anna, NULL, &error);
  g_assert_no_error (error);
  fod_line_sync (f->bo);
  g_assert_cmpuint (fod_line_count (f->anna, FOD_KIND_PARTICIPANT), ==, 0);
  g_assert_cmpuint (fod_line_count (f->anna, FOD_KIND_NOTE), ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->anna).waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->anna).handed, ==, 1);
  fod_line_assert_value (f->bo, FOD_KIND_PARTICIPANT, person, "phone", NULL);
  fod_line_assert_value (f->bo, FOD_KIND_NOTE, note, "body", "Kom til tiden.");

  team = fod_server_add_team (store, FOD_CLOCK (f->clock), "Hobro", &error);
  g_assert_no_error (error);
  fod_server_change_user (store, FOD_CLOCK (f->clock), "anna", NULL, team, &error);
  g_assert_no_error (error);
  fod_test_device_sync (f->anna, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_line_count (f->anna, FOD_KIND_EMPLOYER), ==, 0);
  g_assert_cmpuint (fod_line_count (f->bo, FOD_KIND_EMPLOYER), ==, 1);
}

/* The reply with @from replaced by @to everywhere. */
static GBytes *
replace (GBytes *reply, const char *from, const char *to)
{
  gsize size;
  const char *data = g_bytes_get_data (reply, &size);
  gsize head = fod_http_bytes_get_head_size (reply);
  g_autofree char *body = g_strndup (data + head, size - head);
  g_auto (GStrv) parts = g_strsplit (body, from, -1);
  g_autofree char *edited = g_strjoinv (to, parts);
  char *whole = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                 strlen (edited), edited);

  return g_bytes_new_take (whole, strlen (whole));
}

static GBytes *
always_more (GBytes *reply, gsize at)
{
  return replace (reply, "\"more\":false", "\"more\":true");
}

static GBytes *
always_reset (GBytes *reply, gsize at)
{
  return replace (reply, "\"reset\":[]", "\"reset\":[\"org:1\"]");
}

/* A proxy that keeps an old answer, a server that sends everybody back to the start, one that lets
 * nobody in: it stops after a few requests, says so, and goes on when it is mended. */
static void
test_infinite_loops (FodLine *f, gconstpointer data)
{
  static const struct
  {
    FodFault fault;
    int code;
  } loops[] = {
    { { FOD_FAULT_NONE, FOD_PATH_PULL, .edit = always_more }, FOD_SYNC_ERROR_LOOP },
    { { FOD_FAULT_NONE, FOD_PATH_PULL, .edit = always_reset }, FOD_SYNC_ERROR_LOOP },
    { { FOD_FAULT_ANSWER, .answer = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n" },
      FOD_SYNC_ERROR_REVOKED },
    { { FOD_FAULT_ANSWER, .answer = "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n" },
      FOD_SYNC_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      fod_line_give_both_ways (f);
      g_assert_cmpint (fod_line_fail (f, &loops[i].fault), ==, loops[i].code);
      fod_line_assert_whole (f);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/failures/" name, FodLine, NULL, fod_line_set_up, function, fod_line_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("01-lost-updates-at-clock-skew", test_lost_updates_at_clock_skew);
  ADD ("02-cursor-gaps", test_cursor_gaps);
  ADD ("03-duplicates-after-a-retry", test_duplicates_after_a_retry);
  ADD ("04-deleted-rows-rise-again", test_deleted_rows_rise_again);
  ADD ("05-scope-revocation", test_scope_revocation);
  ADD ("06-infinite-loops", test_infinite_loops);
  return g_test_run ();
}
