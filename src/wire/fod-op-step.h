/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/fod-op.h"

G_BEGIN_DECLS

/**
 * FodOpStep:
 *
 * Says in the next schema what @op says in the one before. Pure: it looks at nothing but the op,
 * and changes its fields, bases and lines only. A field that takes another's place gets that one's
 * base too. Called for every verb but resolve.
 */
typedef void (*FodOpStep) (FodOp *op);

/** fod_op_get_step: Returns: (nullable): how an op of schema @from is said in @from + 1; %NULL when
 * it is said the same way. A step is never changed or removed: ops may lie for years on a laptop
 * that nobody opens. */
FodOpStep fod_op_get_step (guint from);

/**
 * fod_op_upgrade:
 * @schema: the schema to say it in
 * @changed: (out) (optional): whether it says more or less than as it was written
 *
 * What goes over the wire stays as it was written: an op's id stands for one text. This is for who
 * applies the op or shows what it leads to.
 *
 * Returns: (transfer full): the op in the words of @schema; @op itself when those are the same
 */
FodOp *fod_op_upgrade (FodOp *op, guint schema, gboolean *changed);

G_END_DECLS
