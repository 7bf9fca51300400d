/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums. */

#include "config.h"

#include "ips/fod-week.h"

#include "ips/fod-no-contact.h"
#include "ips/fod-visits.h"

#include <string.h>

/* What one entry counts as. */
typedef struct
{
  gboolean employer; /* met face to face */
  gboolean talk;
  gboolean no_show;
  gboolean out; /* away from office and clinic */
  guint minutes;
} Entry;

static void
read_note (const FodRecord *note, Entry *entry)
{
  g_autofree char *talked = fod_no_contact_dup_date (note);

  entry->talk = talked != NULL;
  entry->no_show = !entry->talk && g_strcmp0 (fod_record_get (note, "attendance"), "no-show") == 0;
  entry->out = fod_record_get_bool (note, "community");
}

static void
read_contact (const FodRecord *contact, Entry *entry)
{
  entry->employer = fod_visits_is_in_person (contact);
  entry->out = entry->employer;
}

static Entry
read_entry (const FodRecord *record)
{
  Entry entry = { 0 };

  if (strcmp (fod_record_get_kind (record), FOD_KIND_NOTE) == 0)
    read_note (record, &entry);
  else if (strcmp (fod_record_get_kind (record), FOD_KIND_EMPLOYER_CONTACT) == 0)
    read_contact (record, &entry);
  else
    return entry;
  entry.minutes = (guint)MAX (fod_record_get_int (record, "minutes"), 0);
  return entry;
}

static gboolean
is_untimed (const Entry *entry)
{
  return (entry->talk || entry->employer) && entry->minutes == 0;
}

void
fod_week_add (FodWeek *self, const FodRecord *record)
{
  Entry entry;

  g_return_if_fail (self != NULL && record != NULL);

  entry = read_entry (record);
  self->employers += entry.employer;
  self->talks += entry.talk;
  self->no_shows += entry.no_show;
  self->minutes += entry.minutes;
  self->minutes_out += entry.out ? entry.minutes : 0;
  self->untimed += is_untimed (&entry);
}

gboolean
fod_week_counts (const FodRecord *record, FodWeekPart part)
{
  Entry entry;

  g_return_val_if_fail (record != NULL, FALSE);

  entry = read_entry (record);
  switch (part)
    {
    case FOD_WEEK_PART_EMPLOYERS:
      return entry.employer;
    case FOD_WEEK_PART_TIMED:
      return entry.minutes > 0;
    case FOD_WEEK_PART_UNTIMED:
      return is_untimed (&entry);
    case FOD_WEEK_PART_TALKS:
      return entry.talk || entry.no_show;
    default:
      g_assert_not_reached ();
    }
}

gboolean
fod_week_is_out (const FodRecord *record)
{
  g_return_val_if_fail (record != NULL, FALSE);

  return read_entry (record).out;
}

int
fod_week_get_out_percent (const FodWeek *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->minutes == 0 ? -1 : (int)((guint64)self->minutes_out * 100 / self->minutes);
}
