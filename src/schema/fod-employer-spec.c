/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A company or a site of one: the team's shared memory, without a word about participants. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED | FOD_FIELD_NAME, .since = 1 },
  { "cvr", FOD_FIELD_CVR, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "p-number", FOD_FIELD_P_NUMBER, FOD_MERGE_BOTH, 0, .since = 1 },
  { "branch", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "branch", .since = 1 },
  { "address", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .since = 1 },
  { "postcode", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .max = 12, .since = 1 },
  { "town", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_BOTH, 0, .since = 1 },
  { "website", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = 1 },
  { "employees", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 1000000, .since = 1 },
  { "culture", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .max = 4000, .since = 1 },
  { "tasks", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .max = 4000, .since = 1 },
  { "do-not-contact", FOD_FIELD_BOOL, FOD_MERGE_STRICT, 0, .order = "1", .since = 1 },
  { "do-not-contact-reason", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = 1 },
  { "tags", FOD_FIELD_SET, FOD_MERGE_SET, 0, .since = 1 },
  { "owner", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_USER, .since = 1 },
  { "team", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_TEAM, .since = 1 },
};

const FodSpec fod_employer_spec = {
  .kind = FOD_KIND_EMPLOYER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .title = "name",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .since = 1,
};
