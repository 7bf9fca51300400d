/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job from before the course, as the participant tells of it (domain.md §3.1, item 3). People
 * remember years and seasons, not dates: both ends are words. Why it ended is health data, as often
 * as not. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "title", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED | FOD_FIELD_WORDS, .since = 2 },
  { "workplace", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 2 },
  { "worked-from", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .max = 40, .since = 2 },
  { "worked-until", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .max = 40, .since = 2 },
  { "weekly-minutes", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "liked", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "disliked", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "ended-because", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
};

const FodSpec fod_earlier_job_spec = {
  .kind = FOD_KIND_EARLIER_JOB,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "title",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .since = 2,
};
