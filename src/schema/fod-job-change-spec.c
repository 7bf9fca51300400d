/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One change in a running job: from a day on other hours, other pay or other work. A job keeps what
 * it began with, so that the way up stays to be seen. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "placement", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PLACEMENT, .since = 2 },
  { "changed-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED, .since = 2 },
  { "weekly-minutes", FOD_FIELD_INT, FOD_MERGE_BOTH, 0, .max = 10080, .since = 2 },
  { "hourly-pay-ore", FOD_FIELD_INT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .max = 10000000,
    .since = 2 },
  { "title", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 2 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
};

const FodSpec fod_job_change_spec = {
  .kind = FOD_KIND_JOB_CHANGE,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "title",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .since = 2,
};
