/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast the store is with 600 participants, 3,000 employers and 100,000 activities. Prints one
 * JSON object. Saves are measured against a bare SQLCipher transaction of the same bytes, turn by
 * turn in the same run, so that a slow disk is slow for both. */

#include "config.h"

#include "app/fod-match-gather.h"
#include "app/fod-suggestion-gather.h"
#include "base/fod-date.h"
#include "base/fod-uuid.h"
#include "db/fod-stmt.h"
#include "support/fod-made-up.h"
#include "support/fod-temp.h"

#include "store/fod-journal.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define SAVES 1000
#define SEARCHES 400
#define OPENINGS 600

typedef struct
{
  FodTemp *folder;
  FodSecret *key;
  FodClock *clock;
  FodStore *store;
  FodDb *bare;
  FodMadeUp *made_up;
} Bench;

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
run (FodDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  fod_db_exec (db, sql, &error);
  check (error);
}

static void
insert_bare (Bench *bench, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (bench->bare, "INSERT INTO t (id, body) VALUES (?1, ?2)", &error);
  g_autofree char *id = fod_uuid_new (bench->clock);

  check (error);
  fod_stmt_bind_text (stmt, 1, id);
  fod_stmt_bind_text (stmt, 2, body);
  fod_stmt_run (stmt, &error);
  check (error);
}

static void
fill_bare (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "bare.db", NULL);
  g_autofree char *body = fod_made_up_dup_text (bench->made_up, 100);
  g_autoptr (GError) error = NULL;

  bench->bare = fod_db_open (path, bench->key, &error);
  check (error);
  run (bench->bare, "CREATE TABLE t (id TEXT PRIMARY KEY, body TEXT)");
  run (bench->bare, "BEGIN");
  for (guint i = 0; i < FOD_MADE_UP_ACTIVITIES; i++)
    insert_bare (bench, body);
  run (bench->bare, "COMMIT");
}

/* The bytes of a save are those of its row and of its op; history names the same row again. */
static gsize
measure (const FodRecord *record)
{
  gsize bytes = 36 * 6 + 200;

  for (guint i = 0; i < fod_record_get_spec (record)->n_fields; i++)
    {
      const char *value = fod_record_get_at (record, i);

      if (value != NULL)
        bytes += strlen (value) * 2 + strlen (fod_record_get_spec (record)->fields[i].name) + 6;
    }
  return bytes;
}

static double
save_bare (Bench *bench, gsize bytes)
{
  g_autofree char *body = g_strnfill (bytes, 'x');
  gint64 start = g_get_monotonic_time ();

  run (bench->bare, "BEGIN IMMEDIATE");
  insert_bare (bench, body);
  run (bench->bare, "COMMIT");
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static double
save_record (Bench *bench, FodRecord *record)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  gint64 start;

  fod_edit_create (edit, record);
  start = g_get_monotonic_time ();
  g_free (fod_store_apply (bench->store, edit, &error));
  check (error);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static double
save_field (Bench *bench)
{
  const char *id = fod_made_up_pick_employer (bench->made_up);
  g_autofree char *text = fod_made_up_dup_text (bench->made_up, 15);
  g_autoptr (FodRecord) record = fod_store_get (bench->store, FOD_KIND_EMPLOYER, id, NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  gint64 start;

  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "tasks", text, fod_record_get (record, "tasks"));
  start = g_get_monotonic_time ();
  g_free (fod_store_apply (bench->store, edit, &error));
  check (error);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
percentile (GArray *times, double part)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, double, (guint)((double)(times->len - 1) * part));
}

static void
print_times (const char *name, GArray *times)
{
  g_print ("  \"%s\": { \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f },\n", name,
           percentile (times, 0.5), percentile (times, 0.99), percentile (times, 1));
}

static GArray *
new_times (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
measure_saves (Bench *bench)
{
  g_autoptr (GArray) bare = new_times ();
  g_autoptr (GArray) create = new_times ();
  g_autoptr (GArray) set = new_times ();

  for (guint i = 0; i < SAVES; i++)
    {
      g_autoptr (FodRecord) record = fod_made_up_activity (bench->made_up);
      double times[] = { save_bare (bench, measure (record)), save_record (bench, record),
                         save_field (bench) };

      g_array_append_val (bare, times[0]);
      g_array_append_val (create, times[1]);
      g_array_append_val (set, times[2]);
    }
  print_times ("bare_transaction", bare);
  print_times ("save_new", create);
  print_times ("save_field", set);
  g_print ("  \"save_new_to_bare_p99\": %.2f,\n  \"save_field_to_bare_p99\": %.2f,\n",
           percentile (create, 0.99) / percentile (bare, 0.99),
           percentile (set, 0.99) / percentile (bare, 0.99));
}

static void
measure_search (Bench *bench, const char *name, const char *const *texts, guint count)
{
  g_autoptr (GArray) times = new_times ();

  for (guint i = 0; i < SEARCHES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = fod_store_search (bench->store, texts[i % count], 30, &error);
      double time = (double)(g_get_monotonic_time () - start) / 1000;

      check (error);
      g_array_append_val (times, time);
    }
  print_times (name, times);
}

static void
measure_query (Bench *bench, const char *name, FodQuery *query)
{
  g_autoptr (GArray) times = new_times ();

  for (guint i = 0; i < 50; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = fod_store_query (bench->store, query, NULL);
      double time = (double)(g_get_monotonic_time () - start) / 1000;

      g_array_append_val (times, time);
    }
  print_times (name, times);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}

static void
measure_overview (Bench *bench, const char *name, const char *kind)
{
  g_autofree char *today = fod_clock_dup_today (bench->clock);
  g_autoptr (GArray) times = new_times ();

  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GHashTable) all = NULL;
      double time;

      fod_store_overview_async (bench->store, kind, today, NULL, on_result, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      all = fod_store_overview_finish (bench->store, result, NULL);
      time = (double)(g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
    }
  print_times (name, times);
}

/* What Today suggests: for everybody, or after an edit for @participant alone. */
static void
measure_suggestions (Bench *bench, const char *name, const char *participant)
{
  g_autofree char *today = fod_clock_dup_today (bench->clock);
  g_autoptr (GArray) times = new_times ();

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) queries = fod_suggestion_gather_list_queries (today, participant);
      const FodVisitor visitor = fod_suggestion_gather_visitor (today, participant);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      gpointer data = fod_store_visit (bench->store, queries, &visitor, &error);
      double time = (double)(g_get_monotonic_time () - start) / 1000;
      g_autoptr (GHashTable) found = NULL;

      check (error);
      found = fod_suggestion_gather_take (data);
      g_array_append_val (times, time);
    }
  print_times (name, times);
}

static void
add_openings (Bench *bench)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < OPENINGS; i++)
    {
      g_autofree char *id = fod_uuid_new (bench->clock);
      g_autofree char *tasks = fod_made_up_dup_text (bench->made_up, 15);
      g_autoptr (FodRecord) record = fod_record_new (&fod_job_opening_spec, id);

      fod_record_set (record, "employer", fod_made_up_pick_employer (bench->made_up));
      fod_record_set (record, "title", "Medhjælper");
      fod_record_set (record, "tasks", tasks);
      fod_record_set (record, "weekly-minutes-from", "300");
      fod_record_set (record, "times", "day\nmorning");
      fod_record_set (record, "noise", "some");
      fod_edit_create (edit, record);
    }
  g_free (fod_store_apply (bench->store, edit, &error));
  check (error);
}

static FodRecord *
new_wishes (Bench *bench)
{
  g_autofree char *id = fod_uuid_new (bench->clock);
  FodRecord *record = fod_record_new (&fod_participant_spec, id);

  fod_record_set (record, "tasks-wanted", "cykel\ngartneri\nkøkken\nlager\nplukke varer");
  fod_record_set (record, "tasks-unwanted", "butik\nrengøring");
  fod_record_set (record, "places", "9520\nSkørping\nStøvring");
  fod_record_set (record, "weekly-minutes-to", "600");
  fod_record_set (record, "times", "evening\nmorning");
  fod_record_set (record, "noise", "quiet");
  return record;
}

/* All employers and openings against one participant's wishes: reading them is part of it, and is
 * told beside it as list_3000_employers. */
static void
measure_matches (Bench *bench)
{
  g_autofree char *today = fod_clock_dup_today (bench->clock);
  g_autoptr (FodRecord) wishes = new_wishes (bench);
  g_autoptr (GArray) times = new_times ();
  guint found = 0;

  add_openings (bench);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GPtrArray) queries = fod_match_gather_list_queries ();
      const FodVisitor visitor = fod_match_gather_visitor (wishes, today);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      gpointer data = fod_store_visit (bench->store, queries, &visitor, &error);
      double time = (double)(g_get_monotonic_time () - start) / 1000;
      g_autoptr (GPtrArray) list = NULL;

      check (error);
      list = fod_match_gather_take (data);
      found = list->len;
      g_array_append_val (times, time);
    }
  print_times ("match_3000_employers", times);
  g_print ("  \"matches\": %u,\n", found);
}

static void
measure_today (Bench *bench)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);
  g_autoptr (GPtrArray) one = NULL;

  fod_query_limit (query, 1);
  one = fod_store_query (bench->store, query, NULL);
  measure_suggestions (bench, "suggestions_all", NULL);
  measure_suggestions (bench, "suggestions_one", fod_record_get_id (g_ptr_array_index (one, 0)));
}

static void
measure_reads (Bench *bench)
{
  static const char *const typed[] = {
    "å", "ås", "åse", "åse m", "mø", "møl", "gart", "gartneri l"
  };
  static const char *const running[] = {
    "sa",      "sam", "samt",          "lø",   "støtte bil",
    "møde næ", "køk", "søren samtale", "ti 4", "sag beh sam sti 4"
  };
  g_autoptr (FodQuery) employers = fod_query_new (FOD_KIND_EMPLOYER);
  g_autoptr (FodQuery) week = fod_query_new (FOD_KIND_FOLLOW_UP);
  g_autofree char *today = fod_clock_dup_today (bench->clock);
  g_autofree char *end = fod_date_add_days (today, 7);

  measure_search (bench, "search_names", typed, G_N_ELEMENTS (typed));
  measure_search (bench, "search_words", running, G_N_ELEMENTS (running));
  fod_query_order (employers, "name", FALSE);
  measure_query (bench, "list_3000_employers", employers);
  fod_query_where (week, "slot", FOD_QUERY_FROM, today);
  fod_query_where (week, "slot", FOD_QUERY_BEFORE, end);
  fod_query_order (week, "slot", FALSE);
  measure_query (bench, "calendar_week", week);
  measure_overview (bench, "overview_participants", FOD_KIND_PARTICIPANT);
  measure_overview (bench, "overview_employers", FOD_KIND_EMPLOYER);
  measure_today (bench);
  measure_matches (bench);
}

/* What an import leaves to be done when nobody waits; a blocking search waits for it. */
static void
measure_index (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) hits = fod_store_search (bench->store, "zzz", 1, NULL);

  g_print ("  \"index_s\": %.1f,\n", (double)(g_get_monotonic_time () - start) / 1e6);
}

static double
open_store (Bench *bench)
{
  const FodStoreKeys keys = { bench->key, bench->key };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  bench->store = fod_store_open (bench->folder, &keys, bench->clock, &error);
  check (error);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

int
main (void)
{
  Bench bench = { .folder = fod_temp_new (),
                  .key = fod_secret_new_random (32),
                  .clock = fod_system_clock_new () };
  gint64 start;

  setlocale (LC_CTYPE, "");
  bench.made_up = fod_made_up_new (bench.clock);
  g_print ("{\n  \"open_new_ms\": %.1f,\n", open_store (&bench));
  start = g_get_monotonic_time ();
  fod_made_up_fill (bench.made_up, bench.store);
  g_print ("  \"fill_s\": %.1f,\n", (double)(g_get_monotonic_time () - start) / 1e6);
  fod_store_close (bench.store);
  g_object_unref (bench.store);
  fill_bare (&bench);
  g_print ("  \"open_full_ms\": %.1f,\n", open_store (&bench));
  measure_index (&bench);
  measure_saves (&bench);
  measure_reads (&bench);
  g_print ("  \"participants\": %d, \"employers\": %d, \"activities\": %d\n}\n",
           FOD_MADE_UP_PARTICIPANTS, FOD_MADE_UP_EMPLOYERS, FOD_MADE_UP_ACTIVITIES);
  fod_store_close (bench.store);
  g_object_unref (bench.store);
  fod_db_close (bench.bare);
  g_object_unref (bench.bare);
  fod_made_up_free (bench.made_up);
  g_object_unref (bench.clock);
  fod_secret_unref (bench.key);
  fod_temp_free (bench.folder);
  return 0;
}
