/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-schema.h"

G_BEGIN_DECLS

/**
 * FodRecord:
 *
 * One row as a value: kind, id and the canonical text of each field by the spec's order. Counted;
 * whoever shares one treats it as unchangeable (fod_record_copy() first).
 */
#define FOD_TYPE_RECORD (fod_record_get_type ())
GType fod_record_get_type (void);

/** fod_record_new: Returns: (transfer full): an empty record of @spec with that id */
FodRecord *fod_record_new (const FodSpec *spec, const char *id);

/** fod_record_copy: Returns: (transfer full): a copy of its own */
FodRecord *fod_record_copy (const FodRecord *self);

/** fod_record_copy_as: Returns: (transfer full): a copy that is another row */
FodRecord *fod_record_copy_as (const FodRecord *self, const char *id);

/**
 * fod_record_dup_shared_id:
 *
 * The id of a row of a shared kind (FodSpec), by its kind and the fields that are written once: the
 * same on every machine.
 *
 * Returns: (transfer full) (nullable): the id; %NULL while one of the fields is missing, and of any
 *   other kind
 */
char *fod_record_dup_shared_id (const FodRecord *self);

FodRecord *fod_record_ref (FodRecord *self);
void fod_record_unref (FodRecord *self);

/** fod_record_get_spec: Returns: (transfer none): its kind's spec */
const FodSpec *fod_record_get_spec (const FodRecord *self);

/** fod_record_get_kind: Returns: (transfer none): its kind */
const char *fod_record_get_kind (const FodRecord *self);

/** fod_record_get_id: Returns: (transfer none): its id */
const char *fod_record_get_id (const FodRecord *self);

/** fod_record_get: Returns: (transfer none) (nullable): the text of the field named @field, which
 * must exist */
const char *fod_record_get (const FodRecord *self, const char *field);

/** fod_record_get_at: Returns: (transfer none) (nullable): the text of the field at @index */
const char *fod_record_get_at (const FodRecord *self, guint index);

/** fod_record_get_int: Returns: the number, 0 when not set */
gint64 fod_record_get_int (const FodRecord *self, const char *field);

/** fod_record_get_bool: Returns: whether it is set to "1" */
gboolean fod_record_get_bool (const FodRecord *self, const char *field);

/** fod_record_set: sets the field named @field, which must exist, to the canonical @text */
void fod_record_set (FodRecord *self, const char *field, const char *text);

/** fod_record_set_at: sets the field at @index to the canonical @text; %NULL unsets */
void fod_record_set_at (FodRecord *self, guint index, const char *text);

/** fod_record_equal: Returns: whether kind, id and all values are the same */
gboolean fod_record_equal (const FodRecord *a, const FodRecord *b);

/**
 * fod_record_check:
 * @field: (out) (optional) (transfer none): the field that fails
 * @error: %FOD_FIELD_ERROR
 *
 * The one set of rules for client and server: every field's own check, what is required, and the
 * spec's rules over several fields.
 *
 * Returns: whether the record may be stored
 */
gboolean fod_record_check (const FodRecord *self, const FodField **field, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRecord, fod_record_unref)

G_END_DECLS
