/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-overviews.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEmployerRow:
 *
 * An employer in a list: name, town and branch, when and by whom they were last met, whether to
 * leave them alone. Recycled: shows one entity after another and follows the one it shows.
 */
#define FOD_TYPE_EMPLOYER_ROW (fod_employer_row_get_type ())
G_DECLARE_FINAL_TYPE (FodEmployerRow, fod_employer_row, FOD, EMPLOYER_ROW, AdwBin)

/** fod_employer_row_new: Returns: (transfer floating): a row without anything */
GtkWidget *fod_employer_row_new (FodContext *context, FodOverviews *overviews);

/** fod_employer_row_show: @entity may be %NULL */
void fod_employer_row_show (FodEmployerRow *self, FodEntity *entity);

G_END_DECLS
