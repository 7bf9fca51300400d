/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-schema.h"

G_BEGIN_DECLS

/* Where a column of a file goes. A target is a field's name, or a part of a field that files keep
 * in several columns: "name.given", "name.middle", "name.family", and for kinds without fields of
 * their own for them "address.postcode" and "address.town". */

/**
 * fod_import_guess_target:
 * @header: a column's heading, as LibreOffice sheets, Outlook, Google and people have it, in Danish
 *   or English, or a field's own name as our export writes it
 *
 * Returns: (transfer none) (nullable): where it goes
 */
const char *fod_import_guess_target (const FodSpec *spec, const char *header);

/**
 * fod_import_list_targets:
 *
 * Returns: (transfer container) (element-type utf8): all targets of @spec that a person may choose:
 *   what only the server writes is none
 */
GPtrArray *fod_import_list_targets (const FodSpec *spec);

/** fod_import_find_target: Returns: (transfer none) (nullable): @target if @spec has it */
const char *fod_import_find_target (const FodSpec *spec, const char *target);

G_END_DECLS
