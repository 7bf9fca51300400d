/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodImportPreview:
 *
 * The first rows of a file as they are in it.
 */
#define FOD_TYPE_IMPORT_PREVIEW (fod_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (FodImportPreview, fod_import_preview, FOD, IMPORT_PREVIEW, AdwBin)

/** fod_import_preview_show: shows the beginning of @import */
void fod_import_preview_show (FodImportPreview *self, FodImport *import);

G_END_DECLS
