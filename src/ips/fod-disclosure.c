/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be said to an employer on a day. Codes that this program does not know permit nothing.
 */

#include "config.h"

#include "ips/fod-disclosure.h"

#include "base/fod-date.h"

#include <string.h>

static const char *const levels[] = {
  [FOD_DISCLOSURE_NOTHING] = "nothing",
  [FOD_DISCLOSURE_SUPPORT] = "support",
  [FOD_DISCLOSURE_ILLNESS] = "illness",
  [FOD_DISCLOSURE_DETAILS] = "details",
};

static const char *const approaches[] = {
  [FOD_DISCLOSURE_APPROACH_NO] = "no",
  [FOD_DISCLOSURE_APPROACH_ANONYMOUS] = "anonymous",
  [FOD_DISCLOSURE_APPROACH_BY_NAME] = "yes",
};

static guint
find_code (const char *const *codes, guint n_codes, const char *code)
{
  for (guint i = 1; i < n_codes; i++)
    if (g_strcmp0 (code, codes[i]) == 0)
      return i;
  return 0;
}

static FodDisclosureLevel
level_of (const char *code)
{
  return (FodDisclosureLevel)find_code (levels, G_N_ELEMENTS (levels), code);
}

static FodDisclosureApproach
approach_of (const char *code)
{
  return (FodDisclosureApproach)find_code (approaches, G_N_ELEMENTS (approaches), code);
}

static gboolean
is_past (const char *day, const char *date)
{
  return day != NULL && strcmp (day, date) <= 0;
}

/* The day on which a plan last said something. "" when it has no day, NULL when all of it is to
 * come. */
static const char *
last_word (const FodRecord *plan, const char *date)
{
  const char *agreed = fod_record_get (plan, "agreed-on");
  const char *revoked = fod_record_get (plan, "revoked-on");

  if (is_past (revoked, date))
    return revoked;
  if (agreed == NULL)
    return "";
  return is_past (agreed, date) ? agreed : NULL;
}

static const char *
get_noted (const FodRecord *participant, const char *field)
{
  return participant != NULL ? fod_record_get (participant, field) : NULL;
}

/* A plan that does not say how to approach leaves it at what is noted with the participant. */
static FodDisclosure
read_plan (const FodRecord *plan, const FodRecord *participant, const char *date)
{
  const char *day = last_word (plan, date);
  const char *approach = fod_record_get (plan, "approach-employers");
  FodDisclosure said = { .decides = plan };

  said.since = day != NULL && *day != '\0' ? day : NULL;
  if (is_past (fod_record_get (plan, "revoked-on"), date))
    return said;
  said.level = level_of (fod_record_get (plan, "disclosure"));
  said.approach =
      approach_of (approach != NULL ? approach : get_noted (participant, "approach-employers"));
  if (said.level == FOD_DISCLOSURE_NOTHING)
    return said;
  said.wording = fod_record_get (plan, "wording");
  said.told_by = fod_record_get (plan, "told-by");
  return said;
}

static gboolean
is_stricter (const FodDisclosure *said, const FodDisclosure *than)
{
  return said->level != than->level ? said->level < than->level : said->approach < than->approach;
}

/* Each as strict as the stricter of the two; the words are of the one that decides. */
static void
restrict_to (FodDisclosure *said, const FodDisclosure *other)
{
  FodDisclosureApproach approach = MIN (said->approach, other->approach);

  if (other->level < said->level || (other->level == said->level && is_stricter (other, said)))
    *said = *other;
  said->approach = approach;
}

static const FodRecord *
find_last (GPtrArray *plans, const char *employer, const FodRecord *participant, const char *date)
{
  const FodRecord *last = NULL;

  for (guint i = 0; plans != NULL && i < plans->len; i++)
    {
      const FodRecord *plan = g_ptr_array_index (plans, i);
      const char *day = last_word (plan, date);
      FodDisclosure mine = read_plan (plan, participant, date);
      FodDisclosure theirs = { 0 };
      int order = 1;

      if (day == NULL || g_strcmp0 (fod_record_get (plan, "employer"), employer) != 0)
        continue;
      if (last != NULL)
        {
          theirs = read_plan (last, participant, date);
          order = strcmp (day, last_word (last, date));
        }
      if (order > 0 || (order == 0 && is_stricter (&mine, &theirs)))
        last = plan;
    }
  return last;
}

static FodDisclosure
judge_general (const FodRecord *participant, const FodRecord *plan, const char *date)
{
  const char *level = get_noted (participant, "disclosure");
  const char *approach = get_noted (participant, "approach-employers");
  FodDisclosure noted = { .level = level_of (level), .approach = approach_of (approach) };
  FodDisclosure said;

  if (plan == NULL)
    return noted;
  said = read_plan (plan, participant, date);
  /* What nobody has noted restricts nothing that was agreed. */
  if (level == NULL)
    noted.level = said.level;
  if (approach == NULL)
    noted.approach = said.approach;
  if (noted.level < said.level)
    restrict_to (&said, &noted);
  said.approach = MIN (said.approach, noted.approach);
  return said;
}

FodDisclosure
fod_disclosure_of (const FodRecord *participant,
                   GPtrArray *plans,
                   const char *employer,
                   const char *date)
{
  const FodRecord *general;
  const FodRecord *own;
  FodDisclosure said = { 0 };
  FodDisclosure all;

  g_return_val_if_fail (fod_date_parse (date, NULL), said);

  general = find_last (plans, NULL, participant, date);
  own = employer != NULL ? find_last (plans, employer, participant, date) : NULL;
  all = judge_general (participant, general, date);
  if (own == NULL)
    return all;
  said = read_plan (own, participant, date);
  if (general != NULL && strcmp (last_word (general, date), last_word (own, date)) > 0)
    restrict_to (&said, &all);
  return said;
}

const char *
fod_disclosure_get_level_code (const FodDisclosure *disclosure)
{
  g_return_val_if_fail (disclosure != NULL, NULL);

  return levels[disclosure->level];
}

const char *
fod_disclosure_get_approach_code (const FodDisclosure *disclosure)
{
  g_return_val_if_fail (disclosure != NULL, NULL);

  return approaches[disclosure->approach];
}

gboolean
fod_disclosure_permits_name (const FodDisclosure *disclosure)
{
  g_return_val_if_fail (disclosure != NULL, FALSE);

  return disclosure->level != FOD_DISCLOSURE_NOTHING &&
         disclosure->approach == FOD_DISCLOSURE_APPROACH_BY_NAME;
}
