/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-query.h"

G_BEGIN_DECLS

typedef struct
{
  char *field;
  FodQueryTest test;
  char *value;
} FodQueryCondition;

typedef struct
{
  char *field;
  gboolean descending;
} FodQueryOrder;

/** fod_query_get_conditions: Returns: (transfer none) (element-type FodQueryCondition) */
GPtrArray *fod_query_get_conditions (const FodQuery *self);

/** fod_query_get_orders: Returns: (transfer none) (element-type FodQueryOrder) */
GPtrArray *fod_query_get_orders (const FodQuery *self);

/** fod_query_get_only: Returns: (transfer none) (nullable): the fields that are asked for; %NULL
 * for all */
const char *const *fod_query_get_only (const FodQuery *self);

/** fod_query_get_limit: Returns: at most so many rows, 0 for all */
guint fod_query_get_limit (const FodQuery *self);

/** fod_query_is_bin: Returns: whether it asks for deleted rows */
gboolean fod_query_is_bin (const FodQuery *self);

G_END_DECLS
