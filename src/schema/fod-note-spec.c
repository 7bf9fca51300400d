/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was said and agreed: a talk, a phone call, a conference, an outreach attempt. */

#include "config.h"

#include "schema/fod-schema.h"

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 1 },
  { "date", FOD_FIELD_DATE, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED, .since = 1 },
  { "type", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "note-type", .since = 1 },
  { "attendance", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "attendance", .since = 1 },
  { "body", FOD_FIELD_LONG_TEXT, FOD_MERGE_FORK, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 1 },
  { "minutes", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 1440, .since = 1 },
  { "community", FOD_FIELD_BOOL, FOD_MERGE_SILENT, 0, .since = 1 },
  { "fork-of", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_NOTE, .since = 1 },
  { "author", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
};

const FodSpec fod_note_spec = {
  .kind = FOD_KIND_NOTE,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .since = 1,
};
