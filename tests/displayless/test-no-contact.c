/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What counts as a contact, and who has been without one for long. */

#include "config.h"

#include "ips/fod-no-contact.h"

#define TODAY "2026-11-23"
#define ID "00000000-0000-7000-8000-00000000000"

static FodRecord *
make_participant (const char *id, const char *stage, const char *entry)
{
  FodRecord *participant = fod_record_new (&fod_participant_spec, id);

  fod_record_set (participant, "name", "Prøve");
  fod_record_set (participant, "stage", stage);
  fod_record_set (participant, "entry-date", entry);
  return participant;
}

static const struct
{
  const char *label;
  const char *type;
  const char *attendance;
  gboolean contact;
} note_rows[] = {
  { "a talk", "talk", "came", TRUE },
  { "nothing said", NULL, NULL, TRUE },
  { "a call", "call", NULL, TRUE },
  { "no-show", "talk", "no-show", FALSE },
  { "cancelled", "talk", "cancelled", FALSE },
  { "conference", "conference", NULL, FALSE },
  { "conference with the person", "conference", "came", TRUE },
  { "outreach", "outreach", NULL, FALSE },
  { "outreach that reached", "outreach", "came", TRUE },
};

static void
test_notes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (note_rows); i++)
    {
      g_autoptr (FodRecord) note = fod_record_new (&fod_note_spec, ID "1");
      g_autofree char *date = NULL;

      g_test_message ("%s", note_rows[i].label);
      fod_record_set (note, "date", "2026-11-20");
      fod_record_set (note, "type", note_rows[i].type);
      fod_record_set (note, "attendance", note_rows[i].attendance);
      date = fod_no_contact_dup_date (note);
      g_assert_cmpstr (date, ==, note_rows[i].contact ? "2026-11-20" : NULL);
    }
}

#define SLOT "2026-11-20T09:00/2026-11-20T10:00@Europe/Copenhagen"

static const struct
{
  const char *label;
  const char *slot;
  const char *status;
  const char *type;
  gboolean contact;
} follow_up_rows[] = {
  { "held", SLOT, "done", "talk", TRUE },
  { "held, of no type", SLOT, "done", NULL, TRUE },
  { "planned", SLOT, "planned", "talk", FALSE },
  { "no-show", SLOT, "no-show", "talk", FALSE },
  { "cancelled", SLOT, "cancelled", "talk", FALSE },
  { "no status", SLOT, NULL, "talk", FALSE },
  { "a conference", SLOT, "done", "conference", FALSE },
  { "an employer visit", SLOT, "done", "employer-visit", FALSE },
  { "a task done", "2026-11-20", "done", "task", FALSE },
  { "no time of day", "2026-11-20", "done", "talk", FALSE },
  { "no slot", NULL, "done", "talk", FALSE },
};

static void
test_follow_ups (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (follow_up_rows); i++)
    {
      g_autoptr (FodRecord) follow_up = fod_record_new (&fod_follow_up_spec, ID "1");
      g_autofree char *date = NULL;

      g_test_message ("%s", follow_up_rows[i].label);
      fod_record_set (follow_up, "slot", follow_up_rows[i].slot);
      fod_record_set (follow_up, "status", follow_up_rows[i].status);
      fod_record_set (follow_up, "type", follow_up_rows[i].type);
      date = fod_no_contact_dup_date (follow_up);
      g_assert_cmpstr (date, ==, follow_up_rows[i].contact ? "2026-11-20" : NULL);
    }
}

static void
test_other_kinds (void)
{
  g_autoptr (FodRecord) placement = fod_record_new (&fod_placement_spec, ID "1");

  g_assert_null (fod_no_contact_dup_date (placement));
}

static void
test_collect_keeps_the_latest (void)
{
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *const dates[] = { "2026-11-10", "2026-11-20", "2026-11-15", "2026-11-24" };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (FodRecord) note = fod_record_new (&fod_note_spec, ID "9");

      fod_record_set (note, "participant", ID "1");
      fod_record_set (note, "date", dates[i]);
      fod_no_contact_collect (last, note, TODAY);
    }
  g_assert_cmpstr (g_hash_table_lookup (last, ID "1"), ==, "2026-11-20");
}

/* A follow-up about an employer alone is nobody's contact. */
static void
test_collect_without_participant (void)
{
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (FodRecord) follow_up = fod_record_new (&fod_follow_up_spec, ID "9");

  fod_record_set (follow_up, "slot", SLOT);
  fod_record_set (follow_up, "status", "done");
  fod_no_contact_collect (last, follow_up, TODAY);
  g_assert_cmpuint (g_hash_table_size (last), ==, 0);
}

static const struct
{
  const char *label;
  const char *stage;
  const char *entry;
  const char *referred;
  const char *last;
  gboolean listed;
  int days;
} judge_rows[] = {
  { "week 2, seven days", "active", "2026-11-10", NULL, "2026-11-16", FALSE, 7 },
  { "week 2, eight days", "active", "2026-11-10", NULL, "2026-11-15", TRUE, 8 },
  { "week 6, two weeks", "active", "2026-10-15", NULL, "2026-11-09", FALSE, 14 },
  { "week 6, a day more", "active", "2026-10-15", NULL, "2026-11-08", TRUE, 15 },
  { "week 40, thirty days", "active", "2026-02-20", NULL, "2026-10-24", FALSE, 30 },
  { "week 40, a day more", "active", "2026-02-20", NULL, "2026-10-23", TRUE, 31 },
  { "aftercare, sixty days", "aftercare", "2025-02-20", NULL, "2026-09-24", FALSE, 60 },
  { "aftercare, a day more", "aftercare", "2025-02-20", NULL, "2026-09-23", TRUE, 61 },
  { "ended", "ended", "2025-02-20", NULL, NULL, FALSE, 641 },
  { "never, since entry", "active", "2026-11-10", "2026-10-01", NULL, TRUE, 13 },
  { "referred, never met", "referred", NULL, "2026-11-15", NULL, TRUE, 8 },
  { "referred last week", "referred", NULL, "2026-11-16", NULL, FALSE, 7 },
  { "nothing is known", "active", NULL, NULL, NULL, TRUE, -1 },
  { "starts tomorrow", "active", "2026-11-24", NULL, NULL, FALSE, 0 },
};

static void
test_judge (void)
{
  FodNoContactLimits limits;

  fod_no_contact_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (judge_rows); i++)
    {
      g_autoptr (FodRecord) participant =
          make_participant (ID "1", judge_rows[i].stage, judge_rows[i].entry);
      FodNoContact result;

      g_test_message ("%s", judge_rows[i].label);
      fod_record_set (participant, "referred-on", judge_rows[i].referred);
      g_assert_cmpint (
          fod_no_contact_judge (participant, judge_rows[i].last, TODAY, &limits, &result), ==,
          judge_rows[i].listed);
      g_assert_cmpint (result.days, ==, judge_rows[i].days);
      g_assert_cmpstr (result.last, ==, judge_rows[i].last == NULL ? "" : judge_rows[i].last);
    }
}

static void
test_list_order (void)
{
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  g_autoptr (GArray) found = NULL;
  FodNoContactLimits limits;

  fod_no_contact_limits_init (&limits);
  g_ptr_array_add (people, make_participant (ID "1", "active", NULL));
  g_ptr_array_add (people, make_participant (ID "2", "active", "2026-02-20"));
  g_ptr_array_add (people, make_participant (ID "3", "active", "2026-11-10"));
  g_ptr_array_add (people, make_participant (ID "4", "active", "2026-11-10"));
  g_hash_table_replace (last, g_strdup (ID "2"), g_strdup ("2026-10-20"));
  g_hash_table_replace (last, g_strdup (ID "4"), g_strdup ("2026-11-20"));

  found = fod_no_contact_list (people, last, TODAY, &limits);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (fod_record_get_id (g_array_index (found, FodNoContact, 0).participant), ==,
                   ID "3");
  g_assert_cmpstr (fod_record_get_id (g_array_index (found, FodNoContact, 1).participant), ==,
                   ID "2");
  g_assert_cmpstr (fod_record_get_id (g_array_index (found, FodNoContact, 2).participant), ==,
                   ID "1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/no-contact/which-notes-are-contacts", test_notes);
  g_test_add_func ("/no-contact/which-follow-ups-are-contacts", test_follow_ups);
  g_test_add_func ("/no-contact/other-kinds-are-none", test_other_kinds);
  g_test_add_func ("/no-contact/collect-keeps-the-latest-past-day", test_collect_keeps_the_latest);
  g_test_add_func ("/no-contact/collect-needs-a-participant", test_collect_without_participant);
  g_test_add_func ("/no-contact/limit-by-phase", test_judge);
  g_test_add_func ("/no-contact/furthest-over-the-limit-first", test_list_order);
  return g_test_run ();
}
