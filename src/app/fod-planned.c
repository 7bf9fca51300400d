/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One answer for lists and rows. */

#include "config.h"

#include "app/fod-planned.h"

gboolean
fod_planned_is (FodEntity *follow_up)
{
  const char *status;

  g_return_val_if_fail (FOD_IS_ENTITY (follow_up), FALSE);

  status = fod_entity_get (follow_up, "status");
  return status == NULL || g_str_equal (status, "planned");
}

void
fod_planned_where (FodQuery *query)
{
  static const char *const over[] = { "done", "cancelled", "no-show" };

  for (guint i = 0; i < G_N_ELEMENTS (over); i++)
    fod_query_where (query, "status", FOD_QUERY_IS_NOT, over[i]);
}

void
fod_planned_where_over (FodQuery *query)
{
  fod_query_where (query, "status", FOD_QUERY_IS_NOT, "planned");
  fod_query_where (query, "status", FOD_QUERY_IS_NOT, NULL);
}
