/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a participant agreed may be said to one counterpart: about what, why, since when, and until
 * when. One row each time they agreed; a consent that is given anew is a new row. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <string.h>

static const FodField fields[] = {
  { "participant", FOD_FIELD_REF, FOD_MERGE_SILENT, FOD_FIELD_REQUIRED | FOD_FIELD_ONCE,
    .of = FOD_KIND_PARTICIPANT, .since = 2 },
  { "contact", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_TREATMENT_CONTACT, .since = 2 },
  { "counterpart", FOD_FIELD_TEXT, FOD_MERGE_BOTH,
    FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE | FOD_FIELD_NAME, .since = 2 },
  { "role", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "contact-role", .since = 2 },
  { "covers", FOD_FIELD_CODE, FOD_MERGE_STRICT, FOD_FIELD_REQUIRED | FOD_FIELD_SENSITIVE,
    .of = "consent", .order = "full attendance none", .since = 2 },
  { "withheld", FOD_FIELD_SET, FOD_MERGE_SET, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS, .max = 1000,
    .since = 2 },
  { "purpose", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 1000, .since = 2 },
  { "given-how", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "consent-form", .since = 2 },
  { "given-on", FOD_FIELD_DATE, FOD_MERGE_BOTH, 0, .since = 2 },
  { "expires-on", FOD_FIELD_DATE, FOD_MERGE_STRICT, 0, .since = 2 },
  { "withdrawn-on", FOD_FIELD_DATE, FOD_MERGE_STRICT, FOD_FIELD_SENSITIVE, .since = 2 },
  { "remark", FOD_FIELD_LONG_TEXT, FOD_MERGE_SILENT, FOD_FIELD_SENSITIVE | FOD_FIELD_WORDS,
    .max = 2000, .since = 2 },
};

static gboolean
is_before (const FodRecord *record, const char *first, const char *second)
{
  const char *day = fod_record_get (record, first);
  const char *other = fod_record_get (record, second);

  return day != NULL && other != NULL && strcmp (day, other) < 0;
}

static gboolean
check (const FodRecord *record, const FodField **field, GError **error)
{
  static const char *const ends[] = { "expires-on", "withdrawn-on" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (!is_before (record, ends[i], "given-on"))
        continue;
      *field = fod_spec_find (&fod_consent_spec, ends[i]);
      g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER, "%s is before given-on", ends[i]);
      return FALSE;
    }
  return TRUE;
}

const FodSpec fod_consent_spec = {
  .kind = FOD_KIND_CONSENT,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .parent = "participant",
  .title = "counterpart",
  .scope = FOD_SCOPE_PARTICIPANT,
  .edit_wins = TRUE,
  .check = check,
  .since = 2,
};
