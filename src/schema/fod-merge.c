/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens when an edit meets a row: pure functions over texts and versions, no row, no clock,
 * no database. An editor who had seen what stands may write anything that the field takes; only
 * an edit that had not seen it is a question for the field's class. */

#include "config.h"

#include "schema/fod-merge.h"

#include <stdlib.h>
#include <string.h>

/* Where @text stands among the words of @order, counted from 1. "Not set" is before all of them,
 * as is a word of a newer list that this program does not know. */
static guint
rank_of (const char *order, const char *text)
{
  g_auto (GStrv) words = NULL;

  if (order == NULL || text == NULL)
    return 0;
  words = g_strsplit (order, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i + 1;
  return 0;
}

/* Whether the edit is the later one. Equal times are settled by the texts, so that two devices
 * that meet in either order end with the same value. */
static gboolean
is_later (const FodMergeInput *input)
{
  if (input->eff != input->current_eff)
    return input->eff > input->current_eff;
  return g_strcmp0 (input->value, input->current) > 0;
}

static FodMergeOutcome
apply_if (gboolean apply)
{
  return apply ? FOD_MERGE_APPLY : FOD_MERGE_KEEP;
}

static FodMergeOutcome
conflict_apply_if (gboolean apply)
{
  return apply ? FOD_MERGE_CONFLICT_APPLY : FOD_MERGE_CONFLICT_KEEP;
}

/* Whether the edit stands higher in the field's order; two values of the same place are settled
 * by time. */
static gboolean
is_higher (const FodMergeInput *input)
{
  guint mine = rank_of (input->field->order, input->value);
  guint theirs = rank_of (input->field->order, input->current);

  return mine == theirs ? is_later (input) : mine > theirs;
}

/* As is_higher(), but for permissions: a code that is not set permits nothing, so it is the
 * strictest; a flag that is not set is the weakest. */
static guint
strictness_of (const FodField *field, const char *text)
{
  if (text == NULL && field->type == FOD_FIELD_CODE)
    return G_MAXUINT;
  return rank_of (field->order, text);
}

/* A day on which a permission ends: the earlier one is the stricter, none the weakest. */
static gboolean
is_earlier_end (const char *day, const char *than)
{
  return day != NULL && (than == NULL || strcmp (day, than) < 0);
}

static gboolean
is_stricter (const FodMergeInput *input)
{
  guint mine = strictness_of (input->field, input->value);
  guint theirs = strictness_of (input->field, input->current);

  if (input->field->type == FOD_FIELD_DATE)
    return is_earlier_end (input->value, input->current);
  return mine == theirs ? is_later (input) : mine > theirs;
}

static FodMergeOutcome
settle_step (const FodMergeInput *input)
{
  if (fod_merge_is_step (input->field, input->current, input->value))
    return FOD_MERGE_APPLY;
  return conflict_apply_if (is_later (input));
}

/* A text that meets nothing needs no second row, and nothing is no text to keep in one. */
static FodMergeOutcome
settle_fork (const FodMergeInput *input)
{
  if (input->value == NULL)
    return FOD_MERGE_KEEP;
  return input->current == NULL ? FOD_MERGE_APPLY : FOD_MERGE_FORK_ROW;
}

static FodMergeOutcome
settle_unseen (const FodMergeInput *input)
{
  switch (input->field->merge)
    {
    case FOD_MERGE_SILENT:
      return apply_if (is_later (input));
    case FOD_MERGE_SET:
      return FOD_MERGE_APPLY;
    case FOD_MERGE_MAX:
      return apply_if (g_strcmp0 (input->value, input->current) > 0);
    case FOD_MERGE_RANK:
      return apply_if (is_higher (input));
    case FOD_MERGE_BOTH:
      return conflict_apply_if (is_later (input));
    case FOD_MERGE_STEP:
      return settle_step (input);
    case FOD_MERGE_STRICT:
      return conflict_apply_if (is_stricter (input));
    case FOD_MERGE_FORK:
      return settle_fork (input);
    case FOD_MERGE_SERVER:
      return FOD_MERGE_REFUSE;
    default:
      g_return_val_if_reached (FOD_MERGE_REFUSE);
    }
}

static FodMergeOutcome
settle_seen (const FodMergeInput *input)
{
  if (input->field->merge == FOD_MERGE_STEP &&
      !fod_merge_is_step (input->field, input->current, input->value))
    return FOD_MERGE_REFUSE;
  return FOD_MERGE_APPLY;
}

FodMergeOutcome
fod_merge_field (const FodMergeInput *input, char **merged)
{
  gboolean seen;
  FodMergeOutcome outcome;

  g_return_val_if_fail (input != NULL && input->field != NULL, FOD_MERGE_REFUSE);
  g_return_val_if_fail (merged != NULL, FOD_MERGE_REFUSE);

  *merged = NULL;
  if (g_strcmp0 (input->value, input->current) == 0)
    return FOD_MERGE_KEEP;

  seen = input->base_version == input->current_version;
  outcome = seen ? settle_seen (input) : settle_unseen (input);
  if (outcome != FOD_MERGE_APPLY && outcome != FOD_MERGE_CONFLICT_APPLY)
    return outcome;

  /* A whole set that had not seen the one that stands takes nothing away from it. */
  if (input->field->merge == FOD_MERGE_SET && !seen)
    *merged = fod_merge_set (input->current, input->value, NULL);
  else
    *merged = g_strdup (input->value);
  if (g_strcmp0 (*merged, input->current) != 0)
    return outcome;
  g_clear_pointer (merged, g_free);
  return FOD_MERGE_KEEP;
}

static void
add_lines (GHashTable *lines, const char *text)
{
  g_auto (GStrv) split = NULL;

  if (text == NULL)
    return;
  split = g_strsplit (text, "\n", -1);
  for (guint i = 0; split[i] != NULL; i++)
    if (split[i][0] != '\0')
      g_hash_table_add (lines, g_strdup (split[i]));
}

static void
remove_lines (GHashTable *lines, const char *text)
{
  g_auto (GStrv) split = NULL;

  if (text == NULL)
    return;
  split = g_strsplit (text, "\n", -1);
  for (guint i = 0; split[i] != NULL; i++)
    g_hash_table_remove (lines, split[i]);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
fod_merge_set (const char *current, const char *added, const char *removed)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **sorted = NULL;
  guint count = 0;

  add_lines (lines, current);
  remove_lines (lines, removed);
  add_lines (lines, added);

  sorted = (char **)g_hash_table_get_keys_as_array (lines, &count);
  if (count == 0)
    return NULL;
  qsort (sorted, count, sizeof *sorted, compare_lines);
  return g_strjoinv ("\n", sorted);
}

gboolean
fod_merge_is_step (const FodField *field, const char *from, const char *to)
{
  g_autofree char *step = NULL;

  g_return_val_if_fail (field != NULL, FALSE);

  if (from == NULL)
    return TRUE;
  if (to == NULL)
    return FALSE;
  step = g_strconcat (from, ">", to, NULL);
  return rank_of (field->order, step) > 0;
}
