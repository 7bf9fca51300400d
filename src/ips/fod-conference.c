/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathers what belongs to each participant, then judges them one by one. */

#include "config.h"

#include "ips/fod-conference.h"

#include "base/fod-fold.h"
#include "base/fod-when.h"

#include <string.h>

/* A participant while rows are still coming. */
typedef struct
{
  FodRecord *participant; /* nullable */
  GPtrArray *contacts;
  GPtrArray *consents;
  GPtrArray *follow_ups;
  GPtrArray *notes; /* of conferences on the last day on which there was one */
  char *team;       /* nullable: its key; not on any list without one */
  char *sort;       /* nullable: the name, for sorting */
  FodConferencePerson *person;
} Place;

struct _FodConference
{
  char *today;
  char *user;
  GHashTable *places; /* id of a participant → Place */
  GPtrArray *teams;   /* of FodConferenceTeam */
};

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
}

static Place *
place_new (void)
{
  Place *place = g_new0 (Place, 1);

  place->contacts = new_records ();
  place->consents = new_records ();
  place->follow_ups = new_records ();
  place->notes = new_records ();
  return place;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_pointer (&place->participant, fod_record_unref);
  g_ptr_array_unref (place->contacts);
  g_ptr_array_unref (place->consents);
  g_ptr_array_unref (place->follow_ups);
  g_ptr_array_unref (place->notes);
  g_free (place->team);
  g_free (place->sort);
  g_clear_pointer (&place->person, fod_conference_person_unref);
  g_free (place);
}

static void
team_free (gpointer data)
{
  FodConferenceTeam *team = data;

  g_free (team->key);
  g_free (team->name);
  g_free (team);
}

FodConference *
fod_conference_new (const char *today, const char *user)
{
  FodConference *self;

  g_return_val_if_fail (today != NULL, NULL);

  self = g_new0 (FodConference, 1);
  self->today = g_strdup (today);
  self->user = g_strdup (user);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->teams = g_ptr_array_new_with_free_func (team_free);
  return self;
}

void
fod_conference_free (FodConference *self)
{
  g_free (self->today);
  g_free (self->user);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->teams);
  g_free (self);
}

static Place *
find_place (FodConference *self, const char *participant)
{
  Place *place = g_hash_table_lookup (self->places, participant);

  if (place == NULL)
    {
      place = place_new ();
      g_hash_table_insert (self->places, g_strdup (participant), place);
    }
  return place;
}

static const char *
dated (const Place *place)
{
  return place->notes->len > 0 ? fod_record_get (g_ptr_array_index (place->notes, 0), "date")
                               : NULL;
}

static void
take_note (FodConference *self, Place *place, FodRecord *note)
{
  const char *date = fod_record_get (note, "date");

  if (g_strcmp0 (fod_record_get (note, "type"), "conference") != 0 || date == NULL ||
      strcmp (date, self->today) > 0)
    return;
  if (g_strcmp0 (date, dated (place)) > 0)
    g_ptr_array_set_size (place->notes, 0);
  if (g_strcmp0 (date, dated (place)) >= 0)
    g_ptr_array_add (place->notes, fod_record_ref (note));
}

void
fod_conference_take (FodConference *self, FodRecord *record)
{
  const char *kind = fod_record_get_kind (record);
  const char *owner;

  g_return_if_fail (self != NULL);

  if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    {
      Place *place = find_place (self, fod_record_get_id (record));

      g_clear_pointer (&place->participant, fod_record_unref);
      place->participant = fod_record_ref (record);
      return;
    }
  owner = fod_spec_find (fod_record_get_spec (record), "participant") != NULL
              ? fod_record_get (record, "participant")
              : NULL;
  if (owner == NULL)
    return;
  if (strcmp (kind, FOD_KIND_TREATMENT_CONTACT) == 0)
    g_ptr_array_add (find_place (self, owner)->contacts, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_CONSENT) == 0)
    g_ptr_array_add (find_place (self, owner)->consents, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    g_ptr_array_add (find_place (self, owner)->follow_ups, fod_record_ref (record));
  else if (strcmp (kind, FOD_KIND_NOTE) == 0)
    take_note (self, find_place (self, owner), record);
}

/* What nobody has claimed yet was made here, before the first sync. */
static gboolean
is_mine (const FodConference *self, const FodRecord *participant)
{
  const char *consultant = fod_record_get (participant, "consultant");

  return self->user == NULL || consultant == NULL || strcmp (consultant, self->user) == 0 ||
         g_strcmp0 (fod_record_get (participant, "cover"), self->user) == 0;
}

static gboolean
is_on_a_list (const FodConference *self, const FodRecord *participant)
{
  const char *stage = fod_record_get (participant, "stage");

  return is_mine (self, participant) &&
         (stage == NULL || strcmp (stage, "active") == 0 || strcmp (stage, "aftercare") == 0);
}

static char *
dup_key (const FodRecord *participant)
{
  const char *clinic = fod_record_get (participant, "clinic");
  g_autofree char *key = clinic != NULL ? g_strstrip (fod_fold_search (clinic)) : NULL;

  return key != NULL && *key != '\0' ? g_steal_pointer (&key) : NULL;
}

static gboolean
is_conference (const FodRecord *follow_up)
{
  return g_strcmp0 (fod_record_get (follow_up, "type"), "conference") == 0;
}

static void
take_follow_up (FodConference *self, FodConferencePerson *person, FodRecord *follow_up)
{
  const char *slot = fod_record_get (follow_up, "slot");
  const char *status = fod_record_get (follow_up, "status");
  FodWhen when;

  if (!fod_when_parse_here (slot, &when) || (status != NULL && strcmp (status, "planned") != 0))
    return;
  if (is_conference (follow_up))
    {
      if (strcmp (when.date, self->today) <= 0 && person->may_say == FOD_TEAM_CONSENT_ALL)
        g_ptr_array_add (person->questions, fod_record_ref (follow_up));
    }
  else if (fod_when_has_time (&when) && strcmp (when.date, self->today) >= 0 &&
           (person->next_slot == NULL || strcmp (slot, person->next_slot) < 0))
    {
      g_free (person->next_slot);
      person->next_slot = g_strdup (slot);
    }
}

/* Any order would do that is the same each time. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const FodRecord *first = *(const FodRecord *const *)a;
  const FodRecord *second = *(const FodRecord *const *)b;

  return strcmp (fod_record_get_id (first), fod_record_get_id (second));
}

static void
take_raised (FodConference *self, FodConferencePerson *person, const Place *place)
{
  person->raised_on = g_strdup (dated (place));
  if (person->may_say != FOD_TEAM_CONSENT_ALL ||
      !fod_conference_person_is_raised (person, self->today))
    return;
  for (guint i = 0; i < place->notes->len; i++)
    g_ptr_array_add (person->said, fod_record_ref (g_ptr_array_index (place->notes, i)));
  g_ptr_array_sort (person->said, compare_ids);
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const FodRecord *first = *(const FodRecord *const *)a;
  const FodRecord *second = *(const FodRecord *const *)b;
  int order = strcmp (fod_record_get (first, "slot"), fod_record_get (second, "slot"));

  return order != 0 ? order : compare_ids (a, b);
}

static void
judge (FodConference *self, const char *id, Place *place)
{
  FodConferencePerson *person = fod_conference_person_new (id);

  place->person = person;
  person->may_say = fod_team_consent_of (place->participant, place->contacts, place->consents,
                                         self->today, person->withheld);
  if (person->may_say == FOD_TEAM_CONSENT_NOTHING)
    {
      g_ptr_array_set_size (person->withheld, 0);
      return;
    }
  person->participant = fod_record_ref (place->participant);
  take_raised (self, person, place);
  for (guint i = 0; i < place->follow_ups->len; i++)
    take_follow_up (self, person, g_ptr_array_index (place->follow_ups, i));
  g_ptr_array_sort (person->questions, compare_slots);
  place->sort = fod_fold_collate_key (fod_record_get (place->participant, "name") != NULL
                                          ? fod_record_get (place->participant, "name")
                                          : "");
}

static FodConferenceTeam *
find_team (FodConference *self, const char *key)
{
  FodConferenceTeam *team;

  for (guint i = 0; i < self->teams->len; i++)
    {
      team = g_ptr_array_index (self->teams, i);
      if (strcmp (team->key, key) == 0)
        return team;
    }
  team = g_new0 (FodConferenceTeam, 1);
  team->key = g_strdup (key);
  g_ptr_array_add (self->teams, team);
  return team;
}

/* Of two spellings that as many have, the one that comes first in the alphabet. */
static char *
dup_common_name (FodConference *self, const char *key)
{
  g_autoptr (GHashTable) spelt = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  guint most = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;
      const char *name = place->team != NULL ? fod_record_get (place->participant, "clinic") : NULL;
      guint count;

      if (name == NULL || strcmp (place->team, key) != 0)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (spelt, name)) + 1;
      g_hash_table_insert (spelt, (gpointer)name, GUINT_TO_POINTER (count));
      if (count > most || (count == most && strcmp (name, best) < 0))
        best = name;
      most = MAX (most, count);
    }
  return g_strdup (best);
}

static int
compare_teams (gconstpointer a, gconstpointer b)
{
  const FodConferenceTeam *first = *(const FodConferenceTeam *const *)a;
  const FodConferenceTeam *second = *(const FodConferenceTeam *const *)b;

  return strcmp (first->key, second->key);
}

void
fod_conference_end (FodConference *self)
{
  GHashTableIter iter;
  gpointer id, value;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Place *place = value;
      FodConferenceTeam *team;

      if (place->participant == NULL || !is_on_a_list (self, place->participant))
        continue;
      place->team = dup_key (place->participant);
      if (place->team == NULL)
        continue;
      judge (self, id, place);
      team = find_team (self, place->team);
      if (place->person->may_say != FOD_TEAM_CONSENT_NOTHING &&
          !fod_conference_person_is_raised (place->person, self->today))
        team->open++;
    }
  g_ptr_array_sort (self->teams, compare_teams);
  for (guint i = 0; i < self->teams->len; i++)
    {
      FodConferenceTeam *team = g_ptr_array_index (self->teams, i);

      team->name = dup_common_name (self, team->key);
    }
}

const char *
fod_conference_get_today (const FodConference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->today;
}

GPtrArray *
fod_conference_get_teams (FodConference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->teams;
}

/* 0: to be raised, 1: raised today, 2: not to be spoken of */
static int
rank (const FodConference *self, const FodConferencePerson *person)
{
  if (person->may_say == FOD_TEAM_CONSENT_NOTHING)
    return 2;
  return fod_conference_person_is_raised (person, self->today) ? 1 : 0;
}

static const char *
oldest_question (const FodConferencePerson *person)
{
  return person->questions->len > 0
             ? fod_record_get (g_ptr_array_index (person->questions, 0), "slot")
             : NULL;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *first = *(const Place *const *)a;
  const Place *second = *(const Place *const *)b;
  const char *ours = oldest_question (first->person);
  const char *theirs = oldest_question (second->person);
  int order = rank (user_data, first->person) - rank (user_data, second->person);

  if (order == 0 && (ours == NULL) != (theirs == NULL))
    order = ours == NULL ? 1 : -1;
  if (order == 0)
    order = g_strcmp0 (ours, theirs);
  if (order == 0)
    order = g_strcmp0 (first->person->raised_on, second->person->raised_on);
  if (order == 0)
    order = g_strcmp0 (first->sort, second->sort);
  return order != 0 ? order : strcmp (first->person->id, second->person->id);
}

GPtrArray *
fod_conference_list (FodConference *self, const char *key)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_conference_person_unref);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (self != NULL && key != NULL, people);

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_strcmp0 (((Place *)value)->team, key) == 0)
      g_ptr_array_add (places, value);
  g_ptr_array_sort_with_data (places, compare_places, self);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (people,
                     fod_conference_person_ref (((Place *)g_ptr_array_index (places, i))->person));
  return people;
}
