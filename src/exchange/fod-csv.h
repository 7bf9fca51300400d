/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-charset.h"

G_BEGIN_DECLS

/**
 * FodCsv:
 *
 * A table out of a CSV file (RFC 4180): rows of cells, all text. It says nothing about what the
 * columns mean.
 */
typedef struct _FodCsv FodCsv;

/**
 * fod_csv_parse:
 * @bytes: the file
 * @delimiter: ';', ',', TAB or '|'; 0 to find out
 * @line: (out) (optional): with an error, the line that it is about, 0 for the file
 *
 * Finds out the character set, takes "sep=;" in the first line for what Excel means by it, and
 * leaves out empty lines. Of cells like `'=1+1` it takes the apostrophe off that
 * fod_csv_append_row() puts there.
 *
 * Returns: (transfer full) (nullable): the table; its rows need not be of the same length. Error:
 *   %FOD_EXCHANGE_ERROR
 */
FodCsv *fod_csv_parse (GBytes *bytes, char delimiter, guint *line, GError **error);

/** fod_csv_free: */
void fod_csv_free (FodCsv *self);

/** fod_csv_get_n_rows: Returns: how many rows, the header row among them */
guint fod_csv_get_n_rows (const FodCsv *self);

/** fod_csv_get_n_columns: Returns: the cells of the longest row */
guint fod_csv_get_n_columns (const FodCsv *self);

/** fod_csv_get_cell: Returns: (transfer none): the text, empty where a short row has no cell */
const char *fod_csv_get_cell (const FodCsv *self, guint row, guint column);

/** fod_csv_get_line: Returns: the line of the file on which @row begins, counted from 1 */
guint fod_csv_get_line (const FodCsv *self, guint row);

/** fod_csv_get_delimiter: Returns: what parts the cells */
char fod_csv_get_delimiter (const FodCsv *self);

/** fod_csv_get_charset: Returns: what the file was written in */
FodCharset fod_csv_get_charset (const FodCsv *self);

/**
 * fod_csv_append_row:
 * @out: the file so far
 * @cells: (array length=n_cells) (element-type utf8): %NULL is an empty cell
 *
 * Appends a row, each cell quoted, ended by CR LF. A cell that a spreadsheet would take for a
 * formula (= + - @ TAB CR in front) gets an apostrophe before it, and so does one that looks as if
 * it had one already.
 */
void fod_csv_append_row (GString *out, const char *const *cells, guint n_cells, char delimiter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodCsv, fod_csv_free)

G_END_DECLS
