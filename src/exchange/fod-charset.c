/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of somebody else's file to UTF-8. Nothing behind this file sees other bytes. */

#include "config.h"

#include "exchange/fod-charset.h"

#include <string.h>

/* 0x80 to 0x9f of Windows-1252 (Unicode consortium, CP1252.TXT); 0: nothing is there. */
static const gunichar gap[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static guint
count_lines (const guint8 *data, gsize size)
{
  guint lines = 1;

  for (gsize i = 0; i < size; i++)
    lines += data[i] == '\n' ? 1 : 0;
  return lines;
}

static gboolean
starts_with (const guint8 *data, gsize size, const char *mark)
{
  gsize length = strlen (mark);

  return size >= length && memcmp (data, mark, length) == 0;
}

/* Whether this was UTF-8 before something broke it: more letters that are whole than bytes that
 * are not. Danish text in Windows-1252 hardly ever has two high bytes in a row. */
static gboolean
is_damaged_utf8 (const guint8 *data, gsize size)
{
  const char *p = (const char *)data;
  const char *end = p + size;
  guint whole = 0;
  guint broken = 0;

  while (p < end)
    {
      const char *stop;

      g_utf8_validate_len (p, (gsize)(end - p), &stop);
      for (; p < stop; p = g_utf8_next_char (p))
        whole += (guint8)*p >= 0x80 ? 1 : 0;
      if (p < end)
        {
          broken++;
          p++;
        }
    }
  return whole > broken;
}

FodCharset
fod_charset_guess (const guint8 *data, gsize size)
{
  g_return_val_if_fail (data != NULL || size == 0, FOD_CHARSET_UTF8);

  if (starts_with (data, size, "\xef\xbb\xbf"))
    return FOD_CHARSET_UTF8;
  if (starts_with (data, size, "\xff\xfe"))
    return FOD_CHARSET_UTF16_LE;
  if (starts_with (data, size, "\xfe\xff"))
    return FOD_CHARSET_UTF16_BE;
  if (size == 0 || g_utf8_validate_len ((const char *)data, size, NULL) ||
      memchr (data, '\0', size) != NULL || is_damaged_utf8 (data, size))
    return FOD_CHARSET_UTF8;
  return FOD_CHARSET_WINDOWS_1252;
}

static char *
decode_utf8 (const guint8 *data, gsize size, guint *line, GError **error)
{
  gsize mark = starts_with (data, size, "\xef\xbb\xbf") ? 3 : 0;
  const char *text = (const char *)data + mark;
  const char *stop;

  if (g_utf8_validate_len (text, size - mark, &stop))
    return g_strndup (text, size - mark);

  fod_exchange_fail (*stop == '\0' ? FOD_EXCHANGE_ERROR_BINARY : FOD_EXCHANGE_ERROR_UTF8,
                     count_lines (data, (gsize)(stop - (const char *)data)), line, error);
  return NULL;
}

static char *
decode_utf16 (FodCharset charset, const guint8 *data, gsize size, guint *line, GError **error)
{
  const char *from = charset == FOD_CHARSET_UTF16_LE ? "UTF-16LE" : "UTF-16BE";
  gsize mark = starts_with (data, size, "\xff\xfe") || starts_with (data, size, "\xfe\xff") ? 2 : 0;
  gsize written = 0;
  g_autofree char *text = g_convert ((const char *)data + mark, (gssize)(size - mark), "UTF-8",
                                     from, NULL, &written, NULL);

  if (text == NULL || memchr (text, '\0', written) != NULL)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_BINARY, 0, line, error);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static char *
decode_windows (const guint8 *data, gsize size, guint *line, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (size + size / 8);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == '\0')
        {
          fod_exchange_fail (FOD_EXCHANGE_ERROR_BINARY, count_lines (data, i), line, error);
          return NULL;
        }
      if (data[i] < 0x80)
        g_string_append_c (text, (char)data[i]);
      else if (data[i] >= 0xa0)
        g_string_append_unichar (text, data[i]);
      else
        g_string_append_unichar (text, gap[data[i] - 0x80] == 0 ? 0xfffd : gap[data[i] - 0x80]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fod_charset_decode (FodCharset charset, const guint8 *data, gsize size, guint *line, GError **error)
{
  g_return_val_if_fail (data != NULL || size == 0, NULL);

  switch (charset)
    {
    case FOD_CHARSET_UTF8:
      return decode_utf8 (data, size, line, error);
    case FOD_CHARSET_UTF16_LE:
    case FOD_CHARSET_UTF16_BE:
      return decode_utf16 (charset, data, size, line, error);
    case FOD_CHARSET_WINDOWS_1252:
      return decode_windows (data, size, line, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
fod_charset_get_code (FodCharset charset)
{
  static const char *const codes[] = {
    [FOD_CHARSET_UTF8] = "UTF-8",
    [FOD_CHARSET_UTF16_LE] = "UTF-16",
    [FOD_CHARSET_UTF16_BE] = "UTF-16",
    [FOD_CHARSET_WINDOWS_1252] = "Windows-1252",
  };

  g_return_val_if_fail ((guint)charset < G_N_ELEMENTS (codes), NULL);

  return codes[charset];
}
