/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the headings of other programs' columns mean. */

#include "config.h"

#include "exchange/fod-import-guess.h"

#include "base/fod-fold.h"

#include <string.h>

#define P FOD_KIND_PARTICIPANT
#define E FOD_KIND_EMPLOYER
#define C FOD_KIND_CONTACT_PERSON

/* Compared as searching folds them: case, accents and signs do not matter. A row without a kind is
 * for every kind that has the target. The first that fits is taken. */
static const struct
{
  const char *kind;
  const char *target;
  const char *headings[14];
} guesses[] = {
  { NULL, "name.given", { "fornavn", "fornavne", "first name", "given name", "given names" } },
  { NULL, "name.middle", { "mellemnavn", "middle name", "additional name" } },
  { NULL, "name.family", { "efternavn", "last name", "family name", "surname", "slagtsnavn" } },
  { E,
    "name",
    { "firma", "firmanavn", "virksomhed", "virksomhedsnavn", "virksomhedens navn", "arbejdsgiver",
      "company", "company name", "organisation", "organization", "organization name",
      "organization 1 name", "employer", "employer name" } },
  { P, "name", { "deltager", "deltagernavn", "borger", "borgers navn", "participant", "client" } },
  { C, "name", { "kontaktperson", "kontakt", "contact", "contact person" } },
  { NULL,
    "name",
    { "navn", "fulde navn", "fuldt navn", "visningsnavn", "vist navn", "name", "full name",
      "display name", "file as" } },
  { P, "called", { "kaldenavn", "kaldes", "called", "nickname", "øgenavn" } },
  { P,
    "cpr",
    { "cpr", "cpr nr", "cpr nummer", "cprnr", "cprnummer", "personnummer", "civil registration no",
      "civil registration number" } },
  { C,
    "employer",
    { "firma", "firmanavn", "virksomhed", "virksomhedsnavn", "arbejdsgiver", "company",
      "company name", "organisation", "organization", "organization name", "organization 1 name",
      "employer" } },
  { C,
    "role",
    { "stilling", "stillingsbetegnelse", "jobtitel", "funktion", "rolle", "job title", "role",
      "position", "organization 1 title", "organization title" } },
  { E, "cvr", { "cvr", "cvr nr", "cvr nummer", "cvrnr", "cvrnummer", "company no", "vat" } },
  { E,
    "p-number",
    { "p nr", "p nummer", "pnr", "pnummer", "p number", "produktionsenhed",
      "produktionsenhedsnummer", "site no" } },
  { E, "branch", { "branche", "branch", "industry", "sektor" } },
  { NULL,
    "phone",
    { "telefon", "tlf", "tlf nr", "tlfnr", "telefonnummer", "telefonnr", "telefon nr", "phone",
      "phone number", "telephone", "telefon primær", "primary phone", "phone 1 value",
      "telefon hoved" } },
  { NULL,
    "phone",
    { "mobil", "mobilnummer", "mobil nr", "mobiltelefon", "mobiltlf", "mobile", "mobile phone",
      "cell", "cell phone", "mobile number", "phone 2 value" } },
  { NULL,
    "phone",
    { "telefon arbejde", "arbejdstelefon", "business phone", "work phone", "company main phone",
      "telefon firma", "firmatelefon", "telefon privat", "home phone", "business phone 2",
      "telefon arbejde 2", "telefonomstilling", "other phone" } },
  { NULL,
    "email",
    { "mail", "mailadresse", "e mail", "e mail adresse", "email", "emailadresse", "email address",
      "e mail address", "primary email", "e mail 1 value", "e mail 1", "email 1", "e post",
      "mail adresse" } },
  { NULL,
    "email",
    { "e mail 2 value", "e mail 2 address", "e mail 2 adresse", "secondary email", "work email",
      "arbejdsmail" } },
  { E,
    "address",
    { "gade arbejde", "business street", "business address", "firmaadresse", "forretningsadresse",
      "work address", "address 1 street" } },
  { P, "address", { "gade privat", "home street", "home address", "hjemmeadresse", "bopæl" } },
  { NULL,
    "address",
    { "adresse", "gade", "gadenavn", "vej", "vejnavn", "gade vej", "address", "street",
      "street address", "postadresse" } },
  { E,
    "postcode",
    { "postnummer arbejde", "business postal code", "postnr", "postnummer", "post nr", "postcode",
      "postal code", "zip", "zip code", "zipcode", "address 1 postal code" } },
  { P,
    "address.postcode",
    { "postnummer privat", "home postal code", "postnr", "postnummer", "post nr", "postcode",
      "postal code", "zip", "zip code", "zipcode" } },
  { E,
    "town",
    { "by arbejde", "business city", "by", "bynavn", "postdistrikt", "city", "town", "sted",
      "address 1 city" } },
  { P,
    "address.town",
    { "by privat", "home city", "by", "bynavn", "postdistrikt", "city", "town" } },
  { E,
    "website",
    { "hjemmeside", "webside", "websted", "web", "www", "url", "web page", "website", "web site",
      "website 1 value" } },
  { E,
    "employees",
    { "antal ansatte", "ansatte", "medarbejdere", "antal medarbejdere", "employees",
      "number of employees", "size", "størrelse" } },
  { E, "culture", { "kultur", "stemning", "culture" } },
  { E, "tasks", { "opgaver", "arbejdsopgaver", "tasks" } },
  { E, "do-not-contact", { "kontakt ikke", "må ikke kontaktes", "do not contact" } },
  { E, "do-not-contact-reason", { "hvorfor ikke", "grund til ikke at kontakte" } },
  { P, "protected-address", { "adressebeskyttelse", "beskyttet adresse", "protected address" } },
  { P, "visit-in-pairs", { "besøg to sammen", "besøg kun to", "visit in pairs" } },
  { P, "language", { "sprog", "modersmål", "language", "first language" } },
  { P, "stage", { "status", "stadie", "stage", "forløbsstatus" } },
  { P, "target-group", { "målgruppe", "mg", "target group" } },
  { P,
    "referral-source",
    { "henvist af", "henviser", "henvisningskilde", "henvisende", "referral source",
      "referred by" } },
  { P,
    "referred-on",
    { "henvist", "henvist den", "henvisningsdato", "dato for henvisning", "referral date",
      "referred", "referred on" } },
  { P,
    "entry-date",
    { "start", "startdato", "opstart", "opstartsdato", "indskrevet", "indskrivning",
      "indskrivningsdato", "forløbsstart", "start date", "entry", "entry date" } },
  { P,
    "ended-on",
    { "slut", "slutdato", "afsluttet", "afsluttet den", "afslutningsdato", "end date", "ended",
      "ended on" } },
  { P, "end-reason", { "afslutningsårsag", "årsag til afslutning", "end reason" } },
  { P, "clinic", { "klinik", "afsnit", "ambulatorium", "behandlingssted", "clinic" } },
  { P, "benefit", { "ydelse", "forsørgelse", "forsørgelsesgrundlag", "ydelsestype", "benefit" } },
  { P, "wish", { "ønske", "ønsker", "jobønske", "jobønsker", "drømmejob", "wish", "job wish" } },
  { P, "practical", { "praktisk", "praktiske forhold", "praktiske behov", "practical" } },
  { NULL,
    "tags",
    { "mærker", "emneord", "kategori", "kategorier", "categories", "labels", "tags" } },
  { C,
    "remark",
    { "noter", "note", "notat", "bemærkning", "bemærkninger", "kommentar", "kommentarer", "notes",
      "comments", "remarks", "remark" } },
};

/* Parts of a field; for kinds that have no field of the part's own name. */
static const struct
{
  const char *target;
  const char *field;
  const char *unless;
  gboolean for_people;
} parts[] = {
  { "name.given", "name", NULL, TRUE },
  { "name.middle", "name", NULL, TRUE },
  { "name.family", "name", NULL, TRUE },
  { "address.postcode", "address", "postcode", FALSE },
  { "address.town", "address", "town", FALSE },
};

static gboolean
has_part (const FodSpec *spec, gsize index)
{
  return fod_spec_find (spec, parts[index].field) != NULL &&
         (parts[index].unless == NULL || fod_spec_find (spec, parts[index].unless) == NULL) &&
         (!parts[index].for_people || strcmp (spec->kind, FOD_KIND_EMPLOYER) != 0);
}

static gboolean
is_open (const FodField *field)
{
  return field != NULL && field->merge != FOD_MERGE_SERVER;
}

const char *
fod_import_find_target (const FodSpec *spec, const char *target)
{
  const FodField *field;

  g_return_val_if_fail (spec != NULL, NULL);

  if (target == NULL)
    return NULL;
  field = fod_spec_find (spec, target);
  if (field != NULL)
    return is_open (field) ? field->name : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (strcmp (parts[i].target, target) == 0 && has_part (spec, i))
        return parts[i].target;
    }
  return NULL;
}

GPtrArray *
fod_import_list_targets (const FodSpec *spec)
{
  GPtrArray *targets = g_ptr_array_new ();

  g_return_val_if_fail (spec != NULL, targets);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];

      if (!is_open (field))
        continue;
      g_ptr_array_add (targets, (gpointer)field->name);
      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          if (strcmp (parts[j].field, field->name) == 0 && has_part (spec, j))
            g_ptr_array_add (targets, (gpointer)parts[j].target);
        }
    }
  return targets;
}

static gboolean
is_heading (const char *heading, const char *folded)
{
  g_autofree char *own = NULL;

  /* Most differ in the first letter already, and folding costs. */
  if (heading == NULL || ((guint8)*heading < 0x80 && *heading != *folded))
    return FALSE;

  own = fod_fold_search (heading);
  return strcmp (own, folded) == 0;
}

const char *
fod_import_guess_target (const FodSpec *spec, const char *header)
{
  g_autofree char *folded = NULL;
  const char *own;

  g_return_val_if_fail (spec != NULL, NULL);

  own = fod_import_find_target (spec, header);
  if (own != NULL)
    return own;

  folded = fod_fold_search (header);
  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      if (guesses[i].kind != NULL && strcmp (guesses[i].kind, spec->kind) != 0)
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (guesses[i].headings); j++)
        {
          if (is_heading (guesses[i].headings[j], folded))
            return fod_import_find_target (spec, guesses[i].target);
        }
    }
  return NULL;
}
