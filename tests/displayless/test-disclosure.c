/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be said to an employer: each row is a rule. */

#include "config.h"

#include "ips/fod-disclosure.h"
#include "schema/fod-schema.h"

#define TODAY "2026-11-23"
#define MAY(level, approach) FOD_DISCLOSURE_##level, FOD_DISCLOSURE_APPROACH_##approach

/* "netto illness yes 2026-11-01 -": employer ("*" for all), what, approach, agreed, revoked; "-"
 * for none. The words are named after the plan. */
static FodRecord *
make_plan (const char *line, guint number)
{
  static const char *const fields[] = { "employer", "disclosure", "approach-employers", "agreed-on",
                                        "revoked-on" };
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *id = g_strdup_printf ("%u", number);
  FodRecord *plan = fod_record_new (&fod_disclosure_plan_spec, id);

  g_assert_cmpuint (g_strv_length (words), ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_str_equal (words[i], "-") && !g_str_equal (words[i], "*"))
      fod_record_set (plan, fields[i], words[i]);
  fod_record_set (plan, "wording", id);
  fod_record_set (plan, "told-by", "together");
  return plan;
}

static const struct
{
  const char *rule;
  const char *noted; /* with the participant: what, approach */
  const char *plans[3];
  const char *employer;
  FodDisclosureLevel level;
  FodDisclosureApproach approach;
  const char *wording; /* the number of the plan whose words they are */
  const char *since;
} rows[] = {
  { "nothing agreed is nothing said", "- -", { NULL }, "netto", MAY (NOTHING, NO), NULL, NULL },
  { "what is noted with the participant is for all",
    "support anonymous",
    { NULL },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    NULL,
    NULL },
  { "a code from later permits nothing",
    "much often",
    { NULL },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    NULL },
  { "a general decision is for all",
    "- -",
    { "* support yes 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, BY_NAME),
    "0",
    "2026-11-01" },
  { "and for any who is not named",
    "- -",
    { "* support yes 2026-11-01 -" },
    NULL,
    MAY (SUPPORT, BY_NAME),
    "0",
    "2026-11-01" },
  { "one for an employer is for no other",
    "- -",
    { "netto illness yes 2026-11-01 -" },
    "kroen",
    MAY (NOTHING, NO),
    NULL,
    NULL },
  { "nor for all",
    "- -",
    { "netto illness yes 2026-11-01 -" },
    NULL,
    MAY (NOTHING, NO),
    NULL,
    NULL },
  { "the employer's own stands above the general one",
    "nothing no",
    { "* nothing no 2026-11-01 -", "netto illness yes 2026-11-01 -" },
    "netto",
    MAY (ILLNESS, BY_NAME),
    "1",
    "2026-11-01" },
  { "and when it is the stricter",
    "details yes",
    { "* details yes 2026-11-05 -", "netto nothing no 2026-11-01 -" },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    "2026-11-01" },
  { "a stricter general decision of a later day ends it",
    "- -",
    { "netto illness yes 2026-11-01 -", "* nothing no 2026-11-05 -" },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    "2026-11-05" },
  { "and leaves what it permits, too",
    "- -",
    { "netto illness yes 2026-11-01 -", "* support anonymous 2026-11-05 -" },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    "1",
    "2026-11-05" },
  { "a wider general decision of a later day does not widen it",
    "- -",
    { "netto support anonymous 2026-11-01 -", "* details yes 2026-11-05 -" },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    "0",
    "2026-11-01" },
  { "a general one that only restricts the approach restricts it",
    "- -",
    { "netto support yes 2026-11-01 -", "* support no 2026-11-05 -" },
    "netto",
    MAY (SUPPORT, NO),
    "1",
    "2026-11-05" },
  { "one that was agreed anew after that counts again",
    "- -",
    { "* nothing no 2026-11-05 -", "netto illness yes 2026-11-06 -" },
    "netto",
    MAY (ILLNESS, BY_NAME),
    "1",
    "2026-11-06" },
  { "revoked is nothing",
    "- -",
    { "netto illness yes 2026-11-01 2026-11-20" },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    "2026-11-20" },
  { "revoked on the day",
    "- -",
    { "netto illness yes 2026-11-01 " TODAY },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    TODAY },
  { "revoked from tomorrow on",
    "- -",
    { "netto illness yes 2026-11-01 2026-11-24" },
    "netto",
    MAY (ILLNESS, BY_NAME),
    "0",
    "2026-11-01" },
  { "revoked for one employer does not fall back to what all may know",
    "details yes",
    { "* details yes 2026-11-01 -", "netto support yes 2026-11-01 2026-11-20" },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    "2026-11-20" },
  { "revoked for all is revoked for who had one of an earlier day",
    "- -",
    { "* details yes 2026-11-01 2026-11-20", "netto support yes 2026-11-05 -" },
    "netto",
    MAY (NOTHING, NO),
    NULL,
    "2026-11-20" },
  { "agreed again after it was revoked",
    "- -",
    { "netto support yes 2026-11-01 2026-11-20", "netto illness yes 2026-11-21 -" },
    "netto",
    MAY (ILLNESS, BY_NAME),
    "1",
    "2026-11-21" },
  { "what was said last counts",
    "- -",
    { "netto support yes 2026-11-01 -", "netto illness yes 2026-11-02 -" },
    "netto",
    MAY (ILLNESS, BY_NAME),
    "1",
    "2026-11-02" },
  { "of one day the stricter",
    "- -",
    { "netto support yes 2026-11-01 -", "netto illness yes 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, BY_NAME),
    "0",
    "2026-11-01" },
  { "of one day and one level the stricter approach",
    "- -",
    { "netto support yes 2026-11-01 -", "netto support anonymous 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    "1",
    "2026-11-01" },
  { "one to come does not count yet",
    "- -",
    { "netto support yes 2026-11-01 -", "netto illness yes 2026-11-24 -" },
    "netto",
    MAY (SUPPORT, BY_NAME),
    "0",
    "2026-11-01" },
  { "one without a day is older than all others",
    "- -",
    { "netto details yes - -", "netto support yes 2020-01-01 -" },
    "netto",
    MAY (SUPPORT, BY_NAME),
    "1",
    "2020-01-01" },
  { "and counts when it is alone",
    "- -",
    { "netto details yes - -" },
    "netto",
    MAY (DETAILS, BY_NAME),
    "0",
    NULL },
  { "nothing with the participant is nothing for all",
    "nothing -",
    { "* details yes 2026-11-01 -" },
    "netto",
    MAY (NOTHING, BY_NAME),
    NULL,
    NULL },
  { "what is noted wider does not widen the general decision",
    "details yes",
    { "* support anonymous 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    "0",
    "2026-11-01" },
  { "a plan without an approach leaves it at what is noted",
    "- anonymous",
    { "netto support - 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, ANONYMOUS),
    "0",
    "2026-11-01" },
  { "and at none when nothing is",
    "- -",
    { "netto support - 2026-11-01 -" },
    "netto",
    MAY (SUPPORT, NO),
    "0",
    "2026-11-01" },
  { "nothing has no words",
    "- -",
    { "netto nothing yes 2026-11-01 -" },
    "netto",
    MAY (NOTHING, BY_NAME),
    NULL,
    "2026-11-01" },
};

static FodRecord *
make_participant (const char *noted)
{
  g_auto (GStrv) words = g_strsplit (noted, " ", -1);
  FodRecord *participant = fod_record_new (&fod_participant_spec, "p");

  if (!g_str_equal (words[0], "-"))
    fod_record_set (participant, "disclosure", words[0]);
  if (!g_str_equal (words[1], "-"))
    fod_record_set (participant, "approach-employers", words[1]);
  return participant;
}

/* Whatever the order of the rows. */
static void
test_rule (gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);
  g_autoptr (FodRecord) participant = make_participant (rows[row].noted);

  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (GPtrArray) plans =
          g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
      FodDisclosure said;

      for (guint i = 0; i < G_N_ELEMENTS (rows[row].plans) && rows[row].plans[i] != NULL; i++)
        g_ptr_array_insert (plans, turn == 0 ? -1 : 0, make_plan (rows[row].plans[i], i));
      said = fod_disclosure_of (participant, plans, rows[row].employer, TODAY);
      g_assert_cmpint (said.level, ==, rows[row].level);
      g_assert_cmpint (said.approach, ==, rows[row].approach);
      g_assert_cmpstr (said.wording, ==, rows[row].wording);
      g_assert_cmpstr (said.told_by, ==, said.wording != NULL ? "together" : NULL);
      g_assert_cmpstr (said.since, ==, rows[row].since);
    }
}

static void
test_name (void)
{
  for (int level = FOD_DISCLOSURE_NOTHING; level <= FOD_DISCLOSURE_DETAILS; level++)
    for (int approach = 0; approach <= FOD_DISCLOSURE_APPROACH_BY_NAME; approach++)
      {
        FodDisclosure said = { .level = (FodDisclosureLevel)level,
                               .approach = (FodDisclosureApproach)approach };

        g_assert_cmpint (fod_disclosure_permits_name (&said), ==,
                         level > FOD_DISCLOSURE_NOTHING &&
                             approach == FOD_DISCLOSURE_APPROACH_BY_NAME);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup (rows[i].rule);
      g_autofree char *path = g_strdup_printf ("/disclosure/%s", g_strdelimit (name, " ", '-'));

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rule);
    }
  g_test_add_func ("/disclosure/a-name-needs-support-and-an-approach-by-name", test_name);
  return g_test_run ();
}
