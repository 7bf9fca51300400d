/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-exchange-error.h"

G_BEGIN_DECLS

/**
 * FodCharset:
 *
 * What a text file was written in.
 */
typedef enum
{
  FOD_CHARSET_UTF8,
  FOD_CHARSET_UTF16_LE,
  FOD_CHARSET_UTF16_BE,
  FOD_CHARSET_WINDOWS_1252, /* Latin-1 and what Windows puts into its gap */
} FodCharset;

/**
 * fod_charset_guess:
 * @data: the bytes of a whole file
 *
 * By the byte order mark; else UTF-8 when it is valid, or has been and was damaged; else
 * Windows-1252.
 *
 * Returns: the character set
 */
FodCharset fod_charset_guess (const guint8 *data, gsize size);

/**
 * fod_charset_decode:
 * @line: (out) (optional): where the error is
 *
 * Returns: (transfer full) (nullable): the text as valid UTF-8 without a byte order mark. Error:
 *   %FOD_EXCHANGE_ERROR_BINARY, %FOD_EXCHANGE_ERROR_UTF8
 */
char *fod_charset_decode (
    FodCharset charset, const guint8 *data, gsize size, guint *line, GError **error);

/** fod_charset_get_code: Returns: its usual name, such as "UTF-8" */
const char *fod_charset_get_code (FodCharset charset);

G_END_DECLS
