/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the rows of the store to the suggestions of the day; runs on the store's thread. */

#include "config.h"

#include "app/fod-suggestion-gather.h"

#include "base/fod-date.h"
#include "ips/fod-suggestion.h"

#include <string.h>

/* Longer than the longest clock and the time after which it is forgotten: older days decide
 * nothing. */
#define DAYS_BACK 180

typedef struct
{
  char *today;
  char *only;
  FodSuggestionLimits limits;
  GHashTable *courses;
  GHashTable *found;
} Gather;

static void
gather_free (gpointer data)
{
  Gather *self = data;

  g_free (self->today);
  g_free (self->only);
  g_clear_pointer (&self->courses, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_free (self);
}

static void
visit (FodRecord *record, gpointer data)
{
  Gather *self = data;
  const char *owner = fod_course_get_owner (record);
  FodCourse *course;

  if (strcmp (fod_record_get_kind (record), FOD_KIND_CODE) == 0)
    fod_suggestion_limits_take (&self->limits, record, self->today);
  if (owner == NULL || (self->only != NULL && strcmp (owner, self->only) != 0))
    return;
  course = g_hash_table_lookup (self->courses, owner);
  /* The participants come first; who is not among them has no clocks. */
  if (course == NULL && strcmp (fod_record_get_kind (record), FOD_KIND_PARTICIPANT) == 0)
    {
      course = fod_course_new ();
      g_hash_table_insert (self->courses, g_strdup (owner), course);
    }
  if (course != NULL)
    fod_course_take (course, record);
}

static void
end (gpointer data)
{
  Gather *self = data;
  GHashTableIter iter;
  gpointer id;
  gpointer course;

  g_hash_table_iter_init (&iter, self->courses);
  while (g_hash_table_iter_next (&iter, &id, &course))
    {
      g_autoptr (GArray) list = fod_suggestion_list (course, &self->limits, self->today);

      if (list->len > 0)
        g_hash_table_insert (self->found, g_strdup (id), g_steal_pointer (&list));
    }
  g_clear_pointer (&self->courses, g_hash_table_unref);
}

static FodQuery *
add_query (GPtrArray *queries, const char *kind, const char *const *fields, const char *participant)
{
  FodQuery *query = fod_query_new (kind);

  fod_query_only (query, fields);
  if (participant != NULL)
    fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  g_ptr_array_add (queries, query);
  return query;
}

GPtrArray *
fod_suggestion_gather_list_queries (const char *today, const char *participant)
{
  static const char *const code[] = { "list", "code", "position", "valid-from", "valid-to", NULL };
  static const char *const person[] = { "id",         "stage",       "referred-on",
                                        "entry-date", "cover-until", "treatment-ended",
                                        NULL };
  static const char *const placement[] = { "id",    "participant", "type",     "title",
                                           "stage", "start-date",  "end-date", NULL };
  static const char *const change[] = { "participant",    "placement",      "changed-on",
                                        "weekly-minutes", "hourly-pay-ore", NULL };
  static const char *const section[] = { "participant", "told-on", NULL };
  static const char *const sheet[] = { "participant", "advised-on", NULL };
  static const char *const plan[] = { "participant", "talked-on", "agreed-on", "revoked-on", NULL };
  static const char *const contact[] = { "id",      "participant",   "name", "role",
                                         "consent", "consent-until", NULL };
  static const char *const consent[] = { "id",           "participant", "contact",  "counterpart",
                                         "role",         "covers",      "given-on", "expires-on",
                                         "withdrawn-on", NULL };
  static const char *const note[] = { "participant", "date", "type", "attendance", NULL };
  static const char *const follow_up[] = { "participant", "status", "slot", "type", "clock", NULL };
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);
  g_autofree char *since = fod_date_add_days (today, -DAYS_BACK);
  FodQuery *query;

  query = add_query (queries, FOD_KIND_CODE, code, NULL);
  fod_query_where (query, "list", FOD_QUERY_IS, FOD_SUGGESTION_LIST);
  query = add_query (queries, FOD_KIND_PARTICIPANT, person, NULL);
  fod_query_where (query, "stage", FOD_QUERY_IS_NOT, "ended");
  query = add_query (queries, FOD_KIND_PLACEMENT, placement, participant);
  fod_query_where (query, "start-date", FOD_QUERY_IS_NOT, NULL);
  query = add_query (queries, FOD_KIND_JOB_CHANGE, change, participant);
  fod_query_where (query, "changed-on", FOD_QUERY_FROM, since);
  query = add_query (queries, FOD_KIND_BENEFIT_SHEET, sheet, participant);
  fod_query_where (query, "advised-on", FOD_QUERY_FROM, since);
  add_query (queries, FOD_KIND_DISCLOSURE_PLAN, plan, participant);
  query = add_query (queries, FOD_KIND_PROFILE_SECTION, section, participant);
  fod_query_where (query, "told-on", FOD_QUERY_FROM, since);
  add_query (queries, FOD_KIND_TREATMENT_CONTACT, contact, participant);
  add_query (queries, FOD_KIND_CONSENT, consent, participant);
  query = add_query (queries, FOD_KIND_NOTE, note, participant);
  fod_query_where (query, "date", FOD_QUERY_FROM, since);
  query = add_query (queries, FOD_KIND_FOLLOW_UP, follow_up, participant);
  fod_query_where (query, "slot", FOD_QUERY_FROM, since);
  if (participant == NULL)
    fod_query_where (query, "participant", FOD_QUERY_IS_NOT, NULL);
  return queries;
}

FodVisitor
fod_suggestion_gather_visitor (const char *today, const char *participant)
{
  Gather *self = g_new0 (Gather, 1);
  FodVisitor visitor = { visit, end, self, gather_free };

  self->today = g_strdup (today);
  self->only = g_strdup (participant);
  fod_suggestion_limits_init (&self->limits);
  self->courses =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fod_course_free);
  self->found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  return visitor;
}

GHashTable *
fod_suggestion_gather_take (gpointer data)
{
  GHashTable *found;

  g_return_val_if_fail (data != NULL, NULL);

  found = g_steal_pointer (&((Gather *)data)->found);
  gather_free (data);
  return found;
}
