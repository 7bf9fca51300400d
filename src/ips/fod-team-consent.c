/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One answer for a whole table, of the consents to each who sits there. */

#include "config.h"

#include "ips/fod-team-consent.h"

#include "ips/fod-consent.h"

#include <string.h>

typedef struct
{
  FodTeamConsent level;
  guint asked;
  GPtrArray *withheld; /* nullable */
} Table;

static void
add_withheld (Table *table, const FodRecord *consent)
{
  const char *topics = consent != NULL ? fod_record_get (consent, "withheld") : NULL;
  g_auto (GStrv) each = NULL;

  if (table->withheld == NULL || topics == NULL)
    return;
  each = g_strsplit (topics, "\n", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (table->withheld, each[i], g_str_equal, NULL))
      g_ptr_array_add (table->withheld, g_strdup (each[i]));
}

/* @covers: what was agreed on, a code of the list "consent" */
static void
seat (Table *table, FodConsent consent, const char *covers)
{
  FodTeamConsent level = FOD_TEAM_CONSENT_NOTHING;

  if (fod_consent_permits (consent))
    level = g_strcmp0 (covers, "full") == 0 ? FOD_TEAM_CONSENT_ALL : FOD_TEAM_CONSENT_ATTENDANCE;
  table->level = table->asked == 0 ? level : MIN (table->level, level);
  table->asked++;
}

static void
seat_contacts (Table *table,
               const FodRecord *participant,
               GPtrArray *contacts,
               GPtrArray *consents,
               const char *today)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      const FodRecord *contact = g_ptr_array_index (contacts, i);
      const FodRecord *decides = NULL;
      FodConsent consent;

      if (!fod_consent_is_of_treatment (fod_record_get (contact, "role")))
        continue;
      consent = fod_consent_of (contact, participant, consents, today, &decides);
      seat (table, consent,
            fod_record_get (decides != NULL ? decides : contact,
                            decides != NULL ? "covers" : "consent"));
      add_withheld (table, decides);
    }
}

/* Those who are known by a consent in words alone, each once. */
static void
seat_counterparts (Table *table,
                   const FodRecord *participant,
                   GPtrArray *consents,
                   const char *today)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < consents->len; i++)
    {
      const FodRecord *consent = g_ptr_array_index (consents, i);
      g_autofree char *counterpart = fod_consent_dup_counterpart (consent);
      const FodRecord *decides = NULL;
      FodConsent state;

      if (fod_record_get (consent, "contact") != NULL || counterpart == NULL ||
          !fod_consent_is_of_treatment (fod_record_get (consent, "role")) ||
          g_hash_table_contains (seen, counterpart))
        continue;
      state = fod_consent_of_counterpart (counterpart, participant, consents, today, &decides);
      seat (table, state, decides != NULL ? fod_record_get (decides, "covers") : NULL);
      add_withheld (table, decides);
      g_hash_table_add (seen, g_steal_pointer (&counterpart));
    }
}

FodTeamConsent
fod_team_consent_of (const FodRecord *participant,
                     GPtrArray *contacts,
                     GPtrArray *consents,
                     const char *today,
                     GPtrArray *withheld)
{
  Table table = { FOD_TEAM_CONSENT_NOTHING, 0, withheld };
  const char *ended;

  g_return_val_if_fail (participant != NULL, FOD_TEAM_CONSENT_NOTHING);
  g_return_val_if_fail (contacts != NULL && consents != NULL, FOD_TEAM_CONSENT_NOTHING);

  ended = fod_record_get (participant, "treatment-ended");
  if (ended != NULL && strcmp (ended, today) < 0)
    return FOD_TEAM_CONSENT_NOTHING;
  seat_contacts (&table, participant, contacts, consents, today);
  seat_counterparts (&table, participant, consents, today);
  return table.level;
}
