/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-import.h"

G_BEGIN_DECLS

/** fod_exchange_load: Returns: (transfer full): the bytes of tests/data/exchange/@name */
GBytes *fod_exchange_load (const char *name);

/** fod_exchange_open_csv: Returns: (transfer full): an import of that CSV file */
FodImport *fod_exchange_open_csv (const FodSpec *spec, const char *name);

/** fod_exchange_open_text: Returns: (transfer full): an import of @text as CSV */
FodImport *fod_exchange_open_text (const FodSpec *spec, const char *text);

/** fod_exchange_dup_fields: Returns: (transfer full): a row's fields as "field=text" in the order
 * of the spec, with " | " between them and "/" for a line end */
char *fod_exchange_dup_fields (const FodSpec *spec, const FodImportRow *row);

/** fod_exchange_dup_problems: Returns: (transfer full): a row's problems as "field:code", blanks
 * between them */
char *fod_exchange_dup_problems (const FodImportRow *row);

/** fod_exchange_make_record: Returns: (transfer full): a record of "field=text" words, %NULL-ended;
 * its id ends with @number */
FodRecord *fod_exchange_make_record (const FodSpec *spec, guint number, const char *const *words);

/** fod_exchange_make_names: Returns: (transfer full): an index of the program's own code lists */
FodNameIndex *fod_exchange_make_names (void);

G_END_DECLS
