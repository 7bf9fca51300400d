/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened in a participant's course week by week, and what is planned next. */

#include "config.h"

#include "demo/fod-demo-private.h"

#include "base/fod-date.h"

#include <string.h>

/* "@" stands for the participant's first name, "#" for an employer. */
static const char *const early_notes[] = {
  "Opstartsmøde sammen med primærbehandler. Enige om at gå efter et par timer om ugen til en "
  "start.",
  "Første samtale om karriereprofilen. @ fortalte om tidligere job og hvad der gav energi.",
  "Anden del af karriereprofilen: styrker, faresignaler og hvad der hjælper på en dårlig dag.",
  "Vi gennemgik samtykke og hvad en arbejdsgiver må få at vide. @ vil tænke over det.",
};
static const char *const search_notes[] = {
  "Skrev ansøgning sammen. @ vil selv ringe til # i morgen.",
  "Gik en tur på handelsgaden og kiggede på steder, @ kunne tænke sig. # virkede spændende.",
  "Talte om næste skridt efter besøget hos #. Stemningen var god, men tiderne er tidlige.",
  "@ har sovet dårligt. Vi skruede ned for tempoet og aftalte en kort samtale mere i denne uge.",
  "Øvede jobsamtale. @ er mere rolig, når vi har skrevet stikord ned.",
};
static const char *const late_notes[] = {
  "Opfølgning på arbejdspladsen. Chefen er tilfreds, @ savner pauser om formiddagen.",
  "Talte om flere timer fra næste måned. Først en snak med ydelseskontoret.",
  "Kort opkald: det går godt, ingen fravær de sidste tre uger.",
  "Samtale om arbejdsopgaverne. @ vil gerne prøve kassen.",
  "Vi gennemgik faresignaler. @ siger selv til, hvis det bliver for meget.",
};
static const char *const titles[] = { "Samtale",          "Samtale på café",   "Opfølgning",
                                      "Telefonsamtale",   "Hjemmebesøg",       "Skrive ansøgning",
                                      "Støtte på jobbet", "Møde med behandler" };
static const char *const types[] = { "talk",       "talk", "talk",        "phone",
                                     "home-visit", "talk", "job-support", "conference" };
/* What somebody wants to know of those who treat. */
static const char *const questions[] = { "Kan medicinen tages om aftenen?",
                                         "Hvad gør I, når søvnen skrider?",
                                         "Er flere timer for meget lige nu?",
                                         "Hvem ringer vi til i en krise på jobbet?" };
static const char *const note_types[] = { "talk", "talk", "phone", "job-search", "home-visit" };
static const char *const jobs[] = { "Butiksmedhjælper", "Køkkenmedhjælper",
                                    "Lagermedarbejder", "Rengøringsassistent",
                                    "Kontorassistent",  "Gartnermedhjælper",
                                    "Pedelmedhjælper",  "Værkstedsmedhjælper" };
static const char *const job_kinds[] = { "ordinary",    "ordinary", "ordinary",
                                         "small-hours", "flex",     "work-placement" };
static const char *const places[] = { "Café Perronen, Skørping", "Jobcentret, Støvring",
                                      "Hos deltageren", "Biblioteket, Støvring",
                                      "På arbejdspladsen" };
static const char *const clinic_roles[] = { "primary-clinician", "doctor" };
static const char *const other_roles[] = { "caseworker", "home-support", "relative", "mentor" };
static const char *const consents[] = { "full", "full", "attendance", "none" };

static guint
pick_employer (FodDemo *self)
{
  return fod_demo_number (self, self->employers->len);
}

static void
make_consent (FodDemo *self,
              const FodDemoCourse *course,
              const FodRecord *contact,
              const char *covers,
              const char *until)
{
  static const char *const purposes[] = { "At støtten på jobbet og behandlingen passer sammen.",
                                          "At alle kender aftalerne, når timerne ændres." };
  guint kind = course->number / 2;
  g_autofree char *id = fod_demo_dup_id (self, fod_record_get_id (contact), 0);
  g_autofree char *date = fod_demo_dup_workday (self, course->entry);
  g_autoptr (FodRecord) record = fod_record_new (&fod_consent_spec, id);

  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "contact", fod_record_get_id (contact));
  fod_record_set (record, "counterpart", fod_record_get (contact, "name"));
  fod_record_set (record, "covers", covers);
  fod_record_set (record, "purpose", purposes[kind % G_N_ELEMENTS (purposes)]);
  fod_record_set (record, "given-how", kind % 3 == 0 ? "oral" : "written");
  fod_record_set (record, "given-on", date);
  fod_record_set (record, "expires-on", until);
  if (kind % 5 == 0)
    fod_record_set (record, "withheld", "Medicin");
  fod_demo_yield (self, record, course->user, date);
}

/* Every other course has its consents as rows, the others have them as they were noted before. */
static void
make_contact (FodDemo *self, const FodDemoCourse *course, guint number, const char *role)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_TREATMENT_CONTACT, number);
  g_autofree char *name = fod_demo_dup_person (self, fod_demo_chance (self, 60));
  g_autofree char *phone = fod_demo_dup_phone (self);
  g_autofree char *mail = fod_demo_dup_mail (name, "region.example");
  g_autofree char *until = fod_demo_dup_workday (self, 10 + (int)fod_demo_number (self, 300));
  g_autofree char *date = fod_demo_dup_workday (self, course->entry);
  g_autoptr (FodRecord) record = fod_record_new (&fod_treatment_contact_spec, id);
  gboolean own = course->number % 2 == 0;
  const char *covers;

  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "name", name);
  fod_record_set (record, "role", role);
  fod_record_set (record, "phone", phone);
  if (fod_demo_chance (self, 70))
    fod_record_set (record, "email", mail);
  covers = FOD_DEMO_PICK (self, consents);
  if (!fod_demo_chance (self, 50))
    g_clear_pointer (&until, g_free);
  if (!own)
    {
      fod_record_set (record, "consent", covers);
      fod_record_set (record, "consent-until", until);
    }
  fod_demo_yield (self, record, course->user, date);
  if (own)
    make_consent (self, course, record, covers, until);
}

/* Every third course has decided about the employer of its job, and every fourth has revoked it. */
static void
make_disclosure (FodDemo *self, const FodDemoCourse *course, const char *employer, int day)
{
  static const char *const wordings[] = { "Har en fast kontakt i kommunen, som gerne kommer forbi.",
                                          "Har brug for korte pauser og en fast plads i starten." };
  guint kind = course->number / 3;
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_DISCLOSURE_PLAN, course->number);
  g_autofree char *agreed = fod_demo_dup_workday (self, day - 14);
  g_autofree char *revoked = fod_demo_dup_workday (self, day - 7);
  g_autoptr (FodRecord) record = fod_record_new (&fod_disclosure_plan_spec, id);

  if (day - 7 > 0 || course->number % 3 != 0)
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "employer", employer);
  fod_record_set (record, "disclosure", kind % 2 == 0 ? "support" : "illness");
  fod_record_set (record, "approach-employers", "yes");
  fod_record_set (record, "wording", wordings[kind % G_N_ELEMENTS (wordings)]);
  fod_record_set (record, "told-by", "together");
  fod_record_set (record, "agreed-on", agreed);
  fod_record_set (record, "talked-on", agreed);
  if (kind % 4 == 3)
    fod_record_set (record, "revoked-on", revoked);
  fod_demo_yield (self, record, course->user, agreed);
}

static void
fill_job (FodDemo *self, FodRecord *record, int start)
{
  g_autofree char *started = fod_demo_dup_workday (self, start);
  g_autofree char *ended = fod_demo_dup_workday (self, start + 40);
  g_autofree char *minutes = g_strdup_printf ("%u", 60 * (4 + fod_demo_number (self, 20)));
  g_autofree char *pay = g_strdup_printf ("%u", 13500 + 50 * fod_demo_number (self, 80));

  fod_record_set (record, "weekly-minutes", minutes);
  if (start > 0)
    {
      fod_record_set (record, "stage", fod_demo_chance (self, 50) ? "offered" : "applied");
      return;
    }
  fod_record_set (record, "start-date", started);
  fod_record_set (record, "hourly-pay-ore", pay);
  if (start + 60 < 0 && fod_demo_chance (self, 25))
    {
      fod_record_set (record, "stage", "ended");
      fod_record_set (record, "end-date", ended);
      fod_record_set (record, "end-reason", "season");
      return;
    }
  fod_record_set (record, "stage", "started");
  if (fod_demo_chance (self, 50))
    fod_record_set (record, "permanent", "1");
}

static void
make_sheet (FodDemo *self, const FodDemoCourse *course, const FodRecord *job, int day)
{
  g_autofree char *id = fod_demo_dup_id (self, fod_record_get_id (job), G_MAXUINT16);
  g_autofree char *date = fod_demo_dup_workday (self, day);
  g_autoptr (FodRecord) record = fod_record_new (&fod_benefit_sheet_spec, id);

  if (day > 0)
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "advised-on", date);
  fod_record_set (record, "advised-by", "Ydelseskontoret");
  fod_record_set (record, "weekly-minutes", fod_record_get (job, "weekly-minutes"));
  fod_record_set (record, "hourly-pay-ore", fod_record_get (job, "hourly-pay-ore"));
  fod_record_set (record, "effect",
                  "Ydelsen sættes ned efter timerne; der er mere tilbage hver "
                  "måned end før. Boligstøtten regnes om fra næste måned.");
  fod_record_set (record, "reporting", "Lønsedlen sendes til kommunen hver måned.");
  fod_record_set (record, "in-writing", "1");
  fod_demo_yield (self, record, course->user, date);
}

/* Every other job began with two hours a week and went up from there. */
static void
make_stair (
    FodDemo *self, const FodDemoCourse *course, const FodRecord *job, int day, const char *minutes)
{
  g_autofree char *id =
      fod_demo_dup_id (self, fod_record_get_id (job), (guint)(day - course->entry));
  g_autofree char *date = fod_demo_dup_workday (self, day);
  g_autoptr (FodRecord) record = fod_record_new (&fod_job_change_spec, id);

  if (day > 0)
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "placement", fod_record_get_id (job));
  fod_record_set (record, "changed-on", date);
  fod_record_set (record, "weekly-minutes", minutes);
  fod_demo_yield (self, record, course->user, date);
}

/* Whoever searches has a plan; every third has one before it. */
static void
make_search_plan (FodDemo *self, const FodDemoCourse *course, guint which)
{
  static const char *const targets[] = {
    "Butikker i Støvring\nLager ved motorvejen",
    "Caféer i Skørping\nKantinen på rådhuset",
    "Planteskolen\nKommunens grønne områder",
  };
  guint number = course->number;
  int day = course->entry + 30 + (which == 0 ? 0 : 56);
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_SEARCH_PLAN, number * 2 + which);
  g_autofree char *agreed = fod_demo_dup_workday (self, day);
  g_autofree char *review = fod_demo_dup_workday (self, day + 42);
  g_autofree char *goals = g_strdup_printf ("%s\n%s", jobs[number % G_N_ELEMENTS (jobs)],
                                            jobs[(number + 3) % G_N_ELEMENTS (jobs)]);
  g_autoptr (FodRecord) record = fod_record_new (&fod_search_plan_spec, id);

  if (strcmp (course->stage, "referred") == 0 || day > 0)
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "goals", goals);
  fod_record_set (record, "targets", targets[number % G_N_ELEMENTS (targets)]);
  fod_record_set (record, "search-manner", number % 2 == 0 ? "together" : "consultant");
  fod_record_set (record, "cv-state", number % 3 == 0 ? "draft" : "ready");
  fod_record_set (record, "application-state", number % 4 == 0 ? "missing" : "draft");
  fod_record_set (record, "weekly-minutes-goal", number % 2 == 0 ? "720" : "900");
  fod_record_set (record, "agreed-on", agreed);
  fod_record_set (record, "accepted-on", agreed);
  fod_record_set (record, "next-review", review);
  fod_demo_yield (self, record, course->user, agreed);
}

static void
make_job (FodDemo *self, const FodDemoCourse *course)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_PLACEMENT, course->number);
  int start = course->entry + 30 + (int)fod_demo_number (self, 90);
  g_autofree char *date = fod_demo_dup_workday (self, start - 7);
  g_autoptr (FodRecord) record = fod_record_new (&fod_placement_spec, id);
  g_autofree char *full = NULL;

  if (self->employers->len == 0 || strcmp (course->stage, "referred") == 0 ||
      !fod_demo_chance (self, 60))
    return;
  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "type", FOD_DEMO_PICK (self, job_kinds));
  fod_record_set (record, "title", FOD_DEMO_PICK (self, jobs));
  fod_record_set (record, "employer", self->employers->pdata[pick_employer (self)]);
  make_disclosure (self, course, fod_record_get (record, "employer"), start);
  fill_job (self, record, start);
  if (start > 0 || course->number % 2 != 0)
    {
      fod_demo_yield (self, record, course->user, date);
      return;
    }
  make_sheet (self, course, record, start - 10);
  full = g_strdup (fod_record_get (record, "weekly-minutes"));
  fod_record_set (record, "weekly-minutes", "120");
  fod_demo_yield (self, record, course->user, date);
  make_stair (self, course, record, start + 14, "240");
  make_stair (self, course, record, start + 28, full);
}

static char *
fill_in (FodDemo *self, const char *text, const char *called)
{
  g_autoptr (GString) filled = g_string_new (text);
  const char *employer = "en virksomhed";

  if (self->employers->len > 0)
    employer = self->employer_names->pdata[pick_employer (self)];
  g_string_replace (filled, "@", called, 0);
  g_string_replace (filled, "#", employer, 0);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static const char *
pick_text (FodDemo *self, int week)
{
  if (week < 4)
    return early_notes[week];
  return week < 14 ? FOD_DEMO_PICK (self, search_notes) : FOD_DEMO_PICK (self, late_notes);
}

static void
make_note (FodDemo *self, const FodDemoCourse *course, int day)
{
  guint number = course->number * 1000 + (guint)(day - course->entry);
  int week = (day - course->entry) / 7;
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_NOTE, number);
  g_autofree char *date = fod_demo_dup_workday (self, day);
  g_autofree char *body = fill_in (self, pick_text (self, week), course->called);
  g_autofree char *minutes = g_strdup_printf ("%u", 15 * (1 + fod_demo_number (self, 5)));
  g_autoptr (FodRecord) record = fod_record_new (&fod_note_spec, id);
  gboolean missed = fod_demo_chance (self, 8);

  fod_record_set (record, "participant", course->id);
  fod_record_set (record, "date", date);
  fod_record_set (record, "type", week < 4 ? "career-profile" : FOD_DEMO_PICK (self, note_types));
  fod_record_set (record, "attendance", missed ? "no-show" : "came");
  fod_record_set (record, "body", missed ? "Kom ikke. Sendte en sms og aftalte en ny tid." : body);
  fod_record_set (record, "minutes", minutes);
  if (fod_demo_chance (self, 45))
    fod_record_set (record, "community", "1");
  fod_record_set (record, "author", course->user);
  fod_demo_yield (self, record, course->user, date);
}

static const char *
pick_status (FodDemo *self, int day)
{
  if (day >= 0)
    return "planned";
  if (fod_demo_chance (self, 85))
    return "done";
  return fod_demo_chance (self, 60) ? "no-show" : "cancelled";
}

static void
make_follow_up (
    FodDemo *self, const FodDemoCourse *course, guint number, int day, gboolean forgotten)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_FOLLOW_UP, course->number * 1000 + number);
  g_autofree char *date = fod_demo_dup_workday (self, day);
  guint what = fod_demo_number (self, G_N_ELEMENTS (titles));
  g_autofree char *slot = fod_demo_dup_slot (date, 15 * (34 + (int)fod_demo_number (self, 26)), 45);
  g_autofree char *made = fod_demo_dup_workday (self, MIN (day - 7, -1));
  const char *status = forgotten ? "planned" : pick_status (self, day);
  g_autoptr (FodRecord) record = fod_record_new (&fod_follow_up_spec, id);

  fod_record_set (record, "title",
                  strcmp (types[what], "conference") == 0
                      ? questions[(course->number + number) % G_N_ELEMENTS (questions)]
                      : titles[what]);
  fod_record_set (record, "type", types[what]);
  /* A fifth are things to do on a day, without a time. */
  fod_record_set (record, "slot", fod_demo_chance (self, 20) ? date : slot);
  fod_record_set (record, "status", status);
  fod_record_set (record, "participant", course->id);
  if (fod_demo_chance (self, 60))
    fod_record_set (record, "place", FOD_DEMO_PICK (self, places));
  if (strcmp (status, "done") == 0)
    fod_record_set (record, "settled-on", date);
  fod_record_set (record, "owner", course->user);
  fod_demo_yield (self, record, course->user, made);
}

/* Talks become rarer as the course goes on. */
static void
make_history (FodDemo *self, const FodDemoCourse *course)
{
  int last = course->end != 0 ? course->end : -1;
  int day = course->entry;

  while (day <= last)
    {
      g_autofree char *date = fod_demo_dup_workday (self, day);

      /* The day after a week-end may be one that has not come. */
      if (fod_date_days_between (date, self->plan->day) >= 0)
        make_note (self, course, day);
      day += day - course->entry < 90 ? 5 + (int)fod_demo_number (self, 6)
                                      : 10 + (int)fod_demo_number (self, 20);
    }
}

static void
make_plans (FodDemo *self, const FodDemoCourse *course)
{
  guint number = 0;

  if (course->end != 0)
    return;
  for (int day = MAX (course->entry, -60); day < 0; day += 12)
    make_follow_up (self, course, number++, day, FALSE);
  if (fod_demo_chance (self, 15))
    make_follow_up (self, course, number++, -1 - (int)fod_demo_number (self, 9), TRUE);
  if (fod_demo_chance (self, 85))
    make_follow_up (self, course, number++, (int)fod_demo_number (self, 12), FALSE);
  if (fod_demo_chance (self, 40))
    make_follow_up (self, course, number++, 12 + (int)fod_demo_number (self, 20), FALSE);
}

void
fod_demo_course (FodDemo *self, const FodDemoCourse *course)
{
  guint base = course->number * 4;

  make_contact (self, course, base, FOD_DEMO_PICK (self, clinic_roles));
  make_contact (self, course, base + 1, FOD_DEMO_PICK (self, other_roles));
  if (fod_demo_chance (self, 40))
    make_contact (self, course, base + 2, FOD_DEMO_PICK (self, other_roles));
  make_search_plan (self, course, 0);
  if (course->number % 3 == 0)
    make_search_plan (self, course, 1);
  make_job (self, course);
  if (strcmp (course->stage, "referred") != 0)
    {
      fod_demo_profile (self, course);
      make_history (self, course);
    }
  make_plans (self, course);
}
