/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is copied for another system: the templates and the words of rows. Needs GTK's folder, and
 * no display. */

#include "config.h"

#include "app/fod-paste-template.h"
#include "app/fod-paste.h"
#include "support/fod-test-store.h"

#define TODAY "2026-11-24"

typedef struct
{
  const char *label;
  const char *template;
  const char *expected;
} Row;

static const Row rows[] = {
  { "a value", "{date}: {body}", "24-11-2026: Talt om jobbet" },
  { "a line", "{date}{n}{body}", "24-11-2026\nTalt om jobbet" },
  { "nothing for a name", "{date}{place}", "24-11-2026" },
  { "a bracket without a value goes", "{date}[ · {place}]", "24-11-2026" },
  { "a bracket with a value stays", "{date}[ · {minutes}]", "24-11-2026 · 45 min" },
  { "one value of two will do", "{date}[ · {place} {minutes}]", "24-11-2026 ·  45 min" },
  { "a line goes with its bracket", "{date}[{n}{place}]{n}{body}", "24-11-2026\nTalt om jobbet" },
  { "a bracket without a name stays", "[IPS] {date}", "IPS 24-11-2026" },
  { "half a brace is text", "{date} {body", "24-11-2026 {body" },
  { "half a bracket is text", "{date} [ {minutes}", "24-11-2026 [ 45 min" },
  { "the other half is text", "{date} ] {minutes}", "24-11-2026 ] 45 min" },
  { "a bracket in a bracket is text", "[a [{minutes}] b", "a [45 min b" },
  { "no name", "{date}{}", "24-11-2026" },
  { "blanks at the ends go", " {date} {n}", "24-11-2026" },
  { "nothing", "", "" },
  { "what people write is no template", "{curly}", "{date}[" },
};

static char *
dup_value (const char *name, gpointer user_data)
{
  static const char *const values[][2] = { { "date", "24-11-2026" },
                                           { "body", "Talt om jobbet" },
                                           { "minutes", "45 min" },
                                           { "place", "" },
                                           { "curly", "{date}[" } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i][0], name) == 0)
      return g_strdup (values[i][1]);
  return NULL;
}

static void
test_template (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fod_paste_template_fill (rows[i].template, dup_value, NULL);

      g_test_message ("%s", rows[i].label);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static FodRecord *
make (const FodSpec *spec, const char *const *pairs)
{
  FodRecord *record = fod_record_new (spec, "0198c000-0000-7000-8000-000000000001");

  for (guint i = 0; pairs[i] != NULL; i += 2)
    fod_record_set (record, pairs[i], pairs[i + 1]);
  return record;
}

#define MAKE(spec, ...) make (spec, (const char *const[]){ __VA_ARGS__, NULL })

static void
count (FodDirectory *directory, gpointer user_data)
{
  (*(guint *)user_data)++;
}

/* A directory that has read the lists that come along. */
static FodDirectory *
open_directory (FodTestStore *test, const char *language)
{
  FodDirectory *directory = fod_directory_new (test->store, language);
  guint answers = 0;

  g_signal_connect (directory, "changed", G_CALLBACK (count), &answers);
  while (answers < 2)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (directory, &answers);
  return directory;
}

static void
test_rows (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodDirectory) directory = open_directory (test, "da");
  g_autoptr (FodRecord) note =
      MAKE (&fod_note_spec, "date", "2026-11-20", "type", "talk", "attendance", "came", "minutes",
            "90", "community", "1", "body", "Åse vil se bageriet.\nVi ringer fredag.");
  g_autoptr (FodRecord) bare =
      MAKE (&fod_note_spec, "date", "2026-11-20", "body", "Kun ord {date}");
  g_autoptr (FodRecord) plan = MAKE (&fod_follow_up_spec, "title", "Samtale", "type", "talk",
                                     "slot", "2026-11-26T09:00/2026-11-26T10:00@Europe/Copenhagen",
                                     "status", "planned", "place", "Café");
  g_autoptr (FodRecord) visit = MAKE (&fod_employer_contact_spec, "slot", "2026-11-24", "manner",
                                      "visit", "purpose", "learn-needs", "needs", "En til opvasken",
                                      "next-step", "Ring", "next-date", "2026-12-01");
  const struct
  {
    const FodRecord *record;
    const char *whom;
    const char *expected;
  } cases[] = {
    { note, "Åse Møller",
      "20-11-2026 · Samtale · Mødte · 1 h 30 min · out of the office\n"
      "Åse vil se bageriet.\nVi ringer fredag." },
    { bare, NULL, "20-11-2026\nKun ord {date}" },
    { plan, NULL, "26-11-2026 09:00–10:00 · Samtale: Samtale · Planlagt · Café" },
    { visit, "Bageriet",
      "24-11-2026 · Bageriet · Besøg · Lære behov at kende\nBehov: En til opvasken\n"
      "Næste skridt: Ring · 01-12-2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fod_paste_dup_text (directory, cases[i].record, cases[i].whom, TODAY);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("TZ", "Europe/Copenhagen", TRUE);

  g_test_add_func ("/paste/template/names-and-brackets", test_template);
  g_test_add_func ("/paste/rows/by-the-templates-that-come-along", test_rows);

  return g_test_run ();
}
