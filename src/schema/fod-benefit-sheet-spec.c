/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Benefits counselling: what so many hours at that pay would do to somebody's benefit, as it was
 * explained on a day, and by whom. Rates are the authority's and stand here in words only. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "advised-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED, .since = 2 },
  { "advised-by", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 2 },
  { "benefit", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .of = "benefit", .since = 2 },
  { "income", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS, .since = 2 },
  { "housing", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "weekly-minutes", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "hourly-pay-ore", FOD_FIELD_INT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .max = 10000000,
    .since = 2 },
  { "effect", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "reporting", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "in-writing", FOD_FIELD_BOOL, FOD_MERGE_SILENT, 0, .since = 2 },
};

const FodSpec fod_benefit_sheet_spec = {
  .kind = FOD_KIND_BENEFIT_SHEET,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .since = 2,
};
