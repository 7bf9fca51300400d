/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people's values for one field, both kept until somebody decides. The server makes the row;
 * a person's "resolve" closes it for everyone. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "about-kind", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "about", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "field", FOD_FIELD_TEXT, FOD_MERGE_SERVER, FOD_FIELD_REQUIRED, .since = 1 },
  { "standing", FOD_FIELD_LONG_TEXT, FOD_MERGE_SERVER, FOD_FIELD_SENSITIVE, .since = 1 },
  { "standing-by", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
  { "standing-at", FOD_FIELD_TIME, FOD_MERGE_SERVER, 0, .since = 1 },
  { "offered", FOD_FIELD_LONG_TEXT, FOD_MERGE_SERVER, FOD_FIELD_SENSITIVE, .since = 1 },
  { "offered-by", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
  { "offered-at", FOD_FIELD_TIME, FOD_MERGE_SERVER, 0, .since = 1 },
  { "resolved", FOD_FIELD_BOOL, FOD_MERGE_SERVER, 0, .since = 1 },
  { "resolved-by", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
  { "resolved-at", FOD_FIELD_TIME, FOD_MERGE_SERVER, 0, .since = 1 },
};

const FodSpec fod_conflict_spec = {
  .kind = FOD_KIND_CONFLICT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .scope = FOD_SCOPE_SUBJECT,
  .server_only = TRUE,
  .since = 1,
};
