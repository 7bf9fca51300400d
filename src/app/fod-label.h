/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "schema/fod-schema.h"

G_BEGIN_DECLS

/* What kinds, fields and values are called on screen, for the places that show any of them:
 * conflicts, what waits, history. Pages have their own labels in their templates. */

/** fod_label_kind: Returns: (transfer none): "participant", "employer visit" … */
const char *fod_label_kind (const char *kind);

/** fod_label_field: Returns: (transfer none): "Phone", "First day" …; the name itself if unknown */
const char *fod_label_field (const char *kind, const char *field);

/** fod_label_value: Returns: (transfer full): the value in words: dates, codes, users, yes; for
 * %NULL "(empty)". A CPR number is masked. */
char *fod_label_value (FodDirectory *directory, const FodField *field, const char *value);

G_END_DECLS
