/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums. */

#include "config.h"

#include "ips/fod-week.h"

#include "ips/fod-no-contact.h"
#include "ips/fod-visits.h"

#include <string.h>

static void
add_minutes (FodWeek *self, const FodRecord *entry, gboolean held, gboolean out)
{
  guint minutes = (guint)MAX (fod_record_get_int (entry, "minutes"), 0);

  self->minutes += minutes;
  if (out)
    self->minutes_out += minutes;
  if (held && minutes == 0)
    self->untimed++;
}

static void
add_note (FodWeek *self, const FodRecord *note)
{
  g_autofree char *talked = fod_no_contact_dup_date (note);
  gboolean held = talked != NULL;

  if (held)
    self->talks++;
  else if (g_strcmp0 (fod_record_get (note, "attendance"), "no-show") == 0)
    self->no_shows++;
  add_minutes (self, note, held, fod_record_get_bool (note, "community"));
}

static void
add_contact (FodWeek *self, const FodRecord *contact)
{
  gboolean in_person = fod_visits_is_in_person (contact);

  if (in_person)
    self->employers++;
  add_minutes (self, contact, in_person, in_person);
}

void
fod_week_add (FodWeek *self, const FodRecord *entry)
{
  g_return_if_fail (self != NULL && entry != NULL);

  if (strcmp (fod_record_get_kind (entry), FOD_KIND_NOTE) == 0)
    add_note (self, entry);
  else if (strcmp (fod_record_get_kind (entry), FOD_KIND_EMPLOYER_CONTACT) == 0)
    add_contact (self, entry);
}

int
fod_week_get_out_percent (const FodWeek *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->minutes == 0 ? -1 : (int)((guint64)self->minutes_out * 100 / self->minutes);
}
