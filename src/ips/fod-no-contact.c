/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has been without contact for long. It knows nothing of where the records come from. */

#include "config.h"

#include "ips/fod-no-contact.h"

#include "base/fod-date.h"
#include "base/fod-when.h"

#include <string.h>

void
fod_no_contact_limits_init (FodNoContactLimits *limits)
{
  g_return_if_fail (limits != NULL);

  limits->days[FOD_PHASE_BEFORE] = 7;
  limits->days[FOD_PHASE_PROFILE] = 7;
  limits->days[FOD_PHASE_SEARCH] = 14;
  limits->days[FOD_PHASE_STABILITY] = 30;
  limits->days[FOD_PHASE_AFTERCARE] = 60;
  limits->days[FOD_PHASE_ENDED] = 0;
}

static gboolean
is_one_of (const char *code, const char *const *codes)
{
  return code != NULL && g_strv_contains (codes, code);
}

/* Of the lists "note-type" and "follow-up-type": where the person need not be there. */
static const char *const without_person[] = { "conference",     "outreach", "network",
                                              "employer-visit", "task",     NULL };

static char *
date_of_note (const FodRecord *note)
{
  static const char *const not_met[] = { "no-show", "cancelled", NULL };
  const char *attendance = fod_record_get (note, "attendance");

  if (is_one_of (attendance, not_met))
    return NULL;
  /* Unless it says that the person came. */
  if (attendance == NULL && is_one_of (fod_record_get (note, "type"), without_person))
    return NULL;
  return g_strdup (fod_record_get (note, "date"));
}

static char *
date_of_follow_up (const FodRecord *follow_up)
{
  FodWhen when;

  if (g_strcmp0 (fod_record_get (follow_up, "status"), "done") != 0 ||
      is_one_of (fod_record_get (follow_up, "type"), without_person) ||
      !fod_when_parse (fod_record_get (follow_up, "slot"), &when))
    return NULL;
  return fod_when_has_time (&when) ? g_strdup (when.date) : NULL;
}

char *
fod_no_contact_dup_date (const FodRecord *activity)
{
  const char *kind;

  g_return_val_if_fail (activity != NULL, NULL);

  kind = fod_record_get_kind (activity);
  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    return date_of_note (activity);
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    return date_of_follow_up (activity);
  return NULL;
}

void
fod_no_contact_collect (GHashTable *last, const FodRecord *activity, const char *today)
{
  g_autofree char *date = NULL;
  const char *participant;
  const char *known;

  g_return_if_fail (last != NULL && activity != NULL);

  date = fod_no_contact_dup_date (activity);
  if (date == NULL || strcmp (date, today) > 0)
    return;

  participant = fod_record_get (activity, "participant");
  if (participant == NULL)
    return;
  known = g_hash_table_lookup (last, participant);
  if (known == NULL || strcmp (known, date) < 0)
    g_hash_table_replace (last, g_strdup (participant), g_steal_pointer (&date));
}

/* The day from which the days without contact are counted. */
static const char *
find_start (const FodRecord *participant, const char *last)
{
  const char *const candidates[] = { last, fod_record_get (participant, "entry-date"),
                                     fod_record_get (participant, "referred-on") };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (fod_date_parse (candidates[i], NULL))
        return candidates[i];
    }
  return NULL;
}

gboolean
fod_no_contact_judge (FodRecord *participant,
                      const char *last,
                      const char *today,
                      const FodNoContactLimits *limits,
                      FodNoContact *result)
{
  const char *start;

  g_return_val_if_fail (participant != NULL && limits != NULL && result != NULL, FALSE);
  g_return_val_if_fail (fod_date_parse (today, NULL), FALSE);

  memset (result, 0, sizeof *result);
  result->participant = participant;
  result->phase = fod_phase_of (participant, today);
  result->limit = limits->days[result->phase.kind];
  if (last != NULL)
    g_strlcpy (result->last, last, sizeof result->last);

  start = find_start (participant, last);
  result->days = start == NULL ? -1 : MAX (fod_date_days_between (start, today), 0);
  return result->limit > 0 && (result->days < 0 || result->days > result->limit);
}

static int
compare_by_excess (gconstpointer a, gconstpointer b)
{
  const FodNoContact *first = a;
  const FodNoContact *second = b;

  if ((first->days < 0) != (second->days < 0))
    return first->days < 0 ? 1 : -1;
  return (second->days - second->limit) - (first->days - first->limit);
}

GArray *
fod_no_contact_list (GPtrArray *participants,
                     GHashTable *last,
                     const char *today,
                     const FodNoContactLimits *limits)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (FodNoContact));

  g_return_val_if_fail (participants != NULL && last != NULL, found);

  for (guint i = 0; i < participants->len; i++)
    {
      FodRecord *participant = g_ptr_array_index (participants, i);
      const char *day = g_hash_table_lookup (last, fod_record_get_id (participant));
      FodNoContact result;

      if (fod_no_contact_judge (participant, day, today, limits, &result))
        g_array_append_val (found, result);
    }
  g_array_sort (found, compare_by_excess);
  return found;
}
