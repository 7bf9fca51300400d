/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The made-up team: the same every time, valid, believable in size, and nobody. */

#include "config.h"

#include "base/fod-date.h"
#include "demo/fod-demo.h"
#include "ips/fod-matcher.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-demo.h"
#include "server/fod-server-store-sqlite.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"

#include <string.h>

#define DAY "2026-11-23"

static void
count (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  GHashTable *counts = user_data;
  const char *kind = fod_record_get_kind (record);

  g_hash_table_insert (
      counts, (gpointer)kind,
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind)) + 1));
}

static guint
get (GHashTable *counts, const char *kind)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));
}

static void
test_size (void)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  FodDemoPlan plan;

  fod_demo_plan_init (&plan, DAY);
  fod_demo_generate (&plan, count, counts);
  g_assert_cmpuint (get (counts, FOD_KIND_TEAM), ==, 1);
  g_assert_cmpuint (get (counts, FOD_KIND_USER), ==, 5);
  g_assert_cmpuint (get (counts, FOD_KIND_PARTICIPANT), ==, 80);
  g_assert_cmpuint (get (counts, FOD_KIND_EMPLOYER), ==, 300);
  g_assert_cmpuint (get (counts, FOD_KIND_CONTACT_PERSON), >=, 300);
  g_assert_cmpuint (get (counts, FOD_KIND_EMPLOYER_CONTACT), >, 400);
  g_assert_cmpuint (get (counts, FOD_KIND_NOTE), >, 800);
  g_assert_cmpuint (get (counts, FOD_KIND_FOLLOW_UP), >, 250);
  g_assert_cmpuint (get (counts, FOD_KIND_PLACEMENT), >, 25);
  g_assert_cmpuint (get (counts, FOD_KIND_TREATMENT_CONTACT), >, 160);
  g_assert_cmpuint (get (counts, FOD_KIND_CONSENT), >, 50);
  g_assert_cmpuint (get (counts, FOD_KIND_JOB_CHANGE), >, 10);
  g_assert_cmpuint (get (counts, FOD_KIND_BENEFIT_SHEET), >, 5);
  g_assert_cmpuint (get (counts, FOD_KIND_JOB_OPENING), >, 5);
  g_assert_cmpuint (get (counts, FOD_KIND_SEARCH_PLAN), >, 10);
  g_assert_cmpuint (get (counts, FOD_KIND_DISCLOSURE_PLAN), >, 10);
  g_assert_cmpuint (get (counts, FOD_KIND_EARLIER_JOB), >, 60);
  g_assert_cmpuint (get (counts, FOD_KIND_PROFILE_SECTION), >, 150);
}

typedef struct
{
  GHashTable *employers;
  GPtrArray *openings;
  GPtrArray *participants;
} Found;

static void
keep (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  Found *found = user_data;
  const char *kind = fod_record_get_kind (record);

  if (strcmp (kind, FOD_KIND_EMPLOYER) == 0)
    g_hash_table_insert (found->employers, g_strdup (fod_record_get_id (record)),
                         fod_record_copy (record));
  else if (strcmp (kind, FOD_KIND_JOB_OPENING) == 0)
    g_ptr_array_add (found->openings, fod_record_copy (record));
  else if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    g_ptr_array_add (found->participants, fod_record_copy (record));
}

static gboolean
fits_some_opening (Found *found, const FodRecord *participant)
{
  g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, DAY);

  for (guint i = 0; i < found->openings->len; i++)
    {
      FodRecord *opening = g_ptr_array_index (found->openings, i);
      FodRecord *employer =
          g_hash_table_lookup (found->employers, fod_record_get (opening, "employer"));
      g_autoptr (FodMatch) match = fod_matcher_match (matcher, employer, opening);

      if (match != NULL && match->fits >= 3 && match->contradictions <= 1)
        return TRUE;
    }
  return FALSE;
}

/* Two of three have wishes. */
static void
test_openings_fit_wishes (void)
{
  Found found = {
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fod_record_unref),
    g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref),
    g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref),
  };
  FodDemoPlan plan;
  guint fitting = 0;

  fod_demo_plan_init (&plan, DAY);
  fod_demo_generate (&plan, keep, &found);
  for (guint i = 0; i < found.participants->len; i++)
    fitting += fits_some_opening (&found, g_ptr_array_index (found.participants, i)) ? 1 : 0;
  g_assert_cmpuint (fitting, >, found.participants->len / 2);
  g_hash_table_unref (found.employers);
  g_ptr_array_unref (found.openings);
  g_ptr_array_unref (found.participants);
}

static void
hash (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  GChecksum *sum = user_data;
  const FodSpec *spec = fod_record_get_spec (record);

  g_checksum_update (sum, (const guint8 *)fod_record_get_id (record), -1);
  g_checksum_update (sum, (const guint8 *)&at_ms, sizeof at_ms);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *value = fod_record_get_at (record, i);

      g_checksum_update (sum, (const guint8 *)(value == NULL ? "" : value), -1);
    }
}

static char *
hash_of (guint64 seed, const char *day)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  FodDemoPlan plan;

  fod_demo_plan_init (&plan, day);
  plan.seed = seed;
  fod_demo_generate (&plan, hash, sum);
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_same (void)
{
  g_autofree char *one = hash_of (1, DAY);
  g_autofree char *same = hash_of (1, DAY);
  g_autofree char *seed = hash_of (2, DAY);
  g_autofree char *day = hash_of (1, "2026-11-24");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, seed);
  g_assert_cmpstr (one, !=, day);
}

/* The day of a CPR number, which must not exist in any century. */
static void
assert_nobody (const char *cpr)
{
  g_autofree char *date = g_strdup_printf ("20%.2s-%.2s-%.2s", cpr + 4, cpr + 2, cpr);

  g_assert_cmpuint (strlen (cpr), ==, 10);
  g_assert_false (fod_date_parse (date, NULL));
}

static void
check (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  GHashTable *seen = user_data;
  const FodSpec *spec = fod_record_get_spec (record);
  g_autoptr (GError) error = NULL;

  fod_record_check (record, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *value = fod_record_get_at (record, i);

      if (value == NULL)
        continue;
      if (spec->fields[i].type == FOD_FIELD_REF)
        g_assert_true (g_hash_table_contains (seen, value));
      if (spec->fields[i].type == FOD_FIELD_CPR)
        assert_nobody (value);
      if (spec->fields[i].type == FOD_FIELD_PHONE)
        g_assert_true (g_str_has_prefix (value, "+45 1"));
      if (spec->fields[i].type == FOD_FIELD_EMAIL)
        g_assert_true (g_str_has_suffix (value, ".example"));
    }
  g_assert_true (g_hash_table_add (seen, g_strdup (fod_record_get_id (record))));
  g_assert_true ((user == NULL) == spec->server_only);
  g_assert_cmpint (at_ms, <, fod_date_days_between ("1970-01-01", DAY) * 86400000LL + 86400000LL);
}

static void
test_valid (void)
{
  for (guint seed = 0; seed < 5; seed++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      FodDemoPlan plan;

      fod_demo_plan_init (&plan, DAY);
      plan.seed = seed;
      plan.participants = 40 * seed;
      plan.employers = 30 * seed;
      plan.consultants = 1 + 3 * seed;
      fod_demo_generate (&plan, check, seen);
    }
}

static void
note_name (const FodRecord *record, const char *user, gint64 at_ms, gpointer user_data)
{
  if (g_str_equal (fod_record_get_kind (record), FOD_KIND_EMPLOYER))
    g_assert_true (g_hash_table_add (user_data, g_strdup (fod_record_get (record, "name"))));
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FodDemoPlan plan;

  fod_demo_plan_init (&plan, DAY);
  fod_demo_generate (&plan, note_name, names);
  g_assert_cmpuint (g_hash_table_size (names), ==, plan.employers);
}

static void
test_fills_a_server (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autoptr (FodSecret) key = fod_secret_new_text ("0123456789abcdef0123456789abcdef");
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  g_autoptr (FodServerStore) store = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) error = NULL;
  FodServerCounts counts;
  FodDemoPlan plan;

  store = fod_server_store_sqlite_new (path, key, &error);
  g_assert_no_error (error);
  fod_server_setup (store, FOD_CLOCK (clock), "Rebild", &error);
  g_assert_no_error (error);
  fod_demo_plan_init (&plan, DAY);
  plan.participants = 10;
  plan.employers = 20;
  users = fod_server_fill_demo (store, FOD_CLOCK (clock), &plan, 8, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (users->len, ==, 5);
  g_assert_true (fod_server_store_count (store, &counts, NULL));
  g_assert_cmpuint (counts.users, ==, 5);
  g_assert_cmpuint (counts.devices, ==, 0);
  g_assert_cmpuint (counts.rows, >, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/has-the-size-that-was-asked-for", test_size);
  g_test_add_func ("/demo/openings-fit-wishes", test_openings_fit_wishes);
  g_test_add_func ("/demo/is-the-same-every-time", test_same);
  g_test_add_func ("/demo/is-valid-and-nobody", test_valid);
  g_test_add_func ("/demo/no-two-employers-share-a-name", test_names);
  g_test_add_func ("/demo/fills-a-server-by-pushing", test_fills_a_server);
  return g_test_run ();
}
