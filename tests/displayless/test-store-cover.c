/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cover that is over by the clock: shown no more, and nothing is taken away but by the server. */

#include "config.h"

#include "store/fod-job.h"
#include "support/fod-test-journal.h"

#define BO "00000000-0000-7000-8000-00000000000c"
#define ROW "00000000-0000-7000-8000-000000000001"
#define NOTE "00000000-0000-7000-8000-000000000002"
#define CONFLICT "00000000-0000-7000-8000-000000000003"
#define DEAD "00000000-0000-7000-8000-000000000004"
#define SCOPE "user:" FOD_TEST_USER
#define LEAD "lead:" FOD_TEST_TEAM
#define WORDS "skovarbejdere"
#define DRAFT "note/" ROW

static FodRow *
participant (guint64 rv, const char *until)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, ROW, rv, "name", "Åse Fiktiv", "consultant", BO,
                       "cover", FOD_TEST_USER, "cover-until", until, NULL);
}

/* As the server sends it at @now, with what stands for @next; both scopes are granted. */
static void
pull (FodTestStore *test, const char *next, FodRow *row, const char *now)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, SCOPE, next, row);
  g_ptr_array_add (reply->granted, g_strdup (LEAD));
  if (now != NULL)
    {
      g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 (now, NULL);

      reply->now = g_date_time_to_unix (noon) * 1000;
    }
  g_free (fod_test_pull (test, reply));
}

/* To the end of both scopes. */
static void
pull_to_the_end (FodTestStore *test)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, SCOPE, "7", NULL);
  fod_test_pull_add (reply, LEAD, "7", NULL);
  g_free (fod_test_pull (test, reply));
}

static void
pull_cover (FodTestStore *test, const char *until)
{
  pull (test, "1", participant (4, until), NULL);
  pull (test, "2",
        fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind", FOD_KIND_NOTE, "about", NOTE,
                      "field", "minutes", NULL),
        NULL);
  pull (test, "3",
        fod_test_row (FOD_KIND_NOTE, NOTE, 1, "participant", ROW, "date", "2026-11-20", "body",
                      "Talte om " WORDS, NULL),
        NULL);
  pull (test, "4",
        fod_test_row (FOD_KIND_NOTE, DEAD, 1, "participant", ROW, "date", "2026-11-20", "body",
                      "Slettet", NULL),
        NULL);
  pull (test, "5", fod_test_row_bare (FOD_KIND_NOTE, DEAD, 2, FOD_ROW_DELETED), NULL);
}

/* On the 23rd of November, covering until the first of December. */
static FodTestStore *
new_covering (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_fake_clock_set_date (test->clock, "2026-11-23");
  fod_test_enrol (test, FOD_TEST_EPOCH);
  pull_cover (test, "2026-12-01");
  return test;
}

static guint
count_bin (FodTestStore *test)
{
  g_autoptr (FodQuery) bin = fod_query_new (FOD_KIND_NOTE);
  g_autoptr (GPtrArray) rows = NULL;

  fod_query_bin (bin);
  rows = fod_store_query (test->store, bin, NULL);
  return rows->len;
}

static guint
count_hits (FodTestStore *test)
{
  g_autoptr (GPtrArray) hits = fod_store_search (test->store, WORDS, 20, NULL);

  return hits->len;
}

/* Of the three that live and the one in the bin. */
static guint
count_shown (FodTestStore *test)
{
  return fod_test_count (test, FOD_KIND_PARTICIPANT) + fod_test_count (test, FOD_KIND_NOTE) +
         fod_test_count (test, FOD_KIND_CONFLICT) + count_bin (test);
}

static void
save_draft (FodTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_store_draft_save_async (test->store, DRAFT, "Ringede", NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_store_draft_save_finish (test->store, result, NULL));
}

static guint
count_drafts (FodTestStore *test)
{
  g_autoptr (GPtrArray) drafts = fod_store_drafts (test->store, NULL);

  return drafts->len;
}

static guint
count_history (FodTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) history = NULL;

  fod_store_history_async (test->store, FOD_KIND_PARTICIPANT, ROW, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  history = fod_store_history_finish (test->store, result, NULL, NULL);
  return history->len;
}

/* Without a word from the server: on its last day a cover still has everything, then nothing. */
static void
test_what_is_over_is_shown_no_more (void)
{
  g_autoptr (FodTestStore) test = new_covering ();

  fod_fake_clock_set_date (test->clock, "2026-12-01");
  fod_test_store_reopen (test);
  g_assert_cmpuint (count_shown (test), ==, 4);
  g_assert_cmpuint (count_hits (test), ==, 1);
  fod_fake_clock_set_date (test->clock, "2026-12-02");
  fod_test_store_reopen (test);
  g_assert_cmpuint (count_shown (test), ==, 0);
  g_assert_cmpuint (count_hits (test), ==, 0);
  fod_test_assert_view (test);
}

static void
on_changed (FodStore *store, const char *kind, GStrv ids, GHashTable *kinds)
{
  g_hash_table_add (kinds, g_strdup (kind));
}

/* Nobody locked it: the first question of the new day is answered without them, and who shows them
 * hears of it. */
static void
test_they_go_at_midnight_where_it_stays_open (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_signal_connect (test->store, "changed", G_CALLBACK (on_changed), kinds);
  fod_fake_clock_set_date (test->clock, "2026-12-01");
  g_assert_cmpuint (count_shown (test), ==, 4);
  fod_fake_clock_advance (test->clock, G_GINT64_CONSTANT (24) * 3600 * 1000);
  g_assert_cmpuint (count_shown (test), ==, 0);
  while (!g_hash_table_contains (kinds, FOD_KIND_PARTICIPANT) ||
         !g_hash_table_contains (kinds, FOD_KIND_NOTE))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (test->store, kinds);
  fod_test_assert_view (test);
}

/* What was written, what waits, what was before, and what is being typed. */
static void
write_much (FodTestStore *test)
{
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "gartner"));
  fod_test_settle_all (test, 8);
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "smed"));
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-11-23", "body",
                           "Ny", NULL));
  save_draft (test);
}

static void
assert_all_is_here (FodTestStore *test, guint history)
{
  g_autofree char *wish = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, "wish");

  g_assert_cmpuint (count_shown (test), ==, 5);
  g_assert_cmpuint (count_hits (test), ==, 1);
  g_assert_cmpuint (count_drafts (test), ==, 1);
  g_assert_cmpuint (count_history (test), ==, history);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  g_assert_cmpstr (wish, ==, "smed");
  fod_test_assert_view (test);
}

static void
test_a_clock_a_year_ahead_takes_nothing_away (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  guint history;

  write_much (test);
  history = count_history (test);
  fod_fake_clock_set_date (test->clock, "2027-11-23");
  fod_test_store_reopen (test);
  g_assert_cmpuint (count_shown (test), ==, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  g_assert_cmpuint (count_drafts (test), ==, 1);
  fod_test_assert_view (test);
  fod_fake_clock_set_date (test->clock, "2026-11-23");
  fod_test_store_reopen (test);
  assert_all_is_here (test, history);
}

/* The clock stays wrong, and the server says what day it is. */
static void
test_the_servers_day_brings_them_back (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  guint history;

  write_much (test);
  history = count_history (test);
  fod_fake_clock_set_date (test->clock, "2027-11-23");
  fod_test_store_reopen (test);
  g_assert_cmpuint (count_shown (test), ==, 0);
  pull (test, "6", NULL, "2026-11-23T12:00:00Z");
  assert_all_is_here (test, history);
}

static void
test_a_longer_cover_brings_them_back (void)
{
  g_autoptr (FodTestStore) test = new_covering ();

  fod_fake_clock_set_date (test->clock, "2026-12-02");
  fod_test_store_reopen (test);
  pull (test, "6", participant (5, "2026-12-08"), NULL);
  g_assert_cmpuint (count_shown (test), ==, 4);
  fod_test_assert_view (test);
}

static void
test_what_hangs_on_them_and_comes_then_is_not_shown (void)
{
  g_autoptr (FodTestStore) test = new_covering ();

  fod_fake_clock_set_date (test->clock, "2026-12-02");
  pull (test, "6",
        fod_test_row (FOD_KIND_NOTE, BO, 1, "participant", ROW, "date", "2026-12-01", "body", WORDS,
                      NULL),
        NULL);
  g_assert_cmpuint (count_shown (test), ==, 0);
  fod_fake_clock_set_date (test->clock, "2026-12-01");
  g_assert_cmpuint (count_shown (test), ==, 5);
  fod_test_assert_view (test);
}

/* A leader who covers has them as their leader, too. */
static void
test_what_another_scope_has_stays (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, LEAD, "1", participant (4, "2026-12-01"));
  g_ptr_array_add (reply->granted, g_strdup (SCOPE));
  g_free (fod_test_pull (test, reply));
  fod_fake_clock_set_date (test->clock, "2026-12-02");
  g_assert_cmpuint (count_shown (test), ==, 4);
}

static gpointer
run_count (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), input, error);

  g_assert_true (stmt != NULL && fod_stmt_step (stmt, NULL, error));
  return GINT_TO_POINTER (1 + fod_stmt_get_int (stmt, 0));
}

static int
count (FodTestStore *test, const char *sql)
{
  g_autoptr (GError) error = NULL;
  const FodCall call = { run_count, (gpointer)sql, NULL, NULL };
  gpointer number = fod_store_call (test->store, &call, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_INT (number) - 1;
}

/* The server says that they go, and names what it still has of them; what died goes too. */
static void
test_the_server_takes_them_away (void)
{
  static const char *const rows[] = { FOD_KIND_CONFLICT,    CONFLICT, FOD_KIND_NOTE, NOTE,
                                      FOD_KIND_PARTICIPANT, ROW };
  g_autoptr (FodTestStore) test = new_covering ();

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "gartner"));
  fod_test_settle_all (test, 8);
  save_draft (test);
  fod_fake_clock_set_date (test->clock, "2026-12-02");
  fod_test_store_reopen (test);
  g_assert_cmpint (count (test, "SELECT count(*) FROM concealed"), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i += 2)
    {
      pull (test, "6", fod_test_row_bare (rows[i], rows[i + 1], 0, FOD_ROW_GONE), NULL);
      g_assert_cmpuint (count_shown (test), ==, 0);
    }
  g_assert_cmpint (count (test, "SELECT count(*) FROM concealed"), ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM base"), ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM base_scope"), ==, 0);
  /* It may be in the scope of which nothing was told yet. */
  g_assert_cmpint (count (test, "SELECT count(*) FROM archive"), ==, 1);
  pull_to_the_end (test);
  g_assert_cmpint (count (test, "SELECT count(*) FROM archive"), ==, 0);
  g_assert_cmpuint (count_drafts (test), ==, 0);
  g_assert_cmpuint (count_history (test), ==, 0);
  fod_test_assert_view (test);
}

/* It was written before the cover ended: the server is asked, and answers. */
static void
test_what_waits_is_sent_when_they_have_left (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  g_autoptr (GPtrArray) ops = NULL;

  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-11-23", "body",
                           "Ny", NULL));
  fod_fake_clock_set_date (test->clock, "2026-12-02");
  g_assert_cmpuint (count_shown (test), ==, 0);
  pull (test, "6", fod_test_row_bare (FOD_KIND_NOTE, NOTE, 0, FOD_ROW_GONE), NULL);
  pull (test, "7", fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE), NULL);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  ops = fod_test_take (test, 10);
  g_assert_cmpuint (ops->len, ==, 1);
  fod_test_assert_view (test);
}

/* What was refused stays as long as what it is about is only not shown. */
static void
test_what_was_refused_stays (void)
{
  g_autoptr (FodTestStore) test = new_covering ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-11-23", "body",
                           "Ny", NULL));
  fod_fake_clock_set_date (test->clock, "2026-12-02");
  g_assert_cmpuint (count_shown (test), ==, 0);
  ops = fod_test_take (test, 10);
  g_assert_cmpuint (ops->len, ==, 1);
  fod_test_answer (reply, ops->pdata[0], FOD_RESULT_REJECTED, 0)->code = g_strdup ("ref_missing");
  g_assert_cmpuint (fod_test_settle (test, reply).handed, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  fod_test_assert_view (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/cover/" name, function)
  ADD ("what-is-over-is-shown-no-more", test_what_is_over_is_shown_no_more);
  ADD ("they-go-at-midnight-where-it-stays-open", test_they_go_at_midnight_where_it_stays_open);
  ADD ("a-clock-a-year-ahead-takes-nothing-away", test_a_clock_a_year_ahead_takes_nothing_away);
  ADD ("the-servers-day-brings-them-back", test_the_servers_day_brings_them_back);
  ADD ("a-longer-cover-brings-them-back", test_a_longer_cover_brings_them_back);
  ADD ("what-hangs-on-them-and-comes-then-is-not-shown",
       test_what_hangs_on_them_and_comes_then_is_not_shown);
  ADD ("what-another-scope-has-stays", test_what_another_scope_has_stays);
  ADD ("the-server-takes-them-away", test_the_server_takes_them_away);
  ADD ("what-waits-is-sent-when-they-have-left", test_what_waits_is_sent_when_they_have_left);
  ADD ("what-was-refused-stays", test_what_was_refused_stays);
#undef ADD
  return g_test_run ();
}
