/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One look through the log. Days are compared as texts: they are of one form. */

#include "config.h"

#include "ips/fod-visits.h"

#include "base/fod-date.h"

#include <string.h>

#define DAY 10

static const char *const purposes[FOD_VISITS_CUPS + 1] = { "first-hello", "learn-needs", "match",
                                                           "keep-in-touch" };

static char *
dup_day (const FodRecord *contact)
{
  const char *slot = fod_record_get (contact, "slot");

  return slot != NULL ? g_strndup (slot, DAY) : g_strdup ("");
}

gboolean
fod_visits_is_in_person (const FodRecord *contact)
{
  const char *manner = fod_record_get (contact, "manner");

  return g_strcmp0 (manner, "visit") == 0 || g_strcmp0 (manner, "face-to-face") == 0;
}

static void
take_cup (FodVisits *self, const FodRecord *contact, const char *day)
{
  const char *purpose = fod_record_get (contact, "purpose");

  if (!fod_visits_is_in_person (contact))
    return;
  for (guint i = 0; i < FOD_VISITS_CUPS; i++)
    if (g_strcmp0 (purpose, purposes[i]) == 0 &&
        (self->cups[i][0] == '\0' || strcmp (day, self->cups[i]) < 0))
      g_strlcpy (self->cups[i], day, sizeof self->cups[i]);
}

static gboolean
is_own (const FodRecord *contact, const char *user)
{
  const char *author = fod_record_get (contact, "author");

  return author == NULL || g_strcmp0 (author, user) == 0;
}

FodVisits
fod_visits_of (GPtrArray *contacts, const char *user, const char *today, int lately)
{
  FodVisits self = { 0 };
  g_autofree char *own = g_strdup ("");
  g_autofree char *others = g_strdup ("");

  g_return_val_if_fail (contacts != NULL && today != NULL, self);

  for (guint i = 0; i < contacts->len; i++)
    {
      const FodRecord *contact = g_ptr_array_index (contacts, i);
      g_autofree char *day = dup_day (contact);
      char **newest = is_own (contact, user) ? &own : &others;

      if (*day == '\0' || strcmp (day, today) > 0)
        continue;
      take_cup (&self, contact, day);
      if (strcmp (day, *newest) <= 0)
        continue;
      if (newest == &others)
        self.colleague = contact;
      g_free (*newest);
      *newest = g_steal_pointer (&day);
    }
  /* Of one day nobody knows who came first: the colleague's is told. */
  if (self.colleague != NULL &&
      (strcmp (own, others) > 0 || fod_date_days_between (others, today) > lately))
    self.colleague = NULL;
  return self;
}

const char *
fod_visits_get_next (const FodVisits *visits)
{
  guint cup = 0;

  g_return_val_if_fail (visits != NULL, NULL);

  while (cup < FOD_VISITS_CUPS && visits->cups[cup][0] != '\0')
    cup++;
  return purposes[cup];
}

const char *
fod_visits_get_purpose (guint cup)
{
  g_return_val_if_fail (cup < FOD_VISITS_CUPS, NULL);

  return purposes[cup];
}
