/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the rows of the store to the list of who fits; runs on the store's thread. */

#include "config.h"

#include "app/fod-match-gather.h"

#include "ips/fod-matcher.h"

#include <string.h>

typedef struct
{
  FodMatcher *matcher;
  GHashTable *openings; /* employer → GPtrArray of FodRecord */
  GPtrArray *found;     /* of FodMatch */
} Gather;

static void
gather_free (gpointer data)
{
  Gather *self = data;

  fod_matcher_free (self->matcher);
  g_hash_table_unref (self->openings);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
take_opening (Gather *self, FodRecord *opening)
{
  const char *employer = fod_record_get (opening, "employer");
  GPtrArray *list = g_hash_table_lookup (self->openings, employer);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
      g_hash_table_insert (self->openings, g_strdup (employer), list);
    }
  g_ptr_array_add (list, fod_record_ref (opening));
}

/* Returns: whether it is in the list now */
static gboolean
match (Gather *self, FodRecord *employer, FodRecord *opening)
{
  g_autoptr (FodMatch) found = fod_matcher_match (self->matcher, employer, opening);

  if (found == NULL || !fod_match_is_worth_a_look (found))
    return FALSE;
  g_ptr_array_add (self->found, g_steal_pointer (&found));
  return TRUE;
}

static void
match_employer (Gather *self, FodRecord *employer)
{
  GPtrArray *openings = g_hash_table_lookup (self->openings, fod_record_get_id (employer));
  gboolean listed = FALSE;

  for (guint i = 0; openings != NULL && i < openings->len; i++)
    listed |= match (self, employer, g_ptr_array_index (openings, i));
  if (!listed)
    match (self, employer, NULL);
}

static void
visit (FodRecord *record, gpointer data)
{
  const char *kind = fod_record_get_kind (record);

  if (strcmp (kind, FOD_KIND_CODE) == 0)
    fod_matcher_take_code (((Gather *)data)->matcher, record);
  else if (strcmp (kind, FOD_KIND_JOB_OPENING) == 0)
    take_opening (data, record);
  else
    match_employer (data, record);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return fod_match_compare (*(const FodMatch *const *)a, *(const FodMatch *const *)b);
}

/* Of equals the order in which they came stays. */
static void
end (gpointer data)
{
  g_ptr_array_sort (((Gather *)data)->found, compare);
}

GPtrArray *
fod_match_gather_list_queries (void)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);
  FodQuery *codes = fod_query_new (FOD_KIND_CODE);
  FodQuery *openings = fod_query_new (FOD_KIND_JOB_OPENING);
  FodQuery *employers = fod_query_new (FOD_KIND_EMPLOYER);

  fod_query_where (codes, "list", FOD_QUERY_IS, "branch");
  fod_query_order (openings, "heard-on", TRUE);
  fod_query_order (employers, "name", FALSE);
  g_ptr_array_add (queries, codes);
  g_ptr_array_add (queries, openings);
  g_ptr_array_add (queries, employers);
  return queries;
}

FodVisitor
fod_match_gather_visitor (const FodRecord *participant, const char *today)
{
  Gather *self = g_new0 (Gather, 1);
  FodVisitor visitor = { visit, end, self, gather_free };

  self->matcher = fod_matcher_new (participant, today);
  self->openings =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_match_free);
  return visitor;
}

GPtrArray *
fod_match_gather_take (gpointer data)
{
  GPtrArray *found;

  g_return_val_if_fail (data != NULL, NULL);

  found = g_steal_pointer (&((Gather *)data)->found);
  gather_free (data);
  return found;
}
