/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words to codes and ids. Every comparison is of folded text, as in searching. */

#include "config.h"

#include "exchange/fod-name-index.h"

#include "base/fod-fold.h"

#include <string.h>

/* What stands for a name that several have. No code and no id is empty. */
#define SEVERAL ""

typedef struct
{
  char *code;
  char *words; /* the code's words, folded, each between blanks */
  char *names[2];
} Entry;

struct _FodNameIndex
{
  GHashTable *exact; /* "space\nfolded name" -> code or id */
  GHashTable *lists; /* name of a list -> GPtrArray of Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->code);
  g_free (entry->words);
  g_free (entry->names[0]);
  g_free (entry->names[1]);
  g_free (entry);
}

FodNameIndex *
fod_name_index_new (void)
{
  FodNameIndex *self = g_new0 (FodNameIndex, 1);

  self->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  return self;
}

void
fod_name_index_free (FodNameIndex *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->exact);
  g_hash_table_unref (self->lists);
  g_free (self);
}

static char *
make_key (const char *space, const char *folded)
{
  return g_strconcat (space, "\n", folded, NULL);
}

static void
add_exact (FodNameIndex *self, const char *space, const char *folded, const char *value)
{
  g_autofree char *key = make_key (space, folded);
  const char *known = g_hash_table_lookup (self->exact, key);

  if (*folded == '\0' || g_strcmp0 (known, value) == 0)
    return;
  g_hash_table_replace (self->exact, g_steal_pointer (&key),
                        g_strdup (known == NULL ? value : SEVERAL));
}

static void
add_code (FodNameIndex *self, const FodRecord *record)
{
  const char *const fields[] = { "name-da", "name-en" };
  const char *list = fod_record_get (record, "list");
  const char *code = fod_record_get (record, "code");
  GPtrArray *entries;
  Entry *entry;
  g_autofree char *folded = NULL;

  if (list == NULL || code == NULL)
    return;

  entries = g_hash_table_lookup (self->lists, list);
  if (entries == NULL)
    {
      entries = g_ptr_array_new_with_free_func (entry_free);
      g_hash_table_insert (self->lists, g_strdup (list), entries);
    }
  folded = fod_fold_search (code);
  entry = g_new0 (Entry, 1);
  entry->code = g_strdup (code);
  entry->words = g_strdup_printf (" %s ", folded);
  add_exact (self, list, folded, code);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      entry->names[i] = fod_fold_search (fod_record_get (record, fields[i]));
      add_exact (self, list, entry->names[i], code);
    }
  g_ptr_array_add (entries, entry);
}

void
fod_name_index_add_codes (FodNameIndex *self, GPtrArray *records)
{
  g_return_if_fail (self != NULL && records != NULL);

  for (guint i = 0; i < records->len; i++)
    add_code (self, g_ptr_array_index (records, i));
}

void
fod_name_index_add_record (FodNameIndex *self, const FodRecord *record)
{
  const FodSpec *spec;
  const char *fields[3] = { NULL };
  g_autofree char *id = NULL;

  g_return_if_fail (self != NULL && record != NULL);

  spec = fod_record_get_spec (record);
  fields[0] = spec->title;
  if (strcmp (spec->kind, FOD_KIND_EMPLOYER) == 0)
    {
      fields[1] = "cvr";
      fields[2] = "p-number";
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *name = fields[i] == NULL ? NULL : fod_record_get (record, fields[i]);
      g_autofree char *folded = fod_fold_search (name);

      add_exact (self, spec->kind, folded, fod_record_get_id (record));
    }
  /* Our own export may name it by its id. */
  id = fod_fold_search (fod_record_get_id (record));
  add_exact (self, spec->kind, id, fod_record_get_id (record));
}

static gboolean
has_word (const Entry *entry, const char *folded)
{
  g_autofree char *word = g_strdup_printf (" %s ", folded);

  return strstr (entry->words, word) != NULL;
}

static gboolean
has_prefix (const Entry *entry, const char *folded)
{
  return g_str_has_prefix (entry->names[0], folded) || g_str_has_prefix (entry->names[1], folded);
}

static FodNameMatch
find_entry (GPtrArray *entries,
            const char *folded,
            gboolean (*matches) (const Entry *entry, const char *folded),
            char **value)
{
  const Entry *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (!matches (entry, folded))
        continue;
      if (found != NULL)
        return FOD_NAME_MATCH_SEVERAL;
      found = entry;
    }
  if (found == NULL)
    return FOD_NAME_MATCH_NONE;
  *value = g_strdup (found->code);
  return FOD_NAME_MATCH_ONE;
}

FodNameMatch
fod_name_index_find (const FodNameIndex *self,
                     const FodField *field,
                     const char *text,
                     char **value)
{
  g_autofree char *folded = NULL;
  g_autofree char *key = NULL;
  const char *found;
  GPtrArray *entries;
  FodNameMatch match;

  g_return_val_if_fail (self != NULL && field != NULL && value != NULL, FOD_NAME_MATCH_NONE);

  *value = NULL;
  folded = fod_fold_search (text);
  if (*folded == '\0' || field->of == NULL)
    return FOD_NAME_MATCH_NONE;

  key = make_key (field->of, folded);
  found = g_hash_table_lookup (self->exact, key);
  if (found != NULL && *found != '\0')
    {
      *value = g_strdup (found);
      return FOD_NAME_MATCH_ONE;
    }
  if (found != NULL)
    return FOD_NAME_MATCH_SEVERAL;

  entries = field->type == FOD_FIELD_CODE ? g_hash_table_lookup (self->lists, field->of) : NULL;
  if (entries == NULL)
    return FOD_NAME_MATCH_NONE;
  match = find_entry (entries, folded, has_word, value);
  return match == FOD_NAME_MATCH_ONE ? match : find_entry (entries, folded, has_prefix, value);
}
