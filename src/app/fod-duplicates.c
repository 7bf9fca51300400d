/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hint that somebody may be there already. */

#include "config.h"

#include "app/fod-duplicates.h"
#include "base/fod-fold.h"

#include <string.h>

/* The words of a name, folded; one letter alone says nothing. */
static GStrv
fold_words (const char *name)
{
  g_autofree char *folded = fod_fold_search (name != NULL ? name : "");
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (strlen (parts[i]) > 1)
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (GStrv)g_ptr_array_free (words, FALSE);
}

static gboolean
contains_all (GStrv words, GStrv wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)words, wanted[i]))
      return FALSE;
  return TRUE;
}

static char *
dup_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

static gboolean
same_value (const char *a, const char *b)
{
  g_autofree char *digits_a = NULL;
  g_autofree char *digits_b = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  if (strcmp (a, b) == 0)
    return TRUE;
  digits_a = dup_digits (a);
  digits_b = dup_digits (b);
  /* "+45 98 12 34 56" and "98123456" are one telephone number. */
  return strlen (digits_a) >= 8 && strlen (digits_b) >= 8 &&
         (g_str_has_suffix (digits_a, digits_b) || g_str_has_suffix (digits_b, digits_a));
}

static gboolean
same_name (GStrv typed, const char *name)
{
  g_auto (GStrv) words = fold_words (name);
  guint n_typed = g_strv_length (typed);
  guint n_words = g_strv_length (words);

  if (n_typed == 0 || n_words == 0)
    return FALSE;
  if (n_typed == n_words)
    return contains_all (words, typed);
  if (MIN (n_typed, n_words) < 2)
    return FALSE;
  return n_typed < n_words ? contains_all (words, typed) : contains_all (typed, words);
}

FodEntity *
fod_duplicates_find (GListModel *list, const FodRecord *candidate, const char *const *exact)
{
  g_auto (GStrv) typed = fold_words (fod_record_get (candidate, "name"));
  FodEntity *by_name = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (list, i);

      if (strcmp (fod_entity_get_id (entity), fod_record_get_id (candidate)) == 0)
        continue;
      for (guint j = 0; exact[j] != NULL; j++)
        if (same_value (fod_entity_get (entity, exact[j]), fod_record_get (candidate, exact[j])))
          return entity;
      if (by_name == NULL && same_name (typed, fod_entity_get (entity, "name")))
        by_name = entity;
    }
  return by_name;
}
