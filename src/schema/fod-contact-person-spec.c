/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person to talk to at an employer. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_EMPLOYER, .since = 1 },
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH,
    FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "role", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 2000, .since = 1 },
};

const FodSpec fod_contact_person_spec = {
  .kind = FOD_KIND_CONTACT_PERSON,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "employer",
  .title = "name",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .since = 1,
};
