/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps from schema to schema, one function each. The first schema has none behind it. */

#include "config.h"

#include "wire/fod-op-step.h"

FodOpStep
fod_op_get_step (guint from)
{
  return NULL;
}
