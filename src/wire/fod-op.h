/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-hlc.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What an op does. As text on the wire: create set delete undelete change resolve. */
typedef enum
{
  FOD_OP_CREATE,
  FOD_OP_SET,
  FOD_OP_DELETE,
  FOD_OP_UNDELETE,
  FOD_OP_RESOLVE /* of a conflict: `fields` holds the one value under "value" */
} FodOpVerb;

/**
 * FodOp:
 * @id: UUIDv7; the server applies an op once, however often it is pushed
 * @tx: UUIDv7 shared by ops that are all or nothing
 * @kind: (not nullable): the row's kind
 * @row: the row's id
 * @hlc: when it was saved, by the device
 * @clock_session: goes up when the device's clock was seen to move by more than a minute
 * @schema: the schema version that it was written under
 * @fields: field → canonical text, or %NULL to unset
 * @base: field → the version that the editor had seen, as decimal text, or "@op-id" for an own op
 *   that the server has not answered yet; for a delete, "" → the row's version
 * @added, @removed: set field → lines (a change to a set names what it adds and takes away)
 *
 * One person's save on one row. A value, counted; whoever shares one treats it as unchangeable.
 */
typedef struct
{
  gatomicrefcount refs;
  char *id;
  char *tx;
  char *kind;
  char *row;
  FodOpVerb verb;
  FodHlc hlc;
  guint clock_session;
  guint schema;
  GHashTable *fields;
  GHashTable *base;
  GHashTable *added;
  GHashTable *removed;
} FodOp;

#define FOD_TYPE_OP (fod_op_get_type ())
GType fod_op_get_type (void);

/** fod_op_new: Returns: (transfer full): an op with empty tables; ids are copied */
FodOp *fod_op_new (const char *id, FodOpVerb verb, const char *kind, const char *row);

/** fod_op_copy: Returns: (transfer full): another op that says the same */
FodOp *fod_op_copy (const FodOp *self);

/** fod_op_says_same: Returns: whether both set the same fields and lines to the same */
gboolean fod_op_says_same (const FodOp *a, const FodOp *b);

FodOp *fod_op_ref (FodOp *self);
void fod_op_unref (FodOp *self);

/** fod_op_verb_to_text: Returns: (transfer none): the verb on the wire */
const char *fod_op_verb_to_text (FodOpVerb verb);

/** fod_op_verb_from_text: Returns: whether @text is a verb; sets @verb */
gboolean fod_op_verb_from_text (const char *text, FodOpVerb *verb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodOp, fod_op_unref)

G_END_DECLS
