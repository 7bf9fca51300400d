/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Something to do: an appointment when its slot has a time, a task with a due date when not. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "title", FOD_FIELD_TEXT, FOD_MERGE_SILENT,
    FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS, .since = 1 },
  { "type", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "follow-up-type", .since = 1 },
  { "slot", FOD_FIELD_WHEN, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED, .since = 1 },
  { "status", FOD_FIELD_CODE, FOD_MERGE_RANK, 0, .of = "follow-up-status",
    .order = "planned cancelled no-show done", .since = 1 },
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_ONCE, .of = FOD_KIND_PARTICIPANT,
    .since = 1 },
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_EMPLOYER, .since = 1 },
  { "place", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .since = 1 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 1 },
  { "settled-on", FOD_FIELD_DATE, FOD_MERGE_MAX, 0, .since = 1 },
  /* Which clock of the course it answers (fod_suggestion_dup_key()). */
  { "clock", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_ONCE, .since = 2 },
  { "owner", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
};

const FodSpec fod_follow_up_spec = {
  .kind = FOD_KIND_FOLLOW_UP,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "title",
  .scope = FOD_SCOPE_OWNER,
  .since = 1,
};
