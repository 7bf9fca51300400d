/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is raised with the treatment team, in which order, and of whom nothing is said. */

#include "config.h"

#include "ips/fod-conference.h"
#include "schema/fod-schema.h"

#define TODAY "2026-11-24"
#define PERSON "jens"

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
}

/* Pairs of field and value, %NULL at the end. */
static FodRecord *
make (const FodSpec *spec, const char *id, const char *const *pairs)
{
  FodRecord *record = fod_record_new (spec, id);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    fod_record_set (record, pairs[i], pairs[i + 1]);
  return record;
}

#define MAKE(spec, id, ...) make (spec, id, (const char *const[]){ __VA_ARGS__, NULL })

typedef struct
{
  const char *role;
  const char *covers; /* with the contact itself */
  const char *until;
} Contact;

typedef struct
{
  const char *contact; /* "0", "1": which of the contacts; NULL: in words */
  const char *words;
  const char *role;
  const char *covers;
  const char *given;
  const char *withdrawn;
  const char *withheld;
} Consent;

static const struct
{
  const char *label;
  const char *ended; /* the treatment */
  Contact contacts[2];
  Consent consents[3];
  FodTeamConsent expected;
  const char *withheld;
} tables[] = {
  { "nobody is known", NULL, { { 0 } }, { { 0 } }, FOD_TEAM_CONSENT_NOTHING, "" },
  { "the clinician was never asked",
    NULL,
    { { "primary-clinician", NULL, NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "all was agreed on",
    NULL,
    { { "clinician", "full", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_ALL,
    "" },
  { "attendance was agreed on",
    NULL,
    { { "doctor", "attendance", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_ATTENDANCE,
    "" },
  { "refused", NULL, { { "doctor", "none", NULL } }, { { 0 } }, FOD_TEAM_CONSENT_NOTHING, "" },
  { "its last day", NULL, { { "doctor", "full", TODAY } }, { { 0 } }, FOD_TEAM_CONSENT_ALL, "" },
  { "it ran out",
    NULL,
    { { "doctor", "full", "2026-11-23" } },
    { { 0 } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "one of two was never asked",
    NULL,
    { { "primary-clinician", "full", NULL }, { "doctor", NULL, NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "who may hear least decides",
    NULL,
    { { "primary-clinician", "full", NULL }, { "doctor", "attendance", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_ATTENDANCE,
    "" },
  { "a relative does not sit there",
    NULL,
    { { "primary-clinician", "full", NULL }, { "relative", "none", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_ALL,
    "" },
  { "a caseworker's consent is none to the team",
    NULL,
    { { "caseworker", "full", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "withdrawn today",
    NULL,
    { { "clinician", "full", NULL } },
    { { "0", NULL, NULL, "full", "2026-11-01", TODAY, NULL } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "given anew",
    NULL,
    { { "clinician", NULL, NULL } },
    { { "0", NULL, NULL, "full", "2026-01-01", "2026-06-01", NULL },
      { "0", NULL, NULL, "full", "2026-07-01", NULL, "Medicin\nØkonomi" } },
    FOD_TEAM_CONSENT_ALL,
    "Medicin|Økonomi" },
  { "in words, to those who treat",
    NULL,
    { { 0 } },
    { { NULL, "Lokalpsykiatrien", "clinician", "full", "2026-11-01", NULL, NULL } },
    FOD_TEAM_CONSENT_ALL,
    "" },
  { "in words, and nobody knows to whom",
    NULL,
    { { 0 } },
    { { NULL, "Lokalpsykiatrien", NULL, "full", "2026-11-01", NULL, NULL } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "in words, withdrawn under another spelling",
    NULL,
    { { 0 } },
    { { NULL, "Lokalpsykiatrien", "clinician", "full", "2026-10-01", NULL, NULL },
      { NULL, "lokalpsykiatrien.", "clinician", "full", "2026-11-01", "2026-11-20", NULL } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
  { "in words, given anew",
    NULL,
    { { 0 } },
    { { NULL, "Lokalpsykiatrien", "clinician", "full", "2026-01-01", "2026-02-01", NULL },
      { NULL, "LOKALPSYKIATRIEN", "clinician", "attendance", "2026-03-01", NULL, NULL } },
    FOD_TEAM_CONSENT_ATTENDANCE,
    "" },
  { "the last day of the treatment",
    TODAY,
    { { "clinician", "full", NULL } },
    { { 0 } },
    FOD_TEAM_CONSENT_ALL,
    "" },
  { "it ends with the treatment",
    "2026-11-23",
    { { "clinician", "full", NULL } },
    { { NULL, "Lokalpsykiatrien", "clinician", "full", "2026-11-01", NULL, NULL } },
    FOD_TEAM_CONSENT_NOTHING,
    "" },
};

static void
test_team_consent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (FodRecord) person =
          MAKE (&fod_participant_spec, PERSON, "treatment-ended", tables[i].ended);
      g_autoptr (GPtrArray) contacts = new_records ();
      g_autoptr (GPtrArray) consents = new_records ();
      g_autoptr (GPtrArray) withheld = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *topics = NULL;

      g_test_message ("%s", tables[i].label);
      for (guint j = 0; j < 2 && tables[i].contacts[j].role != NULL; j++)
        g_ptr_array_add (contacts,
                         MAKE (&fod_treatment_contact_spec, j == 0 ? "0" : "1", "role",
                               tables[i].contacts[j].role, "consent", tables[i].contacts[j].covers,
                               "consent-until", tables[i].contacts[j].until));
      for (guint j = 0; j < 3 && tables[i].consents[j].covers != NULL; j++)
        {
          const Consent *row = &tables[i].consents[j];

          g_ptr_array_add (consents, MAKE (&fod_consent_spec, "c", "contact", row->contact,
                                           "counterpart", row->words, "role", row->role, "covers",
                                           row->covers, "given-on", row->given, "withdrawn-on",
                                           row->withdrawn, "withheld", row->withheld));
        }
      g_assert_cmpint (fod_team_consent_of (person, contacts, consents, TODAY, withheld), ==,
                       tables[i].expected);
      g_ptr_array_add (withheld, NULL);
      topics = g_strjoinv ("|", (char **)withheld->pdata);
      g_assert_cmpstr (topics, ==, tables[i].withheld);
    }
}

/* A participant of the team, with a clinician who may hear @covers. */
static void
seat (FodConference *conference, const char *id, const char *clinic, const char *covers)
{
  g_autofree char *contact = g_strconcat (id, "-contact", NULL);
  g_autoptr (FodRecord) person =
      MAKE (&fod_participant_spec, id, "name", id, "stage", "active", "clinic", clinic);
  g_autoptr (FodRecord) clinician = MAKE (&fod_treatment_contact_spec, contact, "participant", id,
                                          "role", "clinician", "consent", covers);

  fod_conference_take (conference, person);
  fod_conference_take (conference, clinician);
}

static void
raise_on (FodConference *conference, const char *id, const char *date, const char *type)
{
  g_autoptr (FodRecord) note =
      MAKE (&fod_note_spec, date, "participant", id, "date", date, "type", type, "body", date);

  fod_conference_take (conference, note);
}

static void
plan (FodConference *conference,
      const char *id,
      const char *slot,
      const char *type,
      const char *status)
{
  g_autofree char *row = g_strconcat (id, slot, type, NULL);
  g_autoptr (FodRecord) follow_up = MAKE (&fod_follow_up_spec, row, "participant", id, "title",
                                          "Søvn?", "slot", slot, "type", type, "status", status);

  fod_conference_take (conference, follow_up);
}

static char *
dup_order (FodConference *conference, const char *key)
{
  g_autoptr (GPtrArray) people = fod_conference_list (conference, key);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const FodConferencePerson *person = g_ptr_array_index (people, i);

      g_string_append_printf (order, "%s%s%s", order->len > 0 ? " " : "",
                              person->may_say == FOD_TEAM_CONSENT_NOTHING ? "-" : "", person->id);
    }
  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
test_order (void)
{
  g_autoptr (FodConference) conference = fod_conference_new (TODAY, NULL);
  g_autofree char *order = NULL;

  for (const char *const *id = (const char *const[]){ "anna", "bo", "carl", "dina", "eva", "finn",
                                                      "gry", "hans", NULL };
       *id != NULL; id++)
    seat (conference, *id, "Team Syd", strcmp (*id, "gry") == 0 ? "none" : "full");
  raise_on (conference, "anna", "2026-11-10", "conference");
  raise_on (conference, "anna", "2026-06-10", "conference");
  raise_on (conference, "bo", TODAY, "conference");
  raise_on (conference, "carl", "2026-11-17", "conference");
  raise_on (conference, "dina", "2026-11-03", "conference");
  raise_on (conference, "eva", "2026-11-20", "talk");
  raise_on (conference, "hans", "2026-11-25", "conference");
  plan (conference, "carl", TODAY, "conference", "planned");
  plan (conference, "dina", "2026-11-17", "conference", "planned");
  plan (conference, "finn", "2026-12-01", "conference", "planned");
  plan (conference, "gry", TODAY, "conference", "planned");
  fod_conference_end (conference);

  order = dup_order (conference, "team syd");
  g_assert_cmpstr (order, ==, "dina carl eva finn hans anna bo -gry");
}

/* What may be shown is all that is there to be shown. */
static void
test_silent_without_words (void)
{
  g_autoptr (FodConference) conference = fod_conference_new (TODAY, NULL);
  g_autoptr (GPtrArray) people = NULL;
  const FodConferencePerson *silent;
  const FodConferencePerson *half;

  seat (conference, "half", "Team Syd", "attendance");
  seat (conference, "silent", "Team Syd", NULL);
  for (const char *const *id = (const char *const[]){ "half", "silent", NULL }; *id != NULL; id++)
    {
      raise_on (conference, *id, "2026-11-10", "conference");
      plan (conference, *id, TODAY, "conference", "planned");
      plan (conference, *id, "2026-11-26T09:00/2026-11-26T10:00@Europe/Copenhagen", "talk", NULL);
    }
  fod_conference_end (conference);
  people = fod_conference_list (conference, "team syd");
  g_assert_cmpuint (people->len, ==, 2);
  half = g_ptr_array_index (people, 0);
  silent = g_ptr_array_index (people, 1);

  g_assert_cmpstr (half->id, ==, "half");
  g_assert_cmpint (half->may_say, ==, FOD_TEAM_CONSENT_ATTENDANCE);
  g_assert_nonnull (half->participant);
  g_assert_nonnull (half->next_slot);
  g_assert_cmpuint (half->questions->len, ==, 0);

  g_assert_cmpstr (silent->id, ==, "silent");
  g_assert_cmpint (silent->may_say, ==, FOD_TEAM_CONSENT_NOTHING);
  g_assert_null (silent->participant);
  g_assert_null (silent->next_slot);
  g_assert_null (silent->raised_on);
  g_assert_cmpuint (silent->questions->len, ==, 0);
}

static guint
count_said (FodConference *conference, guint nth)
{
  g_autoptr (GPtrArray) people = fod_conference_list (conference, "team syd");
  const FodConferencePerson *person = g_ptr_array_index (people, nth);

  return person->said->len;
}

static void
test_said_today (void)
{
  g_autoptr (FodConference) conference = fod_conference_new (TODAY, NULL);
  static const char *const ids[] = { "anna", "bo", "carl" };

  seat (conference, "anna", "Team Syd", "full");
  seat (conference, "bo", "Team Syd", "full");
  seat (conference, "carl", "Team Syd", "attendance");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    raise_on (conference, ids[i], "2026-11-10", "conference");
  for (guint i = 1; i < G_N_ELEMENTS (ids); i++)
    {
      raise_on (conference, ids[i], TODAY, "conference");
      raise_on (conference, ids[i], TODAY, "conference");
      raise_on (conference, ids[i], TODAY, "talk");
    }
  raise_on (conference, "bo", "2026-11-03", "conference");
  fod_conference_end (conference);

  g_test_message ("anna: not today; bo: twice today; carl: only appointments may be told");
  g_assert_cmpuint (count_said (conference, 0), ==, 0);
  g_assert_cmpuint (count_said (conference, 1), ==, 2);
  g_assert_cmpuint (count_said (conference, 2), ==, 0);
}

static const struct
{
  const char *label;
  const char *slot;
  const char *type;
  const char *status;
  gboolean question;
  gboolean next;
} plans[] = {
  { "due today", TODAY, "conference", "planned", TRUE, FALSE },
  { "without a status", TODAY, "conference", NULL, TRUE, FALSE },
  { "overdue", "2026-11-01", "conference", "planned", TRUE, FALSE },
  { "at an hour of today", "2026-11-24T08:30/2026-11-24T09:30@Europe/Copenhagen", "conference",
    "planned", TRUE, FALSE },
  { "to come", "2026-11-25", "conference", "planned", FALSE, FALSE },
  { "held", TODAY, "conference", "done", FALSE, FALSE },
  { "cancelled", TODAY, "conference", "cancelled", FALSE, FALSE },
  { "a task is no appointment", "2026-11-26", "task", "planned", FALSE, FALSE },
  { "an appointment", "2026-11-26T09:00/2026-11-26T10:00@Europe/Copenhagen", "talk", "planned",
    FALSE, TRUE },
  { "one of the past", "2026-11-20T09:00/2026-11-20T10:00@Europe/Copenhagen", "talk", "planned",
    FALSE, FALSE },
  { "one that was cancelled", "2026-11-26T09:00/2026-11-26T10:00@Europe/Copenhagen", "talk",
    "cancelled", FALSE, FALSE },
};

static void
test_plans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (FodConference) conference = fod_conference_new (TODAY, NULL);
      g_autoptr (GPtrArray) people = NULL;
      const FodConferencePerson *person;

      g_test_message ("%s", plans[i].label);
      seat (conference, PERSON, "Syd", "full");
      plan (conference, PERSON, plans[i].slot, plans[i].type, plans[i].status);
      fod_conference_end (conference);
      people = fod_conference_list (conference, "syd");
      person = g_ptr_array_index (people, 0);
      g_assert_cmpuint (person->questions->len, ==, plans[i].question ? 1 : 0);
      g_assert_cmpint (person->next_slot != NULL, ==, plans[i].next);
    }
}

static void
test_teams (void)
{
  g_autoptr (FodConference) conference = fod_conference_new (TODAY, NULL);
  GPtrArray *teams;
  const FodConferenceTeam *first;
  const FodConferenceTeam *second;
  g_autofree char *order = NULL;

  seat (conference, "anna", "Lokalpsykiatri Åby, team 1", "full");
  seat (conference, "bo", "Lokalpsykiatri Åby, team 1", "none");
  seat (conference, "carl", "lokalpsykiatri aaby – Team 1 ", "full");
  seat (conference, "dina", "Klinik Øst", "full");
  seat (conference, "eva", " ", "full");
  raise_on (conference, "anna", TODAY, "conference");
  fod_conference_end (conference);

  teams = fod_conference_get_teams (conference);
  g_assert_cmpuint (teams->len, ==, 2);
  first = g_ptr_array_index (teams, 0);
  second = g_ptr_array_index (teams, 1);
  g_assert_cmpstr (first->name, ==, "Klinik Øst");
  g_assert_cmpuint (first->open, ==, 1);
  g_assert_cmpstr (second->name, ==, "Lokalpsykiatri Åby, team 1");
  g_assert_cmpuint (second->open, ==, 1);
  order = dup_order (conference, second->key);
  g_assert_cmpstr (order, ==, "carl anna -bo");
}

static const struct
{
  const char *label;
  const char *stage;
  const char *consultant;
  const char *cover;
  gboolean listed;
} courses[] = {
  { "in a course", "active", "me", NULL, TRUE },
  { "in aftercare", "aftercare", "me", NULL, TRUE },
  { "nobody said where it stands", NULL, "me", NULL, TRUE },
  { "referred", "referred", "me", NULL, FALSE },
  { "ended", "ended", "me", NULL, FALSE },
  { "not claimed yet", "active", NULL, NULL, TRUE },
  { "a colleague's", "active", "bo", NULL, FALSE },
  { "a colleague's whom I cover", "active", "bo", "me", TRUE },
};

static void
test_courses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      g_autoptr (FodConference) conference = fod_conference_new (TODAY, "me");
      g_autoptr (GPtrArray) people = NULL;
      g_autoptr (FodRecord) person =
          MAKE (&fod_participant_spec, PERSON, "name", "Jens", "clinic", "Syd", "stage",
                courses[i].stage, "consultant", courses[i].consultant, "cover", courses[i].cover);

      g_test_message ("%s", courses[i].label);
      fod_conference_take (conference, person);
      fod_conference_end (conference);
      people = fod_conference_list (conference, "syd");
      g_assert_cmpuint (people->len, ==, courses[i].listed ? 1 : 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conference/who-may-hear-least-decides", test_team_consent);
  g_test_add_func ("/conference/questions-first-then-raised-longest-ago", test_order);
  g_test_add_func ("/conference/without-consent-no-name-and-no-words", test_silent_without_words);
  g_test_add_func ("/conference/what-was-said-today-and-may-be-shown", test_said_today);
  g_test_add_func ("/conference/questions-and-appointments", test_plans);
  g_test_add_func ("/conference/teams-by-clinic-however-spelt", test_teams);
  g_test_add_func ("/conference/whose-course-runs-and-is-mine", test_courses);
  return g_test_run ();
}
