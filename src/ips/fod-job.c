/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hours of jobs from day to day, the ordinary ones apart from those on the way there. */

#include "config.h"

#include "ips/fod-job.h"

#include "base/fod-date.h"

#include <string.h>

FodJobGroup
fod_job_group_of (const char *type)
{
  static const char *const ordinary[] = { "ordinary", "small-hours", "trainee", NULL };

  if (type != NULL && g_strv_contains (ordinary, type))
    return FOD_JOB_ORDINARY;
  return g_strcmp0 (type, "education") == 0 ? FOD_JOB_EDUCATION : FOD_JOB_OTHER;
}

/* Ids begin with the time at which they were made. */
static gboolean
is_later (const FodRecord *change, const FodRecord *other)
{
  int order = strcmp (fod_record_get (change, "changed-on"), fod_record_get (other, "changed-on"));

  return order > 0 ||
         (order == 0 && strcmp (fod_record_get_id (change), fod_record_get_id (other)) > 0);
}

gboolean
fod_job_is_real (const FodRecord *placement)
{
  static const char *const stages[] = { "offered", "started", "ended", NULL };
  const char *stage;

  g_return_val_if_fail (placement != NULL, FALSE);

  stage = fod_record_get (placement, "stage");
  return (stage == NULL || g_strv_contains (stages, stage)) &&
         fod_date_parse (fod_record_get (placement, "start-date"), NULL);
}

gboolean
fod_job_has_work (GPtrArray *placements, const char *date, const char **ended)
{
  *ended = NULL;
  g_return_val_if_fail (placements != NULL && date != NULL, FALSE);

  for (guint i = 0; i < placements->len; i++)
    {
      const FodRecord *placement = g_ptr_array_index (placements, i);
      const char *start = fod_record_get (placement, "start-date");
      const char *end = fod_record_get (placement, "end-date");

      if (!fod_job_is_real (placement) ||
          fod_job_group_of (fod_record_get (placement, "type")) == FOD_JOB_OTHER ||
          (end != NULL && strcmp (end, start) < 0))
        continue;
      if (end != NULL ? strcmp (end, date) > 0
                      : g_strcmp0 (fod_record_get (placement, "stage"), "ended") != 0)
        return TRUE;
      if (end != NULL && (*ended == NULL || strcmp (end, *ended) > 0))
        *ended = end;
    }
  return FALSE;
}

int
fod_job_get_minutes (const FodRecord *placement, GPtrArray *changes, const char *date)
{
  const FodRecord *last = NULL;
  const char *minutes;

  g_return_val_if_fail (placement != NULL && changes != NULL && date != NULL, -1);

  for (guint i = 0; i < changes->len; i++)
    {
      const FodRecord *change = g_ptr_array_index (changes, i);
      const char *day = fod_record_get (change, "changed-on");

      if (g_strcmp0 (fod_record_get (change, "placement"), fod_record_get_id (placement)) == 0 &&
          fod_record_get (change, "weekly-minutes") != NULL && day != NULL &&
          strcmp (day, date) <= 0 && (last == NULL || is_later (change, last)))
        last = change;
    }
  minutes = fod_record_get (last != NULL ? last : placement, "weekly-minutes");
  return minutes == NULL ? -1 : (int)g_ascii_strtoll (minutes, NULL, 10);
}

static gboolean
is_counted (const FodRecord *placement)
{
  const char *stage = fod_record_get (placement, "stage");

  return (g_strcmp0 (stage, "started") == 0 || g_strcmp0 (stage, "ended") == 0) &&
         fod_record_get (placement, "start-date") != NULL &&
         fod_job_group_of (fod_record_get (placement, "type")) != FOD_JOB_EDUCATION;
}

static gboolean
is_running (const FodRecord *placement, const char *date)
{
  const char *end = fod_record_get (placement, "end-date");

  return strcmp (fod_record_get (placement, "start-date"), date) <= 0 &&
         (end == NULL || strcmp (date, end) <= 0);
}

/* Takes @day, which may be %NULL. */
static void
add_day (GPtrArray *days, char *day, const char *until)
{
  if (day != NULL && strcmp (day, until) <= 0)
    g_ptr_array_add (days, day);
  else
    g_free (day);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The days on which something may be different from the day before. */
static GPtrArray *
list_days (GPtrArray *placements, GPtrArray *changes, const char *until)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < placements->len; i++)
    {
      const FodRecord *placement = g_ptr_array_index (placements, i);
      const char *end = fod_record_get (placement, "end-date");

      if (!is_counted (placement))
        continue;
      add_day (days, g_strdup (fod_record_get (placement, "start-date")), until);
      add_day (days, end != NULL ? fod_date_add_days (end, 1) : NULL, until);
    }
  for (guint i = 0; i < changes->len; i++)
    add_day (days, g_strdup (fod_record_get (g_ptr_array_index (changes, i), "changed-on")), until);
  g_ptr_array_sort (days, compare_days);
  return days;
}

static FodJobStair
reckon (GPtrArray *placements, GPtrArray *changes, const char *day)
{
  FodJobStair stair = { "", 0, 0 };

  g_strlcpy (stair.from, day, sizeof stair.from);
  for (guint i = 0; i < placements->len; i++)
    {
      const FodRecord *placement = g_ptr_array_index (placements, i);
      guint *sum = fod_job_group_of (fod_record_get (placement, "type")) == FOD_JOB_ORDINARY
                       ? &stair.ordinary
                       : &stair.other;

      if (is_counted (placement) && is_running (placement, day))
        *sum += (guint)MAX (fod_job_get_minutes (placement, changes, day), 0);
    }
  return stair;
}

GArray *
fod_job_list_stairs (GPtrArray *placements, GPtrArray *changes, const char *until)
{
  GArray *stairs = g_array_new (FALSE, FALSE, sizeof (FodJobStair));
  g_autoptr (GPtrArray) days = NULL;
  FodJobStair last = { "", 0, 0 };

  g_return_val_if_fail (placements != NULL && changes != NULL && until != NULL, stairs);

  days = list_days (placements, changes, until);
  for (guint i = 0; i < days->len; i++)
    {
      FodJobStair stair = reckon (placements, changes, g_ptr_array_index (days, i));

      if (stair.ordinary == last.ordinary && stair.other == last.other)
        continue;
      g_array_append_val (stairs, stair);
      last = stair;
    }
  return stairs;
}
