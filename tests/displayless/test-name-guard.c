/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which words are somebody's name, and where it may stand: each row is a rule. */

#include "config.h"

#include "ips/fod-name-guard.h"
#include "schema/fod-schema.h"

#include <string.h>

#define TODAY "2026-11-23"
#define KROEN "00000000-0000-7000-8000-0000000000a1"
#define BAGER "00000000-0000-7000-8000-0000000000a2"

static void
take (FodNameGuard *guard, const FodSpec *spec, guint number, const char *const *values)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012u", number);
  g_autoptr (FodRecord) record = fod_record_new (spec, id);

  for (; *values != NULL; values += 2)
    fod_record_set (record, values[0], values[1]);
  fod_name_guard_take (guard, record);
}

#define ID(n) "00000000-0000-7000-8000-00000000000" #n
#define TAKE(guard, spec, number, ...)                                                             \
  take (guard, &spec, number, (const char *const[]){ __VA_ARGS__, NULL })

/* Kroen may know of Åse, and of Jens only the words; nobody else may know of anybody. */
static FodNameGuard *
make_guard (void)
{
  FodNameGuard *guard = fod_name_guard_new ();

  /* What hangs on a participant may come first. */
  TAKE (guard, fod_disclosure_plan_spec, 21, "participant", ID (1), "employer", KROEN, "disclosure",
        "support", "approach-employers", "anonymous", "wording", "Har en mentor med.", "agreed-on",
        "2026-11-01");
  TAKE (guard, fod_disclosure_plan_spec, 22, "participant", ID (2), "employer", KROEN, "disclosure",
        "support", "approach-employers", "yes", "agreed-on", "2026-11-01");
  TAKE (guard, fod_participant_spec, 1, "name", "Jens Peter Holm");
  TAKE (guard, fod_participant_spec, 2, "name", "Åse Møller", "called", "Musse");
  TAKE (guard, fod_participant_spec, 3, "name", "Bo Ek", "called", "Bo");
  TAKE (guard, fod_participant_spec, 4, "name", "Anne-Marie Skov", "called", "Storm");
  TAKE (guard, fod_participant_spec, 5, "name", "Jonas Bach");
  TAKE (guard, fod_participant_spec, 6, "name", "Fatima");
  TAKE (guard, fod_participant_spec, 7, "name", "Åse Møller");
  TAKE (guard, fod_placement_spec, 31, "participant", ID (5), "employer", BAGER);
  TAKE (guard, fod_contact_person_spec, 41, "employer", BAGER, "name", "Storm Bang");
  return guard;
}

static const struct
{
  const char *rule;
  const char *employer;
  const char *text;
  const char *expected; /* the name that is found; NULL for none */
} rows[] = {
  { "nothing", BAGER, NULL, NULL },
  { "no name", BAGER, "Vi mangler en til opvasken.", NULL },
  { "all of a name", BAGER, "Så kom Jens Peter Holm forbi", "Jens Peter Holm" },
  { "the first and the last word", BAGER, "Jens Holm vil gerne", "Jens Holm" },
  { "small letters", BAGER, "jens holm vil gerne", "jens holm" },
  { "the other way round", BAGER, "Liste: Holm, Jens", "Holm, Jens" },
  { "a hyphen for a blank", BAGER, "Jens-Peter Holm", "Jens-Peter Holm" },
  { "a blank for a hyphen", BAGER, "anne marie skov", "anne marie skov" },
  { "over a line", BAGER, "Jens\nHolm", "Jens\nHolm" },
  { "a genitive", BAGER, "Jens Holms timer", "Jens Holm" },
  { "a genitive with an apostrophe", BAGER, "Jens Holm's timer", "Jens Holm" },
  { "a genitive behind an s", BAGER, "Fatimas timer", "Fatima" },
  { "the first letter of the last word", BAGER, "Ring om Jens H. i morgen", "Jens H" },
  { "a small letter is none", BAGER, "Jens h", NULL },
  { "aa is å", BAGER, "aase moeller", "aase moeller" },
  { "accents do not matter", BAGER, "ASE MOLLER", "ASE MOLLER" },
  { "what somebody is called", BAGER, "Musse kan torsdag", "Musse" },
  { "and with the last word", BAGER, "musse møller", "musse møller" },
  { "in small letters it is a word", BAGER, "en musse", NULL },
  { "two letters are too few", BAGER, "Bo er god", NULL },
  { "and enough with the last word", BAGER, "Bo Ek er god", "Bo Ek" },
  { "a name of one word", BAGER, "Fatima kan torsdag", "Fatima" },
  { "the last word alone is nobody", BAGER, "Holm ligger ved en skov", NULL },
  { "nor is a street", BAGER, "Bo Eksvej 3, Holmgade 4, Jens Holmsgade", NULL },
  { "nor the first word of a longer one", BAGER, "Jens Holmgaard", NULL },
  { "nor words that stand apart", BAGER, "Jens ringede om Holm", NULL },
  { "nor the beginning of a word", BAGER, "Jensen", NULL },
  { "the first name alone is anybody's", BAGER, "Jens fra lageret", NULL },
  { "but of who works there", BAGER, "Jonas møder kl. 8", "Jonas" },
  { "and of whom a plan speaks", KROEN, "Jens møder kl. 8", "Jens" },
  { "not of who works elsewhere", KROEN, "Jonas møder kl. 8", NULL },
  { "not in small letters", KROEN, "jens", NULL },
  { "not of a contact person", BAGER, "Storm vil have en til opvasken", NULL },
  { "who is one elsewhere", KROEN, "Storm vil gerne", "Storm" },
  { "a name that may be told", KROEN, "Åse Møller, Musse og Åse", NULL },
  { "elsewhere it may not", BAGER, "Åse Møller", "Åse Møller" },
  { "beside no employer it may not", NULL, "Åse Møller", "Åse Møller" },
  { "anonymous is without a name", KROEN, "Jens Holm", "Jens Holm" },
  { "the second name of a text", KROEN, "Åse Møller og Jens Holm", "Jens Holm" },
  { "broken text", BAGER, "\xc3 Jens Holm", "Jens Holm" },
};

static void
test_find (void)
{
  g_autoptr (FodNameGuard) guard = make_guard ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = NULL;
      FodNameFind find;

      g_test_message ("%s", rows[i].rule);
      if (fod_name_guard_find (guard, rows[i].employer, rows[i].text, 0, TODAY, &find))
        name = g_strndup (rows[i].text + find.start, find.end - find.start);
      g_assert_cmpstr (name, ==, rows[i].expected);
    }
}

static const struct
{
  const char *employer;
  const char *text;
  const char *words;
  const char *expected;
} without_rows[] = {
  { BAGER, "Jens Holm kan mandag", NULL, "En deltager kan mandag" },
  { BAGER, "Om Jens Holms timer", NULL, "Om en deltagers timer" },
  { BAGER, "Om Jens Holm's timer.\nFatima kan. Og jens holm", NULL,
    "Om en deltagers timer.\nEn deltager kan. Og en deltager" },
  { KROEN, "Åse Møller og Jens Holm", NULL, "Åse Møller og en deltager" },
  { KROEN, "Jens Holm kan mandag", "Har en mentor med.",
    "En deltager kan mandag. Har en mentor med." },
  { KROEN, "Har en mentor med. Jens Holm", "Har en mentor med.", "Har en mentor med. En deltager" },
  { KROEN, "Jens Holm", "Har en mentor med.", "En deltager. Har en mentor med." },
};

static void
test_without (void)
{
  g_autoptr (FodNameGuard) guard = make_guard ();
  static const char *const instead[] = { "en deltager", "en deltagers" };

  for (gsize i = 0; i < G_N_ELEMENTS (without_rows); i++)
    {
      g_autofree char *found =
          fod_name_guard_dup_without (guard, without_rows[i].employer, without_rows[i].text, TODAY,
                                      instead, without_rows[i].words);
      FodNameFind find;

      g_assert_cmpstr (found, ==, without_rows[i].expected);
      g_assert_false (
          fod_name_guard_find (guard, without_rows[i].employer, found, 0, TODAY, &find));
    }
}

static void
test_agreed_words_come_with_it (void)
{
  g_autoptr (FodNameGuard) guard = make_guard ();
  FodNameFind find;

  g_assert_true (fod_name_guard_find (guard, KROEN, "Jens Holm", 0, TODAY, &find));
  g_assert_cmpstr (fod_record_get_id (find.participant), ==, ID (1));
  g_assert_cmpstr (find.disclosure.wording, ==, "Har en mentor med.");
  g_assert_true (fod_name_guard_find (guard, KROEN, "Åse Møller", 0, "2026-10-31", &find));
  g_assert_null (find.disclosure.wording);
}

/* Every field of every kind, so that a new one is decided here: what is watched is what a team
 * reads of an employer and people write in words of their own. */
static void
test_watched_fields (void)
{
  g_autoptr (GString) watched = g_string_new (NULL);
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    for (guint j = 0; j < specs[i]->n_fields; j++)
      if (fod_name_guard_watches (specs[i], &specs[i]->fields[j]))
        g_string_append_printf (watched, "%s.%s ", specs[i]->kind, specs[i]->fields[j].name);
  g_assert_cmpstr (watched->str, ==,
                   "employer.culture employer.tasks employer.do-not-contact-reason employer.tags "
                   "contact-person.role contact-person.remark employer-contact.needs "
                   "employer-contact.openings employer-contact.next-step job-opening.title "
                   "job-opening.tasks job-opening.remark ");
}

/* A leader's 600 participants, and the longest text of a field, in which nobody is named. */
static void
test_nobody_among_many (void)
{
  g_autoptr (FodNameGuard) guard = fod_name_guard_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  FodNameFind find;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("Jens%u Peter Holm%u", i % 40, i);

      TAKE (guard, fod_participant_spec, i, "name", name, "called", "Musse");
    }
  while (text->len < 4000)
    g_string_append (text, "Jens1 fra lageret vil gerne have flere. ");
  g_assert_false (fod_name_guard_find (guard, BAGER, text->str, 0, TODAY, &find));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-guard/find", test_find);
  g_test_add_func ("/name-guard/without", test_without);
  g_test_add_func ("/name-guard/agreed-words", test_agreed_words_come_with_it);
  g_test_add_func ("/name-guard/fields", test_watched_fields);
  g_test_add_func ("/name-guard/nobody-among-many", test_nobody_among_many);
  return g_test_run ();
}
