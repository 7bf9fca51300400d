/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How other people's sync fails, each from a real thread, and that ours does not: a case for each,
 * named after it. From schema drift to a server that was put back. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "store/fod-base.h"
#include "store/fod-job.h"
#include "support/fod-line-fixture.h"
#include "wire/fod-protocol.h"

#include <glib/gstdio.h>
#include <string.h>

#define MINUTE_MS (60 * 1000)
#define YEAR_MS (G_GINT64_CONSTANT (365) * 24 * 60 * MINUTE_MS)
#define INVENTION "019a6b2c-31f4-7000-8000-00000000f001"

/* Puts the row, one version on, at the end of the scope's feed, as a server of a later schema does
 * that knows what is in it. */
static void
write_as_newer (FodLine *f, FodStoredRow *row, const char *scope)
{
  g_autoptr (FodServerStore) store = fod_test_server_open_store (f->server);
  FodServerPlace place = {
    (char *)scope, row->row->kind, row->row->id, 0, 0, FOD_ROW_LIVE, NULL, 0
  };
  FodServerHead head;
  g_autoptr (GError) error = NULL;

  fod_server_store_begin (store, FOD_SERVER_ACCESS_ALONE, &error);
  g_assert_no_error (error);
  fod_server_store_get_head (store, scope, &head, &error);
  if (row->row->rv == 0)
    head.count++;
  else
    head.check ^= fod_row_check_word (place.kind, place.id, row->row->rv);
  place.rv = ++row->row->rv;
  head.check ^= fod_row_check_word (place.kind, place.id, place.rv);
  place.seq = ++head.seq;
  fod_server_store_put_row (store, row, &error);
  fod_server_store_put_place (store, &place, &error);
  fod_server_store_put_head (store, scope, &head, &error);
  fod_server_store_commit (store, &error);
  g_assert_no_error (error);
}

static FodStoredRow *
load_row (FodLine *f, const char *kind, const char *id)
{
  g_autoptr (FodServerStore) store = fod_test_server_open_store (f->server);
  FodStoredRow *row = NULL;
  g_autoptr (GError) error = NULL;

  fod_server_store_get_row (store, kind, id, &row, &error);
  g_assert_no_error (error);
  g_assert_nonnull (row);
  return row;
}

static gpointer
run_get_invention (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodBase) base = NULL;

  if (!fod_base_get (ledger, "invention", INVENTION, &base, error))
    return NULL;
  g_assert_nonnull (base);
  return g_strdup (g_hash_table_lookup (base->row->fields, "year"));
}

/* A field and a table that this program does not know: they are kept for the one that will, they do
 * not stop the cursor, and what an old client writes takes nothing from them. */
static void
test_schema_drift (FodLine *f, gconstpointer data)
{
  const FodCall call = { run_get_invention, NULL, NULL, g_free };
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autoptr (FodStoredRow) employer = NULL;
  g_autoptr (FodStoredRow) invention = fod_stored_row_new ("invention", INVENTION);
  g_autoptr (FodStoredRow) after = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *year = NULL;

  f->written = 1;
  fod_line_assert_whole (f);
  employer = load_row (f, FOD_KIND_EMPLOYER, id);
  scope = g_strconcat ("team:", fod_stored_row_get (employer, "team"), NULL);
  fod_stored_row_set (employer, "aura", "blå", 1, NULL);
  write_as_newer (f, employer, scope);
  fod_stored_row_set (invention, "year", "2031", 1, NULL);
  write_as_newer (f, invention, scope);

  fod_line_assert_whole (f);
  g_assert_cmpuint (fod_test_device_count (f->anna).unread, ==, 0);
  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  fod_line_assert_whole (f);
  fod_line_assert_value (f->bo, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  after = load_row (f, FOD_KIND_EMPLOYER, id);
  g_assert_cmpstr (fod_stored_row_get (after, "aura"), ==, "blå");
  fod_test_device_restart (f->anna);
  year = fod_store_call (fod_test_device_get_store (f->anna), &call, NULL);
  g_assert_cmpstr (year, ==, "2031");
}

static gboolean
on_late (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_state (FodTestDevice *device, FodSyncState state)
{
  FodSyncEngine *engine = fod_test_device_get_engine (device);
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

  while (!late && fod_sync_engine_get_state (engine) != state)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

/* Of five ops in one push one is not taken, and the four others are done. */
static void
test_one_op_is_not_taken (FodLine *f)
{
  g_autofree char *person =
      fod_test_device_create (f->anna, FOD_KIND_PARTICIPANT, "name", "Åse Mølholm", NULL);
  g_autoptr (FodServerStore) store = fod_test_server_open_store (f->server);
  g_autoptr (GError) error = NULL;
  FodSyncRound round = { 0 };

  fod_line_sync (f->anna);
  fod_line_write (f, f->anna);
  fod_line_write (f, f->anna);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, person, "phone", "98111111");
  fod_line_write (f, f->anna);
  fod_line_write (f, f->anna);
  fod_server_assign (store, FOD_CLOCK (f->clock), person, "consultant",
                     fod_store_get_user (fod_test_device_get_store (f->bo)), &error);
  g_assert_no_error (error);
  fod_test_device_sync (f->anna, &round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (round.pushed, ==, 4);
  g_assert_cmpuint (fod_test_device_count (f->anna).handed, ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->anna).waiting, ==, 0);
  fod_line_sync (f->bo);
  g_assert_cmpuint (fod_line_count (f->bo, FOD_KIND_EMPLOYER), ==, f->written);
}

typedef enum
{
  FROM_A_TIMER,
  FROM_THE_NETWORK,
  FROM_THE_START
} Wake;

/* A push fails, the line is mended, and nobody writes anything: it goes out all the same. */
static void
wake (FodLine *f, Wake why)
{
  const FodFault fault = { FOD_FAULT_REQUEST_CUT };

  fod_fault_proxy_set (f->proxy, &fault);
  fod_line_write (f, f->bo);
  if (why != FROM_THE_START)
    fod_sync_engine_start (fod_test_device_get_engine (f->bo));
  else
    g_assert_false (fod_test_device_sync (f->bo, NULL, NULL));
  wait_for_state (f->bo, FOD_SYNC_OFFLINE);
  fod_fault_proxy_set (f->proxy, NULL);
  if (why == FROM_THE_NETWORK)
    g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  if (why == FROM_THE_START)
    {
      fod_test_device_restart (f->bo);
      fod_sync_engine_start (fod_test_device_get_engine (f->bo));
    }
  wait_for_state (f->bo, FOD_SYNC_IN_STEP);
  fod_sync_engine_stop (fod_test_device_get_engine (f->bo));
}

static void
test_partial_push_failure (FodLine *f, gconstpointer data)
{
  test_one_op_is_not_taken (f);
  /* bo, who has nothing to be shown, behind the proxy. */
  fod_test_device_free (f->bo);
  f->bo = fod_test_device_new (FOD_CLOCK (f->clock), f->line);
  fod_test_device_enrol (f->bo, fod_fault_proxy_get_url (f->proxy), "bo", NULL);
  fod_line_sync (f->bo);
  wake (f, FROM_A_TIMER);
  wake (f, FROM_THE_NETWORK);
  wake (f, FROM_THE_START);
  g_assert_cmpuint (fod_line_count (f->bo, FOD_KIND_EMPLOYER), ==, f->written);
}

/* Its database is ruined, and there is a new one with what waited, in the state in which it did. */
static void
ruin (FodTestDevice *device, guint waiting)
{
  g_autoptr (FodRebuilt) rebuilt = fod_test_device_ruin (device);

  g_assert_cmpuint (rebuilt->changes, ==, waiting);
  g_assert_cmpuint (rebuilt->gaps, ==, 0);
  g_assert_true (rebuilt->has_server);
  g_assert_cmpuint (fod_test_device_count (device).waiting, ==, waiting);
}

/* The disk of a laptop goes bad with changes that nobody has, one of which the server has heard and
 * not been heard about: before the repair's first load, and again in the middle of it. What waits
 * is shown before any server is there, and comes once; the rest comes from the server. */
static void
test_corrupt_local_database (FodLine *f, gconstpointer data)
{
  const FodFault unheard = { FOD_FAULT_REPLY_CUT, .path = FOD_PATH_PUSH };
  const FodFault cut = { FOD_FAULT_REPLY_CUT, .path = FOD_PATH_PULL, .at = 4000 };
  g_autofree char *kept =
      fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);
  g_autofree char *thrown =
      fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Lukket", NULL);

  f->written = 1;
  fod_line_sync (f->anna);
  fod_line_write (f, f->bo);
  fod_line_sync (f->bo);
  fod_line_write (f, f->anna);
  g_assert_cmpint (fod_line_fail (f, &unheard), ==, FOD_SYNC_ERROR_OFFLINE);
  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, kept, "phone", "98222222");
  fod_line_delete (f->anna, FOD_KIND_EMPLOYER, thrown);
  ruin (f->anna, 3);
  g_assert_cmpint (fod_line_fail (f, &cut), ==, FOD_SYNC_ERROR_OFFLINE);
  fod_line_write (f, f->anna);
  ruin (f->anna, 4);
  fod_line_assert_whole (f);
  fod_line_assert_value (f->bo, FOD_KIND_EMPLOYER, kept, "phone", "98222222");
  g_assert_cmpuint (fod_test_device_count (f->anna).refused, ==, 0);
}

static void
come_to_rest (FodTestDevice *a, FodTestDevice *b, FodTestDevice *c)
{
  FodTestDevice *const devices[] = { a, b, c };

  for (guint i = 0; i < 3 * G_N_ELEMENTS (devices); i++)
    fod_line_sync (devices[i % G_N_ELEMENTS (devices)]);
}

/* One profile on two machines, for days, each writing what the other has to get; and then one of
 * them is a week old again. */
static void
test_clone_and_restore (FodLine *f, gconstpointer data)
{
  g_autoptr (FodTestDevice) clone = NULL;
  g_autoptr (FodTestDevice) backup = NULL;

  g_autofree char *id =
      fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);

  f->written = 1;
  fod_line_sync (f->bo);
  fod_line_assert_whole (f);
  fod_line_write (f, f->anna);
  clone = fod_test_device_copy (f->anna);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *phone = g_strdup_printf ("9811111%u", i);
      g_autofree char *website = g_strdup_printf ("https://%u.dk", i);

      fod_line_write (f, f->anna);
      fod_line_write (f, clone);
      fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", phone);
      fod_test_device_set (clone, FOD_KIND_EMPLOYER, id, "website", website);
      come_to_rest (f->anna, clone, f->bo);
      fod_line_assert_same (f->anna, f->bo);
      fod_line_assert_same (clone, f->bo);
    }
  backup = fod_test_device_copy (f->anna);
  fod_line_write (f, f->anna);
  fod_line_sync (f->anna);
  fod_fake_clock_advance (f->clock, 7 * 24 * 60 * MINUTE_MS);
  fod_line_write (f, backup);
  come_to_rest (backup, f->anna, f->bo);
  fod_line_assert_same (backup, f->bo);
  fod_line_assert_whole (f);
}

static void
pass (FodLine *f, FodFakeClock *hers)
{
  fod_fake_clock_advance (f->clock, 20 * MINUTE_MS);
  fod_fake_clock_advance (hers, 20 * MINUTE_MS);
}

/* Somebody sets the clock; the machine itself knows how long it has been on. */
static void
move (FodFakeClock *clock, gint64 ms)
{
  fod_fake_clock_set_real_ms (clock, fod_clock_get_real_ms (FOD_CLOCK (clock)) + ms);
}

static void
write_website (FodTestDevice *device, const char *id, const char *website)
{
  fod_test_device_set (device, FOD_KIND_EMPLOYER, id, "website", website);
}

/* Both write the same quiet field without having seen the other's, she later or earlier than he;
 * anna's clock is @wrong_ms off when she does, and right again when she comes to send it. */
static void
write_with_a_wrong_clock (
    FodLine *f, FodFakeClock *hers, FodTestDevice *anna, gint64 wrong_ms, gboolean later)
{
  const char *stands = later ? "https://hers.dk" : "https://his.dk";
  g_autofree char *id =
      fod_test_device_create (anna, FOD_KIND_EMPLOYER, "name", "Gartneriet", NULL);

  come_to_rest (anna, f->bo, f->anna);
  if (later)
    write_website (f->bo, id, "https://his.dk");
  pass (f, hers);
  move (hers, wrong_ms);
  write_website (anna, id, "https://hers.dk");
  pass (f, hers);
  if (!later)
    write_website (f->bo, id, "https://his.dk");
  pass (f, hers);
  move (hers, -wrong_ms);
  come_to_rest (anna, f->bo, f->anna);
  fod_line_assert_value (anna, FOD_KIND_EMPLOYER, id, "website", stands);
  fod_line_assert_value (f->bo, FOD_KIND_EMPLOYER, id, "website", stands);
}

/* A dead battery, a wrong zone, a wrong year: written under a clock that is put right before the
 * laptop comes to the server, and written again after it. Nothing is refused, and what was written
 * later stands. Then the server's own clock goes. */
static void
test_clock_moved (FodLine *f, gconstpointer data)
{
  const gint64 wrong[] = { 60 * MINUTE_MS, -60 * MINUTE_MS, 3 * YEAR_MS, -30 * YEAR_MS };
  g_autoptr (FodFakeClock) hers = fod_fake_clock_new ();
  g_autoptr (FodTestDevice) anna = fod_line_add (f, "anna", FOD_CLOCK (hers));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      write_with_a_wrong_clock (f, hers, anna, wrong[i], TRUE);
      write_with_a_wrong_clock (f, hers, anna, wrong[i], FALSE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      fod_line_write (f, anna);
      move (f->clock, wrong[i]);
      /* In three years every token has run out; they have not, when it is put right. */
      if (!fod_test_device_sync (anna, NULL, &error))
        g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_REVOKED);
      g_assert_true ((error != NULL) == (wrong[i] > YEAR_MS));
      move (f->clock, -wrong[i]);
      fod_line_write (f, anna);
      come_to_rest (anna, f->bo, f->anna);
    }
  g_assert_cmpuint (fod_line_count (f->bo, FOD_KIND_EMPLOYER), ==,
                    f->written + 2 * G_N_ELEMENTS (wrong));
  fod_line_assert_same (anna, f->bo);
}

/* The server's database as it was when @copy was made, under a new epoch, at the old address. */
static void
put_back (FodLine *f, const char *copy)
{
  g_autofree char *path = g_build_filename (f->folder, "server.db", NULL);
  guint port = fod_test_server_get_port (f->server);
  g_autoptr (FodServerStore) store = NULL;
  FodServerLimits limits;
  g_autoptr (GError) error = NULL;

  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  limits.requests_per_minute = 1000000;
  fod_test_server_stop (f->server);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  f->server = fod_test_server_start_with (f->folder, FOD_CLOCK (f->clock), &limits, port);
  store = fod_test_server_open_store (f->server);
  fod_server_new_epoch (store, FOD_CLOCK (f->clock), &error);
  g_assert_no_error (error);
}

/* Made, changed and deleted after the backup, by two people: they give it back. */
static void
test_server_restored_from_backup (FodLine *f, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL);
  g_autofree char *kept = fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Før", NULL);
  g_autofree char *gone = fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Væk", NULL);
  g_autoptr (FodServerStore) store = fod_test_server_open_store (f->server);
  g_autoptr (GError) error = NULL;

  f->written = 2;
  fod_line_sync (f->bo);
  fod_line_assert_whole (f);
  fod_server_store_backup (store, copy, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, kept, "phone", "98111111");
  fod_line_delete (f->bo, FOD_KIND_EMPLOYER, gone);
  fod_line_sync (f->bo);
  fod_line_write (f, f->anna);
  f->written--;
  fod_line_assert_whole (f);
  put_back (f, copy);
  fod_line_write (f, f->anna);
  fod_line_sync (f->anna);
  fod_line_sync (f->bo);
  fod_line_assert_whole (f);
  fod_line_assert_value (f->anna, FOD_KIND_EMPLOYER, kept, "phone", "98111111");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/failures/" name, FodLine, NULL, fod_line_set_up, function, fod_line_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("08-schema-drift", test_schema_drift);
  ADD ("09-partial-push-failure", test_partial_push_failure);
  ADD ("10-corrupt-local-database", test_corrupt_local_database);
  ADD ("11-clone-and-restore", test_clone_and_restore);
  ADD ("12-clock-moved", test_clock_moved);
  ADD ("13-server-restored-from-backup", test_server_restored_from_backup);
  return g_test_run ();
}
