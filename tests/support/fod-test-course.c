/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "support/fod-test-course.h"

#include "ips/fod-suggestion.h"

#include <string.h>

static const FodSpec *const specs[] = {
  ['P'] = &fod_participant_spec,     ['N'] = &fod_note_spec,
  ['F'] = &fod_follow_up_spec,       ['J'] = &fod_placement_spec,
  ['K'] = &fod_placement_spec,       ['C'] = &fod_treatment_contact_spec,
  ['T'] = &fod_profile_section_spec, ['S'] = &fod_consent_spec,
  ['B'] = &fod_benefit_sheet_spec,   ['H'] = &fod_job_change_spec,
  ['D'] = &fod_disclosure_plan_spec,
};

static const char *
get_id (char kind)
{
  switch (kind)
    {
    case 'P':
      return FOD_TEST_PERSON;
    case 'J':
      return FOD_TEST_JOB;
    case 'K':
      return FOD_TEST_OTHER_JOB;
    case 'C':
      return FOD_TEST_CLINICIAN;
    default:
      return FOD_TEST_ROW;
    }
}

FodCourse *
fod_test_course_make (const char *text)
{
  FodCourse *course = fod_course_new ();
  g_auto (GStrv) rows = g_strsplit (text, "; ", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i], " ", -1);
      char kind = words[0][0];
      g_autoptr (FodRecord) record = fod_record_new (specs[(guchar)kind], get_id (kind));

      for (guint j = 1; words[j] != NULL; j++)
        {
          g_auto (GStrv) pair = g_strsplit (words[j], "=", 2);
          g_autofree char *value = g_strdelimit (g_strdup (pair[1]), "_", ' ');

          fod_record_set (record, pair[0], value);
        }
      fod_course_take (course, record);
    }
  return course;
}

char *
fod_test_course_describe (const char *text, const char *today)
{
  g_autoptr (FodCourse) course = fod_test_course_make (text);
  g_autoptr (GArray) found = NULL;
  GString *words = g_string_new (NULL);
  FodSuggestionLimits limits;

  fod_suggestion_limits_init (&limits);
  found = fod_suggestion_list (course, &limits, today);
  for (guint i = 0; i < found->len; i++)
    {
      const FodSuggestion *suggestion = &g_array_index (found, FodSuggestion, i);
      g_autofree char *key = fod_suggestion_dup_key (suggestion);

      key[strlen (key) - strlen (FOD_TEST_PERSON) - 1] = '\0';
      g_string_append_printf (words, "%s%s <%s>", i == 0 ? "" : ", ", key, suggestion->due);
    }
  return g_string_free (words, FALSE);
}
