/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of several plans counts. */

#include "config.h"

#include "ips/fod-plan.h"

#include <string.h>

const FodRecord *
fod_plan_find_current (GPtrArray *plans)
{
  const FodRecord *current = NULL;

  g_return_val_if_fail (plans != NULL, NULL);

  for (guint i = 0; i < plans->len; i++)
    {
      const FodRecord *plan = g_ptr_array_index (plans, i);
      int order = 1;

      if (current != NULL)
        order =
            g_strcmp0 (fod_record_get (plan, "agreed-on"), fod_record_get (current, "agreed-on"));
      /* Ids grow with time. */
      if (order > 0 ||
          (order == 0 && strcmp (fod_record_get_id (plan), fod_record_get_id (current)) > 0))
        current = plan;
    }
  return current;
}
