/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodEdit:
 *
 * What a person does in one go: changes to one or more rows that become true together, wait to be
 * sent together, and are undone together.
 */
typedef struct _FodEdit FodEdit;

#define FOD_TYPE_EDIT (fod_edit_get_type ())
GType fod_edit_get_type (void);

/** fod_edit_new: Returns: (transfer full): an edit without changes */
FodEdit *fod_edit_new (void);

FodEdit *fod_edit_ref (FodEdit *self);
void fod_edit_unref (FodEdit *self);

/** fod_edit_create: makes a row with the values of @record, whose id the caller chose */
void fod_edit_create (FodEdit *self, const FodRecord *record);

/**
 * fod_edit_set:
 * @value: (nullable): the canonical text; %NULL unsets
 * @seen: (nullable): the value that the person saw when the change began; tells a concurrent remote
 *   change from one that was seen
 */
void fod_edit_set (FodEdit *self,
                   const char *kind,
                   const char *id,
                   const char *field,
                   const char *value,
                   const char *seen);

/** fod_edit_set_record: sets every field in which @after differs from @before */
void fod_edit_set_record (FodEdit *self, const FodRecord *before, const FodRecord *after);

/** fod_edit_delete: moves the row to the bin, with all that hangs on it */
void fod_edit_delete (FodEdit *self, const char *kind, const char *id);

/** fod_edit_undelete: brings the row back from the bin, with all that went with it */
void fod_edit_undelete (FodEdit *self, const char *kind, const char *id);

/** fod_edit_resolve: settles a conflict with @value for everyone */
void fod_edit_resolve (FodEdit *self, const char *conflict, const char *value);

/**
 * fod_edit_end_draft:
 * @place: where what is now written was kept while it was typed
 *
 * The draft goes in the transaction of the edit: after a crash it is not offered once more, and
 * when the edit fails it is still there. No change by itself.
 */
void fod_edit_end_draft (FodEdit *self, const char *place);

/** fod_edit_is_empty: Returns: whether it changes nothing */
gboolean fod_edit_is_empty (const FodEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodEdit, fod_edit_unref)

G_END_DECLS
