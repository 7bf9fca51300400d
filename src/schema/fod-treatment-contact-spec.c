/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody around a participant: clinician, caseworker, home support, relative; and what the
 * participant consents to share with them. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 1 },
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH,
    FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "role", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "contact-role", .since = 1 },
  { "organisation", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "consent", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .of = "consent",
    .order = "full attendance none", .since = 1 },
  { "consent-until", FOD_FIELD_DATE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 2000, .since = 1 },
};

const FodSpec fod_treatment_contact_spec = {
  .kind = FOD_KIND_TREATMENT_CONTACT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "name",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .since = 1,
};
