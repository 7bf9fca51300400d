/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A strict walk over JSON from outside. Builds nothing, keeps nothing; its recursion is bounded by
 * the protocol's depth. */

#include "config.h"

#include "wire/fod-json-scan.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

/* A walk stops at the first thing wrong; `limit` tells "too much" from "no JSON". */
typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  gboolean limit;
} Scan;

static gboolean scan_value (Scan *scan);

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL)
    scan->at++;
}

static gboolean
take (Scan *scan, char c)
{
  if (scan->at == scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return FALSE;
  scan->at += length;
  return TRUE;
}

static gsize
take_digits (Scan *scan)
{
  const char *start = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return (gsize)(scan->at - start);
}

/* 18 digits fit a signed 64-bit number; the protocol has none that is longer. */
static gboolean
scan_number (Scan *scan)
{
  gsize digits;
  gboolean zero;

  take (scan, '-');
  zero = scan->at < scan->end && *scan->at == '0';
  digits = take_digits (scan);
  if (digits == 0 || (zero && digits > 1))
    return FALSE;
  if (digits > 18)
    scan->limit = TRUE;
  if (take (scan, '.') && take_digits (scan) == 0)
    return FALSE;
  if (take (scan, 'e') || take (scan, 'E'))
    {
      if (!take (scan, '+'))
        take (scan, '-');
      if (take_digits (scan) == 0)
        return FALSE;
    }
  return !scan->limit;
}

/* The four digits of \uXXXX; -1 when they are not. */
static int
take_code_unit (Scan *scan)
{
  int unit = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++, scan->at++)
    {
      if (!g_ascii_isxdigit (*scan->at))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (*scan->at);
    }
  return unit;
}

/* A NUL would cut the text for everybody who reads it as C does, and half of a surrogate pair is
 * no character. */
static gboolean
scan_escape (Scan *scan)
{
  int unit;

  if (scan->at == scan->end)
    return FALSE;
  if (*scan->at != 'u')
    return strchr ("\"\\/bfnrt", *scan->at++) != NULL;
  scan->at++;
  unit = take_code_unit (scan);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  if (!take_word (scan, "\\u"))
    return FALSE;
  unit = take_code_unit (scan);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

static gboolean
scan_string (Scan *scan)
{
  const char *start = scan->at;

  if (!take (scan, '"'))
    return FALSE;
  while (scan->at < scan->end && *scan->at != '"')
    {
      char c = *scan->at++;

      if ((guint8)c < 0x20)
        return FALSE;
      if (c == '\\' && !scan_escape (scan))
        return FALSE;
    }
  scan->limit = scan->limit || scan->at - start > FOD_LIMIT_STRING_BYTES;
  return take (scan, '"') && !scan->limit;
}

static gboolean
scan_member (Scan *scan)
{
  skip_blanks (scan);
  if (!scan_string (scan))
    return FALSE;
  skip_blanks (scan);
  return take (scan, ':') && scan_value (scan);
}

static gboolean
scan_items (Scan *scan, gboolean (*item) (Scan *scan), char close)
{
  if (++scan->depth > FOD_LIMIT_JSON_DEPTH)
    {
      scan->limit = TRUE;
      return FALSE;
    }
  skip_blanks (scan);
  if (!take (scan, close))
    {
      do
        if (!item (scan))
          return FALSE;
      while (take (scan, ','));
      if (!take (scan, close))
        return FALSE;
    }
  scan->depth--;
  return TRUE;
}

static gboolean
scan_bare (Scan *scan)
{
  if (scan->at == scan->end)
    return FALSE;
  switch (*scan->at)
    {
    case '{':
      scan->at++;
      return scan_items (scan, scan_member, '}');
    case '[':
      scan->at++;
      return scan_items (scan, scan_value, ']');
    case '"':
      return scan_string (scan);
    case 't':
      return take_word (scan, "true");
    case 'f':
      return take_word (scan, "false");
    case 'n':
      return take_word (scan, "null");
    default:
      return scan_number (scan);
    }
}

static gboolean
scan_value (Scan *scan)
{
  skip_blanks (scan);
  if (!scan_bare (scan))
    return FALSE;
  skip_blanks (scan);
  return TRUE;
}

gboolean
fod_json_scan (const char *data, gsize size, gsize max_size, GError **error)
{
  Scan scan = { .at = data, .end = data + size };
  gboolean ok;

  g_return_val_if_fail (data != NULL || size == 0, FALSE);

  if (size > max_size)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT, "message is too long");
      return FALSE;
    }
  skip_blanks (&scan);
  ok = size > 0 && g_utf8_validate_len (data, size, NULL) && scan.at < scan.end &&
       *scan.at == '{' && scan_value (&scan) && scan.at == scan.end;
  if (ok)
    return TRUE;
  if (scan.limit)
    g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT,
                         "message is nested too deep, or holds too long a text or number");
  else
    g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_NOT_JSON, "message is not JSON");
  return FALSE;
}
