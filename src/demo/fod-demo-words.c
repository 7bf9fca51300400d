/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choices, names, places, days and numbers: what every part of the demo draws from. */

#include "config.h"

#include "demo/fod-demo-private.h"

#include "base/fod-date.h"
#include "base/fod-uuid.h"
#include "base/fod-when.h"

#include <string.h>

static const char *const women[] = {
  "Amalie", "Anne",   "Astrid", "Birgit", "Charlotte", "Ditte", "Emma",    "Freja",   "Hanne",
  "Helle",  "Ida",    "Inge",   "Jette",  "Josefine",  "Julie", "Karen",   "Katrine", "Kirsten",
  "Laura",  "Line",   "Lone",   "Louise", "Maja",      "Maria", "Mette",   "Nanna",   "Pernille",
  "Rikke",  "Sanne",  "Sara",   "Signe",  "Sofie",     "Stine", "Susanne", "Tina",    "Trine",
  "Ulla",   "Vibeke", "Åse",    "Fatima", "Amina",     "Olena",
};

static const char *const men[] = {
  "Anders",  "Asger",  "Brian",  "Carsten", "Christian", "Daniel", "Emil",   "Erik",    "Flemming",
  "Frank",   "Hans",   "Jakob",  "Jan",     "Jens",      "Jesper", "Jonas",  "Jørgen",  "Kasper",
  "Kenneth", "Kim",    "Lars",   "Lasse",   "Mads",      "Magnus", "Martin", "Mathias", "Michael",
  "Mikkel",  "Morten", "Niels",  "Ole",     "Oliver",    "Per",    "Peter",  "Rasmus",  "Simon",
  "Søren",   "Thomas", "Tobias", "Torben",  "Viggo",     "Ahmed",  "Yusuf",  "Øjvind",
};

static const char *const middle[] = {
  "Bak",      "Bech", "Bisgaard", "Bjerre", "Bruun", "Dahl",  "Fisker",  "Friis",
  "Gade",     "Hald", "Holm",     "Juul",   "Kjær",  "Krogh", "Lund",    "Munk",
  "Nørgaard", "Ravn", "Riis",     "Skov",   "Toft",  "Vang",  "Vinther", "Østergaard",
};

static const char *const surnames[] = {
  "Andersen", "Aagaard",    "Bendtsen", "Christensen", "Christiansen", "Eriksen",   "Frandsen",
  "Hansen",   "Iversen",    "Jacobsen", "Jensen",      "Jeppesen",     "Johansen",  "Jørgensen",
  "Knudsen",  "Kristensen", "Larsen",   "Lauridsen",   "Madsen",       "Mikkelsen", "Mortensen",
  "Møller",   "Nielsen",    "Olesen",   "Pedersen",    "Petersen",     "Poulsen",   "Rasmussen",
  "Schmidt",  "Simonsen",   "Sørensen", "Thomsen",     "Thygesen",     "Villadsen", "Winther",
};

static const char *const streets[] = {
  "Birkevej",   "Egevænget",   "Engdraget",   "Hasselvej",   "Kirkegade",     "Lindeallé",
  "Lyngbakken", "Mejerivej",   "Møllegade",   "Nørregade",   "Rebildvej",     "Rønnebærvej",
  "Skovbrynet", "Skolegade",   "Stationsvej", "Søndergade",  "Tværgade",      "Vestergade",
  "Åvej",       "Ærenprisvej", "Østergade",   "Industrivej", "Håndværkervej", "Jernbanegade",
};

static const struct
{
  const char *postcode;
  const char *town;
} places[] = {
  { "9530", "Støvring" },     { "9530", "Støvring" }, { "9520", "Skørping" },
  { "9520", "Skørping" },     { "9541", "Suldrup" },  { "9575", "Terndrup" },
  { "9574", "Bælum" },        { "9610", "Nørager" },  { "9520", "Blenstrup" },
  { "9530", "Øster Hornum" }, { "9510", "Arden" },    { "9500", "Hobro" },
  { "9230", "Svenstrup J" },  { "9240", "Nibe" },     { "9600", "Aars" },
  { "9000", "Aalborg" },
};

/* SplitMix64, by its published constants: small, and the same on every machine. */
static guint64
next_random (FodDemo *self)
{
  guint64 z = self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint
fod_demo_number (FodDemo *self, guint end)
{
  return (guint)(next_random (self) % MAX (end, 1));
}

gboolean
fod_demo_chance (FodDemo *self, guint percent)
{
  return fod_demo_number (self, 100) < percent;
}

const char *
fod_demo_pick (FodDemo *self, const char *const *words, guint count)
{
  return words[fod_demo_number (self, count)];
}

char *
fod_demo_dup_id (FodDemo *self, const char *kind, guint number)
{
  g_autofree char *name =
      g_strdup_printf ("demo\n%" G_GUINT64_FORMAT "\n%s\n%u", self->plan->seed, kind, number);

  return fod_uuid_new_from_name (name);
}

char *
fod_demo_dup_workday (FodDemo *self, int days)
{
  g_autofree char *text = fod_date_add_days (self->plan->day, days);
  GDate date;
  int weekday;

  fod_date_parse (text, &date);
  weekday = (int)g_date_get_weekday (&date);
  return fod_date_add_days (text, weekday > 5 ? 8 - weekday : 0);
}

/* No Danish number of eight digits begins with 1. */
char *
fod_demo_dup_phone (FodDemo *self)
{
  return g_strdup_printf ("+45 1%u %02u %02u %02u", fod_demo_number (self, 10),
                          fod_demo_number (self, 100), fod_demo_number (self, 100),
                          fod_demo_number (self, 100));
}

char *
fod_demo_dup_mail (const char *name, const char *domain)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *ascii = g_str_to_ascii (lower, "da");

  return g_strconcat (g_strcanon (ascii, "abcdefghijklmnopqrstuvwxyz0123456789", '.'), "@", domain,
                      NULL);
}

char *
fod_demo_dup_person (FodDemo *self, gboolean woman)
{
  const char *first = woman ? FOD_DEMO_PICK (self, women) : FOD_DEMO_PICK (self, men);
  const char *last = FOD_DEMO_PICK (self, surnames);

  if (fod_demo_chance (self, 40))
    return g_strjoin (" ", first, FOD_DEMO_PICK (self, middle), last, NULL);
  return g_strjoin (" ", first, last, NULL);
}

char *
fod_demo_dup_slot (const char *date, int start, int minutes)
{
  FodWhen when;

  fod_when_init_time (&when, date, start, minutes, FOD_DEMO_ZONE);
  return fod_when_format (&when);
}

char *
fod_demo_dup_street (FodDemo *self)
{
  return g_strdup_printf ("%s %u", FOD_DEMO_PICK (self, streets), 1 + fod_demo_number (self, 90));
}

char *
fod_demo_dup_town (FodDemo *self)
{
  guint place = fod_demo_number (self, G_N_ELEMENTS (places));

  return g_strjoin (" ", places[place].postcode, places[place].town, NULL);
}

void
fod_demo_place (FodDemo *self, FodRecord *record)
{
  guint place = fod_demo_number (self, G_N_ELEMENTS (places));
  g_autofree char *street = fod_demo_dup_street (self);

  fod_record_set (record, "address", street);
  fod_record_set (record, "postcode", places[place].postcode);
  fod_record_set (record, "town", places[place].town);
}
