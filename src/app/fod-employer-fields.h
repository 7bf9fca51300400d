/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-fields.h"

G_BEGIN_DECLS

/**
 * FodEmployerFields:
 *
 * The editable fields of an employer.
 */
#define FOD_TYPE_EMPLOYER_FIELDS (fod_employer_fields_get_type ())
G_DECLARE_FINAL_TYPE (FodEmployerFields, fod_employer_fields, FOD, EMPLOYER_FIELDS, FodRecordFields)

G_END_DECLS
