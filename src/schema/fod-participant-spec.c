/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person who follows an IPS course: who they are, where the course stands, what may be said. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <stdlib.h>
#include <string.h>

static const FodField fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH,
    FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "called", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "cpr", FOD_FIELD_CPR, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .since = 1 },
  { "address", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .max = 400, .since = 1 },
  { "protected-address", FOD_FIELD_BOOL, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .order = "1",
    .since = 1 },
  { "visit-in-pairs", FOD_FIELD_BOOL, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .order = "1",
    .since = 1 },
  { "language", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = 1 },
  { "stage", FOD_FIELD_CODE, FOD_MERGE_STEP, 0, .of = "stage",
    .order = "referred>active referred>ended active>aftercare active>ended aftercare>active "
             "aftercare>ended ended>active",
    .since = 1 },
  { "target-group", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "target-group", .since = 1 },
  { "referral-source", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "referral-source", .since = 1 },
  { "referred-on", FOD_FIELD_DATE, FOD_MERGE_SILENT, 0, .since = 1 },
  { "entry-date", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 1 },
  { "ended-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 1 },
  { "end-reason", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .of = "course-end-reason",
    .since = 1 },
  { "clinic", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .since = 1 },
  { "treatment-ended", FOD_FIELD_DATE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .since = 2 },
  { "benefit", FOD_FIELD_CODE, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .of = "benefit", .since = 1 },
  { "wish", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 1000, .since = 1 },
  { "practical", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 2000, .since = 1 },
  { "tasks-wanted", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "tasks-unwanted", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "weekly-minutes-from", FOD_FIELD_INT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .max = 10080,
    .since = 2 },
  { "weekly-minutes-to", FOD_FIELD_INT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE, .max = 10080,
    .since = 2 },
  { "times", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE, .of = "day-time", .since = 2 },
  { "places", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE, .since = 2 },
  { "noise", FOD_FIELD_CODE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .of = "noise", .since = 2 },
  { "people", FOD_FIELD_CODE, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE, .of = "people-around",
    .since = 2 },
  { "approach-employers", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE,
    .of = "approach-employers", .order = "yes anonymous no", .since = 1 },
  { "disclosure", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .of = "disclosure",
    .order = "details illness support nothing", .since = 1 },
  { "tags", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE, .since = 1 },
  { "consultant", FOD_FIELD_REF, FOD_MERGE_SERVER, FOD_FIELD_HANDED, .of = FOD_KIND_USER,
    .since = 1 },
  { "cover", FOD_FIELD_REF, FOD_MERGE_SERVER, FOD_FIELD_HANDED, .of = FOD_KIND_USER, .since = 1 },
  { "cover-until", FOD_FIELD_DATE, FOD_MERGE_SERVER, FOD_FIELD_HANDED, .since = 1 },
  { "handed-by", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 1 },
  { "handed-at", FOD_FIELD_TIME, FOD_MERGE_SERVER, 0, .since = 1 },
  { "team", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_TEAM, .since = 1 },
};

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  const char *entry = fod_record_get (record, "entry-date");
  const char *ended = fod_record_get (record, "ended-on");
  const char *from = fod_record_get (record, "weekly-minutes-from");
  const char *to = fod_record_get (record, "weekly-minutes-to");

  if (from != NULL && to != NULL && atoi (from) > atoi (to))
    {
      *field = fod_spec_find (&fod_participant_spec, "weekly-minutes-to");
      g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER,
                           "weekly-minutes-to is below weekly-minutes-from");
      return FALSE;
    }
  if (entry == NULL || ended == NULL || strcmp (entry, ended) <= 0)
    return TRUE;

  *field = fod_spec_find (&fod_participant_spec, "ended-on");
  g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER,
                       "ended-on is before entry-date");
  return FALSE;
}

const FodSpec fod_participant_spec = {
  .kind = FOD_KIND_PARTICIPANT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .title = "name",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .check = check,
  .since = 1,
};
