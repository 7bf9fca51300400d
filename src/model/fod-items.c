/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing changes where nothing changed. */

#include "config.h"

#include "model/fod-items.h"

static gboolean
same_items (GListModel *model, GPtrArray *items)
{
  if (g_list_model_get_n_items (model) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (item != g_ptr_array_index (items, i))
        return FALSE;
    }
  return TRUE;
}

void
fod_items_put (GListStore *store, GPtrArray *items)
{
  g_return_if_fail (G_IS_LIST_STORE (store) && items != NULL);

  if (!same_items (G_LIST_MODEL (store), items))
    g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata,
                         items->len);
}
