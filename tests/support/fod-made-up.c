/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People, employers and activities from a seed: as many as the promises about speed are made for.
 */

#include "config.h"

#include "support/fod-made-up.h"

#include "base/fod-date.h"
#include "base/fod-uuid.h"

#define BATCH 1000

/* A team's years; what was due is done, all but one in so many. */
#define DAYS_BEHIND (5 * 365)
#define DAYS_AHEAD 60
#define ONE_FORGOTTEN_IN 200

struct _FodMadeUp
{
  FodClock *clock;
  GRand *rand;
  GPtrArray *participants; /* of char* */
  GPtrArray *employers;    /* of char* */
};

static const char *const first_names[] = { "Åse",   "Bent",     "Cecilie", "Dorthe",
                                           "Ellen", "Frederik", "Gitte",   "Hans",
                                           "Inger", "Jørgen",   "Karen",   "Lars" };
static const char *const last_names[] = { "Møller",  "Sørensen", "Kjær", "Østergaard", "Lund",
                                          "Aagaard", "Nørgaard", "Holm", "Dahl",       "Friis" };
static const char *const words[] = {
  "samtale",      "om",       "job",      "og",     "ønsker", "vi",     "talte", "butik",
  "lager",        "praktik",  "ugentlig", "aftale", "træt",   "glad",   "besøg", "hos",
  "arbejdsgiver", "gartneri", "køkken",   "bil",    "timer",  "løn",    "møde",  "sagsbehandler",
  "behandler",    "støtte",   "cykel",    "morgen", "næste",  "skridt",
};
static const char *const trades[] = { "Lager",     "Gartneri",  "Bageri", "Tømrer",
                                      "Rengøring", "Transport", "Køkken", "Butik" };

static const char *
pick (FodMadeUp *self, const char *const *texts, guint count)
{
  return texts[g_rand_int_range (self->rand, 0, (gint32)count)];
}

char *
fod_made_up_dup_text (FodMadeUp *self, guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    {
      g_string_append (text, pick (self, words, G_N_ELEMENTS (words)));
      if (g_rand_int_range (self->rand, 0, 6) == 0)
        g_string_append_printf (text, "%d", g_rand_int_range (self->rand, 0, 5000));
      g_string_append_c (text, ' ');
    }
  return g_strchomp (g_string_free (text, FALSE));
}

/* @behind: (out): days before today; negative for what is ahead. */
static char *
dup_date (FodMadeUp *self, int *behind)
{
  g_autofree char *today = fod_clock_dup_today (self->clock);

  *behind = g_rand_int_range (self->rand, -DAYS_AHEAD, DAYS_BEHIND);
  return fod_date_add_days (today, -*behind);
}

static FodRecord *
new_record (FodMadeUp *self, const FodSpec *spec)
{
  g_autofree char *id = fod_uuid_new (self->clock);

  return fod_record_new (spec, id);
}

static FodRecord *
new_participant (FodMadeUp *self)
{
  FodRecord *record = new_record (self, &fod_participant_spec);
  g_autofree char *name =
      g_strdup_printf ("%s %s", pick (self, first_names, G_N_ELEMENTS (first_names)),
                       pick (self, last_names, G_N_ELEMENTS (last_names)));

  fod_record_set (record, "name", name);
  fod_record_set (record, "stage", "active");
  fod_record_set (record, "entry-date", "2026-01-15");
  g_ptr_array_add (self->participants, g_strdup (fod_record_get_id (record)));
  return record;
}

static FodRecord *
new_employer (FodMadeUp *self)
{
  FodRecord *record = new_record (self, &fod_employer_spec);
  g_autofree char *name = g_strdup_printf ("%s %s %d", pick (self, trades, G_N_ELEMENTS (trades)),
                                           pick (self, last_names, G_N_ELEMENTS (last_names)),
                                           g_rand_int_range (self->rand, 0, 999));
  g_autofree char *tasks = fod_made_up_dup_text (self, 15);

  fod_record_set (record, "name", name);
  fod_record_set (record, "town", "Støvring");
  fod_record_set (record, "tasks", tasks);
  g_ptr_array_add (self->employers, g_strdup (fod_record_get_id (record)));
  return record;
}

static const char *
pick_id (FodMadeUp *self, GPtrArray *ids)
{
  return g_ptr_array_index (ids, (guint)g_rand_int_range (self->rand, 0, (gint32)ids->len));
}

static gboolean
is_planned (FodMadeUp *self, int behind)
{
  return behind <= 0 || g_rand_int_range (self->rand, 0, ONE_FORGOTTEN_IN) == 0;
}

FodRecord *
fod_made_up_activity (FodMadeUp *self)
{
  int kind = g_rand_int_range (self->rand, 0, 3);
  int behind = 0;
  g_autofree char *date = dup_date (self, &behind);
  g_autofree char *text = fod_made_up_dup_text (self, 40);
  FodRecord *record = NULL;

  if (kind == 0)
    {
      record = new_record (self, &fod_note_spec);
      fod_record_set (record, "participant", pick_id (self, self->participants));
      fod_record_set (record, "date", date);
      fod_record_set (record, "type", "talk");
      fod_record_set (record, "body", text);
    }
  else if (kind == 1)
    {
      record = new_record (self, &fod_employer_contact_spec);
      fod_record_set (record, "employer", pick_id (self, self->employers));
      fod_record_set (record, "slot", date);
      fod_record_set (record, "needs", text);
    }
  else
    {
      record = new_record (self, &fod_follow_up_spec);
      fod_record_set (record, "participant", pick_id (self, self->participants));
      fod_record_set (record, "title", "Samtale");
      fod_record_set (record, "slot", date);
      fod_record_set (record, "status", is_planned (self, behind) ? "planned" : "done");
      fod_record_set (record, "remark", text);
    }
  return record;
}

static void
fill (FodMadeUp *self, FodStore *store, FodRecord *(*make) (FodMadeUp *), guint count)
{
  for (guint done = 0; done < count; done += BATCH)
    {
      g_autoptr (FodEdit) edit = fod_edit_new ();
      g_autoptr (GError) error = NULL;

      for (guint i = done; i < MIN (done + BATCH, count); i++)
        {
          g_autoptr (FodRecord) record = make (self);

          fod_edit_create (edit, record);
        }
      g_free (fod_store_apply (store, edit, &error));
      if (error != NULL)
        g_error ("%s", error->message);
    }
}

FodMadeUp *
fod_made_up_new (FodClock *clock)
{
  FodMadeUp *self = g_new0 (FodMadeUp, 1);

  self->clock = g_object_ref (clock);
  self->rand = g_rand_new_with_seed (7);
  self->participants = g_ptr_array_new_with_free_func (g_free);
  self->employers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
fod_made_up_free (FodMadeUp *self)
{
  g_ptr_array_unref (self->participants);
  g_ptr_array_unref (self->employers);
  g_rand_free (self->rand);
  g_object_unref (self->clock);
  g_free (self);
}

const char *
fod_made_up_pick_employer (FodMadeUp *self)
{
  return pick_id (self, self->employers);
}

void
fod_made_up_fill (FodMadeUp *self, FodStore *store)
{
  fill (self, store, new_participant, FOD_MADE_UP_PARTICIPANTS);
  fill (self, store, new_employer, FOD_MADE_UP_EMPLOYERS);
  fill (self, store, fod_made_up_activity, FOD_MADE_UP_ACTIVITIES);
}
