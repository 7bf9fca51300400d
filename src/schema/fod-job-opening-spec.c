/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job that somebody heard of at an employer. The whole team reads it, so it says nothing about
 * participants. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <stdlib.h>
#include <string.h>

/* Of two unseen words on what became of it the one that tells more stands: open, gone, filled. */
static const FodField fields[] = {
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_EMPLOYER, .since = 2 },
  { "title", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED | FOD_FIELD_WORDS, .since = 2 },
  { "tasks", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_WORDS, .max = 4000, .since = 2 },
  { "weekly-minutes-from", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "weekly-minutes-to", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 10080, .since = 2 },
  { "times", FOD_FIELD_SET, FOD_MERGE_SET, 0, .of = "day-time", .since = 2 },
  { "noise", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "noise", .since = 2 },
  { "people", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "people-around", .since = 2 },
  { "heard-on", FOD_FIELD_DATE, FOD_MERGE_SILENT, 0, .since = 2 },
  { "until", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 2 },
  { "state", FOD_FIELD_CODE, FOD_MERGE_RANK, 0, .of = "opening-state", .order = "open gone filled",
    .since = 2 },
  { "contact-person", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_CONTACT_PERSON,
    .since = 2 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_WORDS, .max = 2000, .since = 2 },
  { "author", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_USER, .since = 2 },
};

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  const char *from = fod_record_get (record, "weekly-minutes-from");
  const char *to = fod_record_get (record, "weekly-minutes-to");
  const char *heard = fod_record_get (record, "heard-on");
  const char *until = fod_record_get (record, "until");

  if (from != NULL && to != NULL && atoi (from) > atoi (to))
    {
      *field = fod_spec_find (&fod_job_opening_spec, "weekly-minutes-to");
      g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER,
                           "weekly-minutes-to is below weekly-minutes-from");
      return FALSE;
    }
  if (heard != NULL && until != NULL && strcmp (heard, until) > 0)
    {
      *field = fod_spec_find (&fod_job_opening_spec, "until");
      g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER,
                           "until is before heard-on");
      return FALSE;
    }
  return TRUE;
}

const FodSpec fod_job_opening_spec = {
  .kind = FOD_KIND_JOB_OPENING,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "employer",
  .title = "title",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .check = check,
  .since = 2,
};
