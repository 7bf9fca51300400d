/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One contact with an employer, most often a visit: what they need and what comes next. The whole
 * team reads it, so it says nothing about participants. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_EMPLOYER, .since = 1 },
  { "slot", FOD_FIELD_WHEN, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED, .since = 1 },
  { "manner", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "contact-manner", .since = 1 },
  { "purpose", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "contact-purpose", .since = 1 },
  { "contact-person", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_CONTACT_PERSON,
    .since = 1 },
  { "minutes", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 1440, .since = 1 },
  { "needs", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .max = 4000, .since = 1 },
  { "openings", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .max = 4000, .since = 1 },
  { "next-step", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 1 },
  { "next-date", FOD_FIELD_DATE, FOD_MERGE_SILENT, 0, .since = 1 },
  { "author", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
};

const FodSpec fod_employer_contact_spec = {
  .kind = FOD_KIND_EMPLOYER_CONTACT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "employer",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .since = 1,
};
