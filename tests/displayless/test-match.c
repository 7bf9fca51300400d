/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How employers and openings go with what somebody wishes of a job: each row is a rule. */

#include "config.h"

#include "ips/fod-matcher.h"
#include "schema/fod-schema.h"

#include <string.h>

#define TODAY "2026-11-23"
#define EMPLOYERS 3000

/* Fields as "name=value", with " | " between; a newline stands for one. */
static FodRecord *
record_of (const FodSpec *spec, const char *fields)
{
  FodRecord *record = fod_record_new (spec, "00000000-0000-7000-8000-000000000001");
  g_auto (GStrv) parts = g_strsplit (fields, " | ", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *value = strchr (*part, '=');

      if (value == NULL)
        continue;
      *value = '\0';
      fod_record_set (record, *part, value + 1);
    }
  return record;
}

/* "+" fits, "-" does not, "?" is unknown; behind a colon what it was seen by. */
static char *
dup_words (const FodMatch *match)
{
  static const char *const aspects[] = { "tasks", "place", "hours", "times", "noise", "people" };
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < match->lines->len; i++)
    {
      const FodMatchLine *line = &g_array_index (match->lines, FodMatchLine, i);

      g_string_append_printf (words, "%s%c%s", i > 0 ? " " : "", "+-?"[line->verdict],
                              aspects[line->aspect]);
      if (line->value != NULL)
        g_string_append_printf (words, ":%s", line->value);
    }
  return g_strdelimit (g_string_free (words, FALSE), "\n", ',');
}

static void
take_branches (FodMatcher *matcher)
{
  static const char *const codes[] = {
    "list=branch | code=food-service | name-da=Hotel og restauration | name-en=Hotel, restaurant",
    "list=branch | code=cleaning | name-da=Rengøring | name-en=Cleaning",
    "list=noise | code=cleaning | name-da=Lager | name-en=Store",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (FodRecord) code = record_of (&fod_code_spec, codes[i]);

      fod_matcher_take_code (matcher, code);
    }
}

/* Without an opening's fields (NULL) the employer alone is asked. */
static const struct
{
  const char *rule;
  const char *wishes;
  const char *employer;
  const char *opening;
  const char *expected; /* NULL: it does not come at all */
} rows[] = {
  { "no wishes, no lines", "", "name=Kroen | tasks=Opvask", "title=Opvasker", "" },
  { "nothing known is unknown", "tasks-wanted=opvask | places=Hobro | times=day | noise=some",
    "name=Kroen", NULL, "?tasks ?place ?times ?noise" },
  { "do not contact", "tasks-wanted=opvask", "name=Kroen | tasks=Opvask | do-not-contact=1", NULL,
    NULL },
  { "nor with an opening", "tasks-wanted=opvask", "name=Kroen | do-not-contact=1", "title=Opvasker",
    NULL },
  { "filled", "tasks-wanted=opvask", "name=Kroen", "title=Opvasker | state=filled", NULL },
  { "gone", "tasks-wanted=opvask", "name=Kroen", "title=Opvasker | state=gone", NULL },
  { "past its day", "tasks-wanted=opvask", "name=Kroen",
    "title=Opvasker | state=open | until=2026-11-22", NULL },
  { "on its last day", "tasks-wanted=opvask", "name=Kroen",
    "title=Opvasker | state=open | until=2026-11-23", "+tasks:opvask" },
  { "no word on what became of it", "tasks-wanted=opvask", "name=Kroen", "title=Opvasker",
    "+tasks:opvask" },
  { "case and accents", "tasks-wanted=KØKKEN", "name=Kroen | tasks=hjælp i koekken", NULL,
    "+tasks:KØKKEN" },
  { "the end of a word", "tasks-wanted=rengøring", "name=X | tasks=Kontorrengøring", NULL,
    "+tasks:rengøring" },
  { "not its middle", "tasks-wanted=lager", "name=X | tasks=Mellemlagerhal", NULL, "?tasks" },
  { "a short word is a whole one", "tasks-wanted=dyr", "name=X | tasks=dyrke grønt", NULL,
    "?tasks" },
  { "as it stands", "tasks-wanted=dyr", "name=X | tasks=passe dyr", NULL, "+tasks:dyr" },
  { "several words", "tasks-wanted=sætte varer på", "name=X | tasks=At sætte varer på hylder", NULL,
    "+tasks:sætte varer på" },
  { "all that are mentioned", "tasks-wanted=lager\nkasse\npakke", "name=X | tasks=Pakke på lager",
    NULL, "+tasks:lager,pakke" },
  { "not wanted", "tasks-unwanted=kasse", "name=X | tasks=Kasse", NULL, "-tasks:kasse" },
  { "not wanted, not mentioned", "tasks-unwanted=kasse", "name=X | tasks=Lager", NULL, "" },
  { "both", "tasks-wanted=varer | tasks-unwanted=kasse", "name=X | tasks=Kasse og varer", NULL,
    "+tasks:varer -tasks:kasse" },
  { "the branch in Danish", "tasks-wanted=restauration", "name=X | branch=food-service", NULL,
    "+tasks:restauration" },
  { "the branch in English", "tasks-wanted=cleaning", "name=X | branch=cleaning", NULL,
    "+tasks:cleaning" },
  { "a code of another list", "tasks-wanted=lager", "name=X | branch=cleaning", NULL, "?tasks" },
  { "a branch that nobody knows", "tasks-wanted=lager", "name=X | branch=space", NULL, "?tasks" },
  { "the name", "tasks-wanted=bageri", "name=Hobro Bageri & Café", NULL, "+tasks:bageri" },
  { "a tag", "tasks-wanted=hunde", "name=X | tags=katte\nhunde", NULL, "+tasks:hunde" },
  { "an opening has its own tasks", "tasks-wanted=opvask", "name=X | tasks=Opvask", "title=Pakker",
    "?tasks" },
  { "a wish without a letter", "tasks-wanted=!?", "name=X | tasks=!?", NULL, "" },
  { "the town", "places=skørping\nHobro", "name=X | town=Hobro", NULL, "+place:Hobro" },
  { "its first word", "places=Aarhus", "name=X | town=Århus C", NULL, "+place:Århus C" },
  { "not its beginning", "places=Ve", "name=X | town=Vejle", NULL, "-place:Vejle" },
  { "the postcode", "places=9520", "name=X | town=Skørping | postcode=9520", NULL,
    "+place:Skørping" },
  { "both in one", "places=9520 Skørping", "name=X | town=Skørping | postcode=9520", NULL,
    "+place:Skørping" },
  { "both in one, one known", "places=9520 Skørping", "name=X | postcode=9520", NULL,
    "+place:9520" },
  { "elsewhere", "places=9520\nHobro", "name=X | town=Støvring | postcode=9530", NULL,
    "-place:Støvring" },
  { "a postcode of a town is not known", "places=9520", "name=X | town=Støvring", NULL,
    "?place:Støvring" },
  { "nor a town of a postcode", "places=Skørping", "name=X | postcode=9530", NULL, "?place:9530" },
  { "an opening is where its employer is", "places=Hobro", "name=X | town=Hobro", "title=Y",
    "+place:Hobro" },
  { "hours overlap", "weekly-minutes-from=240 | weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=600 | weekly-minutes-to=900", "+hours" },
  { "too many", "weekly-minutes-from=240 | weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=601 | weekly-minutes-to=900", "-hours" },
  { "too few", "weekly-minutes-from=240 | weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=60 | weekly-minutes-to=239", "-hours" },
  { "half a wish", "weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=60 | weekly-minutes-to=120", "+hours" },
  { "half known and within", "weekly-minutes-from=240 | weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=300", "+hours" },
  { "from so many is too many", "weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-from=900", "-hours" },
  { "from so few may be more", "weekly-minutes-from=240", "name=X",
    "title=Y | weekly-minutes-from=120", "?hours" },
  { "up to so few is too few", "weekly-minutes-from=240", "name=X",
    "title=Y | weekly-minutes-to=120", "-hours" },
  { "up to so many may be fewer", "weekly-minutes-to=600", "name=X",
    "title=Y | weekly-minutes-to=900", "?hours" },
  { "hours nobody knows", "weekly-minutes-to=600", "name=X", "title=Y", "?hours" },
  { "times are shared, ask about the others", "times=day\nevening", "name=X",
    "title=Y | times=evening\nweekend", "+times:evening ?times:weekend" },
  { "no time is shared", "times=day", "name=X", "title=Y | times=evening\nweekend",
    "-times:evening,weekend" },
  { "as quiet as that", "noise=some", "name=X", "title=Y | noise=some", "+noise:some" },
  { "quieter", "noise=some", "name=X", "title=Y | noise=quiet", "+noise:quiet" },
  { "louder", "noise=some", "name=X", "title=Y | noise=loud", "-noise:loud" },
  { "a noise of their own list", "noise=some", "name=X", "title=Y | noise=roaring",
    "?noise:roaring" },
  { "fewer people", "people=few", "name=X", "title=Y | people=alone", "+people:alone" },
  { "more people", "people=few", "name=X", "title=Y | people=many", "-people:many" },
};

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FodRecord) participant = record_of (&fod_participant_spec, rows[i].wishes);
      g_autoptr (FodRecord) employer = record_of (&fod_employer_spec, rows[i].employer);
      g_autoptr (FodRecord) opening =
          rows[i].opening != NULL ? record_of (&fod_job_opening_spec, rows[i].opening) : NULL;
      g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, TODAY);
      g_autoptr (FodMatch) match = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s", rows[i].rule);
      take_branches (matcher);
      match = fod_matcher_match (matcher, employer, opening);
      if (match != NULL)
        found = dup_words (match);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static const struct
{
  const char *rule;
  guint fits;
  guint contradictions;
  guint unknown;
  gboolean opening;
} order[] = {
  { "an opening comes before an employer", 0, 2, 0, TRUE },
  { "the most that fits", 3, 0, 0, FALSE },
  { "four of which one is taken away", 4, 1, 0, FALSE },
  { "what is unknown moves nothing", 2, 0, 4, FALSE },
  { "one for, two against", 1, 2, 0, FALSE },
};

static FodMatch *
make_match (FodRecord *employer, gsize row)
{
  g_autoptr (FodRecord) opening = record_of (&fod_job_opening_spec, "title=Y");
  FodMatch *match = fod_match_new (employer, order[row].opening ? opening : NULL);

  for (guint i = 0; i < order[row].fits; i++)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_FITS, NULL);
  for (guint i = 0; i < order[row].contradictions; i++)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_DOES_NOT_FIT, NULL);
  for (guint i = 0; i < order[row].unknown; i++)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_UNKNOWN, NULL);
  return match;
}

static void
test_order (void)
{
  g_autoptr (FodRecord) employer = record_of (&fod_employer_spec, "name=X");

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (order); j++)
      {
        g_autoptr (FodMatch) a = make_match (employer, i);
        g_autoptr (FodMatch) b = make_match (employer, j);
        gboolean tie = i == j;
        int found = fod_match_compare (a, b);

        /* Three for and none against is as good as four for and one against; more fits. */
        if ((i == 1 && j == 2) || (i == 2 && j == 1))
          g_assert_cmpint (found, ==, i == 2 ? -1 : 1);
        else
          g_assert_cmpint (tie ? found == 0 : (found < 0) == (i < j), ==, TRUE);
      }
}

static const struct
{
  const char *rule;
  const char *wishes;
  const char *employer;
  gboolean listed;
} listed[] = {
  { "nothing is known of it", "tasks-wanted=opvask | places=Hobro", "name=X", TRUE },
  { "something fits, something does not", "tasks-wanted=opvask | places=Hobro",
    "name=X | tasks=Opvask | town=Vejle", TRUE },
  { "all that is known is against it", "tasks-wanted=opvask | places=Hobro", "name=X | town=Vejle",
    FALSE },
};

static void
test_who_is_listed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      g_autoptr (FodRecord) participant = record_of (&fod_participant_spec, listed[i].wishes);
      g_autoptr (FodRecord) employer = record_of (&fod_employer_spec, listed[i].employer);
      g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, TODAY);
      g_autoptr (FodMatch) match = fod_matcher_match (matcher, employer, NULL);

      g_test_message ("%s", listed[i].rule);
      g_assert_cmpint (fod_match_is_worth_a_look (match), ==, listed[i].listed);
    }
}

static const struct
{
  const char *wishes;
  gboolean any;
} wish_rows[] = {
  { "", FALSE },
  { "wish=Noget med dyr | benefit=sickness", FALSE },
  { "tasks-wanted=,", FALSE },
  { "tasks-unwanted=kasse", TRUE },
  { "places=Hobro", TRUE },
  { "weekly-minutes-to=600", TRUE },
  { "times=day", TRUE },
  { "noise=quiet", TRUE },
  { "people=few", TRUE },
};

static void
test_whether_there_are_wishes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wish_rows); i++)
    {
      g_autoptr (FodRecord) participant = record_of (&fod_participant_spec, wish_rows[i].wishes);
      g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, TODAY);

      g_test_message ("%s", wish_rows[i].wishes);
      g_assert_cmpint (fod_matcher_has_wishes (matcher), ==, wish_rows[i].any);
    }
}

/* Nothing of a participant but the written wishes takes part: the words of illness and benefit
 * that stand with them find nothing, and stand in no line. */
static void
test_only_written_wishes_count (void)
{
  g_autoptr (FodRecord) participant =
      record_of (&fod_participant_spec, "name=Jens Holm | tasks-wanted=opvask | "
                                        "practical=Angst i busser | wish=Kok | tags=skizofreni");
  g_autoptr (FodRecord) employer =
      record_of (&fod_employer_spec, "name=Holm | tasks=Angst, skizofreni, kok, opvask");
  g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, TODAY);
  g_autoptr (FodMatch) match = fod_matcher_match (matcher, employer, NULL);
  g_autofree char *found = dup_words (match);

  g_assert_cmpstr (found, ==, "+tasks:opvask");
}

/* The longest texts that a field takes, and more wishes than anybody has. */
static void
test_hostile_texts (void)
{
  g_autoptr (FodRecord) participant = record_of (&fod_participant_spec, "");
  g_autoptr (FodRecord) employer = record_of (&fod_employer_spec, "name=X");
  g_autoptr (GString) wishes = g_string_new ("aab");
  g_autofree char *tasks = g_strnfill (4000, 'a');
  g_autoptr (FodMatcher) matcher = NULL;
  g_autoptr (FodMatch) match = NULL;

  for (guint i = 0; wishes->len < 19000; i++)
    g_string_append_printf (wishes, "\nabab%u", i);
  fod_record_set (participant, "tasks-wanted", wishes->str);
  fod_record_set (participant, "places", wishes->str);
  fod_record_set (employer, "tasks", tasks);
  fod_record_set (employer, "town", "\xc3\x28 Hobro");
  matcher = fod_matcher_new (participant, TODAY);
  g_assert_cmpuint (fod_matcher_get_folded (matcher), ==, 2 * 100);
  match = fod_matcher_match (matcher, employer, NULL);
  g_assert_cmpuint (match->fits, ==, 0);
  g_assert_cmpuint (match->lines->len, ==, 2);
}

/* The work for many employers: each text is folded once, and each town once. */
static void
test_many_employers (void)
{
  g_autoptr (FodRecord) participant = record_of (
      &fod_participant_spec, "tasks-wanted=opvask\nlager | tasks-unwanted=kasse | places=Hobro");
  g_autoptr (FodMatcher) matcher = fod_matcher_new (participant, TODAY);
  guint fits = 0;

  take_branches (matcher);
  for (guint i = 0; i < EMPLOYERS; i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("name=Firma %u | town=%s | tasks=%s", i, i % 2 == 0 ? "Hobro" : "Vejle",
                           i % 3 == 0 ? "Opvask" : "Salg");
      g_autoptr (FodRecord) employer = record_of (&fod_employer_spec, fields);
      g_autoptr (FodMatch) match = fod_matcher_match (matcher, employer, NULL);

      fits += match->fits;
    }
  g_assert_cmpuint (fits, ==, EMPLOYERS / 2 + EMPLOYERS / 3);
  /* Four wishes, two branches, the employers, and two towns with their postcodes. */
  g_assert_cmpuint (fod_matcher_get_folded (matcher), ==, 4 + 2 + EMPLOYERS + 2 * 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/lines", test_lines);
  g_test_add_func ("/match/order", test_order);
  g_test_add_func ("/match/who-is-listed", test_who_is_listed);
  g_test_add_func ("/match/whether-there-are-wishes", test_whether_there_are_wishes);
  g_test_add_func ("/match/only-written-wishes-count", test_only_written_wishes_count);
  g_test_add_func ("/match/hostile-texts", test_hostile_texts);
  g_test_add_func ("/match/many-employers", test_many_employers);
  return g_test_run ();
}
