/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodEntity:
 *
 * A record as a GObject for the screen: one property a field by the spec table (strings; "1" or
 * %NULL for yes and no), plus "id". Each kind has its own final type, made from its spec
 * (FodParticipant, FodEmployer, FodFollowUp …), so that templates and expressions can name it.
 * Read-only: a change goes through the store and comes back as a new record.
 */
#define FOD_TYPE_ENTITY (fod_entity_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodEntity, fod_entity, FOD, ENTITY, GObject)

struct _FodEntityClass
{
  GObjectClass parent_class;
  const FodSpec *spec;
};

/** fod_entity_type_of: Returns: the type for @spec, registered on first use; its name is "Fod" and
 * the kind in CamelCase */
GType fod_entity_type_of (const FodSpec *spec);

/** fod_entity_new: Returns: (transfer full): an entity that shows @record */
FodEntity *fod_entity_new (FodRecord *record);

/** fod_entity_get_record: Returns: (transfer none): what it shows */
FodRecord *fod_entity_get_record (FodEntity *self);

/** fod_entity_set_record: shows @record (of the same kind and id); notifies what differs */
void fod_entity_set_record (FodEntity *self, FodRecord *record);

/** fod_entity_get_id: Returns: (transfer none): the row's id */
const char *fod_entity_get_id (FodEntity *self);

/** fod_entity_get: Returns: (transfer none) (nullable): the text of a field */
const char *fod_entity_get (FodEntity *self, const char *field);

/** fod_entity_get_bool: Returns: whether the field is set to yes */
gboolean fod_entity_get_bool (FodEntity *self, const char *field);

/** fod_entity_dup_records: Returns: (transfer full) (element-type FodRecord): what the entities of
 * that list show, in its order */
GPtrArray *fod_entity_dup_records (GListModel *entities);

G_END_DECLS
