/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodExchangeError:
 * @FOD_EXCHANGE_ERROR_EMPTY: the file holds nothing
 * @FOD_EXCHANGE_ERROR_TOO_LARGE: more than %FOD_EXCHANGE_MAX_BYTES
 * @FOD_EXCHANGE_ERROR_LINE_TOO_LONG: a row or line of more than %FOD_EXCHANGE_MAX_LINE bytes
 * @FOD_EXCHANGE_ERROR_TOO_MANY_ROWS: more than %FOD_EXCHANGE_MAX_ROWS rows or cards
 * @FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS: more than %FOD_EXCHANGE_MAX_COLUMNS cells in a row
 * @FOD_EXCHANGE_ERROR_QUOTE: a quote without its other half, or text behind the closing one
 * @FOD_EXCHANGE_ERROR_BINARY: a NUL: a picture, a spreadsheet's own format, but no text
 * @FOD_EXCHANGE_ERROR_UTF8: UTF-8 with broken bytes in it
 * @FOD_EXCHANGE_ERROR_NOT_VCARD: no BEGIN:VCARD where one must be
 * @FOD_EXCHANGE_ERROR_VERSION: a vCard of a version that is none of 2.1, 3.0, 4.0
 * @FOD_EXCHANGE_ERROR_UNFINISHED: the file ends inside a card
 * @FOD_EXCHANGE_ERROR_LINE: a line of a vCard that has no name and colon
 * @FOD_EXCHANGE_ERROR_CHARSET: a vCard in a character set that we do not read
 */
typedef enum
{
  FOD_EXCHANGE_ERROR_EMPTY,
  FOD_EXCHANGE_ERROR_TOO_LARGE,
  FOD_EXCHANGE_ERROR_LINE_TOO_LONG,
  FOD_EXCHANGE_ERROR_TOO_MANY_ROWS,
  FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS,
  FOD_EXCHANGE_ERROR_QUOTE,
  FOD_EXCHANGE_ERROR_BINARY,
  FOD_EXCHANGE_ERROR_UTF8,
  FOD_EXCHANGE_ERROR_NOT_VCARD,
  FOD_EXCHANGE_ERROR_VERSION,
  FOD_EXCHANGE_ERROR_UNFINISHED,
  FOD_EXCHANGE_ERROR_LINE,
  FOD_EXCHANGE_ERROR_CHARSET,
} FodExchangeError;

#define FOD_EXCHANGE_ERROR (fod_exchange_error_quark ())
GQuark fod_exchange_error_quark (void);

#define FOD_EXCHANGE_MAX_BYTES (16 * 1024 * 1024)
#define FOD_EXCHANGE_MAX_LINE (64 * 1024)
#define FOD_EXCHANGE_MAX_ROWS 100000
#define FOD_EXCHANGE_MAX_COLUMNS 500

/**
 * fod_exchange_fail:
 * @where: (out) (optional): gets @line
 * @line: counted from 1; 0 when it is about the whole file
 *
 * Sets @error; its message names code and line for logs, never what the line holds.
 *
 * Returns: %FALSE
 */
gboolean fod_exchange_fail (FodExchangeError code, guint line, guint *where, GError **error);

G_END_DECLS
