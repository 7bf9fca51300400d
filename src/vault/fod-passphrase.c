/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules for a new passphrase: long, and not among the first that a thief tries. No rule asks
 * for signs or capitals; length is what Argon2id needs. */

#include "config.h"

#include "vault/fod-passphrase.h"

#include <string.h>

#define MAX_BYTES 1024
#define MIN_DIFFERENT 6
#define MIN_DIGITS 20

/* The letters of a passphrase, lower case, must not be one of these, once or repeated. */
static const char *const common[] = {
  "abc",           "abcdefghijkl",
  "adgangskode",   "adminadministrator",
  "administrator", "april",
  "asdfghjkl",     "asdfghjklæø",
  "august",        "changeme",
  "danmark",       "december",
  "efterår",       "februar",
  "fodboldklub",   "fodfaeste",
  "fodfæste",      "football",
  "forår",         "hemmelig",
  "hemmelighed",   "iloveyou",
  "ipskonsulent",  "januar",
  "jegelskerdig",  "jobcenter",
  "juli",          "juni",
  "kaffe",         "kode",
  "kodeord",       "kommune",
  "konsulent",     "letmein",
  "marts",         "master",
  "michael",       "mitkodeord",
  "november",      "oktober",
  "pass",          "passphrase",
  "password",      "princess",
  "qazwsx",        "qazwsxedc",
  "qwerty",        "qwertyuiop",
  "qwertyuiopå",   "qwertyuiopasdf",
  "rebild",        "rebildkommune",
  "secret",        "september",
  "skift",         "skiftmig",
  "sommer",        "sommerferie",
  "test",          "testtest",
  "velkommen",     "vinter",
  "welcome",       "zxcvbnm",
  "københavn",     "aalborg",
  "aarhus",        "odense",
  "denmark",       "correcthorsebatterystaple",
};

/* Writes the letters of @text, lower case, into @letters. What it leaves is the caller's to wipe.
 */
static gsize
keep_letters (const char *text, char *letters)
{
  gsize size = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (g_unichar_isalpha (c))
        size += (gsize)g_unichar_to_utf8 (c, letters + size);
    }
  letters[size] = '\0';
  return size;
}

static gboolean
is_repetition (const char *letters, gsize size, const char *word)
{
  gsize word_size = strlen (word);

  if (size % word_size != 0)
    return FALSE;

  for (gsize i = 0; i < size; i += word_size)
    {
      if (memcmp (letters + i, word, word_size) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_common (const char *text, long length)
{
  /* Lower case may need more bytes than upper case does: at most 6 a character. */
  char letters[6 * MAX_BYTES + 1];
  gsize size = keep_letters (text, letters);
  gboolean found = size == 0 && length < MIN_DIGITS;

  for (gsize i = 0; i < G_N_ELEMENTS (common) && size > 0; i++)
    found = found || is_repetition (letters, size, common[i]);
  explicit_bzero (letters, sizeof letters);
  return found;
}

static gboolean
has_few_different (const char *text)
{
  gunichar seen[MIN_DIFFERENT];
  int n_seen = 0;

  for (const char *p = text; *p != '\0' && n_seen < MIN_DIFFERENT; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int i = 0;

      while (i < n_seen && seen[i] != c)
        i++;
      if (i == n_seen)
        seen[n_seen++] = c;
    }
  explicit_bzero (seen, sizeof seen);
  return n_seen < MIN_DIFFERENT;
}

/* "abcdefghijkl", "123456789012": each character follows the one before. */
static gboolean
is_sequence (const char *text)
{
  gunichar before = 0;
  int jumps = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (before != 0 && c != before + 1 && c + 1 != before)
        jumps++;
      before = c;
    }
  return jumps <= 1;
}

FodPassphraseResult
fod_passphrase_check (FodSecret *passphrase)
{
  const char *text;
  gsize size;
  long length;

  g_return_val_if_fail (passphrase != NULL, FOD_PASSPHRASE_NOT_TEXT);

  text = fod_secret_get_data (passphrase);
  size = fod_secret_get_size (passphrase);
  if (size > MAX_BYTES || !g_utf8_validate_len (text, size, NULL))
    return FOD_PASSPHRASE_NOT_TEXT;

  length = g_utf8_strlen (text, (gssize)size);
  if (length < FOD_PASSPHRASE_MIN_CHARS)
    return FOD_PASSPHRASE_TOO_SHORT;
  if (has_few_different (text) || is_sequence (text) || is_common (text, length))
    return FOD_PASSPHRASE_COMMON;
  return FOD_PASSPHRASE_GOOD;
}
