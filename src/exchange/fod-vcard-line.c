/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Content lines of vCard 2.1, 3.0 and 4.0: folding, parameters, encodings, character sets. What the
 * properties mean is not its business. */

#include "config.h"

#include "exchange/fod-vcard-line.h"

#include "exchange/fod-charset.h"

#include <string.h>

/* A raw line: its head up to the colon, and the value's bytes. */
typedef struct
{
  GString *bytes;
  gboolean quoted_printable;
  gboolean base64;
  gboolean passed_over;
  gboolean knows_head;
} Raw;

void
fod_vcard_line_clear (FodVcardLine *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->types, g_free);
  g_clear_pointer (&self->value, g_free);
}

gboolean
fod_vcard_line_has_type (const FodVcardLine *self, const char *type)
{
  g_autofree char *wanted = g_strdup_printf (",%s,", type);

  return strstr (self->types, wanted) != NULL;
}

static void
append_unescaped (GString *out, char c)
{
  if (c == 'n' || c == 'N')
    g_string_append_c (out, '\n');
  else if (strchr ("\\,;:", c) != NULL)
    g_string_append_c (out, c);
  else
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, c);
    }
}

/* Splits at @delimiter where it is not escaped; 0 splits nowhere. */
static char **
unescape (const char *value, char delimiter)
{
  GPtrArray *parts = g_ptr_array_new ();
  GString *part = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        append_unescaped (part, *++p);
      else if (*p == delimiter)
        {
          g_ptr_array_add (parts, g_string_free (part, FALSE));
          part = g_string_new (NULL);
        }
      else if (*p == '\n' || *p == '\t' || !g_ascii_iscntrl (*p))
        g_string_append_c (part, *p);
    }
  g_ptr_array_add (parts, g_string_free (part, FALSE));
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_free (parts, FALSE);
}

char **
fod_vcard_line_split (const FodVcardLine *self)
{
  g_return_val_if_fail (self != NULL && self->value != NULL, NULL);

  return unescape (self->value, ';');
}

char *
fod_vcard_line_dup_text (const FodVcardLine *self)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (self != NULL && self->value != NULL, NULL);

  parts = unescape (self->value, '\0');
  return g_strdup (parts[0]);
}

/* Returns the length of the physical line at @next, and moves behind its end. */
static gsize
take_physical_line (FodVcardReader *self)
{
  const char *start = self->next;
  gsize length;

  while (self->next < self->end && *self->next != '\n' && *self->next != '\r')
    self->next++;
  length = (gsize)(self->next - start);
  if (self->next + 1 < self->end && *self->next == '\r' && self->next[1] == '\n')
    self->next++;
  if (self->next < self->end)
    self->next++;
  self->line++;
  return length;
}

/* Where the value begins, or NULL: the first colon outside of quotes. */
static const char *
find_colon (const char *text, gsize size)
{
  gboolean quoted = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == ':' && !quoted)
        return text + i;
    }
  return NULL;
}

static const char *
skip_group (const char *head)
{
  const char *dot = head + strcspn (head, ".;:");

  return *dot == '.' ? dot + 1 : head;
}

/* Looks at the head once the colon is there: what decides how the rest is to be read. */
static void
look_at_head (Raw *raw)
{
  static const char *const pictures[] = { "PHOTO", "LOGO", "SOUND", "KEY", NULL };
  const char *colon = find_colon (raw->bytes->str, raw->bytes->len);
  g_autofree char *head = NULL;
  g_autofree char *name = NULL;

  if (raw->knows_head || colon == NULL)
    return;

  raw->knows_head = TRUE;
  head = g_ascii_strup (raw->bytes->str, colon - raw->bytes->str);
  name = g_strndup (skip_group (head), strcspn (skip_group (head), ";"));
  raw->quoted_printable = strstr (head, "QUOTED-PRINTABLE") != NULL;
  raw->base64 = strstr (head, "BASE64") != NULL || strstr (head, "ENCODING=B") != NULL;
  raw->passed_over = g_strv_contains (pictures, name) || raw->base64;
}

/* Appends as much of a physical line as may be needed; pictures are cut behind the colon. */
static gboolean
append_physical_line (Raw *raw, const char *text, gsize size)
{
  const char *colon;

  if (!raw->passed_over)
    g_string_append_len (raw->bytes, text, (gssize)MIN (size, FOD_EXCHANGE_MAX_LINE + 1));
  look_at_head (raw);
  colon = raw->passed_over ? find_colon (raw->bytes->str, raw->bytes->len) : NULL;
  if (colon != NULL)
    g_string_truncate (raw->bytes, (gsize)(colon - raw->bytes->str) + 1);
  return raw->bytes->len <= FOD_EXCHANGE_MAX_LINE;
}

/* Whether the physical line at the reader belongs to @raw; sets how many bytes of it to leave out.
 */
static gboolean
is_continued (FodVcardReader *self, Raw *raw, gsize *skip)
{
  *skip = 0;
  if (self->next >= self->end)
    return FALSE;

  if (raw->quoted_printable && g_str_has_suffix (raw->bytes->str, "="))
    {
      g_string_truncate (raw->bytes, raw->bytes->len - 1);
      return TRUE;
    }
  if (*self->next == ' ' || *self->next == '\t')
    {
      *skip = 1;
      return TRUE;
    }
  /* In 2.1 a picture ends with an empty line, and not every program indents it. */
  if (raw->base64 && *self->next != '\n' && *self->next != '\r')
    {
      FodVcardReader ahead = *self;
      gsize length = take_physical_line (&ahead);

      return find_colon (self->next, length) == NULL;
    }
  return FALSE;
}

static gboolean
read_raw (FodVcardReader *self, Raw *raw, GError **error)
{
  guint start = self->line;
  gsize skip = 0;

  do
    {
      const char *text = self->next;
      gsize size = take_physical_line (self);

      if (memchr (text, '\0', size) != NULL)
        return fod_exchange_fail (FOD_EXCHANGE_ERROR_BINARY, start, NULL, error);
      skip = MIN (skip, size);
      if (!append_physical_line (raw, text + skip, size - skip))
        return fod_exchange_fail (FOD_EXCHANGE_ERROR_LINE_TOO_LONG, start, NULL, error);
    }
  while (is_continued (self, raw, &skip));
  return TRUE;
}

static GString *
decode_quoted_printable (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_c (
              out, (char)(g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2])));
          p += 2;
        }
      else
        g_string_append_c (out, *p);
    }
  return out;
}

/* Returns whether we read @name, which may be NULL; sets @charset. */
static gboolean
find_charset (const char *name, const GString *bytes, FodCharset *charset)
{
  static const char *const latin[] = { "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252",
                                       "CP1252",     "LATIN1",      NULL };

  if (name == NULL)
    *charset = fod_charset_guess ((const guint8 *)bytes->str, bytes->len);
  else if (g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "US-ASCII") == 0)
    *charset = FOD_CHARSET_UTF8;
  else
    {
      g_autofree char *upper = g_ascii_strup (name, -1);

      *charset = FOD_CHARSET_WINDOWS_1252;
      return g_strv_contains (latin, upper);
    }
  return TRUE;
}

static char *
decode_value (
    const Raw *raw, const char *value, const char *charset_name, guint line, GError **error)
{
  GString *decoded = raw->quoted_printable ? decode_quoted_printable (value) : g_string_new (value);
  g_autofree char *bytes = NULL;
  FodCharset charset = FOD_CHARSET_UTF8;
  gsize size = decoded->len;
  gboolean known = find_charset (charset_name, decoded, &charset);
  g_autoptr (GError) inner = NULL;
  char *text;

  bytes = g_string_free (decoded, FALSE);
  if (!known)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_CHARSET, line, NULL, error);
      return NULL;
    }
  text = fod_charset_decode (charset, (const guint8 *)bytes, size, NULL, &inner);
  if (text == NULL)
    fod_exchange_fail ((FodExchangeError)inner->code, line, NULL, error);
  return text;
}

/* Takes the head apart, which has a name: "TYPE=a,b", "TYPE=a;TYPE=b" and 2.1's "a;b" come to the
 * same. Returns the character set that it names, if any. */
static char *
parse_head (const char *head, FodVcardLine *line)
{
  g_auto (GStrv) params = g_strsplit (skip_group (head), ";", -1);
  GString *types = g_string_new (",");
  char *charset = NULL;

  line->name = g_ascii_strup (params[0], -1);
  for (guint i = 1; params[i] != NULL; i++)
    {
      const char *equals = strchr (params[i], '=');
      const char *value = equals == NULL ? params[i] : equals + 1;

      if (g_ascii_strncasecmp (params[i], "CHARSET=", 8) == 0)
        {
          g_free (charset);
          charset = g_strdup (value);
        }
      else if (equals == NULL || g_ascii_strncasecmp (params[i], "TYPE=", 5) == 0)
        g_string_append_printf (types, "%s,", value);
      else if (g_ascii_strncasecmp (params[i], "PREF=", 5) == 0)
        g_string_append (types, "pref,");
    }
  /* 4.0 writes TYPE="voice,cell". */
  g_string_replace (types, "\"", "", 0);
  line->types = g_ascii_strdown (types->str, -1);
  g_string_free (types, TRUE);
  return charset;
}

static gboolean
parse_raw (const Raw *raw, FodVcardLine *line, GError **error)
{
  const char *colon = find_colon (raw->bytes->str, raw->bytes->len);
  g_autofree char *head = NULL;
  g_autofree char *charset = NULL;

  if (colon == NULL || colon == raw->bytes->str)
    return fod_exchange_fail (FOD_EXCHANGE_ERROR_LINE, line->line, NULL, error);

  head = g_strndup (raw->bytes->str, (gsize)(colon - raw->bytes->str));
  if (!g_utf8_validate (head, -1, NULL) || strchr (";", *skip_group (head)) != NULL)
    return fod_exchange_fail (FOD_EXCHANGE_ERROR_LINE, line->line, NULL, error);
  charset = parse_head (head, line);
  line->value = decode_value (raw, colon + 1, charset, line->line, error);
  return line->value != NULL;
}

gboolean
fod_vcard_reader_read (FodVcardReader *self, FodVcardLine *line, GError **error)
{
  Raw raw = { NULL };
  gboolean done;

  g_return_val_if_fail (self != NULL && line != NULL, FALSE);

  fod_vcard_line_clear (line);
  while (self->next < self->end && (*self->next == '\n' || *self->next == '\r'))
    take_physical_line (self);
  line->line = self->line;
  if (self->next >= self->end)
    return TRUE;

  raw.bytes = g_string_new (NULL);
  done = read_raw (self, &raw, error) && parse_raw (&raw, line, error);
  g_string_free (raw.bytes, TRUE);
  return done;
}
