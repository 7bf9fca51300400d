/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the records of a participant say about the course, day by day. Knows no rule. */

#include "config.h"

#include "ips/fod-course.h"

#include "base/fod-when.h"
#include "ips/fod-no-contact.h"

#include <string.h>

typedef struct
{
  char date[11];
  guint trace;
} Day;

struct _FodCourse
{
  FodRecord *participant;
  GPtrArray *placements;
  GPtrArray *changes;
  GPtrArray *people;
  GPtrArray *consents;
  GPtrArray *plans;
  GArray *days;
  GHashTable *answered;
};

FodCourse *
fod_course_new (void)
{
  FodCourse *self = g_new0 (FodCourse, 1);

  self->placements = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->consents = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->days = g_array_new (FALSE, FALSE, sizeof (Day));
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fod_course_free (FodCourse *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->participant, fod_record_unref);
  g_ptr_array_unref (self->placements);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->consents);
  g_ptr_array_unref (self->plans);
  g_array_unref (self->days);
  g_hash_table_unref (self->answered);
  g_free (self);
}

const char *
fod_course_get_owner (const FodRecord *record)
{
  const FodSpec *spec;

  g_return_val_if_fail (record != NULL, NULL);

  spec = fod_record_get_spec (record);
  if (strcmp (spec->kind, FOD_KIND_PARTICIPANT) == 0)
    return fod_record_get_id (record);
  return fod_spec_find (spec, "participant") != NULL ? fod_record_get (record, "participant")
                                                     : NULL;
}

static gboolean
is_one_of (const char *code, const char *const *codes)
{
  return code != NULL && g_strv_contains (codes, code);
}

/* Of the lists "note-type" and "follow-up-type". */
static const char *const at_a_distance[] = { "phone", "message", NULL };
static const char *const at_an_employer[] = { "employer-visit", "job-interview", NULL };

static guint
trace_of_type (const char *type)
{
  guint trace = 0;

  if (g_strcmp0 (type, "career-profile") == 0)
    trace |= FOD_COURSE_PROFILE;
  if (g_strcmp0 (type, "outreach") == 0)
    trace |= FOD_COURSE_OUTREACH;
  if (is_one_of (type, at_an_employer))
    trace |= FOD_COURSE_EMPLOYER;
  return trace;
}

static guint
trace_of_contact (const char *type)
{
  return is_one_of (type, at_a_distance) ? FOD_COURSE_CONTACT : FOD_COURSE_CONTACT | FOD_COURSE_MET;
}

static void
add_day (FodCourse *self, const char *date, guint trace)
{
  Day day = { "", trace };

  if (date == NULL || trace == 0)
    return;
  g_strlcpy (day.date, date, sizeof day.date);
  g_array_append_val (self->days, day);
}

static void
take_note (FodCourse *self, const FodRecord *note)
{
  const char *type = fod_record_get (note, "type");
  const char *attendance = fod_record_get (note, "attendance");
  g_autofree char *contact = fod_no_contact_dup_date (note);
  guint trace = 0;

  if (g_strcmp0 (attendance, "no-show") == 0)
    trace = FOD_COURSE_NO_SHOW;
  else if (g_strcmp0 (attendance, "cancelled") != 0)
    trace = trace_of_type (type) | (contact != NULL ? trace_of_contact (type) : 0);
  add_day (self, fod_record_get (note, "date"), trace);
}

/* What it is when it is held; a task at the desk is no contact. */
static guint
trace_of_follow_up (const FodRecord *follow_up, const FodWhen *when, gboolean planned)
{
  static const char *const alone[] = { "conference", "network",        "task",
                                       "outreach",   "employer-visit", NULL };
  const char *type = fod_record_get (follow_up, "type");
  guint trace = trace_of_type (type);

  if (!is_one_of (type, alone) && (planned || fod_when_has_time (when)))
    trace |= trace_of_contact (type);
  return trace;
}

static void
take_follow_up (FodCourse *self, const FodRecord *follow_up)
{
  const char *status = fod_record_get (follow_up, "status");
  const char *clock = fod_record_get (follow_up, "clock");
  gboolean planned = status == NULL || strcmp (status, "planned") == 0;
  gboolean done = g_strcmp0 (status, "done") == 0;
  FodWhen when;

  if (clock != NULL && (planned || done))
    g_hash_table_add (self->answered, g_strdup (clock));
  if (!fod_when_parse (fod_record_get (follow_up, "slot"), &when))
    return;
  if (planned)
    add_day (self, when.date, FOD_COURSE_PLANNED | trace_of_follow_up (follow_up, &when, TRUE));
  else if (done)
    add_day (self, when.date, trace_of_follow_up (follow_up, &when, FALSE));
  else if (strcmp (status, "no-show") == 0)
    add_day (self, when.date, FOD_COURSE_NO_SHOW);
}

/* Each day on which it came up: domain.md §2.3 asks when that was last. */
static void
take_disclosure (FodCourse *self, const FodRecord *plan)
{
  static const char *const dated[] = { "talked-on", "agreed-on", "revoked-on" };

  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    add_day (self, fod_record_get (plan, dated[i]), FOD_COURSE_DISCLOSURE);
}

void
fod_course_take (FodCourse *self, FodRecord *record)
{
  const char *kind;

  g_return_if_fail (self != NULL && record != NULL);

  kind = fod_record_get_kind (record);
  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    take_note (self, record);
  else if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    take_follow_up (self, record);
  else if (strcmp (kind, FOD_KIND_PLACEMENT) == 0)
    g_ptr_array_add (self->placements, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_JOB_CHANGE) == 0)
    g_ptr_array_add (self->changes, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_BENEFIT_SHEET) == 0)
    add_day (self, fod_record_get (record, "advised-on"), FOD_COURSE_BENEFITS);
  else if (strcmp (kind, FOD_KIND_DISCLOSURE_PLAN) == 0)
    take_disclosure (self, record);
  else if (strcmp (kind, FOD_KIND_PROFILE_SECTION) == 0)
    add_day (self, fod_record_get (record, "told-on"), FOD_COURSE_PROFILE);
  else if (strcmp (kind, FOD_KIND_TREATMENT_CONTACT) == 0)
    g_ptr_array_add (self->people, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_CONSENT) == 0)
    g_ptr_array_add (self->consents, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_SEARCH_PLAN) == 0)
    g_ptr_array_add (self->plans, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    {
      g_clear_pointer (&self->participant, fod_record_unref);
      self->participant = fod_record_ref (record);
    }
}

const FodRecord *
fod_course_get_participant (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->participant;
}

GPtrArray *
fod_course_get_placements (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->placements;
}

GPtrArray *
fod_course_get_changes (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->changes;
}

GPtrArray *
fod_course_get_people (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->people;
}

GPtrArray *
fod_course_get_consents (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->consents;
}

GPtrArray *
fod_course_get_plans (const FodCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->plans;
}

static gboolean
is_so (const Day *day, FodCourseTrace trace)
{
  return (day->trace & trace) == (guint)trace &&
         (day->trace & FOD_COURSE_PLANNED) == (trace & FOD_COURSE_PLANNED);
}

static gboolean
is_counted_before (const FodCourse *self, guint index, FodCourseTrace trace)
{
  const Day *day = &g_array_index (self->days, Day, index);

  for (guint i = 0; i < index; i++)
    {
      const Day *other = &g_array_index (self->days, Day, i);

      if (is_so (other, trace) && strcmp (other->date, day->date) == 0)
        return TRUE;
    }
  return FALSE;
}

guint
fod_course_count (const FodCourse *self, FodCourseTrace trace, const char *from, const char *to)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->days->len; i++)
    {
      const Day *day = &g_array_index (self->days, Day, i);

      if (is_so (day, trace) && (from == NULL || strcmp (from, day->date) <= 0) &&
          (to == NULL || strcmp (day->date, to) <= 0) && !is_counted_before (self, i, trace))
        count++;
    }
  return count;
}

const char *
fod_course_get_last (const FodCourse *self, FodCourseTrace trace, const char *to)
{
  const char *last = NULL;

  g_return_val_if_fail (self != NULL && to != NULL, NULL);

  for (guint i = 0; i < self->days->len; i++)
    {
      const Day *day = &g_array_index (self->days, Day, i);

      if (is_so (day, trace) && strcmp (day->date, to) <= 0 &&
          (last == NULL || strcmp (last, day->date) < 0))
        last = day->date;
    }
  return last;
}

GPtrArray *
fod_course_list_days (const FodCourse *self, FodCourseTrace trace)
{
  GPtrArray *days = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, days);

  for (guint i = 0; i < self->days->len; i++)
    {
      Day *day = &g_array_index (self->days, Day, i);

      if (is_so (day, trace))
        g_ptr_array_add (days, day->date);
    }
  return days;
}

gboolean
fod_course_is_answered (const FodCourse *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  return g_hash_table_contains (self->answered, key);
}
