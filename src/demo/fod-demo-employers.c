/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The employers around Rebild, who to talk to there, and what the team wrote about its visits. */

#include "config.h"

#include "demo/fod-demo-private.h"

#include "base/fod-date.h"

#include <string.h>

typedef struct
{
  const char *branch;
  const char *name; /* what follows the family's or the place's name */
  const char *tasks;
} FodTrade;

static const FodTrade trades[] = {
  { "retail", "Købmand", "Opfyldning fra kl. 6, flaskerum, kasse efter oplæring" },
  { "retail", "Genbrug", "Sortering, prismærkning, kundekontakt" },
  { "retail", "Blomster", "Binde buketter, vande, pakke ordrer" },
  { "food-service", "Bageri & Café", "Opvask, anretning, salg bag disken" },
  { "food-service", "Kro", "Køkkenhjælp, rengøring af værelser, servering i weekender" },
  { "food-service", "Pizzeria", "Forberedelse af grønt, opvask" },
  { "industry", "Maskinfabrik", "Montage, pakning, oprydning i hallen" },
  { "industry", "Vinduer", "Sortering af beslag, pakning, truck med certifikat" },
  { "construction", "Tømrer & Snedker", "Oprydning på byggeplads, klargøring af materialer" },
  { "construction", "Murerforretning", "Arbejdsmand, kørsel med materialer" },
  { "farming", "Planteskole", "Ompotning, ukrudt, plukke ordrer" },
  { "farming", "Landbrug", "Fodring, markarbejde i sæsonen" },
  { "wholesale", "Lager & Logistik", "Plukning, pakning, varemodtagelse" },
  { "transport", "Vognmandsforretning", "Vask af biler, pakning, medhjælp på tur" },
  { "cleaning", "Rengøring", "Kontorer tidlig morgen, faste ruter" },
  { "office", "Revision", "Scanning, arkiv, telefon, enkel bogføring" },
  { "it", "Webbureau", "Test, opdatering af hjemmesider, fotos" },
  { "care", "Plejecenter", "Køkken, vaskeri, aktiviteter med beboerne" },
  { "child-care", "Børnehus", "Køkken, oprydning, medhjælp på legepladsen" },
  { "crafts", "Autoværksted", "Klargøring, dæk, reservedele" },
  { "crafts", "Cykler", "Samling af nye cykler, lappe, kunder" },
  { "culture", "Idrætscenter", "Halinspektørens medhjælp, café, grønne områder" },
  { "health", "Tandklinik", "Sterilisering, reception" },
  { "public", "Forsyning", "Genbrugsplads, grønne områder, kørsel" },
};

static const char *const families[] = {
  "Vesterbæk", "Nygaards",   "Brødrene Lyng", "Hedegaards", "Rold Skovs",   "Mariendals",
  "Buderup",   "Lindenborg", "Sønderups",     "Kærbys",     "Hornum",       "Gravlev",
  "Møldrups",  "Bjergbys",   "Fyrkilde",      "Astrup",     "Toftegårdens", "Ærtebjergs",
  "Øksenhede", "Ågårdens",   "Stubberup",     "Tveden",     "Hellums",      "Veggerby",
};

static const char *const cultures[] = {
  "Rolig tone, alle spiser frokost sammen kl. 12. Mesteren er tålmodig.",
  "Travlt før jul og i maj. Små hold, klare instrukser.",
  "Godt vant til kolleger med skånehensyn. Larm i hallen, høreværn udleveres.",
  "Familieejet, tager gerne en kop kaffe før det bliver aftalt noget.",
  "Fleksible mødetider, mulighed for at begynde med få timer.",
  "Ung stab, musik i lokalet, mange skift i løbet af dagen.",
};

static const char *const roles[] = { "Indehaver", "Daglig leder",   "Butikschef", "Værkfører",
                                     "HR",        "Afdelingsleder", "Køkkenchef", "Lagerchef" };

static const char *const needs[] = {
  "Mangler en hånd om formiddagen, især fredag. Vil gerne høre om få timer til en start.",
  "Har selv prøvet praktik før og var glad for det. Vil hellere ansætte i løn, når det passer.",
  "Søger ikke lige nu, men to går på pension til sommer.",
  "Svært at finde nogen til de tidlige timer. Kørelejlighed er et problem for mange.",
  "Behov i sæsonen fra april til september. Opgaverne kan deles op.",
  "Vil gerne vide mere om, hvad vi kan støtte med på arbejdspladsen.",
  "Fik vist hallen rundt. Rolige opgaver ved pakkebordet, faste pladser.",
  "Talte om skånehensyn helt generelt. Ingen navne nævnt.",
};

static const char *const openings[] = {
  "Opvask og oprydning, 6-8 timer om ugen.",
  "Pakkebord, 10 timer, kan begynde straks.",
  "Medhjælp i butikken lørdag.",
  "Rengøring kl. 5-8, tre dage.",
  "Elevplads fra august.",
};

static const char *const steps[] = {
  "Ringe og aftale en ny kop kaffe",
  "Komme forbi med en kollega",
  "Sende mail med det aftalte",
  "Tage en rundvisning",
  "Tale om timer og løn",
};

static const char *const manners[] = { "visit", "visit", "visit", "visit", "phone", "mail" };
static const char *const purposes[] = { "first-hello", "learn-needs", "match", "keep-in-touch" };

static const char *
get_author (FodDemo *self, guint number)
{
  guint consultants = self->users->len - 1;
  guint share = (self->plan->employers + consultants - 1) / consultants;
  const FodDemoUser *user = self->users->pdata[1 + MIN (number / share, consultants - 1)];

  return user->id;
}

static char *
make_contact_person (FodDemo *self, const char *employer, guint number, const char *author)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_CONTACT_PERSON, number);
  g_autofree char *name = fod_demo_dup_person (self, fod_demo_chance (self, 50));
  g_autofree char *phone = fod_demo_dup_phone (self);
  g_autofree char *mail = fod_demo_dup_mail (name, "firma.example");
  g_autofree char *date = fod_demo_dup_workday (self, -(int)self->plan->days);
  g_autoptr (FodRecord) record = fod_record_new (&fod_contact_person_spec, id);

  fod_record_set (record, "employer", employer);
  fod_record_set (record, "name", name);
  fod_record_set (record, "role", FOD_DEMO_PICK (self, roles));
  fod_record_set (record, "phone", phone);
  if (fod_demo_chance (self, 60))
    fod_record_set (record, "email", mail);
  fod_demo_yield (self, record, author, date);
  return g_steal_pointer (&id);
}

static void
make_contact (
    FodDemo *self, const char *employer, const char *person, guint number, const char *author)
{
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_EMPLOYER_CONTACT, number);
  int days = -(int)fod_demo_number (self, self->plan->days);
  g_autofree char *date = fod_demo_dup_workday (self, MIN (days, -3));
  g_autofree char *next = fod_demo_dup_workday (self, MIN (days, -3) + 14);
  int minutes = 15 * (1 + (int)fod_demo_number (self, 4));
  g_autofree char *slot =
      fod_demo_dup_slot (date, 15 * (34 + (int)fod_demo_number (self, 26)), minutes);
  g_autofree char *length = g_strdup_printf ("%d", minutes);
  g_autoptr (FodRecord) record = fod_record_new (&fod_employer_contact_spec, id);

  fod_record_set (record, "employer", employer);
  fod_record_set (record, "slot", slot);
  fod_record_set (record, "manner", FOD_DEMO_PICK (self, manners));
  fod_record_set (record, "purpose", FOD_DEMO_PICK (self, purposes));
  fod_record_set (record, "contact-person", person);
  fod_record_set (record, "minutes", length);
  fod_record_set (record, "needs", FOD_DEMO_PICK (self, needs));
  if (fod_demo_chance (self, 25))
    fod_record_set (record, "openings", FOD_DEMO_PICK (self, openings));
  if (fod_demo_chance (self, 50))
    {
      fod_record_set (record, "next-step", FOD_DEMO_PICK (self, steps));
      fod_record_set (record, "next-date", next);
    }
  fod_record_set (record, "author", author);
  fod_demo_yield (self, record, author, date);
}

/* Every fifth employer has an opening, and some of those are past. */
static void
make_opening (
    FodDemo *self, const char *employer, const char *person, guint number, const char *author)
{
  static const struct
  {
    const char *title;
    const char *tasks;
    const char *from;
    const char *to;
    const char *times;
    const char *noise;
    const char *people;
  } jobs[] = {
    { "Opvasker", "Opvask og oprydning i køkkenet", "360", "480", "evening\nweekend", "loud",
      "few" },
    { "Pakker", "Pakke varer ved et fast bord på lageret", "600", "900", "day", "some", "few" },
    { "Butiksmedhjælper", "Sætte varer på hylder og hjælpe ved kassen", "240", "600",
      "day\nweekend", "some", "many" },
    { "Rengøring", "Rengøring af kontorer før de andre møder", "540", "900", "morning", "quiet",
      "alone" },
    { "Gartnermedhjælper", "Plante om, vande og luge i væksthuset", "480", "1200", "day", "quiet",
      "few" },
    { "Kontormedhjælp", "Scanne bilag og svare på mails", "300", "720", "day", "quiet", "few" },
  };
  static const char *const states[] = { "open", "open", "open", "filled", "gone" };
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_JOB_OPENING, number);
  int days = -3 - (int)(number % 40);
  g_autofree char *heard = fod_demo_dup_workday (self, days);
  g_autofree char *until = fod_demo_dup_workday (self, days + 60);
  g_autoptr (FodRecord) record = fod_record_new (&fod_job_opening_spec, id);
  guint job = number / 5 % G_N_ELEMENTS (jobs);

  if (number % 5 != 0)
    return;
  fod_record_set (record, "employer", employer);
  fod_record_set (record, "title", jobs[job].title);
  fod_record_set (record, "tasks", jobs[job].tasks);
  fod_record_set (record, "weekly-minutes-from", jobs[job].from);
  fod_record_set (record, "weekly-minutes-to", jobs[job].to);
  fod_record_set (record, "times", jobs[job].times);
  fod_record_set (record, "noise", jobs[job].noise);
  fod_record_set (record, "people", jobs[job].people);
  fod_record_set (record, "heard-on", heard);
  fod_record_set (record, "until", until);
  fod_record_set (record, "state", states[number / 5 % G_N_ELEMENTS (states)]);
  fod_record_set (record, "contact-person", person);
  fod_record_set (record, "author", author);
  fod_demo_yield (self, record, author, heard);
}

static gboolean
is_taken (FodDemo *self, const char *name)
{
  return g_ptr_array_find_with_equal_func (self->employer_names, name, g_str_equal, NULL);
}

/* The name of the town that the employer is in, or a family's. Nobody mistakes one for another as
   long as there are families left. */
static char *
make_name (FodDemo *self, const FodRecord *record, const FodTrade *trade)
{
  guint first = fod_demo_number (self, G_N_ELEMENTS (families));
  const char *owner =
      fod_demo_chance (self, 40) ? fod_record_get (record, "town") : families[first];
  char *name = g_strjoin (" ", owner, trade->name, NULL);

  for (guint i = 1; i < G_N_ELEMENTS (families) && is_taken (self, name); i++)
    {
      g_free (name);
      name = g_strjoin (" ", families[(first + i) % G_N_ELEMENTS (families)], trade->name, NULL);
    }
  return name;
}

static void
fill_employer (FodDemo *self, FodRecord *record, const FodTrade *trade, guint number)
{
  g_autofree char *name = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *cvr = g_strdup_printf ("00%06u", (number * 7919 + 1234) % 1000000);
  g_autofree char *phone = fod_demo_dup_phone (self);
  g_autofree char *size = g_strdup_printf ("%u", 2 + fod_demo_number (self, 60));

  fod_demo_place (self, record);
  name = make_name (self, record, trade);
  mail = fod_demo_dup_mail (name, "firma.example");
  fod_record_set (record, "name", name);
  fod_record_set (record, "cvr", cvr);
  fod_record_set (record, "branch", trade->branch);
  fod_record_set (record, "phone", phone);
  if (fod_demo_chance (self, 70))
    fod_record_set (record, "email", mail);
  fod_record_set (record, "employees", size);
  fod_record_set (record, "tasks", trade->tasks);
  if (fod_demo_chance (self, 60))
    fod_record_set (record, "culture", FOD_DEMO_PICK (self, cultures));
  if (fod_demo_chance (self, 2))
    {
      fod_record_set (record, "do-not-contact", "1");
      fod_record_set (record, "do-not-contact-reason", "Har bedt om ro til efter omlægningen");
    }
  g_ptr_array_add (self->employer_names, g_steal_pointer (&name));
}

static void
make_employer (FodDemo *self, guint number)
{
  const FodTrade *trade = &trades[fod_demo_number (self, G_N_ELEMENTS (trades))];
  const char *author = get_author (self, number);
  g_autofree char *id = fod_demo_dup_id (self, FOD_KIND_EMPLOYER, number);
  g_autofree char *date = fod_demo_dup_workday (self, -(int)self->plan->days);
  g_autoptr (FodRecord) record = fod_record_new (&fod_employer_spec, id);
  g_autofree char *person = NULL;
  guint contacts = fod_demo_chance (self, 25) ? 0 : 1 + fod_demo_number (self, 5);

  fill_employer (self, record, trade, number);
  if (fod_demo_chance (self, 70))
    fod_record_set (record, "owner", author);
  fod_record_set (record, "team", self->team);
  fod_demo_yield (self, record, author, date);
  person = make_contact_person (self, id, 2 * number, author);
  if (fod_demo_chance (self, 30))
    g_free (make_contact_person (self, id, 2 * number + 1, author));
  for (guint i = 0; i < contacts; i++)
    make_contact (self, id, person, 10 * number + i, author);
  make_opening (self, id, person, number, author);
  g_ptr_array_add (self->employers, g_steal_pointer (&id));
}

void
fod_demo_employers (FodDemo *self)
{
  for (guint i = 0; i < self->plan->employers; i++)
    make_employer (self, i);
}
