/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What participants told of themselves. Chosen by the course's number, so that nothing else of the
 * demo depends on it. */

#include "config.h"

#include "demo/fod-demo-private.h"

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

void
fod_demo_profile (FodDemo *self, const FodDemoCourse *course)
{
  /* Who has begun within the week has not told of it yet. */
  if (course->entry > -10)
    return;
  for (guint i = 0; i < course->number % 4; i++)
    make_earlier_job (self, course, i, (course->number + 2 * i) % G_N_ELEMENTS (jobs));
}
