/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of the words that begin a name, so that a text is walked through once. */

#include "config.h"

#include "ips/fod-name-guard.h"

#include "base/fod-fold.h"
#include "schema/fod-schema.h"

#include <string.h>

/* More words of a name than these are asked by the first and the last. */
#define MAX_WORDS 6
#define MIN_ALONE 3

/* When a run of words is a name. */
typedef enum
{
  ALWAYS,
  CAPITAL, /* when it is written with a capital */
  TIED     /* with a capital, where the participant has to do with the employer */
} When;

typedef struct
{
  guint person;
  char *words[MAX_WORDS]; /* folded; a last one of one letter stands for a word that begins so */
  guint n_words;
  When when;
} Pattern;

typedef struct
{
  FodRecord *record;
  GPtrArray *plans;
  GHashTable *employers; /* ids */
} Person;

struct _FodNameGuard
{
  GPtrArray *people;
  GHashTable *by_id;    /* id → Person, also of participants who are not here yet */
  GHashTable *there;    /* "employer word" of contact persons */
  GHashTable *patterns; /* first word → GPtrArray of Pattern; NULL: to be made */
};

/* A word of a text. */
typedef struct
{
  const char *start;
  const char *end;
  char *folded;
  gboolean capital;
} Word;

static void
pattern_free (gpointer data)
{
  Pattern *self = data;

  for (guint i = 0; i < self->n_words; i++)
    g_free (self->words[i]);
  g_free (self);
}

static void
person_free (gpointer data)
{
  Person *self = data;

  g_clear_pointer (&self->record, fod_record_unref);
  g_ptr_array_unref (self->plans);
  g_hash_table_unref (self->employers);
  g_free (self);
}

static void
word_clear (gpointer data)
{
  g_free (((Word *)data)->folded);
}

FodNameGuard *
fod_name_guard_new (void)
{
  FodNameGuard *self = g_new0 (FodNameGuard, 1);

  self->people = g_ptr_array_new_with_free_func (person_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fod_name_guard_free (FodNameGuard *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->patterns, g_hash_table_unref);
  g_hash_table_unref (self->there);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->people);
  g_free (self);
}

static gboolean
is_letter (const char *p)
{
  gunichar letter = g_utf8_get_char (p);

  return g_unichar_isalnum (letter) || g_unichar_ismark (letter);
}

/* The next word from @p on; FALSE when there is none. */
static gboolean
read_word (const char *p, Word *word)
{
  g_autofree char *plain = NULL;

  while (*p != '\0' && !is_letter (p))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return FALSE;
  word->start = p;
  while (*p != '\0' && is_letter (p))
    p = g_utf8_next_char (p);
  word->end = p;
  plain = g_strndup (word->start, (gsize)(word->end - word->start));
  word->folded = g_strstrip (fod_fold_search (plain));
  word->capital = g_unichar_isupper (g_utf8_get_char (word->start));
  return TRUE;
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  Word word;

  g_array_set_clear_func (words, word_clear);
  while (text != NULL && read_word (text, &word))
    {
      g_array_append_val (words, word);
      text = word.end;
    }
  return words;
}

static Person *
get_person (FodNameGuard *self, const char *id)
{
  Person *person = g_hash_table_lookup (self->by_id, id);

  if (person != NULL)
    return person;
  person = g_new0 (Person, 1);
  person->plans = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  person->employers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->people, person);
  g_hash_table_insert (self->by_id, g_strdup (id), person);
  return person;
}

static void
take_contact_person (FodNameGuard *self, const FodRecord *record)
{
  g_autoptr (GArray) words = split (fod_record_get (record, "name"));

  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (self->there, g_strdup_printf ("%s %s", fod_record_get (record, "employer"),
                                                    g_array_index (words, Word, i).folded));
}

void
fod_name_guard_take (FodNameGuard *self, FodRecord *record)
{
  const char *kind;
  const char *employer;
  Person *person;

  g_return_if_fail (self != NULL && record != NULL);

  kind = fod_record_get_kind (record);
  if (strcmp (kind, FOD_KIND_CONTACT_PERSON) == 0)
    take_contact_person (self, record);
  else if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    {
      person = get_person (self, fod_record_get_id (record));
      g_clear_pointer (&person->record, fod_record_unref);
      person->record = fod_record_ref (record);
      g_clear_pointer (&self->patterns, g_hash_table_unref);
    }
  else if ((strcmp (kind, FOD_KIND_DISCLOSURE_PLAN) == 0 ||
            strcmp (kind, FOD_KIND_PLACEMENT) == 0) &&
           fod_record_get (record, "participant") != NULL)
    {
      person = get_person (self, fod_record_get (record, "participant"));
      employer = fod_record_get (record, "employer");
      if (employer != NULL)
        g_hash_table_add (person->employers, g_strdup (employer));
      if (strcmp (kind, FOD_KIND_DISCLOSURE_PLAN) == 0)
        g_ptr_array_add (person->plans, fod_record_ref (record));
    }
}

static void
add_pattern (FodNameGuard *self, guint person, When when, const char *const *words, guint n_words)
{
  Pattern *pattern;
  GPtrArray *list;

  for (guint i = 0; i < n_words; i++)
    if (*words[i] == '\0')
      return;
  pattern = g_new0 (Pattern, 1);
  pattern->person = person;
  pattern->when = when;
  pattern->n_words = n_words;
  for (guint i = 0; i < n_words; i++)
    pattern->words[i] = g_strdup (words[i]);
  list = g_hash_table_lookup (self->patterns, words[0]);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (pattern_free);
      g_hash_table_insert (self->patterns, g_strdup (words[0]), list);
    }
  g_ptr_array_add (list, pattern);
}

static void
add_two (FodNameGuard *self, guint person, When when, const char *first, const char *second)
{
  const char *const words[] = { first, second };

  add_pattern (self, person, when, words, 2);
}

static void
add_alone (FodNameGuard *self, guint person, When when, const char *word)
{
  if (g_utf8_strlen (word, -1) >= MIN_ALONE)
    add_pattern (self, person, when, &word, 1);
}

static void
add_name (FodNameGuard *self, guint person, GArray *name, GArray *called)
{
  const char *all[MAX_WORDS];
  const char *first = g_array_index (name, Word, 0).folded;
  const char *last = g_array_index (name, Word, name->len - 1).folded;
  g_autofree char *initial = g_utf8_substring (last, 0, 1);

  if (name->len == 1)
    {
      add_alone (self, person, CAPITAL, first);
      return;
    }
  for (guint i = 0; i < MIN (name->len, MAX_WORDS); i++)
    all[i] = g_array_index (name, Word, i).folded;
  if (name->len > 2 && name->len <= MAX_WORDS)
    add_pattern (self, person, ALWAYS, all, name->len);
  add_two (self, person, ALWAYS, first, last);
  add_two (self, person, ALWAYS, last, first);
  add_two (self, person, CAPITAL, first, initial);
  add_alone (self, person, TIED, first);
  if (called->len > 0)
    add_two (self, person, ALWAYS, g_array_index (called, Word, 0).folded, last);
}

static void
make_patterns (FodNameGuard *self)
{
  self->patterns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = g_ptr_array_index (self->people, i);
      g_autoptr (GArray) name = NULL;
      g_autoptr (GArray) called = NULL;

      if (person->record == NULL)
        continue;
      name = split (fod_record_get (person->record, "name"));
      called = split (fod_record_get (person->record, "called"));
      if (name->len > 0)
        add_name (self, i, name, called);
      if (called->len == 1)
        add_alone (self, i, CAPITAL, g_array_index (called, Word, 0).folded);
    }
}

gboolean
fod_name_guard_watches (const FodSpec *spec, const FodField *field)
{
  static const char *const places[] = { "address", "postcode", "website", NULL };

  g_return_val_if_fail (spec != NULL && field != NULL, FALSE);

  if (spec->scope != FOD_SCOPE_TEAM || (field->flags & FOD_FIELD_NAME) != 0 || field->of != NULL ||
      g_strv_contains (places, field->name))
    return FALSE;
  return field->type == FOD_FIELD_TEXT || field->type == FOD_FIELD_LONG_TEXT ||
         field->type == FOD_FIELD_SET;
}

const char *
fod_name_guard_get_employer (const FodRecord *record)
{
  const FodSpec *spec;

  g_return_val_if_fail (record != NULL, NULL);

  spec = fod_record_get_spec (record);
  if (strcmp (spec->kind, FOD_KIND_EMPLOYER) == 0)
    return fod_record_get_id (record);
  return fod_spec_find (spec, "employer") != NULL ? fod_record_get (record, "employer") : NULL;
}

/* Whether @word is @name, or @name with an s behind it that is no part of it. */
static gboolean
is_word (const char *word, const char *name, gboolean last, gboolean *genitive)
{
  gsize length = strlen (name);

  *genitive = FALSE;
  if (strcmp (word, name) == 0)
    return TRUE;
  *genitive = last && strncmp (word, name, length) == 0 && strcmp (word + length, "s") == 0;
  return *genitive;
}

/* A text that is asked. */
typedef struct
{
  const char *employer;
  const char *text;
  const char *date;
  GArray *words;
} Place;

static gboolean
fits (FodNameGuard *self, const Pattern *pattern, const Place *place, guint at)
{
  const Person *person = g_ptr_array_index (self->people, pattern->person);
  g_autofree char *there = NULL;
  gboolean genitive;

  if (place->words->len - at < pattern->n_words)
    return FALSE;
  for (guint i = 0; i < pattern->n_words; i++)
    {
      const Word *word = &g_array_index (place->words, Word, at + i);

      if (!is_word (word->folded, pattern->words[i], i + 1 == pattern->n_words, &genitive) ||
          (pattern->when != ALWAYS && !word->capital))
        return FALSE;
    }
  if (pattern->n_words > 1 || place->employer == NULL)
    return pattern->when != TIED;
  there = g_strdup_printf ("%s %s", place->employer, pattern->words[0]);
  return !g_hash_table_contains (self->there, there) &&
         (pattern->when != TIED || g_hash_table_contains (person->employers, place->employer));
}

/* An apostrophe with an s, or alone behind an s, x or z; 0 for none. */
static gsize
measure_genitive (const char *end)
{
  gsize mark = g_str_has_prefix (end, "’") ? strlen ("’") : *end == '\'' ? 1 : 0;
  const char *after = end + mark;

  if (mark == 0)
    return 0;
  if ((*after == 's' || *after == 'S') && !is_letter (after + 1))
    return mark + 1;
  return strchr ("sxzSXZ", end[-1]) != NULL && !is_letter (after) ? mark : 0;
}

static void
describe (
    FodNameGuard *self, const Pattern *pattern, const Place *place, guint at, FodNameFind *find)
{
  const Person *person = g_ptr_array_index (self->people, pattern->person);
  const Word *first = &g_array_index (place->words, Word, at);
  const Word *last = first + pattern->n_words - 1;
  gboolean genitive;

  is_word (last->folded, pattern->words[pattern->n_words - 1], TRUE, &genitive);
  find->participant = person->record;
  find->start = (gsize)(first->start - place->text);
  find->end = (gsize)(last->end - place->text) - (genitive ? 1 : 0);
  find->genitive = genitive ? 1 : measure_genitive (last->end);
}

/* Of all names that begin with @first at @at the longest. Where one of them may stand there, a
 * namesake is not who is meant. */
static gboolean
find_from (FodNameGuard *self, const Place *place, const char *first, guint at, FodNameFind *find)
{
  GPtrArray *list = g_hash_table_lookup (self->patterns, first);
  guint longest = 0;
  guint allowed = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Pattern *pattern = g_ptr_array_index (list, i);
      const Person *person = g_ptr_array_index (self->people, pattern->person);
      FodDisclosure said;

      if (!fits (self, pattern, place, at))
        continue;
      said = fod_disclosure_of (person->record, person->plans, place->employer, place->date);
      if (fod_disclosure_permits_name (&said))
        allowed = MAX (allowed, pattern->n_words);
      else if (pattern->n_words > longest)
        {
          longest = pattern->n_words;
          describe (self, pattern, place, at, find);
          find->disclosure = said;
        }
    }
  return longest > allowed;
}

gboolean
fod_name_guard_find (FodNameGuard *self,
                     const char *employer,
                     const char *text,
                     gsize from,
                     const char *date,
                     FodNameFind *find)
{
  g_autoptr (GArray) words = NULL;
  Place place = { employer, text, date, NULL };

  g_return_val_if_fail (self != NULL && date != NULL && find != NULL, FALSE);

  if (text == NULL)
    return FALSE;
  if (self->patterns == NULL)
    make_patterns (self);
  words = place.words = split (text + from);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_array_index (words, Word, i).folded;
      g_autofree char *stem =
          g_str_has_suffix (word, "s") ? g_strndup (word, strlen (word) - 1) : NULL;

      if (find_from (self, &place, word, i, find) ||
          (stem != NULL && find_from (self, &place, stem, i, find)))
        return TRUE;
    }
  return FALSE;
}
