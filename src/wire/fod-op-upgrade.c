/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes an op from the schema that it was written under to a later one, step by step. Knows no step
 * itself. */

#include "config.h"

#include "wire/fod-op-step.h"

FodOp *
fod_op_upgrade (FodOp *op, guint schema, gboolean *changed)
{
  g_autoptr (FodOp) upgraded = NULL;

  g_return_val_if_fail (op != NULL, NULL);

  for (guint from = op->schema; op->verb != FOD_OP_RESOLVE && from < schema; from++)
    {
      FodOpStep step = fod_op_get_step (from);

      if (step == NULL)
        continue;
      if (upgraded == NULL)
        upgraded = fod_op_copy (op);
      step (upgraded);
    }
  if (changed != NULL)
    *changed = upgraded != NULL && !fod_op_says_same (op, upgraded);
  return upgraded != NULL ? g_steal_pointer (&upgraded) : fod_op_ref (op);
}
