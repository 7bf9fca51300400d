/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What participants told of themselves. Chosen by the course's number, so that nothing else of the
 * demo depends on it. */

#include "config.h"

#include "demo/fod-demo-private.h"

#include <string.h>

static const struct
{
  const char *title;
  const char *workplace;
  const char *from;
  const char *until;
  const char *minutes;
  const char *liked;
  const char *disliked;
  const char *ended_because;
} jobs[] = {
  { "Bagerlærling", "Bageren på torvet", "2009", "2011", "2220",
    "At være færdig med dagens arbejde, når de andre stod op.", "Nattearbejdet.",
    "Sov for lidt og blev syg." },
  { "Lagermedarbejder", "Grossist i Aalborg", "2014", "2016", "1860",
    "Faste rutiner og en makker, der forklarede én ting ad gangen.", "Støjen fra truckene.",
    "Afdelingen flyttede." },
  { "Avisbud", NULL, "før skolen", NULL, "420", "At være alene og ude.", NULL, NULL },
  { "Køkkenmedhjælper", "Plejehjemmet", "foråret 2018", "2019", "900",
    "Chefen sagde til, når noget var godt.", "Travlheden ved middagstid.",
    "Sæsonen sluttede, og kontrakten blev ikke forlænget." },
  { "Pædagogmedhjælper", "Børnehaven Skovbrynet", "2012", "ca. 2013", "1800",
    "Turene i skoven med de store børn.", "Aldrig et øjeblik for sig selv.",
    "Sygemeldt efter et halvt år." },
  { "Kassemedarbejder", "Supermarkedet", "2020", "sommeren 2021", "1200",
    "De faste kunder om formiddagen.", "Weekendvagterne.", "Sagde selv op." },
};

static void
make_earlier_job (FodDemo *self, const FodDemoCourse *course, guint number, guint which)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_EARLIER_JOB, course->number * 8 + number);
  g_autofree char *date = fod_demo_dup_workday (self, course->entry + 7);
  g_autoptr (FodRecord) record = fod_record_new (&fod_earlier_job_spec, id);

  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "title", jobs[which].title);
  fod_record_set (record, "workplace", jobs[which].workplace);
  fod_record_set (record, "worked-from", jobs[which].from);
  fod_record_set (record, "worked-until", jobs[which].until);
  fod_record_set (record, "weekly-minutes", jobs[which].minutes);
  fod_record_set (record, "liked", jobs[which].liked);
  fod_record_set (record, "disliked", jobs[which].disliked);
  fod_record_set (record, "ended-because", jobs[which].ended_because);
  fod_demo_yield (self, record, course->user, date);
}

static const struct
{
  const char *section;
  const char *own;
  const char *notes;
} told[] = {
  { "dream", "Noget med mad. Jeg vil gerne kunne se, at nogen bliver glade for det.",
    "Køkken eller bageri; ikke servering." },
  { "strengths", "Jeg bliver færdig med det, jeg begynder på.", NULL },
  { "wishes", "Om formiddagen, og helst ikke mere end fire ad gangen.", "Bus 54; ingen bil." },
  { "health", "Jeg har brug for en pause, før jeg selv synes det.",
    "Faresignal: svarer kort og tager overtøj på indendørs." },
  { "lessons", "Det gik godt, når nogen viste mig det først.", NULL },
};

static void
make_section (FodDemo *self, const FodDemoCourse *course, guint which)
{
  g_autofree char *date = fod_demo_dup_workday (self, course->entry + (which < 3 ? 5 : 7));
  g_autoptr (FodRecord) record = fod_record_new (&fod_profile_section_spec, "");
  g_autoptr (FodRecord) section = NULL;
  g_autofree char *id = NULL;

  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "section", told[which].section);
  fod_record_set (record, "own-words", told[which].own);
  fod_record_set (record, "section-notes", told[which].notes);
  fod_record_set (record, "told-on", date);
  id = fod_record_dup_shared_id (record);
  section = fod_record_copy_as (record, id);
  fod_demo_yield (self, section, course->user, date);
}

/* What may be said to any employer was talked over in the last weeks; every sixth is due. */
static void
make_disclosure (FodDemo *self, const FodDemoCourse *course)
{
  g_autofree char *id =
      fod_demo_dup_id (self, FOD_KIND_DISCLOSURE_PLAN, G_MAXUINT16 + course->number);
  g_autofree char *agreed = fod_demo_dup_workday (self, course->entry + 14);
  g_autofree char *talked = fod_demo_dup_workday (self, -5 - (int)(course->number * 11 % 40));
  g_autoptr (FodRecord) record = fod_record_new (&fod_disclosure_plan_spec, id);

  if (course->number % 6 == 0 || strcmp (talked, agreed) < 0)
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "disclosure", course->number % 4 == 0 ? "illness" : "support");
  fod_record_set (record, "approach-employers", course->number % 3 == 0 ? "anonymous" : "yes");
  fod_record_set (record, "wording", "Har en fast kontakt i kommunen, som hjælper til i starten.");
  fod_record_set (record, "told-by", "together");
  fod_record_set (record, "agreed-on", agreed);
  fod_record_set (record, "talked-on", talked);
  fod_demo_yield (self, record, course->user, agreed);
}

void
fod_demo_profile (FodDemo *self, const FodDemoCourse *course)
{
  /* Who has begun within the week has not told of it yet. */
  if (course->entry > -10)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (told) - course->number % 3; i++)
    make_section (self, course, i);
  for (guint i = 0; i < course->number % 4; i++)
    make_earlier_job (self, course, i, (course->number + 2 * i) % G_N_ELEMENTS (jobs));
  make_disclosure (self, course);
}
