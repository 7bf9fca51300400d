/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two foldings of text: one for finding, one for sorting. Neither is for showing. */

#include "config.h"

#include "base/fod-fold.h"

#include <string.h>

/* A letter of the decomposed text: its base and whether marks (accents) stand behind it. */
typedef struct
{
  gunichar base;
  gunichar mark;
  const char *next;
} Letter;

/* Primary weights of the sorting key. 0 ends a key and 1 parts its levels. */
enum
{
  WEIGHT_LEVEL = 0x01,
  WEIGHT_SPACE = 0x02,
  WEIGHT_DIGIT = 0x10,
  WEIGHT_LETTER = 0x20,
  WEIGHT_AE = WEIGHT_LETTER + 26,
  WEIGHT_OE,
  WEIGHT_AA,
  WEIGHT_OTHER = 0x40,
};

#define RING_ABOVE 0x030a
#define DIAERESIS 0x0308

/* Returns @text valid, with case and compatibility forms gone, accents standing behind letters. */
static char *
decompose (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text == NULL ? "" : text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static Letter
read_letter (const char *p)
{
  Letter letter = { g_utf8_get_char (p), 0, g_utf8_next_char (p) };

  while (*letter.next != '\0' && g_unichar_ismark (g_utf8_get_char (letter.next)))
    {
      if (letter.mark == 0)
        letter.mark = g_utf8_get_char (letter.next);
      letter.next = g_utf8_next_char (letter.next);
    }
  return letter;
}

/* The letters that Unicode does not take apart, as people without them on the keyboard type them.
 * The first letter of "ae", "oe" and "th" alone, so that a prefix stays a prefix. */
static gunichar
plain_letter (gunichar letter)
{
  switch (letter)
    {
    case 0x00e6: /* æ */
      return 'a';
    case 0x00f8: /* ø */
    case 0x0153: /* œ */
      return 'o';
    case 0x00f0: /* ð */
    case 0x0111: /* đ */
      return 'd';
    case 0x00fe: /* þ */
      return 't';
    case 0x0127: /* ħ */
      return 'h';
    case 0x0131: /* ı */
      return 'i';
    case 0x0142: /* ł */
      return 'l';
    case 0x0167: /* ŧ */
      return 't';
    default:
      return letter;
    }
}

static gboolean
is_spelt_out (const Letter *first, const Letter *second)
{
  if (first->mark != 0)
    return FALSE;
  if (first->base == 'a' && second->base == 'a')
    return second->mark == 0;
  return (first->base == 'a' || first->base == 'o') && second->base == 'e';
}

/* What fod_fold_search() does, of text that is ASCII, æ, ø and å alone, as most is here: nothing of
 * it has to be taken apart. Returns: FALSE at the first other letter */
static gboolean
fold_plain (GString *folded, const char *text)
{
  for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
    {
      guchar lower = *p == 0xc3 ? p[1] | 0x20 : (guchar)g_ascii_tolower ((char)*p);

      if (*p == 0xc3 && (lower == 0xa5 || lower == 0xa6 || lower == 0xb8))
        {
          g_string_append_c (folded, lower == 0xb8 ? 'o' : 'a');
          p++;
        }
      else if (*p >= 0x80)
        return FALSE;
      else if (g_ascii_isalnum (lower))
        {
          guchar next = (guchar)g_ascii_tolower ((char)p[1]);

          g_string_append_c (folded, (char)lower);
          if ((lower == 'a' && (next == 'a' || next == 'e')) || (lower == 'o' && next == 'e'))
            p++;
        }
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  return TRUE;
}

/* As fold_plain(), of any text. */
static void
fold_any (GString *folded, const char *text)
{
  g_autofree char *plain = decompose (text);
  const char *p = plain;

  while (*p != '\0')
    {
      Letter letter = read_letter (p);
      Letter second = { 0 };

      if (*letter.next != '\0')
        second = read_letter (letter.next);
      p = letter.next;
      if (!g_unichar_isalnum (letter.base))
        {
          if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
            g_string_append_c (folded, ' ');
          continue;
        }
      g_string_append_unichar (folded, plain_letter (letter.base));
      if (is_spelt_out (&letter, &second))
        p = second.next;
    }
}

char *
fod_fold_search (const char *text)
{
  GString *folded = g_string_sized_new (text != NULL ? strlen (text) : 0);

  if (text != NULL && !fold_plain (folded, text))
    {
      g_string_truncate (folded, 0);
      fold_any (folded, text);
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

static void
append_weight (GString *key, const Letter *letter)
{
  gunichar base = plain_letter (letter->base);

  if (g_unichar_isdigit (base) && base < 0x80)
    g_string_append_c (key, (char)(WEIGHT_DIGIT + base - '0'));
  else if (letter->base == 0x00e6 || (base == 'a' && letter->mark == DIAERESIS))
    g_string_append_c (key, WEIGHT_AE);
  else if (letter->base == 0x00f8 || letter->base == 0x0153 ||
           (base == 'o' && (letter->mark == DIAERESIS || letter->mark == 0x030b)))
    g_string_append_c (key, WEIGHT_OE);
  else if (base == 'a' && letter->mark == RING_ABOVE)
    g_string_append_c (key, WEIGHT_AA);
  else if (base == 'u' && letter->mark == DIAERESIS)
    g_string_append_c (key, WEIGHT_LETTER + 'y' - 'a');
  else if (base >= 'a' && base <= 'z')
    g_string_append_c (key, (char)(WEIGHT_LETTER + base - 'a'));
  else
    {
      g_string_append_c (key, WEIGHT_OTHER);
      g_string_append_unichar (key, base);
    }
}

static void
append_primary (GString *key, const char *plain)
{
  gsize start = key->len;
  const char *p = plain;

  while (*p != '\0')
    {
      Letter letter = read_letter (p);
      Letter second = { 0 };

      if (*letter.next != '\0')
        second = read_letter (letter.next);
      p = letter.next;
      if (!g_unichar_isalnum (letter.base))
        {
          if (key->len > start && key->str[key->len - 1] != WEIGHT_SPACE)
            g_string_append_c (key, WEIGHT_SPACE);
        }
      else if (letter.base == 'a' && second.base == 'a' && is_spelt_out (&letter, &second))
        {
          g_string_append_c (key, WEIGHT_AA);
          p = second.next;
        }
      else
        append_weight (key, &letter);
    }
  if (key->len > start && key->str[key->len - 1] == WEIGHT_SPACE)
    g_string_truncate (key, key->len - 1);
}

char *
fod_fold_collate_key (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text == NULL ? "" : text, -1);
  g_autofree char *plain = decompose (text);
  GString *key = g_string_sized_new (strlen (plain) * 3 + 2);

  append_primary (key, plain);
  g_string_append_c (key, WEIGHT_LEVEL);
  g_string_append (key, plain);
  g_string_append_c (key, WEIGHT_LEVEL);
  g_string_append (key, valid);
  return g_string_free (key, FALSE);
}
