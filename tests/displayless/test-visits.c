/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a log of contacts says to who is about to go there: each row is a rule. */

#include "config.h"

#include "ips/fod-visits.h"
#include "schema/fod-schema.h"

#define TODAY "2026-11-23"
#define LATELY 14

typedef struct
{
  const char *rule;
  const char *log;   /* contacts as "who day manner purpose", with a comma between */
  const char *cups;  /* days, with a blank between; "-" for none */
  const char *next;  /* what the next one is for */
  const char *other; /* (nullable): the day of the colleague's that is told */
} Case;

static const Case cases[] = {
  { "nobody-was-there", "", "- - -", "first-hello", NULL },
  { "a-hello", "me 2026-11-02 visit first-hello", "2026-11-02 - -", "learn-needs", NULL },
  { "a-call-is-no-visit", "me 2026-11-02 phone first-hello", "- - -", "first-hello", NULL },
  { "a-meeting-elsewhere-is-one", "me 2026-11-02 face-to-face first-hello", "2026-11-02 - -",
    "learn-needs", NULL },
  { "support-of-an-employee-is-none-of-the-three", "me 2026-11-02 visit support", "- - -",
    "first-hello", NULL },
  { "what-was-left-out-comes-next", "me 2026-11-02 visit first-hello,me 2026-11-09 visit match",
    "2026-11-02 - 2026-11-09", "learn-needs", NULL },
  { "after-three-to-keep-in-touch",
    "me 2026-11-02 visit first-hello,me 2026-11-05 visit learn-needs,me 2026-11-09 visit match",
    "2026-11-02 2026-11-05 2026-11-09", "keep-in-touch", NULL },
  { "the-first-of-its-kind-counts",
    "me 2026-11-09 visit first-hello,me 2026-11-02 visit first-hello", "2026-11-02 - -",
    "learn-needs", NULL },
  { "a-day-to-come-does-not-count", "bo 2026-11-24 visit first-hello", "- - -", "first-hello",
    NULL },
  { "the-cups-of-the-team-are-one-row", "bo 2026-11-02 visit first-hello", "2026-11-02 - -",
    "learn-needs", NULL },
  { "a-colleague-today", "bo 2026-11-23 visit first-hello", "2026-11-23 - -", "learn-needs",
    "2026-11-23" },
  { "a-colleague-on-the-last-day", "bo 2026-11-09 visit support", "- - -", "first-hello",
    "2026-11-09" },
  { "a-colleague-too-long-ago", "bo 2026-11-08 visit support", "- - -", "first-hello", NULL },
  { "a-colleague-who-called-is-told-too", "bo 2026-11-20 phone keep-in-touch", "- - -",
    "first-hello", "2026-11-20" },
  { "one-was-there-oneself-since", "bo 2026-11-18 visit support,me 2026-11-20 phone keep-in-touch",
    "- - -", "first-hello", NULL },
  { "of-one-day-the-colleague-is-told", "bo 2026-11-20 visit support,me 2026-11-20 visit support",
    "- - -", "first-hello", "2026-11-20" },
  { "the-newest-of-two-colleagues", "bo 2026-11-18 visit support,li 2026-11-20 visit support",
    "- - -", "first-hello", "2026-11-20" },
  { "what-was-not-sent-yet-has-no-author", "? 2026-11-20 visit support", "- - -", "first-hello",
    NULL },
  { "a-time-of-day-is-of-its-day",
    "bo 2026-11-20T08:00/2026-11-20T08:30@Europe/Copenhagen visit support", "- - -", "first-hello",
    "2026-11-20" },
  { "how-it-was-is-not-noted", "me 2026-11-02 ? first-hello", "- - -", "first-hello", NULL },
  { "without-a-purpose-or-a-manner", "bo 2026-11-20", "- - -", "first-hello", "2026-11-20" },
};

static GPtrArray *
read_log (const char *log)
{
  static const char *const fields[] = { "author", "slot", "manner", "purpose" };
  g_auto (GStrv) lines = g_strsplit (log, ",", -1);
  GPtrArray *contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", -1);
      FodRecord *contact =
          fod_record_new (&fod_employer_contact_spec, "00000000-0000-7000-8000-000000000001");

      for (guint i = 0; words[i] != NULL; i++)
        fod_record_set (contact, fields[i], g_str_equal (words[i], "?") ? NULL : words[i]);
      g_ptr_array_add (contacts, contact);
    }
  return contacts;
}

static void
test_rule (gconstpointer data)
{
  const Case *rule = data;
  g_autoptr (GPtrArray) contacts = read_log (rule->log);
  FodVisits visits = fod_visits_of (contacts, "me", TODAY, LATELY);
  g_autoptr (GString) cups = g_string_new (NULL);
  g_autofree char *other = NULL;

  for (guint i = 0; i < FOD_VISITS_CUPS; i++)
    g_string_append_printf (cups, "%s%s", i > 0 ? " " : "",
                            visits.cups[i][0] != '\0' ? visits.cups[i] : "-");
  g_assert_cmpstr (cups->str, ==, rule->cups);
  g_assert_cmpstr (fod_visits_get_next (&visits), ==, rule->next);
  if (visits.colleague != NULL)
    other = g_strndup (fod_record_get (visits.colleague, "slot"), 10);
  g_assert_cmpstr (other, ==, rule->other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/visits/", cases[i].rule, NULL);

      g_test_add_data_func (path, &cases[i], test_rule);
    }
  return g_test_run ();
}
