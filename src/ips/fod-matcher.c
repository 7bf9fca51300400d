/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wishes are folded once; then every employer's text once, and every town once. */

#include "config.h"

#include "ips/fod-matcher.h"

#include "base/fod-fold.h"
#include "schema/fod-schema.h"

#include <stdlib.h>
#include <string.h>

/* Nobody writes more wishes down; the rest of a hostile list is not looked for. */
#define MAX_WISHES 100
#define MIN_PART 4

typedef struct
{
  char *written;
  char *folded;
  gboolean whole; /* found as a whole word alone */
} Wish;

/* A number of minutes a week, or -1. */
typedef struct
{
  int from;
  int to;
} Hours;

struct _FodMatcher
{
  char *today;
  GArray *wanted;   /* of Wish */
  GArray *unwanted; /* of Wish */
  GArray *places;   /* of Wish */
  char **times;     /* nullable */
  char *noise;      /* nullable */
  char *people;     /* nullable */
  Hours hours;
  GHashTable *branches; /* code → its names, folded */
  GHashTable *judged;   /* "postcode\ntown" → verdict: there are few towns and many employers */
  guint folded;
};

static void
wish_clear (gpointer data)
{
  g_free (((Wish *)data)->written);
  g_free (((Wish *)data)->folded);
}

static char *
dup_folded (FodMatcher *self, const char *text)
{
  self->folded++;
  return fod_fold_search (text);
}

static GArray *
read_wishes (FodMatcher *self, const FodRecord *participant, const char *field)
{
  const char *text = fod_record_get (participant, field);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "\n", MAX_WISHES + 1);
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (Wish));

  g_array_set_clear_func (wishes, wish_clear);
  for (guint i = 0; parts[i] != NULL && i < MAX_WISHES; i++)
    {
      Wish wish = { g_strdup (parts[i]), dup_folded (self, parts[i]), FALSE };

      wish.whole = g_utf8_strlen (wish.folded, -1) < MIN_PART;
      if (*wish.folded != '\0')
        g_array_append_val (wishes, wish);
      else
        wish_clear (&wish);
    }
  return wishes;
}

static Hours
read_hours (const FodRecord *record)
{
  const char *from = fod_record_get (record, "weekly-minutes-from");
  const char *to = fod_record_get (record, "weekly-minutes-to");
  Hours hours = { from != NULL ? atoi (from) : -1, to != NULL ? atoi (to) : -1 };

  return hours;
}

FodMatcher *
fod_matcher_new (const FodRecord *participant, const char *today)
{
  FodMatcher *self;
  const char *times;

  g_return_val_if_fail (participant != NULL && today != NULL, NULL);

  self = g_new0 (FodMatcher, 1);
  self->today = g_strdup (today);
  self->wanted = read_wishes (self, participant, "tasks-wanted");
  self->unwanted = read_wishes (self, participant, "tasks-unwanted");
  self->places = read_wishes (self, participant, "places");
  times = fod_record_get (participant, "times");
  self->times = times != NULL ? g_strsplit (times, "\n", -1) : NULL;
  self->noise = g_strdup (fod_record_get (participant, "noise"));
  self->people = g_strdup (fod_record_get (participant, "people"));
  self->hours = read_hours (participant);
  self->branches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fod_matcher_free (FodMatcher *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->judged);
  g_hash_table_unref (self->branches);
  g_free (self->people);
  g_free (self->noise);
  g_strfreev (self->times);
  g_array_unref (self->places);
  g_array_unref (self->unwanted);
  g_array_unref (self->wanted);
  g_free (self->today);
  g_free (self);
}

void
fod_matcher_take_code (FodMatcher *self, const FodRecord *code)
{
  g_autofree char *names = NULL;

  g_return_if_fail (self != NULL && code != NULL);

  if (g_strcmp0 (fod_record_get (code, "list"), "branch") != 0 ||
      fod_record_get (code, "code") == NULL)
    return;
  names =
      g_strjoin ("\n", fod_record_get (code, "name-da"), fod_record_get (code, "name-en"), NULL);
  g_hash_table_replace (self->branches, g_strdup (fod_record_get (code, "code")),
                        dup_folded (self, names));
}

gboolean
fod_matcher_has_wishes (const FodMatcher *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->wanted->len > 0 || self->unwanted->len > 0 || self->places->len > 0 ||
         self->times != NULL || self->noise != NULL || self->people != NULL ||
         self->hours.from >= 0 || self->hours.to >= 0;
}

static gboolean
is_mentioned (const Wish *wish, const char *text)
{
  gsize length = strlen (wish->folded);
  const char *hit;

  for (hit = strstr (text, wish->folded); hit != NULL; hit = strstr (hit + 1, wish->folded))
    {
      gboolean begins = hit == text || hit[-1] == ' ';
      gboolean ends = hit[length] == '\0' || hit[length] == ' ';

      if (wish->whole ? begins && ends : begins || ends)
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full) (nullable): what of @wishes is mentioned, as it was written */
static char *
dup_mentioned (GArray *wishes, const char *text)
{
  GString *found = NULL;

  for (guint i = 0; i < wishes->len; i++)
    {
      const Wish *wish = &g_array_index (wishes, Wish, i);

      if (!is_mentioned (wish, text))
        continue;
      if (found == NULL)
        found = g_string_new (wish->written);
      else
        g_string_append_printf (found, "\n%s", wish->written);
    }
  return found != NULL ? g_string_free (found, FALSE) : NULL;
}

static void
append (GString *text, const char *part)
{
  if (part == NULL)
    return;
  g_string_append (text, part);
  g_string_append_c (text, '\n');
}

static char *
dup_text (FodMatcher *self, const FodMatch *match)
{
  const char *branch = fod_record_get (match->employer, "branch");
  const char *names = branch != NULL ? g_hash_table_lookup (self->branches, branch) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;

  if (match->opening != NULL)
    {
      append (text, fod_record_get (match->opening, "title"));
      append (text, fod_record_get (match->opening, "tasks"));
    }
  else
    append (text, fod_record_get (match->employer, "tasks"));
  append (text, fod_record_get (match->employer, "name"));
  append (text, fod_record_get (match->employer, "tags"));
  folded = dup_folded (self, text->str);
  return names != NULL ? g_strjoin (" ", folded, names, NULL) : g_steal_pointer (&folded);
}

static void
match_tasks (FodMatcher *self, FodMatch *match)
{
  g_autofree char *text = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *unwanted = NULL;

  if (self->wanted->len == 0 && self->unwanted->len == 0)
    return;
  text = dup_text (self, match);
  wanted = dup_mentioned (self->wanted, text);
  unwanted = dup_mentioned (self->unwanted, text);
  if (wanted != NULL)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_FITS, g_steal_pointer (&wanted));
  else if (self->wanted->len > 0)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_UNKNOWN, NULL);
  if (unwanted != NULL)
    fod_match_add (match, FOD_MATCH_TASKS, FOD_MATCH_DOES_NOT_FIT, g_steal_pointer (&unwanted));
}

/* "9520", "Skørping", "9520 Skørping", and "Aarhus" for "Aarhus C". */
static gboolean
is_there (const char *wish, const char *postcode, const char *town)
{
  g_autofree char *both = g_strjoin (" ", postcode, town, NULL);
  gsize length = strlen (wish);

  if (*postcode != '\0' && strcmp (wish, postcode) == 0)
    return TRUE;
  if (*town == '\0')
    return *postcode != '\0' && g_str_has_prefix (wish, postcode) && wish[strlen (postcode)] == ' ';
  return strcmp (wish, both) == 0 ||
         (strncmp (town, wish, length) == 0 && (town[length] == '\0' || town[length] == ' '));
}

static FodMatchVerdict
judge_place (FodMatcher *self, const char *postcode, const char *town)
{
  g_autofree char *number = dup_folded (self, postcode);
  g_autofree char *name = dup_folded (self, town);
  gboolean comparable = TRUE;

  for (guint i = 0; i < self->places->len; i++)
    {
      const char *wish = g_array_index (self->places, Wish, i).folded;
      gboolean has_number = g_ascii_isdigit (*wish);
      gboolean has_name = strspn (wish, "0123456789 ") < strlen (wish);

      if (is_there (wish, number, name))
        return FOD_MATCH_FITS;
      if (!(has_number && *number != '\0') && !(has_name && *name != '\0'))
        comparable = FALSE;
    }
  return comparable ? FOD_MATCH_DOES_NOT_FIT : FOD_MATCH_UNKNOWN;
}

static void
match_place (FodMatcher *self, FodMatch *match)
{
  const char *postcode = fod_record_get (match->employer, "postcode");
  const char *town = fod_record_get (match->employer, "town");
  g_autofree char *key = NULL;
  gpointer known;
  FodMatchVerdict verdict = FOD_MATCH_UNKNOWN;

  if (self->places->len == 0)
    return;
  if (postcode == NULL && town == NULL)
    {
      fod_match_add (match, FOD_MATCH_PLACE, FOD_MATCH_UNKNOWN, NULL);
      return;
    }
  key = g_strjoin ("\n", postcode != NULL ? postcode : "", town != NULL ? town : "", NULL);
  if (g_hash_table_lookup_extended (self->judged, key, NULL, &known))
    verdict = (FodMatchVerdict)GPOINTER_TO_UINT (known);
  else
    {
      verdict = judge_place (self, postcode, town);
      g_hash_table_insert (self->judged, g_steal_pointer (&key), GUINT_TO_POINTER (verdict));
    }
  fod_match_add (match, FOD_MATCH_PLACE, verdict, g_strdup (town != NULL ? town : postcode));
}

/* One half that is known: it fits, is beyond the wish, or the other half decides. */
static FodMatchVerdict
judge_half (Hours wish, Hours there)
{
  int known = there.from >= 0 ? there.from : there.to;
  gboolean too_many = wish.to >= 0 && known > wish.to;
  gboolean too_few = wish.from >= 0 && known < wish.from;

  if (too_many)
    return there.from >= 0 ? FOD_MATCH_DOES_NOT_FIT : FOD_MATCH_UNKNOWN;
  if (too_few)
    return there.to >= 0 ? FOD_MATCH_DOES_NOT_FIT : FOD_MATCH_UNKNOWN;
  return FOD_MATCH_FITS;
}

static FodMatchVerdict
judge_hours (Hours wish, Hours there)
{
  if (there.from < 0 && there.to < 0)
    return FOD_MATCH_UNKNOWN;
  if (there.from < 0 || there.to < 0)
    return judge_half (wish, there);
  return (wish.to < 0 || there.from <= wish.to) && (wish.from < 0 || there.to >= wish.from)
             ? FOD_MATCH_FITS
             : FOD_MATCH_DOES_NOT_FIT;
}

static void
match_hours (FodMatcher *self, FodMatch *match)
{
  Hours none = { -1, -1 };

  if (self->hours.from < 0 && self->hours.to < 0)
    return;
  fod_match_add (
      match, FOD_MATCH_HOURS,
      judge_hours (self->hours, match->opening != NULL ? read_hours (match->opening) : none), NULL);
}

static char *
join (GPtrArray *codes)
{
  g_ptr_array_add (codes, NULL);
  return g_strjoinv ("\n", (char **)codes->pdata);
}

static void
match_times (FodMatcher *self, FodMatch *match)
{
  const char *there = match->opening != NULL ? fod_record_get (match->opening, "times") : NULL;
  g_auto (GStrv) codes = NULL;
  g_autoptr (GPtrArray) shared = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  if (self->times == NULL)
    return;
  if (there == NULL)
    {
      fod_match_add (match, FOD_MATCH_TIMES, FOD_MATCH_UNKNOWN, NULL);
      return;
    }
  codes = g_strsplit (there, "\n", -1);
  for (char **code = codes; *code != NULL; code++)
    g_ptr_array_add (g_strv_contains ((const char *const *)self->times, *code) ? shared : others,
                     *code);
  if (shared->len == 0)
    {
      fod_match_add (match, FOD_MATCH_TIMES, FOD_MATCH_DOES_NOT_FIT, g_strdup (there));
      return;
    }
  fod_match_add (match, FOD_MATCH_TIMES, FOD_MATCH_FITS, join (shared));
  if (others->len > 0)
    fod_match_add (match, FOD_MATCH_TIMES, FOD_MATCH_UNKNOWN, join (others));
}

static int
rank (const char *const *scale, const char *code)
{
  for (int i = 0; code != NULL && scale[i] != NULL; i++)
    if (strcmp (scale[i], code) == 0)
      return i;
  return -1;
}

/* A code that an organisation has added to its list stands nowhere on the scale. */
static void
match_scale (FodMatch *match,
             FodMatchAspect aspect,
             const char *field,
             const char *const *scale,
             const char *wish)
{
  const char *there = match->opening != NULL ? fod_record_get (match->opening, field) : NULL;
  int most = rank (scale, wish);
  int is = rank (scale, there);
  FodMatchVerdict verdict = is <= most ? FOD_MATCH_FITS : FOD_MATCH_DOES_NOT_FIT;

  if (wish == NULL)
    return;
  if (most < 0 || is < 0)
    verdict = FOD_MATCH_UNKNOWN;
  fod_match_add (match, aspect, verdict, g_strdup (there));
}

static gboolean
is_over (FodMatcher *self, const FodRecord *opening)
{
  const char *state = fod_record_get (opening, "state");
  const char *until = fod_record_get (opening, "until");

  return (state != NULL && strcmp (state, "open") != 0) ||
         (until != NULL && strcmp (until, self->today) < 0);
}

FodMatch *
fod_matcher_match (FodMatcher *self, FodRecord *employer, FodRecord *opening)
{
  static const char *const noise[] = { "quiet", "some", "loud", NULL };
  static const char *const people[] = { "alone", "few", "many", NULL };
  FodMatch *match;

  g_return_val_if_fail (self != NULL && employer != NULL, NULL);

  if (fod_record_get_bool (employer, "do-not-contact") ||
      (opening != NULL && is_over (self, opening)))
    return NULL;
  match = fod_match_new (employer, opening);
  match_tasks (self, match);
  match_place (self, match);
  match_hours (self, match);
  match_times (self, match);
  match_scale (match, FOD_MATCH_NOISE, "noise", noise, self->noise);
  match_scale (match, FOD_MATCH_PEOPLE, "people", people, self->people);
  return match;
}

guint
fod_matcher_get_folded (const FodMatcher *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->folded;
}
