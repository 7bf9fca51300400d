/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEmployerFields:
 *
 * The editable fields of an employer; what is typed is saved by itself.
 */
#define FOD_TYPE_EMPLOYER_FIELDS (fod_employer_fields_get_type ())
G_DECLARE_FINAL_TYPE (FodEmployerFields, fod_employer_fields, FOD, EMPLOYER_FIELDS, AdwBin)

/** fod_employer_fields_show: shows @entity; %NULL shows nothing */
void fod_employer_fields_show (FodEmployerFields *self, FodContext *context, FodEntity *entity);

/** fod_employer_fields_flush: saves now */
void fod_employer_fields_flush (FodEmployerFields *self);

G_END_DECLS
