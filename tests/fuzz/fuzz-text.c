/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that people and peers give: folding keeps prefixes and is done in one go, canonical forms
 * are what they were read from, and a normalized value stays as it is. */

#include "config.h"

#include "base/fod-date.h"
#include "base/fod-date-input.h"
#include "base/fod-fold.h"
#include "base/fod-hlc.h"
#include "base/fod-uuid.h"
#include "base/fod-when.h"
#include "fuzz/fod-fuzz.h"
#include "schema/fod-schema.h"

static void
check_fold (const char *text)
{
  g_autofree char *folded = fod_fold_search (text);
  g_autofree char *key = fod_fold_collate_key (text);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_nonnull (key);
  if (!g_utf8_validate (text, -1, NULL))
    return;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *start = g_strndup (text, (gsize)(p - text));
      g_autofree char *prefix = fod_fold_search (start);

      g_assert_true (g_str_has_prefix (folded, prefix));
    }
}

static void
check_canonical (const char *text)
{
  GDate date;
  FodWhen when;
  FodHlc hlc;

  if (fod_date_parse (text, &date))
    {
      g_autofree char *again = fod_date_format (&date);

      g_assert_cmpstr (again, ==, text);
    }
  if (fod_when_parse (text, &when))
    {
      g_autofree char *again = fod_when_format (&when);

      g_assert_cmpstr (again, ==, text);
      g_assert_cmpint (fod_when_get_minutes (&when), >=, 0);
    }
  if (fod_hlc_from_text (text, &hlc))
    {
      g_autofree char *again = fod_hlc_to_text (hlc);

      g_assert_cmpstr (again, ==, text);
    }
  (void)fod_uuid_is_valid (text);
}

static void
check_typed (const char *text)
{
  GDate today;
  GDate date;
  int minutes = 0;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  if (!g_utf8_validate (text, -1, NULL))
    return;
  g_date_clear (&date, 1);
  if (fod_date_input_parse (text, FOD_DATE_INPUT_GO_TO, &today, &date))
    g_assert_true (g_date_valid (&date));
  g_date_clear (&date, 1);
  if (fod_date_input_parse (text, FOD_DATE_INPUT_PLAN, &today, &date))
    g_assert_true (g_date_valid (&date));
  if (fod_date_input_parse_time (text, &minutes))
    g_assert_true (minutes >= 0 && minutes < 24 * 60);
}

static void
check_fields (const char *text)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      for (guint j = 0; j < specs[i]->n_fields; j++)
        {
          const FodField *field = &specs[i]->fields[j];
          g_autofree char *once = fod_field_normalize (field, text);
          g_autofree char *twice = NULL;

          if (once == NULL || !fod_field_check (field, once, NULL))
            continue;
          twice = fod_field_normalize (field, once);
          g_assert_cmpstr (once, ==, twice);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);

  check_fold (text);
  check_canonical (text);
  check_typed (text);
  check_fields (text);
  return 0;
}
