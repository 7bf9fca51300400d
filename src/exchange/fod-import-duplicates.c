/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who in a file may be somebody that is there already. It points out; a person decides. */

#include "config.h"

#include "exchange/fod-import-duplicates.h"

#include "base/fod-fold.h"

#include <string.h>

#define PHONE_DIGITS 8

/* Two that agree in all fields of a rule match by it. */
static const struct
{
  const char *kind;
  FodImportMatch match;
  const char *fields[3];
} rules[] = {
  { FOD_KIND_PARTICIPANT, FOD_IMPORT_MATCH_CERTAIN, { "cpr" } },
  { FOD_KIND_PARTICIPANT, FOD_IMPORT_MATCH_LIKELY, { "name", "phone" } },
  { FOD_KIND_PARTICIPANT, FOD_IMPORT_MATCH_LIKELY, { "name", "email" } },
  { FOD_KIND_PARTICIPANT, FOD_IMPORT_MATCH_POSSIBLE, { "name" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_CERTAIN, { "p-number" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_CERTAIN, { "cvr", "name", "town" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_LIKELY, { "cvr" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_LIKELY, { "name", "town" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_LIKELY, { "name", "phone" } },
  { FOD_KIND_EMPLOYER, FOD_IMPORT_MATCH_POSSIBLE, { "name" } },
  { FOD_KIND_CONTACT_PERSON, FOD_IMPORT_MATCH_CERTAIN, { "employer", "name" } },
  { FOD_KIND_CONTACT_PERSON, FOD_IMPORT_MATCH_LIKELY, { "email" } },
  { FOD_KIND_CONTACT_PERSON, FOD_IMPORT_MATCH_LIKELY, { "name", "phone" } },
};

/* The number that two different ones do not share. */
static const struct
{
  const char *kind;
  const char *field;
} identities[] = {
  { FOD_KIND_PARTICIPANT, "cpr" },
  { FOD_KIND_EMPLOYER, "p-number" },
};

/* Somebody a row is compared with: a record, or an earlier row. */
typedef struct
{
  FodRecord *record;
  const FodImportRow *row;
  guint number;
} Other;

static char *
keep_last_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }
  if (digits->len > PHONE_DIGITS)
    g_string_erase (digits, 0, (gssize)digits->len - PHONE_DIGITS);
  return g_string_free (digits, FALSE);
}

/* Two spellings of the same come to the same text. */
static char *
make_comparable (const FodField *field, const char *text)
{
  if (field->type == FOD_FIELD_PHONE)
    return keep_last_digits (text);
  if (field->type == FOD_FIELD_EMAIL || field->type == FOD_FIELD_TEXT)
    return fod_fold_search (text);
  return g_strdup (text);
}

static const char *
get_value (const Other *other, const char *field)
{
  if (other->record != NULL)
    return fod_record_get (other->record, field);
  return g_hash_table_lookup (other->row->fields, field);
}

/* Returns NULL when a field of the rule is not set. */
static char *
make_key (const FodSpec *spec, gsize rule, const Other *other)
{
  g_autoptr (GString) key = g_string_new (NULL);

  g_string_append_printf (key, "%u", (guint)rule);
  for (gsize i = 0; i < G_N_ELEMENTS (rules[rule].fields) && rules[rule].fields[i] != NULL; i++)
    {
      const char *value = get_value (other, rules[rule].fields[i]);
      g_autofree char *comparable = NULL;

      if (value == NULL)
        return NULL;
      comparable = make_comparable (fod_spec_find (spec, rules[rule].fields[i]), value);
      g_string_append_printf (key, "\n%s", comparable);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static gboolean
are_told_apart (const FodSpec *spec, const Other *a, const Other *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      const char *first;
      const char *second;

      if (strcmp (identities[i].kind, spec->kind) != 0)
        continue;
      first = get_value (a, identities[i].field);
      second = get_value (b, identities[i].field);
      if (first != NULL && second != NULL && strcmp (first, second) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_to_index (const FodSpec *spec, GHashTable *index, const Other *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *key = NULL;
      GArray *others;

      if (strcmp (rules[i].kind, spec->kind) != 0)
        continue;
      key = make_key (spec, i, other);
      if (key == NULL)
        continue;
      others = g_hash_table_lookup (index, key);
      if (others == NULL)
        {
          others = g_array_new (FALSE, FALSE, sizeof (Other));
          g_hash_table_insert (index, g_steal_pointer (&key), others);
        }
      /* Of a name that half the file has, the first ones are enough. */
      if (others->len < 5)
        g_array_append_val (others, *other);
    }
}

static gboolean
is_listed (const GArray *duplicates, const Other *other)
{
  for (guint i = 0; i < duplicates->len; i++)
    {
      const FodImportDuplicate *known = &g_array_index (duplicates, FodImportDuplicate, i);

      if (known->record == other->record && (known->record != NULL || known->row == other->number))
        return TRUE;
    }
  return FALSE;
}

/* The rules of a kind stand surest first, and so do the duplicates that they find. */
static void
find_in_index (const FodSpec *spec, GHashTable *index, const Other *self, GArray *duplicates)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *key = NULL;
      const GArray *others;

      if (strcmp (rules[i].kind, spec->kind) != 0)
        continue;
      key = make_key (spec, i, self);
      others = key == NULL ? NULL : g_hash_table_lookup (index, key);
      for (guint j = 0; others != NULL && j < others->len; j++)
        {
          const Other *other = &g_array_index (others, Other, j);
          FodImportDuplicate duplicate = { rules[i].match, other->record, other->number };

          if (!is_listed (duplicates, other) && !are_told_apart (spec, self, other))
            g_array_append_val (duplicates, duplicate);
        }
    }
}

void
fod_import_find_duplicates (const FodSpec *spec, GPtrArray *rows, GPtrArray *existing)
{
  g_autoptr (GHashTable) index = NULL;

  g_return_if_fail (spec != NULL && rows != NULL);

  index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  for (guint i = 0; existing != NULL && i < existing->len; i++)
    {
      Other other = { g_ptr_array_index (existing, i), NULL, 0 };

      add_to_index (spec, index, &other);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      FodImportRow *row = g_ptr_array_index (rows, i);
      Other self = { NULL, row, i };

      find_in_index (spec, index, &self, row->duplicates);
      add_to_index (spec, index, &self);
    }
}
