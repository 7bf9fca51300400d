/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * fod_export_get:
 *
 * What may leave of a record: a protected address (adressebeskyttelse) is never exported.
 *
 * Returns: (transfer none) (nullable): the text of the field at @index, %NULL when it is withheld
 */
const char *fod_export_get (const FodRecord *record, guint index);

/**
 * FodExportShow:
 *
 * Returns: (transfer full) (nullable): what a reader is shown for @value of @field, such as the
 *   name of a code or of a referred record
 */
typedef char *(*FodExportShow) (const FodField *field, const char *value, gpointer user_data);

/**
 * FodExportOptions:
 * @delimiter: of CSV: ';' as Danish spreadsheets have it, or ',', TAB, '|'
 * @byte_order_mark: whether CSV begins with one; Excel takes UTF-8 for Windows-1252 without
 * @fields: (nullable): names of the fields in their order, %NULL-ended; %NULL for all
 * @headings: (nullable): as many headings, for readers; %NULL for the fields' names
 * @show: (nullable): %NULL for the canonical texts, which come back by an import
 *
 * All zero is a file for programs: ids first, semicolons, names and values as in the schema.
 */
typedef struct
{
  char delimiter;
  gboolean byte_order_mark;
  const char *const *fields;
  const char *const *headings;
  FodExportShow show;
  gpointer show_data;
} FodExportOptions;

/**
 * fod_export_csv:
 * @records: (element-type FodRecord): of @spec
 * @options: (nullable): %NULL for all zero
 *
 * Returns: (transfer full): a CSV file in UTF-8, safe from formulas; with ids when it has neither
 *   headings nor a choice of fields
 */
GBytes *fod_export_csv (const FodSpec *spec, GPtrArray *records, const FodExportOptions *options);

/**
 * fod_export_json:
 *
 * Returns: (transfer full): one JSON object a line: "id", then every field, %NULL as null
 */
GBytes *fod_export_json (const FodSpec *spec, GPtrArray *records);

G_END_DECLS
