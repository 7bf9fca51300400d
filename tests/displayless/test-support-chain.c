/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The contacts around a job start. */

#include "config.h"

#include "ips/fod-support-chain.h"

#define ID "00000000-0000-7000-8000-000000000001"
#define START "2026-03-02"

static FodRecord *
make_placement (const char *stage, const char *start, const char *end)
{
  FodRecord *placement = fod_record_new (&fod_placement_spec, ID);

  fod_record_set (placement, "stage", stage);
  fod_record_set (placement, "start-date", start);
  fod_record_set (placement, "end-date", end);
  return placement;
}

static GArray *
make_chain (const char *end, const char *contacts)
{
  g_autoptr (FodRecord) placement = make_placement ("started", START, end);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (contacts, " ", -1);

  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (days, g_strdup (*word));
  return fod_support_chain (placement, days);
}

static void
test_windows_of_a_running_job (void)
{
  g_autoptr (GArray) chain = make_chain (NULL, "");
  const FodSupportWindow *first = &g_array_index (chain, FodSupportWindow, 0);
  const FodSupportWindow *last = &g_array_index (chain, FodSupportWindow, chain->len - 1);

  g_assert_cmpuint (chain->len, ==, 20);
  g_assert_cmpstr (first->from, ==, "2026-02-23");
  g_assert_cmpstr (first->to, ==, "2026-03-01");
  g_assert_cmpint (last->kind, ==, FOD_SUPPORT_RETENTION);
  g_assert_cmpstr (last->from, ==, "2027-03-02");
  for (guint i = 1; i < chain->len; i++)
    g_assert_cmpstr (g_array_index (chain, FodSupportWindow, i - 1).to, <=,
                     g_array_index (chain, FodSupportWindow, i).to);
}

static void
test_no_windows (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (FodRecord) idea = make_placement ("idea", NULL, NULL);
  g_autoptr (FodRecord) dropped = make_placement ("dropped", START, NULL);
  g_autoptr (GArray) first = fod_support_chain (idea, none);
  g_autoptr (GArray) second = fod_support_chain (dropped, none);

  g_assert_cmpuint (first->len, ==, 0);
  g_assert_cmpuint (second->len, ==, 0);
}

static const struct
{
  const char *label;
  const char *end;
  const char *contacts;
  const char *today;
  const char *code; /* NULL: nothing is due */
  int number;
} due_rows[] = {
  { "weeks before", NULL, "", "2026-02-22", NULL, 0 },
  { "a week before", NULL, "", "2026-02-23", "before-start", 1 },
  { "seen before the start", NULL, "2026-02-25", "2026-02-26", NULL, 0 },
  { "missed before, first day", NULL, "", "2026-03-02", "first-days", 1 },
  { "third day", NULL, "2026-02-25", "2026-03-05", "first-days", 1 },
  { "seen on the first day", NULL, "2026-02-25 2026-03-02", "2026-03-05", NULL, 0 },
  { "rest of the first week", NULL, "2026-03-02", "2026-03-06", "weekly", 1 },
  { "second week", NULL, "2026-03-02 2026-03-06", "2026-03-10", "weekly", 2 },
  { "second month, seen", NULL, "2026-03-31", "2026-04-01", NULL, 0 },
  { "day 30, not seen", NULL, "2026-03-27", "2026-04-01", "monthly", 1 },
  { "day 92", NULL, "2026-05-01", "2026-06-02", "retention", 1 },
  { "day 92, seen", NULL, "2026-06-02", "2026-06-02", NULL, 0 },
  { "day 380, never seen", NULL, "", "2027-03-17", "retention", 3 },
  { "lost job, first day", "2026-03-20", "2026-03-18", "2026-03-21", "after-end", 1 },
  { "lost job, seen", "2026-03-20", "2026-03-22", "2026-03-23", NULL, 0 },
  { "lost job, missed", "2026-03-20", "2026-03-18", "2026-06-02", "after-end", 1 },
};

static void
test_due (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (due_rows); i++)
    {
      g_autoptr (GArray) chain = make_chain (due_rows[i].end, due_rows[i].contacts);
      const FodSupportWindow *due = fod_support_find_due (chain, due_rows[i].today);

      g_test_message ("%s", due_rows[i].label);
      g_assert_cmpstr (due == NULL ? NULL : fod_support_get_code (due->kind), ==, due_rows[i].code);
      g_assert_cmpint (due == NULL ? 0 : due->number, ==, due_rows[i].number);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/support-chain/windows-of-a-running-job", test_windows_of_a_running_job);
  g_test_add_func ("/support-chain/no-start-no-windows", test_no_windows);
  g_test_add_func ("/support-chain/due", test_due);
  return g_test_run ();
}
