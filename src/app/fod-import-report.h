/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodImportReport:
 *
 * The rows of an import about which something is to be said, and a switch for those that may be
 * there already: they are decided one by one. Signal "changed" () when another row is to be taken.
 */
#define FOD_TYPE_IMPORT_REPORT (fod_import_report_get_type ())
G_DECLARE_FINAL_TYPE (FodImportReport, fod_import_report, FOD, IMPORT_REPORT, AdwPreferencesGroup)

/** fod_import_report_show: shows the dry run @rows (element-type FodImportRow); emits "changed" */
void fod_import_report_show (FodImportReport *self, FodImport *import, GPtrArray *rows);

/** fod_import_report_is_taken: Returns: whether the row at @index is to be added */
gboolean fod_import_report_is_taken (FodImportReport *self, guint index);

/** fod_import_report_count_taken: Returns: how many are to be added */
guint fod_import_report_count_taken (FodImportReport *self);

G_END_DECLS
