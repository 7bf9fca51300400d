/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The participants: who they are and how far their courses have come. */

#include "config.h"

#include "demo/fod-demo-private.h"

#include "base/fod-date.h"

#include <string.h>

static const char *const wishes[] = {
  "Vil gerne arbejde med dyr eller i en planteskole, helst ude og med faste rutiner.",
  "Drømmer om at komme tilbage til køkkenet, men med færre timer end før.",
  "Vil prøve lagerarbejde. Godt med ro, svært med mange kunder.",
  "Ønsker en elevplads i butik og er glad for mennesker.",
  "Vil gerne i gang på et værksted. Har selv skruet cykler i mange år.",
  "Kan godt lide tal og orden. Kontor eller arkiv, hjemmefra til en start.",
  "Vil helst være med børn. Har tidligere været vikar i en børnehave.",
  "Ønsker at gøre sin uddannelse færdig med støtte undervejs.",
  "Rengøring tidligt om morgenen passer godt, så er eftermiddagen fri.",
  "Vil arbejde med computere, gerne test eller hjemmesider.",
};

static const char *const practical[] = {
  "Kører i bus, helst ikke skift. Møder bedst efter kl. 10.",
  "Har kørekort, men ingen bil. Cykler gerne ti kilometer.",
  "Sms virker bedre end opkald.",
  "Henter børn kl. 15.",
  "Har det bedst med at kende planen dagen før.",
};

static const char *const sources[] = { "clinician", "clinician",    "caseworker",
                                       "self",      "home-support", "mentor" };
static const char *const groups[] = { "group-1", "group-1", "group-2", "youth" };
static const char *const benefits[] = { "cash-basic",       "cash-raised",        "sickness",
                                        "resource-course",  "disability-pension", "cash-minimum",
                                        "job-clarification" };
static const char *const disclosures[] = { "support", "support", "illness", "nothing", "details" };
static const char *const approaches[] = { "yes", "yes", "anonymous", "no" };
static const char *const reasons[] = { "working",  "working", "education",
                                       "own-wish", "moved",   "lost-contact" };
static const char *const clinics[] = { "Lokalpsykiatri Syd, team 1", "Lokalpsykiatri Syd, team 2",
                                       "Klinik Øst, ambulatoriet", "Socialpsykiatrien Rebild" };

/* A day that no year has: 30 or 31 February. The number is of the right form and nobody's. */
static char *
make_cpr (FodDemo *self, gboolean woman, guint number)
{
  guint serial = (fod_demo_number (self, 4900) * 2 + (woman ? 0 : 1) + number * 2) % 10000;

  return g_strdup_printf ("%s02%02u%04u", fod_demo_chance (self, 50) ? "30" : "31",
                          60 + fod_demo_number (self, 40), serial);
}

/* Most courses run; some wait to begin, some are in aftercare or over. */
static void
plan_course (FodDemo *self, FodDemoCourse *course)
{
  guint kind = fod_demo_number (self, 100);
  int days = (int)self->plan->days;

  course->entry = -(int)fod_demo_number (self, self->plan->days);
  course->stage = "active";
  if (kind < 7)
    course->stage = "referred";
  else if (kind < 17)
    {
      course->stage = "ended";
      course->entry = -days / 2 - (int)fod_demo_number (self, (guint)days / 2 + 1);
      course->end = -(int)fod_demo_number (self, (guint)days / 4 + 1) - 1;
    }
  else if (kind < 27)
    {
      course->stage = "aftercare";
      course->entry = -days / 2 - (int)fod_demo_number (self, (guint)days / 2 + 1);
    }
}

static void
fill_person (FodDemo *self, FodRecord *record, guint number)
{
  gboolean woman = fod_demo_chance (self, 55);
  g_autofree char *name = fod_demo_dup_person (self, woman);
  g_autofree char *cpr = make_cpr (self, woman, number);
  g_autofree char *phone = fod_demo_dup_phone (self);
  g_autofree char *mail = fod_demo_dup_mail (name, "post.example");
  g_autofree char *street = fod_demo_dup_street (self);
  g_autofree char *town = fod_demo_dup_town (self);
  g_autofree char *address = g_strjoin ("\n", street, town, NULL);

  fod_record_set (record, "name", name);
  if (fod_demo_chance (self, 92))
    fod_record_set (record, "cpr", cpr);
  fod_record_set (record, "phone", phone);
  if (fod_demo_chance (self, 60))
    fod_record_set (record, "email", mail);
  fod_record_set (record, "address", address);
  if (fod_demo_chance (self, 3))
    fod_record_set (record, "protected-address", "1");
  if (fod_demo_chance (self, 4))
    fod_record_set (record, "visit-in-pairs", "1");
}

static void
fill_course (FodDemo *self, FodRecord *record, const FodDemoCourse *course)
{
  g_autofree char *referred =
      fod_demo_dup_workday (self, course->entry - 5 - (int)fod_demo_number (self, 20));
  g_autofree char *entry = fod_demo_dup_workday (self, course->entry);
  g_autofree char *end = fod_demo_dup_workday (self, course->end);

  fod_record_set (record, "stage", course->stage);
  fod_record_set (record, "target-group", FOD_DEMO_PICK (self, groups));
  fod_record_set (record, "referral-source", FOD_DEMO_PICK (self, sources));
  fod_record_set (record, "referred-on", referred);
  if (strcmp (course->stage, "referred") != 0)
    fod_record_set (record, "entry-date", entry);
  if (course->end != 0)
    {
      fod_record_set (record, "ended-on", end);
      fod_record_set (record, "end-reason", FOD_DEMO_PICK (self, reasons));
    }
  fod_record_set (record, "clinic", FOD_DEMO_PICK (self, clinics));
  fod_record_set (record, "benefit", FOD_DEMO_PICK (self, benefits));
  fod_record_set (record, "wish", course->wish);
  if (fod_demo_chance (self, 60))
    fod_record_set (record, "practical", FOD_DEMO_PICK (self, practical));
  fod_record_set (record, "approach-employers", FOD_DEMO_PICK (self, approaches));
  fod_record_set (record, "disclosure", FOD_DEMO_PICK (self, disclosures));
}

/* What two of three wish of a job. */
static void
fill_wishes (FodRecord *record, guint number)
{
  static const struct
  {
    const char *wanted;
    const char *unwanted;
    const char *from;
    const char *to;
    const char *times;
    const char *noise;
    const char *people;
  } wishes_for[] = {
    { "køkken\nopvask", "kasse", "240", "600", "day\nevening", "loud", "few" },
    { "lager\npakke", "telefon", "360", "900", "day\nmorning", "some", "few" },
    { "butik\nvarer", "rengøring", "300", "900", "day\nweekend", "some", "many" },
    { "dyr\nplante\nvæksthus", "køkken", "240", "720", "day", "quiet", "few" },
    { "kontor\nscanne", "lager", "300", "720", "day", "quiet", "alone" },
  };
  guint which = number % G_N_ELEMENTS (wishes_for);

  if (number % 3 == 2)
    return;
  fod_record_set (record, "tasks-wanted", wishes_for[which].wanted);
  fod_record_set (record, "tasks-unwanted", wishes_for[which].unwanted);
  fod_record_set (record, "weekly-minutes-from", wishes_for[which].from);
  fod_record_set (record, "weekly-minutes-to", wishes_for[which].to);
  fod_record_set (record, "times", wishes_for[which].times);
  fod_record_set (record, "places", number % 2 == 0 ? "9520\nStøvring" : "Hobro\nSkørping");
  fod_record_set (record, "noise", wishes_for[which].noise);
  fod_record_set (record, "people", wishes_for[which].people);
}

static void
make_participant (FodDemo *self, const FodDemoUser *user, guint number)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_PARTICIPANT, number);
  g_autoptr (FodRecord) record = fod_record_new (&fod_participant_spec, id);
  g_autofree char *date = NULL;
  g_autofree char *called = NULL;
  FodDemoCourse course = { id, user->id, NULL, NULL, NULL, 0, 0, number };

  plan_course (self, &course);
  course.wish = FOD_DEMO_PICK (self, wishes);
  fill_person (self, record, number);
  fill_course (self, record, &course);
  fill_wishes (record, number);
  fod_record_set (record, "consultant", user->id);
  fod_record_set (record, "team", self->team);
  date = fod_demo_dup_workday (self, course.entry - 1);
  fod_demo_yield (self, record, user->id, date);
  called =
      g_strndup (fod_record_get (record, "name"), strcspn (fod_record_get (record, "name"), " "));
  course.called = called;
  fod_demo_course (self, &course);
}

/* What a consultant has in the calendar besides participants. */
static void
make_meetings (FodDemo *self, const FodDemoUser *user, guint number)
{
  GDate today;
  int monday;

  fod_date_parse (self->plan->day, &today);
  monday = 1 - (int)g_date_get_weekday (&today);
  for (int week = -4; week <= 4; week++)
    {
      g_autofree char *id = fod_demo_dup_id (self, "meeting", number * 100 + (guint)(week + 4));
      g_autofree char *date = fod_date_add_days (self->plan->day, monday + 7 * week);
      g_autofree char *slot = fod_demo_dup_slot (date, 9 * 60, 90);
      g_autoptr (FodRecord) record = fod_record_new (&fod_follow_up_spec, id);

      fod_record_set (record, "title", "Gruppesupervision");
      fod_record_set (record, "type", "other");
      fod_record_set (record, "slot", slot);
      fod_record_set (record, "place", "Støvring, mødelokale 2");
      fod_record_set (record, "status",
                      fod_date_days_between (date, self->plan->day) > 0 ? "done" : "planned");
      fod_record_set (record, "owner", user->id);
      fod_demo_yield (self, record, user->id, date);
    }
}

void
fod_demo_participants (FodDemo *self)
{
  guint consultants = self->users->len - 1;
  guint number = 0;

  for (guint i = 0; i < consultants; i++)
    {
      const FodDemoUser *user = self->users->pdata[1 + i];
      guint last = self->plan->participants * (i + 1) / consultants;

      make_meetings (self, user, i);
      for (; number < last; number++)
        make_participant (self, user, number);
    }
}
