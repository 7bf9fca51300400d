/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a participant agreed an employer may be told, in which words and by whom: for one employer,
 * or for all of whom nothing else was agreed. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <string.h>

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "employer", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_EMPLOYER, .since = 2 },
  { "disclosure", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE,
    .of = "disclosure", .order = "details illness support nothing", .since = 2 },
  { "approach-employers", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE,
    .of = "approach-employers", .order = "yes anonymous no", .since = 2 },
  { "wording", FOD_FIELD_LONG_TEXT, FOD_MERGE_BOTH, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 2000, .since = 2 },
  { "told-by", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "told-by", .since = 2 },
  { "told-whom", FOD_FIELD_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .since = 2 },
  { "for-and-against", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 4000, .since = 2 },
  { "agreed-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 2 },
  { "talked-on", FOD_FIELD_DATE, FOD_MERGE_MAX, 0, .since = 2 },
  { "revoked-on", FOD_FIELD_DATE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .since = 2 },
};

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  const char *agreed = fod_record_get (record, "agreed-on");
  const char *revoked = fod_record_get (record, "revoked-on");

  if (agreed == NULL || revoked == NULL || strcmp (revoked, agreed) >= 0)
    return TRUE;
  *field = fod_spec_find (&fod_disclosure_plan_spec, "revoked-on");
  g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER, "revoked-on is before agreed-on");
  return FALSE;
}

const FodSpec fod_disclosure_plan_spec = {
  .kind = FOD_KIND_DISCLOSURE_PLAN,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .check = check,
  .since = 2,
};
