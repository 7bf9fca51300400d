/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What only the server writes and everybody reads: users, teams, and the dated code lists. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField user_fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "login", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "role", FOD_FIELD_CODE, FOD_MERGE_SERVER, 0, .of = "user-role", .since = 1 },
  { "team", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_TEAM, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_SERVER, 0, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_SERVER, 0, .since = 1 },
  { "gone", FOD_FIELD_BOOL, FOD_MERGE_SERVER, 0, .since = 1 },
};

static const FodField team_fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
};

static const FodField code_fields[] = {
  { "list", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "code", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "name-da", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "name-en", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "position", FOD_FIELD_INT, FOD_MERGE_SERVER, 0, .max = 10000, .since = 1 },
  { "valid-from", FOD_FIELD_DATE, FOD_MERGE_SERVER, 0, .since = 1 },
  { "valid-to", FOD_FIELD_DATE, FOD_MERGE_SERVER, 0, .since = 1 },
};

const FodSpec fod_user_spec = {
  .kind = FOD_KIND_USER,
  .fields = user_fields,
  .n_fields = G_N_ELEMENTS (user_fields),
  .title = "name",
  .scope = FOD_SCOPE_ORG,
  .server_only = TRUE,
  .since = 1,
};

const FodSpec fod_team_spec = {
  .kind = FOD_KIND_TEAM,
  .fields = team_fields,
  .n_fields = G_N_ELEMENTS (team_fields),
  .title = "name",
  .scope = FOD_SCOPE_ORG,
  .server_only = TRUE,
  .since = 1,
};

const FodSpec fod_code_spec = {
  .kind = FOD_KIND_CODE,
  .fields = code_fields,
  .n_fields = G_N_ELEMENTS (code_fields),
  .title = "name-da",
  .scope = FOD_SCOPE_ORG,
  .server_only = TRUE,
  .since = 1,
};
