/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The follow-ups of a range of days, and the names that go with them. */

#include "config.h"

#include "base/fod-when.h"
#include "model/fod-calendar-window.h"
#include "model/fod-name-book.h"
#include "support/fod-test-store.h"

#define ZONE "@Europe/Copenhagen"

typedef struct
{
  FodTestStore *test;
  FodDirectory *directory;
  FodCalendarWindow *window;
  gboolean changed;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->changed = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->test = fod_test_store_new ();
  fixture->directory = fod_directory_new (fixture->test->store, "da");
  fixture->window = fod_calendar_window_new (fixture->test->store, fixture->directory);
  g_signal_connect_swapped (fixture->window, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->window);
  g_clear_object (&fixture->directory);
  fod_test_store_free (fixture->test);
}

static char *
add (Fixture *fixture, const char *title, const char *slot)
{
  return fod_test_create (fixture->test, FOD_KIND_FOLLOW_UP, "title", title, "slot", slot, NULL);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->window));
}

/* Lets the loop run until the window has @n_items rows. */
static void
wait_for (Fixture *fixture, guint n_items)
{
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (count (fixture) != n_items)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static char *
titles_of (Fixture *fixture, const char *date)
{
  g_autoptr (GPtrArray) day = fod_calendar_window_list_day (fixture->window, date);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < day->len; i++)
    g_string_append_printf (titles, "%s ", fod_entity_get (day->pdata[i], "title"));
  return g_string_free (titles, FALSE);
}

static void
test_range (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *before = add (fixture, "before", "2026-11-22");
  g_autofree char *monday = add (fixture, "monday", "2026-11-23");
  g_autofree char *friday = add (fixture, "friday", "2026-11-27T09:00/2026-11-27T10:00" ZONE);
  g_autofree char *after = add (fixture, "after", "2026-11-28T00:00/2026-11-28T01:00" ZONE);

  fod_calendar_window_set_range (fixture->window, "2026-11-23", "2026-11-27");
  wait_for (fixture, 2);
  g_assert_nonnull (fod_calendar_window_find (fixture->window, monday));
  g_assert_nonnull (fod_calendar_window_find (fixture->window, friday));
  g_assert_null (fod_calendar_window_find (fixture->window, before));
  g_assert_null (fod_calendar_window_find (fixture->window, after));

  fod_calendar_window_set_range (fixture->window, "2026-11-21", "2026-11-22");
  wait_for (fixture, 1);
  g_assert_nonnull (fod_calendar_window_find (fixture->window, before));
}

/* The longest that may be, begun before the range: its last day is shown. */
static void
test_long_entries_reach_in (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *leave = add (fixture, "leave", "2026-11-01T08:00/2026-12-02T08:00" ZONE);
  g_autofree char *short_one = add (fixture, "short", "2026-11-01T08:00/2026-11-01T09:00" ZONE);
  g_autofree char *titles = NULL;

  fod_calendar_window_set_range (fixture->window, "2026-11-30", "2026-12-06");
  wait_for (fixture, 1);
  titles = titles_of (fixture, "2026-12-02");
  g_assert_cmpstr (titles, ==, "leave ");
  g_assert_null (fod_calendar_window_find (fixture->window, short_one));
}

/* Saved in America in the evening: in Denmark it is the next day, the first of the range. */
static void
test_a_day_is_the_day_here (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *call =
      add (fixture, "call", "2026-11-22T20:00/2026-11-22T21:00@America/New_York");
  g_autofree char *early = add (fixture, "early", "2026-11-28T05:00/2026-11-28T06:00@Asia/Tokyo");
  g_autofree char *monday = NULL;
  g_autofree char *friday = NULL;

  fod_calendar_window_set_range (fixture->window, "2026-11-23", "2026-11-27");
  wait_for (fixture, 2);
  monday = titles_of (fixture, "2026-11-23");
  friday = titles_of (fixture, "2026-11-27");
  g_assert_cmpstr (monday, ==, "call ");
  g_assert_cmpstr (friday, ==, "early ");
}

static void
test_order_of_a_day (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *late = add (fixture, "late", "2026-11-23T14:00/2026-11-23T15:00" ZONE);
  g_autofree char *task = add (fixture, "task", "2026-11-23");
  g_autofree char *early = add (fixture, "early", "2026-11-23T08:00/2026-11-23T08:30" ZONE);
  g_autofree char *night = add (fixture, "night", "2026-11-22T23:00/2026-11-23T01:00" ZONE);
  g_autofree char *titles = NULL;
  g_autofree char *sunday = NULL;

  fod_calendar_window_set_range (fixture->window, "2026-11-16", "2026-11-29");
  wait_for (fixture, 4);
  titles = titles_of (fixture, "2026-11-23");
  g_assert_cmpstr (titles, ==, "task night early late ");
  sunday = titles_of (fixture, "2026-11-22");
  g_assert_cmpstr (sunday, ==, "night ");
}

static void
test_follows_the_store (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autofree char *tx = NULL;
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  fod_calendar_window_set_range (fixture->window, "2026-11-23", "2026-11-27");
  id = add (fixture, "talk", "2026-11-23");
  wait_for (fixture, 1);

  fixture->changed = FALSE;
  tx = fod_test_set (fixture->test, FOD_KIND_FOLLOW_UP, id, "title", "Talk");
  while (!fixture->changed)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpstr (fod_entity_get (fod_calendar_window_find (fixture->window, id), "title"), ==,
                   "Talk");

  g_free (tx);
  tx = fod_test_set (fixture->test, FOD_KIND_FOLLOW_UP, id, "slot", "2026-12-01");
  wait_for (fixture, 0);
}

static void
test_names (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FodNameBook) names = fod_name_book_new (fixture->test->store);
  g_autofree char *person =
      fod_test_create (fixture->test, FOD_KIND_PARTICIPANT, "name", "Åse Møller", NULL);
  g_autofree char *tx = NULL;
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  g_assert_null (fod_name_book_get (names, FOD_KIND_PARTICIPANT, NULL));
  while (g_strcmp0 (fod_name_book_get (names, FOD_KIND_PARTICIPANT, person), "Åse Møller") != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }

  tx = fod_test_set (fixture->test, FOD_KIND_PARTICIPANT, person, "name", "Åse Holm");
  while (g_strcmp0 (fod_name_book_get (names, FOD_KIND_PARTICIPANT, person), "Åse Holm") != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("TZ", "Europe/Copenhagen", TRUE);
  ADD ("/calendar-window/range", test_range);
  ADD ("/calendar-window/long-entries-reach-in", test_long_entries_reach_in);
  ADD ("/calendar-window/a-day-is-the-day-here", test_a_day_is_the_day_here);
  ADD ("/calendar-window/order-of-a-day", test_order_of_a_day);
  ADD ("/calendar-window/follows-the-store", test_follows_the_store);
  ADD ("/name-book/follows-the-store", test_names);
  return g_test_run ();
}
