/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job search plan (domain.md 3.1, 4): which jobs, where to look, how, and when it is gone through
 * again. A new plan is a row of its own; the one agreed last counts. Who does what by when are
 * follow-ups. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <string.h>

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "agreed-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED, .since = 2 },
  { "goals", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "targets", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "search-manner", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "search-manner", .since = 2 },
  { "cv-state", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "document-state", .since = 2 },
  { "application-state", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "document-state", .since = 2 },
  { "weekly-minutes", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "weekly-minutes-goal", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "next-review", FOD_FIELD_DATE, FOD_MERGE_SILENT, 0, .since = 2 },
  { "accepted-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 2 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
};

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  const char *agreed = fod_record_get (record, "agreed-on");
  const char *review = fod_record_get (record, "next-review");

  if (agreed == NULL || review == NULL || strcmp (review, agreed) >= 0)
    return TRUE;
  *field = fod_spec_find (&fod_search_plan_spec, "next-review");
  g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER, "next-review is before agreed-on");
  return FALSE;
}

const FodSpec fod_search_plan_spec = {
  .kind = FOD_KIND_SEARCH_PLAN,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .check = check,
  .since = 2,
};
