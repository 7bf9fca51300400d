/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How consents stand. */

#include "config.h"

#include "ips/fod-consent.h"
#include "schema/fod-schema.h"

#define TODAY "2026-11-23"
#define IDA "ida"

static FodRecord *
make_contact (const char *role, const char *consent, const char *until)
{
  FodRecord *contact = fod_record_new (&fod_treatment_contact_spec, IDA);

  fod_record_set (contact, "role", role);
  fod_record_set (contact, "consent", consent);
  fod_record_set (contact, "consent-until", until);
  return contact;
}

typedef struct
{
  const char *contact;
  const char *covers;
  const char *given;
  const char *expires;
  const char *withdrawn;
} Row;

static FodRecord *
make_consent (const Row *row, const char *role)
{
  FodRecord *consent = fod_record_new (&fod_consent_spec, "c");

  fod_record_set (consent, "contact", row->contact);
  fod_record_set (consent, "role", role);
  fod_record_set (consent, "covers", row->covers);
  fod_record_set (consent, "given-on", row->given);
  fod_record_set (consent, "expires-on", row->expires);
  fod_record_set (consent, "withdrawn-on", row->withdrawn);
  return consent;
}

static const struct
{
  const char *label;
  const char *consent;
  const char *until;
  FodConsent expected;
} noted[] = {
  { "not noted", NULL, NULL, FOD_CONSENT_MISSING },
  { "an end alone is no consent", NULL, "2027-11-23", FOD_CONSENT_MISSING },
  { "refused", "none", NULL, FOD_CONSENT_NONE },
  { "withdrawn before its end", "none", "2027-11-23", FOD_CONSENT_NONE },
  { "without an end", "full", NULL, FOD_CONSENT_GIVEN },
  { "31 days left", "attendance", "2026-12-24", FOD_CONSENT_GIVEN },
  { "30 days left", "attendance", "2026-12-23", FOD_CONSENT_ENDING },
  { "its last day", "full", "2026-11-23", FOD_CONSENT_ENDING },
  { "the day after", "full", "2026-11-22", FOD_CONSENT_RAN_OUT },
};

static void
test_noted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (noted); i++)
    {
      g_autoptr (FodRecord) contact = make_contact (NULL, noted[i].consent, noted[i].until);

      g_test_message ("%s", noted[i].label);
      g_assert_cmpint (fod_consent_of (contact, NULL, NULL, TODAY, NULL), ==, noted[i].expected);
    }
}

static const struct
{
  const char *label;
  Row row;
  FodConsent expected;
} single[] = {
  { "nothing said about what", { IDA, NULL, "2026-11-01", NULL, NULL }, FOD_CONSENT_MISSING },
  { "refused", { IDA, "none", "2026-11-01", NULL, NULL }, FOD_CONSENT_NONE },
  { "given", { IDA, "full", "2026-11-01", NULL, NULL }, FOD_CONSENT_GIVEN },
  { "given today", { IDA, "full", TODAY, NULL, NULL }, FOD_CONSENT_GIVEN },
  { "from tomorrow on", { IDA, "full", "2026-11-24", NULL, NULL }, FOD_CONSENT_MISSING },
  { "without a day", { IDA, "full", NULL, NULL, NULL }, FOD_CONSENT_GIVEN },
  { "30 days left", { IDA, "full", NULL, "2026-12-23", NULL }, FOD_CONSENT_ENDING },
  { "its last day", { IDA, "full", NULL, TODAY, NULL }, FOD_CONSENT_ENDING },
  { "the day after", { IDA, "full", NULL, "2026-11-22", NULL }, FOD_CONSENT_RAN_OUT },
  { "withdrawn", { IDA, "full", "2026-11-01", NULL, "2026-11-20" }, FOD_CONSENT_NONE },
  { "withdrawn today", { IDA, "full", "2026-11-01", NULL, TODAY }, FOD_CONSENT_NONE },
  { "withdrawn after its end",
    { IDA, "full", NULL, "2026-11-01", "2026-11-20" },
    FOD_CONSENT_NONE },
  { "to be withdrawn", { IDA, "full", NULL, "2027-11-01", "2026-11-30" }, FOD_CONSENT_ENDING },
};

static void
test_single (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autoptr (FodRecord) consent = make_consent (&single[i].row, NULL);

      g_test_message ("%s", single[i].label);
      g_assert_cmpint (fod_consent_of_row (consent, NULL, NULL, TODAY), ==, single[i].expected);
    }
}

static const struct
{
  const char *label;
  const char *own; /* what was noted with the contact */
  Row rows[2];
  int decides; /* index of rows, -1: none */
  FodConsent expected;
} several[] = {
  { "somebody else's",
    NULL,
    { { "bo", "full", "2026-11-01", NULL, NULL } },
    -1,
    FOD_CONSENT_MISSING },
  { "a row stands above what was noted",
    "attendance",
    { { IDA, "full", NULL, NULL, NULL } },
    0,
    FOD_CONSENT_GIVEN },
  { "withdrawn, whatever was noted",
    "full",
    { { IDA, "full", NULL, NULL, "2026-11-20" } },
    0,
    FOD_CONSENT_NONE },
  { "a none with the contact stands",
    "none",
    { { IDA, "full", TODAY, NULL, NULL } },
    -1,
    FOD_CONSENT_NONE },
  { "one to come does not count yet",
    "attendance",
    { { IDA, "full", "2026-11-24", NULL, NULL } },
    -1,
    FOD_CONSENT_GIVEN },
  { "given anew after it was withdrawn",
    NULL,
    { { IDA, "full", "2026-01-01", NULL, "2026-06-01" },
      { IDA, "attendance", "2026-07-01", NULL, NULL } },
    1,
    FOD_CONSENT_GIVEN },
  { "withdrawn after another was given",
    NULL,
    { { IDA, "full", "2026-01-01", NULL, "2026-08-01" },
      { IDA, "attendance", "2026-07-01", NULL, NULL } },
    0,
    FOD_CONSENT_NONE },
  { "the later ran out",
    NULL,
    { { IDA, "full", "2026-01-01", NULL, NULL },
      { IDA, "full", "2026-07-01", "2026-08-01", NULL } },
    1,
    FOD_CONSENT_RAN_OUT },
  { "of one day the one that covers less",
    NULL,
    { { IDA, "full", "2026-07-01", NULL, NULL }, { IDA, "attendance", "2026-07-01", NULL, NULL } },
    1,
    FOD_CONSENT_GIVEN },
  { "of one day the refusal",
    NULL,
    { { IDA, "none", "2026-07-01", NULL, NULL }, { IDA, "full", "2026-07-01", NULL, NULL } },
    0,
    FOD_CONSENT_NONE },
};

/* In whichever order the rows come. */
static void
test_several (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (several) * 2; i++)
    {
      gsize n = i / 2;
      gsize first = i % 2;
      g_autoptr (FodRecord) contact = make_contact (NULL, several[n].own, NULL);
      g_autoptr (FodRecord) a = make_consent (&several[n].rows[first], NULL);
      g_autoptr (FodRecord) b = make_consent (&several[n].rows[1 - first], NULL);
      g_autoptr (GPtrArray) consents = g_ptr_array_new ();
      const FodRecord *decides = NULL;

      g_ptr_array_add (consents, a);
      g_ptr_array_add (consents, b);
      g_test_message ("%s", several[n].label);
      g_assert_cmpint (fod_consent_of (contact, NULL, consents, TODAY, &decides), ==,
                       several[n].expected);
      if (several[n].decides < 0)
        g_assert_null (decides);
      else
        g_assert_true (decides == ((gsize)several[n].decides == first ? a : b));
    }
}

static const struct
{
  const char *label;
  const char *role;
  const char *ended;
  FodConsent expected;
} treatments[] = {
  { "the treatment goes on", "primary-clinician", NULL, FOD_CONSENT_GIVEN },
  { "it ended", "primary-clinician", "2026-11-22", FOD_CONSENT_TREATMENT_ENDED },
  { "a doctor's too", "doctor", "2026-11-22", FOD_CONSENT_TREATMENT_ENDED },
  { "its last day", "clinician", TODAY, FOD_CONSENT_ENDING },
  { "it ends within the month", "clinician", "2026-12-23", FOD_CONSENT_ENDING },
  { "it ends later", "clinician", "2026-12-24", FOD_CONSENT_GIVEN },
  { "the caseworker does not treat", "caseworker", "2026-11-22", FOD_CONSENT_GIVEN },
  { "nor does a relative", "relative", "2026-11-22", FOD_CONSENT_GIVEN },
};

/* By the role of the contact, of the consent, and of what was noted with the contact alone. */
static void
test_treatment (void)
{
  static const Row given = { IDA, "full", "2026-01-01", NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (treatments); i++)
    {
      g_autoptr (FodRecord) participant = fod_record_new (&fod_participant_spec, "p");
      g_autoptr (FodRecord) contact = make_contact (treatments[i].role, "full", NULL);
      g_autoptr (FodRecord) bare = make_consent (&given, NULL);
      g_autoptr (FodRecord) named = make_consent (&given, treatments[i].role);
      g_autoptr (GPtrArray) consents = g_ptr_array_new ();

      fod_record_set (participant, "treatment-ended", treatments[i].ended);
      g_ptr_array_add (consents, bare);
      g_test_message ("%s", treatments[i].label);
      g_assert_cmpint (fod_consent_of (contact, participant, NULL, TODAY, NULL), ==,
                       treatments[i].expected);
      g_assert_cmpint (fod_consent_of (contact, participant, consents, TODAY, NULL), ==,
                       treatments[i].expected);
      g_assert_cmpint (fod_consent_of_row (named, NULL, participant, TODAY), ==,
                       treatments[i].expected);
      g_assert_cmpint (fod_consent_of_row (bare, contact, participant, TODAY), ==,
                       treatments[i].expected);
      g_assert_cmpint (fod_consent_of_row (bare, NULL, participant, TODAY), ==, FOD_CONSENT_GIVEN);
    }
}

/* The treatment ended long ago, and somebody withdrew before: that they withdrew is what is told.
 */
static void
test_withdrawn_stays (void)
{
  static const Row row = { IDA, "full", "2026-01-01", NULL, "2026-02-01" };
  g_autoptr (FodRecord) participant = fod_record_new (&fod_participant_spec, "p");
  g_autoptr (FodRecord) consent = make_consent (&row, "doctor");

  fod_record_set (participant, "treatment-ended", "2026-03-01");
  g_assert_cmpint (fod_consent_of_row (consent, NULL, participant, TODAY), ==, FOD_CONSENT_NONE);
}

static void
test_permits (void)
{
  for (int state = FOD_CONSENT_MISSING; state <= FOD_CONSENT_TREATMENT_ENDED; state++)
    g_assert_true (fod_consent_permits ((FodConsent)state) ==
                   (state == FOD_CONSENT_GIVEN || state == FOD_CONSENT_ENDING));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/consent/stands-as-noted-and-until-its-last-day", test_noted);
  g_test_add_func ("/consent/one-row", test_single);
  g_test_add_func ("/consent/what-was-said-last-counts", test_several);
  g_test_add_func ("/consent/to-the-treatment-team-ends-with-the-treatment", test_treatment);
  g_test_add_func ("/consent/a-consent-withdrawn-stays-withdrawn", test_withdrawn_stays);
  g_test_add_func ("/consent/only-what-stands-permits", test_permits);
  return g_test_run ();
}
