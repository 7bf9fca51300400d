/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows where a hit stands. Works on the text as it was written: the index only has it folded. */

#include "config.h"

#include "store/fod-snippet.h"

#include "base/fod-fold.h"

#include <string.h>

#define MARK_BEGIN "\342\201\250" /* U+2068 */
#define MARK_END "\342\201\251"   /* U+2069 */
#define ELLIPSIS "\342\200\246"
#define CHARS_BEFORE 30
#define CHARS_ALL 110
#define CHARS_TITLE 60

static gboolean
in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static const char *
word_end (const char *p)
{
  while (*p != '\0' && in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static const char *
word_begin (const char *p)
{
  while (*p != '\0' && !in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
is_hit (const char *begin, const char *end, const char *const *tokens)
{
  g_autofree char *word = g_strndup (begin, (gsize)(end - begin));
  g_autofree char *folded = fod_fold_search (word);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (g_str_has_prefix (folded, tokens[i]))
      return TRUE;
  return FALSE;
}

static const char *
find_hit (const char *text, const char *const *tokens)
{
  const char *begin = word_begin (text);

  while (*begin != '\0')
    {
      const char *end = word_end (begin);

      if (is_hit (begin, end, tokens))
        return begin;
      begin = word_begin (end);
    }
  return NULL;
}

/* Goes back some characters from @hit, to the beginning of a word. */
static const char *
step_back (const char *text, const char *hit)
{
  const char *p = hit;

  for (guint i = 0; i < CHARS_BEFORE && p > text; i++)
    p = g_utf8_prev_char (p);
  while (p > text && p < hit && in_word (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_next_char (p);
  return p;
}

static void
append_gap (GString *line, const char *begin, const char *end)
{
  for (const char *p = begin; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean blank = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (!blank)
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
}

static void
append_words (GString *line, const char *begin, const char *limit, const char *const *tokens)
{
  while (begin < limit)
    {
      const char *word = MIN (word_begin (begin), limit);
      const char *end = word_end (word);
      gboolean hit = word < limit && is_hit (word, end, tokens);

      append_gap (line, begin, word);
      if (word == limit)
        return;
      if (hit)
        g_string_append (line, MARK_BEGIN);
      g_string_append_len (line, word, end - word);
      if (hit)
        g_string_append (line, MARK_END);
      begin = end;
    }
}

static const char *
step_on (const char *p, guint chars)
{
  for (guint i = 0; i < chars && *p != '\0'; i++)
    p = g_utf8_next_char (p);
  return p;
}

char *
fod_snippet_new (const char *text, const char *const *tokens)
{
  const char *hit = find_hit (text, tokens);
  const char *begin, *limit;
  GString *line;

  if (hit == NULL)
    return NULL;
  begin = step_back (text, hit);
  limit = step_on (begin, CHARS_ALL);
  line = g_string_new (begin > text ? ELLIPSIS : "");
  append_words (line, begin, limit, tokens);
  if (*word_end (limit) != '\0')
    g_string_append (line, ELLIPSIS);
  return g_string_free (line, FALSE);
}

char *
fod_snippet_first_words (const char *text)
{
  const char *limit = step_on (text, CHARS_TITLE);
  GString *line = g_string_new (NULL);

  append_gap (line, text, limit);
  if (*limit != '\0')
    g_string_append (line, ELLIPSIS);
  return g_string_free (line, FALSE);
}
