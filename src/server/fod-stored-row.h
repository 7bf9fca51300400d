/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"
#include "wire/fod-row.h"

G_BEGIN_DECLS

/**
 * FodFieldMark:
 * @eff: the effective time of the field's last set
 * @user: who set it, empty for the server itself
 * @value_version: the version that the value came with; less than the field's version when an open
 *   conflict was noted at it since, so that an editor who knows the value but not the conflict is
 *   told apart from one who knows both
 */
typedef struct
{
  guint64 eff;
  char user[37];
  guint64 value_version;
} FodFieldMark;

/**
 * FodStoredRow:
 * @row: the row as it goes over the wire
 * @parent: (nullable): the id of the row that it hangs on
 * @marks: field → a #FodFieldMark as text
 * @kept: it was read from the store
 *
 * A row as the server keeps it. A value with one owner.
 */
typedef struct
{
  FodRow *row;
  char *parent;
  GHashTable *marks;
  gboolean kept;
} FodStoredRow;

/** fod_stored_row_new: Returns: (transfer full): a live row without fields, version 0 */
FodStoredRow *fod_stored_row_new (const char *kind, const char *id);

void fod_stored_row_free (FodStoredRow *self);

/** fod_stored_row_get: Returns: (transfer none) (nullable): the text of a field */
const char *fod_stored_row_get (const FodStoredRow *self, const char *field);

/** fod_stored_row_get_version: Returns: the version of a field, 0 when it was never set */
guint64 fod_stored_row_get_version (const FodStoredRow *self, const char *field);

/** fod_stored_row_get_mark: fills @mark, with zeros when the field was never set */
void fod_stored_row_get_mark (const FodStoredRow *self, const char *field, FodFieldMark *mark);

/**
 * fod_stored_row_set:
 * @value: (nullable): the canonical text
 * @eff: the effective time
 * @user: (nullable): who, %NULL for the server
 *
 * Sets a field at the row's present counter, which the caller has raised for this op.
 */
void fod_stored_row_set (
    FodStoredRow *self, const char *field, const char *value, guint64 eff, const char *user);

/** FOD_MARK_GONE: the name under which the mark of a row's death is kept, which no field has */
#define FOD_MARK_GONE "row-gone"

/** fod_stored_row_kill: the row is deleted by @user at @eff; its counter was raised before */
void fod_stored_row_kill (FodStoredRow *self, guint64 eff, const char *user);

/** fod_stored_row_touch: raises a field's version to the row's counter and leaves its value */
void fod_stored_row_touch (FodStoredRow *self, const char *field);

/** fod_stored_row_dup_record: Returns: (transfer full): the fields that @spec knows */
FodRecord *fod_stored_row_dup_record (const FodStoredRow *self, const FodSpec *spec);

/** fod_stored_row_dup_wire: Returns: (transfer full): a copy of the row for a reply */
FodRow *fod_stored_row_dup_wire (const FodStoredRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodStoredRow, fod_stored_row_free)

G_END_DECLS
