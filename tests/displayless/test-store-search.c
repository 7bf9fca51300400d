/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding rows: search as people type, queries, the overview, and snippets. */

#include "config.h"

#include "store/fod-job.h"
#include "store/fod-snippet.h"
#include "support/fod-test-journal.h"

#include <string.h>

static GPtrArray *
search (FodTestStore *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = fod_store_search (test->store, text, 20, &error);

  g_assert_no_error (error);
  return hits;
}

static guint
count_hits (FodTestStore *test, const char *text)
{
  g_autoptr (GPtrArray) hits = search (test, text);

  return hits->len;
}

static void
test_danish_letters_meet_their_spellings (void)
{
  static const struct
  {
    const char *text;
    guint hits;
  } cases[] = {
    { "åse", 1 },   { "aase", 1 },       { "ase", 1 },     { "ÅSE", 1 },    { "ås", 1 },
    { "mølle", 1 }, { "moller", 1 },     { "moeller", 1 }, { "åse mø", 1 }, { "mø åse", 1 },
    { "se", 0 },    { "åse hansen", 0 }, { "", 0 },        { " - ", 0 },
  };
  g_autoptr (FodTestStore) test = fod_test_store_new ();

  g_free (fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Åse Møller", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("\"%s\"", cases[i].text);
      g_assert_cmpuint (count_hits (test, cases[i].text), ==, cases[i].hits);
    }
}

static void
test_operators_are_only_words (void)
{
  static const char *const texts[] = { "\"", "a* OR b*", "name:x", "(", "NEAR/3", "-x", "x'--" };
  g_autoptr (FodTestStore) test = fod_test_store_new ();

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bager", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (count_hits (test, texts[i]), ==, 0);
    }
}

static void
test_names_come_before_words (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *participant = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Kim", NULL);
  g_autofree char *employer = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Gartneri", NULL);
  g_autofree char *note =
      fod_test_create (test, FOD_KIND_NOTE, "participant", participant, "date", "2026-11-23",
                       "body", "Vi så på et gartneri\nsammen.", NULL);
  g_autoptr (GPtrArray) hits = search (test, "gartn");
  const FodHit *first = g_ptr_array_index (hits, 0);
  const FodHit *second = g_ptr_array_index (hits, 1);

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (first->id, ==, employer);
  g_assert_cmpstr (first->title, ==, "Gartneri");
  g_assert_null (first->snippet);
  g_assert_cmpstr (second->id, ==, note);
  g_assert_cmpstr (second->owner_kind, ==, FOD_KIND_PARTICIPANT);
  g_assert_cmpstr (second->owner, ==, participant);
  g_assert_cmpstr (second->owner_title, ==, "Kim");
  g_assert_cmpstr (fod_record_get (second->record, "date"), ==, "2026-11-23");
  g_assert_cmpstr (second->snippet, ==, "Vi så på et \342\201\250gartneri\342\201\251 sammen.");
}

static void
test_an_opening_is_found_with_its_employer (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *employer = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Kroen", NULL);
  g_autofree char *opening = fod_test_create (test, FOD_KIND_JOB_OPENING, "employer", employer,
                                              "title", "Opvasker", "tasks", "Gryder og glas", NULL);
  g_autoptr (GPtrArray) hits = search (test, "gryder");
  const FodHit *hit = g_ptr_array_index (hits, 0);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (hit->id, ==, opening);
  g_assert_cmpstr (hit->owner, ==, employer);
  g_assert_cmpstr (hit->owner_title, ==, "Kroen");
}

static void
test_changed_and_deleted_rows_are_followed (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bager", NULL);
  g_autofree char *tx = NULL;

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Slagter"));
  g_assert_cmpuint (count_hits (test, "bager"), ==, 0);
  g_assert_cmpuint (count_hits (test, "slagter"), ==, 1);
  tx = fod_test_delete (test, FOD_KIND_EMPLOYER, id);
  g_assert_cmpuint (count_hits (test, "slagter"), ==, 0);
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (count_hits (test, "slagter"), ==, 1);
}

/* One statement after the other. */
static gboolean
run_statements (FodLedger *ledger, const char *script, GError **error)
{
  g_auto (GStrv) statements = g_strsplit (script, ";\n", -1);

  for (guint i = 0; statements[i] != NULL && statements[i][0] != '\0'; i++)
    if (!fod_db_exec (fod_ledger_get_db (ledger), statements[i], error))
      return FALSE;
  return TRUE;
}

/* The index as a program left it that had room for sixteen kinds; then the script that came after
 * it. */
static gpointer
run_upgrade (FodLedger *ledger, gpointer input, GError **error)
{
  const char *old = "DELETE FROM search_due;\nDELETE FROM search_name;\nDELETE FROM search_words;\n"
                    "INSERT INTO search_name (docid, body) VALUES (1 * 16 + 2, 'bager');\n"
                    "INSERT INTO search_words (docid, body) VALUES (1 * 16 + 7, 'rugbrod');\n"
                    "INSERT INTO search_due (docid) VALUES (2 * 16 + 2);\n";
  g_autoptr (GBytes) script = g_resources_lookup_data (
      "/dk/fodfaeste/migrations/client/012-search.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;

  if (script == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  return run_statements (ledger, old, error) && run_statements (ledger, text, error) ? FOD_JOB_DONE
                                                                                     : NULL;
}

static void
test_an_older_profile_finds_its_words_again (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  const FodCall call = { run_upgrade, NULL, NULL, NULL };
  g_autofree char *participant = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Kim", NULL);
  g_autoptr (GError) error = NULL;

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bager", NULL));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Slagter", NULL));
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", participant, "date", "2026-11-23",
                           "body", "Rugbrød", NULL));
  g_assert_nonnull (fod_store_call (test->store, &call, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_hits (test, "bager"), ==, 1);
  g_assert_cmpuint (count_hits (test, "slagter"), ==, 1);
  g_assert_cmpuint (count_hits (test, "rugbrød"), ==, 1);
}

static void
test_words_of_one_row_meet (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();

  g_free (fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ellen", "wish", "Noget med heste",
                           NULL));
  g_assert_cmpuint (count_hits (test, "ellen hest"), ==, 1);
  g_assert_cmpuint (count_hits (test, "ellen hund"), ==, 0);
}

static void
test_newest_comes_first_and_limit_holds (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Firma %u", i);

      g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", name, NULL));
    }
  hits = search (test, "firma");
  g_assert_cmpuint (hits->len, ==, 20);
  g_assert_cmpstr (((FodHit *)g_ptr_array_index (hits, 0))->title, ==, "Firma 29");
}

static void
test_snippet_stays_short (void)
{
  static const char *const tokens[] = { "nal", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *snippet = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "æøå hø ");
  g_string_append (text, "nålen ");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, "hø æøå ");
  snippet = fod_snippet_new (text->str, tokens);
  g_assert_true (g_utf8_validate (snippet, -1, NULL));
  g_assert_nonnull (strstr (snippet, "\342\201\250nålen\342\201\251"));
  g_assert_cmpint (g_utf8_strlen (snippet, -1), <, 130);
  g_assert_true (g_str_has_prefix (snippet, "…"));
  g_assert_true (g_str_has_suffix (snippet, "…"));
}

static void
assert_query (FodTestStore *test, FodQuery *query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = fod_store_query (test->store, query, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : " ",
                            fod_record_get (g_ptr_array_index (rows, i), "name"));
  g_assert_cmpstr (names->str, ==, expected);
}

static FodTestStore *
new_with_employers (void)
{
  FodTestStore *test = fod_test_store_new ();

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", "town", "Rebild", "postcode",
                           "9530", NULL));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", "town", "Aars", NULL));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "C", "postcode", "9000", NULL));
  return test;
}

static void
test_query_conditions (void)
{
  static const struct
  {
    const char *field;
    FodQueryTest test;
    const char *value;
    const char *names;
  } cases[] = {
    { "town", FOD_QUERY_IS, "Rebild", "A" },     { "town", FOD_QUERY_IS, NULL, "C" },
    { "town", FOD_QUERY_IS_NOT, NULL, "A B" },   { "town", FOD_QUERY_IS_NOT, "Aars", "A C" },
    { "postcode", FOD_QUERY_FROM, "9500", "A" }, { "postcode", FOD_QUERY_BEFORE, "9500", "C" },
    { "town", FOD_QUERY_IS, "' OR '1'='1", "" },
  };
  g_autoptr (FodTestStore) test = new_with_employers ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);

      g_test_message ("case %u", i);
      fod_query_where (query, cases[i].field, cases[i].test, cases[i].value);
      fod_query_order (query, "name", FALSE);
      assert_query (test, query, cases[i].names);
    }
}

static void
test_query_orders_and_limits (void)
{
  g_autoptr (FodTestStore) test = new_with_employers ();
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);

  fod_query_where (query, "town", FOD_QUERY_IS_NOT, NULL);
  fod_query_where (query, "name", FOD_QUERY_IS_NOT, "X");
  fod_query_order (query, "town", FALSE);
  fod_query_order (query, "name", TRUE);
  assert_query (test, query, "B A");
  fod_query_limit (query, 1);
  assert_query (test, query, "B");
}

static const FodOverview *
overview_of (FodTestStore *test, const char *kind, const char *id, GHashTable **all)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  fod_store_overview_async (test->store, kind, "2026-11-23", NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  *all = fod_store_overview_finish (test->store, result, &error);
  g_assert_no_error (error);
  return g_hash_table_lookup (*all, id);
}

static void
note (FodTestStore *test,
      const char *participant,
      const char *date,
      const char *type,
      const char *attendance)
{
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", participant, "date", date, "type",
                           type, "attendance", attendance, NULL));
}

static void
test_overview_counts_what_was_held (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autoptr (GHashTable) all = NULL;
  const FodOverview *overview;

  note (test, id, "2026-11-02", "talk", NULL);
  note (test, id, "2026-11-09", "talk", "came");
  note (test, id, "2026-11-16", "talk", "no-show");
  note (test, id, "2026-11-17", "conference", NULL);
  note (test, id, "2026-12-01", "talk", NULL);
  g_free (fod_test_create (test, FOD_KIND_FOLLOW_UP, "participant", id, "title", "Møde", "slot",
                           "2026-11-12T09:00/2026-11-12T10:00@Europe/Copenhagen", "status", "done",
                           NULL));
  g_free (fod_test_create (test, FOD_KIND_FOLLOW_UP, "participant", id, "title", "Ring", "slot",
                           "2026-11-20", "status", "planned", NULL));
  g_free (fod_test_create (test, FOD_KIND_FOLLOW_UP, "participant", id, "title", "Møde", "slot",
                           "2026-11-25", NULL));
  g_free (fod_test_create (test, FOD_KIND_FOLLOW_UP, "participant", id, "title", "Møde", "slot",
                           "2026-11-23T13:00/2026-11-23T14:00@Europe/Copenhagen", NULL));
  overview = overview_of (test, FOD_KIND_PARTICIPANT, id, &all);
  g_assert_cmpstr (overview->last_contact, ==, "2026-11-12");
  g_assert_cmpuint (overview->contacts, ==, 3);
  g_assert_cmpuint (overview->overdue, ==, 1);
  g_assert_cmpstr (overview->next_slot, ==, "2026-11-23T13:00/2026-11-23T14:00@Europe/Copenhagen");
}

static void
test_overview_of_employers (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *other = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  g_autofree char *visit = NULL;
  g_autoptr (GHashTable) all = NULL;
  const FodOverview *overview;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  visit =
      fod_test_create (test, FOD_KIND_EMPLOYER_CONTACT, "employer", id, "slot", "2026-11-10", NULL);
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER_CONTACT, "employer", id, "slot", "2026-11-03",
                           NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, "00000000-0000-7000-8000-000000000003",
                                         1, "about-kind", FOD_KIND_EMPLOYER, "about", id, "field",
                                         "name", NULL));
  overview = overview_of (test, FOD_KIND_EMPLOYER, id, &all);
  g_assert_cmpstr (overview->last_contact, ==, "2026-11-10");
  g_assert_cmpstr (overview->last_by, ==, FOD_TEST_USER);
  g_assert_cmpuint (overview->contacts, ==, 2);
  g_assert_cmpuint (overview->conflicts, ==, 1);
  g_assert_null (g_hash_table_lookup (all, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/" name, function)
  ADD ("an-opening-is-found-with-its-employer", test_an_opening_is_found_with_its_employer);
  ADD ("search/danish-letters-meet-their-spellings", test_danish_letters_meet_their_spellings);
  ADD ("search/operators-are-only-words", test_operators_are_only_words);
  ADD ("search/names-come-before-words", test_names_come_before_words);
  ADD ("search/changed-and-deleted-rows-are-followed", test_changed_and_deleted_rows_are_followed);
  ADD ("search/an-older-profile-finds-its-words-again",
       test_an_older_profile_finds_its_words_again);
  ADD ("search/words-of-one-row-meet", test_words_of_one_row_meet);
  ADD ("search/newest-comes-first-and-limit-holds", test_newest_comes_first_and_limit_holds);
  ADD ("search/snippet-stays-short", test_snippet_stays_short);
  ADD ("query/conditions", test_query_conditions);
  ADD ("query/orders-and-limits", test_query_orders_and_limits);
  ADD ("overview/counts-what-was-held", test_overview_counts_what_was_held);
  ADD ("overview/employers", test_overview_of_employers);
  return g_test_run ();
}
