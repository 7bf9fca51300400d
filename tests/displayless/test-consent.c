/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How consents stand. */

#include "config.h"

#include "ips/fod-consent.h"
#include "schema/fod-schema.h"

#define TODAY "2026-11-23"

static const struct
{
  const char *label;
  const char *consent;
  const char *until;
  FodConsent expected;
} rows[] = {
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
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FodRecord) contact = fod_record_new (&fod_treatment_contact_spec, "x");

      fod_record_set (contact, "consent", rows[i].consent);
      fod_record_set (contact, "consent-until", rows[i].until);
      g_test_message ("%s", rows[i].label);
      g_assert_cmpint (fod_consent_of (contact, TODAY), ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/consent/stands-as-noted-and-until-its-last-day", test_states);
  return g_test_run ();
}
