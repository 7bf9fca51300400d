/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One section of a career profile (domain.md §3.1, item 3): what the participant says, in their own
 * words, and apart from it what the consultant noted. There is one row for each participant and
 * section, whoever makes it; two texts of which neither knew the other are both kept, and shown. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "section", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = "profile-section", .since = 2 },
  { "own-words", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "section-notes", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "told-on", FOD_FIELD_DATE, FOD_MERGE_MAX, 0, .since = 2 },
  { "source", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .since = 2 },
};

const FodSpec fod_profile_section_spec = {
  .kind = FOD_KIND_PROFILE_SECTION,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .shared = TRUE,
  .since = 2,
};
