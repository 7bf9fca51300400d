/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodRecordFields:
 *
 * The editable fields of one row as a part of its page; what is typed is saved by itself. A final
 * class gives the template, whose children named after fields are tied to them.
 */
#define FOD_TYPE_RECORD_FIELDS (fod_record_fields_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodRecordFields, fod_record_fields, FOD, RECORD_FIELDS, AdwBin)

struct _FodRecordFieldsClass
{
  AdwBinClass parent_class;
  const char *kind;
  const char *const *fields;
};

/**
 * fod_record_fields_class_set_template:
 * @kind: of the row
 * @fields: (transfer none): %NULL-terminated; fields of @kind that the template has children for
 * @resource: the template's path
 *
 * For the class_init of a final class.
 */
void fod_record_fields_class_set_template (FodRecordFieldsClass *klass,
                                           const char *kind,
                                           const char *const *fields,
                                           const char *resource);

/** fod_record_fields_show: shows @entity; %NULL shows nothing */
void fod_record_fields_show (FodRecordFields *self, FodContext *context, FodEntity *entity);

/** fod_record_fields_flush: saves now */
void fod_record_fields_flush (FodRecordFields *self);

/** fod_record_fields_get_context: Returns: (transfer none) (nullable): of what is shown */
FodContext *fod_record_fields_get_context (FodRecordFields *self);

/** fod_record_fields_get_entity: Returns: (transfer none) (nullable): what is shown */
FodEntity *fod_record_fields_get_entity (FodRecordFields *self);

G_END_DECLS
