/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the rows of one query for the screen. Asks again when the store says that its kind has
 * changed, and tells its viewers only what moved. */

#include "config.h"

#include "model/fod-entity-list.h"

#include <gio/gio.h>

typedef struct
{
  FodRecord *record; /* owned */
  FodEntity *entity; /* owned, %NULL until somebody looks at the row */
} Row;

struct _FodEntityList
{
  GObject parent_instance;

  FodStore *store;
  FodQuery *query;
  GPtrArray *rows;
  GCancellable *cancellable; /* of the answer under way, %NULL without one */
  gboolean stale;            /* something changed while an answer was under way */
  gboolean loading;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
fod_entity_list_get_item_type (GListModel *model)
{
  return FOD_TYPE_ENTITY;
}

static guint
fod_entity_list_get_n_items (GListModel *model)
{
  return FOD_ENTITY_LIST (model)->rows->len;
}

static gpointer
fod_entity_list_get_item (GListModel *model, guint position)
{
  FodEntityList *self = FOD_ENTITY_LIST (model);
  Row *row;

  if (position >= self->rows->len)
    return NULL;
  row = g_ptr_array_index (self->rows, position);
  if (row->entity == NULL)
    row->entity = fod_entity_new (row->record);
  return g_object_ref (row->entity);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = fod_entity_list_get_item_type;
  iface->get_n_items = fod_entity_list_get_n_items;
  iface->get_item = fod_entity_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FodEntityList,
                               fod_entity_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
row_free (Row *row)
{
  fod_record_unref (row->record);
  g_clear_object (&row->entity);
  g_free (row);
}

static Row *
row_new (FodRecord *record)
{
  Row *row = g_new0 (Row, 1);

  row->record = fod_record_ref (record);
  return row;
}

static const char *
row_id (GPtrArray *rows, guint index)
{
  return fod_record_get_id (((Row *)g_ptr_array_index (rows, index))->record);
}

static void
row_take_record (Row *row, FodRecord *record)
{
  if (fod_record_equal (row->record, record))
    return;
  fod_record_unref (row->record);
  row->record = fod_record_ref (record);
  if (row->entity != NULL)
    fod_entity_set_record (row->entity, record);
}

/* The rows of @records; a row that was there before keeps its entity. */
static GPtrArray *
make_rows (GPtrArray *before, GPtrArray *records)
{
  GPtrArray *rows = g_ptr_array_new_full (records->len, (GDestroyNotify)row_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (by_id, (gpointer)row_id (before, i), g_ptr_array_index (before, i));
  for (guint i = 0; i < records->len; i++)
    {
      FodRecord *record = g_ptr_array_index (records, i);
      Row *old = g_hash_table_lookup (by_id, fod_record_get_id (record));
      Row *row = row_new (old != NULL ? old->record : record);

      if (old != NULL)
        g_set_object (&row->entity, old->entity);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* The list is what viewers read, so that it is whole before anybody is told; what changed inside a
 * row is told last, when rows stand where their readers think. */
static void
take_records (FodEntityList *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) before = self->rows;
  guint shorter = MIN (before->len, records->len);
  guint head = 0;
  guint tail = 0;

  self->rows = make_rows (before, records);
  while (head < shorter && g_str_equal (row_id (before, head), row_id (self->rows, head)))
    head++;
  while (tail < shorter - head && g_str_equal (row_id (before, before->len - 1 - tail),
                                               row_id (self->rows, self->rows->len - 1 - tail)))
    tail++;
  if (before->len != head + tail || self->rows->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                self->rows->len - head - tail);
  if (before->len != self->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  for (guint i = 0; i < MIN (records->len, self->rows->len); i++)
    row_take_record (g_ptr_array_index (self->rows, i), g_ptr_array_index (records, i));
}

static void
set_loading (FodEntityList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void ask (FodEntityList *self);

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodEntityList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fod_store_query_finish (FOD_STORE (source), result, &error);

  /* An answer to a query that is asked no more; the newer one is under way. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (records != NULL)
    take_records (self, records);
  else if (!g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    g_warning ("a list of %s could not be read: %s", fod_query_get_kind (self->query),
               error->message);
  set_loading (self, FALSE);
  if (self->stale)
    ask (self);
}

static void
ask (FodEntityList *self)
{
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  fod_store_query_async (self->store, self->query, self->cancellable, on_answer,
                         g_object_ref (self));
}

static void
on_store_changed (FodEntityList *self, const char *kind, GStrv ids, FodStore *store)
{
  if (!g_str_equal (kind, fod_query_get_kind (self->query)))
    return;
  if (self->cancellable != NULL)
    self->stale = TRUE;
  else
    ask (self);
}

static void
fod_entity_list_dispose (GObject *object)
{
  FodEntityList *self = FOD_ENTITY_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (fod_entity_list_parent_class)->dispose (object);
}

static void
fod_entity_list_finalize (GObject *object)
{
  FodEntityList *self = FOD_ENTITY_LIST (object);

  g_clear_pointer (&self->query, fod_query_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (fod_entity_list_parent_class)->finalize (object);
}

static void
fod_entity_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FodEntityList *self = FOD_ENTITY_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->rows->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fod_entity_list_class_init (FodEntityListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_entity_list_dispose;
  object_class->finalize = fod_entity_list_finalize;
  object_class->get_property = fod_entity_list_get_property;

  properties[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fod_entity_list_init (FodEntityList *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  self->loading = TRUE;
}

FodEntityList *
fod_entity_list_new (FodStore *store, FodQuery *query)
{
  FodEntityList *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (FOD_TYPE_ENTITY_LIST, NULL);
  self->store = g_object_ref (store);
  self->query = fod_query_ref (query);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

void
fod_entity_list_set_query (FodEntityList *self, FodQuery *query)
{
  g_return_if_fail (FOD_IS_ENTITY_LIST (self));
  g_return_if_fail (query != NULL);

  fod_query_ref (query);
  fod_query_unref (self->query);
  self->query = query;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_loading (self, TRUE);
  ask (self);
}

gboolean
fod_entity_list_get_loading (FodEntityList *self)
{
  g_return_val_if_fail (FOD_IS_ENTITY_LIST (self), FALSE);

  return self->loading;
}

FodEntity *
fod_entity_list_find (FodEntityList *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_ENTITY_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (row_id (self->rows, i), id))
      {
        g_autoptr (FodEntity) entity = fod_entity_list_get_item (G_LIST_MODEL (self), i);

        return entity; /* the row holds it as well */
      }
  return NULL;
}
