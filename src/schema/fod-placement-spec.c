/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job or an education, from the idea of it to its last day; its type keeps ordinary jobs apart
 * from placements, subsidies and flex jobs, which are counted by themselves. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <string.h>

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 1 },
  { "type", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED, .of = "job-kind", .since = 1 },
  { "title", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 1 },
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_EMPLOYER, .since = 1 },
  { "workplace", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .since = 1 },
  { "stage", FOD_FIELD_CODE, FOD_MERGE_STEP, 0, .of = "placement-stage",
    .order = "idea>applied idea>offered idea>started idea>dropped applied>offered applied>started "
             "applied>dropped offered>started offered>dropped started>ended dropped>idea "
             "dropped>applied",
    .since = 1 },
  { "start-date", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 1 },
  { "end-date", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 1 },
  { "deadline", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 1 },
  { "weekly-minutes", FOD_FIELD_INT, FOD_MERGE_BOTH, 0, .max = 10080, .since = 1 },
  { "hourly-pay-ore", FOD_FIELD_INT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .max = 10000000,
    .since = 1 },
  { "permanent", FOD_FIELD_BOOL, FOD_MERGE_SILENT, 0, .since = 1 },
  { "end-reason", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .of = "job-end-reason",
    .since = 1 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 1 },
};

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  const char *start = fod_record_get (record, "start-date");
  const char *end = fod_record_get (record, "end-date");

  if (start == NULL || end == NULL || strcmp (start, end) <= 0)
    return TRUE;

  *field = fod_spec_find (&fod_placement_spec, "end-date");
  g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER,
                       "end-date is before start-date");
  return FALSE;
}

const FodSpec fod_placement_spec = {
  .kind = FOD_KIND_PLACEMENT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "title",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .check = check,
  .since = 1,
};
