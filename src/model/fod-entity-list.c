/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the rows of one query for the screen. Asks again when the store says that its kind has
 * changed, and tells its viewers only what moved. What moved in a long list is found out on another
 * thread: ten thousand rows that come from a server must not keep the window from its events. */

#include "config.h"

#include "model/fod-entity-list.h"

#include <gio/gio.h>

/* Fewer rows are compared sooner than a thread begins. */
#define SHORT 300
#define NOWHERE G_MAXUINT

typedef struct
{
  FodRecord *record; /* owned */
  FodEntity *entity; /* owned, %NULL until somebody looks at the row */
} Row;

/**
 * Diff:
 * @before: (element-type FodRecord): what the list held; nothing once it was compared
 * @after: (element-type FodRecord): what it is to hold; where that says the same as before, it is
 *   the very record of before
 * @from: of guint: where each of @after stood before, or %NOWHERE
 * @head, @tail: how many stand where they stood, from the beginning and from the end
 */
typedef struct
{
  GPtrArray *before;
  GPtrArray *after;
  GArray *from;
  guint head;
  guint tail;
} Diff;

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

/* A query on its way to the store. */
typedef struct
{
  FodEntityList *list;
  GCancellable *cancellable;
} Asked;

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
  if (row == NULL)
    return;
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
  if (row->record == record)
    return;
  fod_record_unref (row->record);
  row->record = fod_record_ref (record);
  if (row->entity != NULL)
    fod_entity_set_record (row->entity, record);
}

static void
diff_free (Diff *diff)
{
  g_clear_pointer (&diff->before, g_ptr_array_unref);
  g_ptr_array_unref (diff->after);
  g_array_unref (diff->from);
  g_free (diff);
}

static Diff *
diff_new (GPtrArray *rows, GPtrArray *records)
{
  Diff *diff = g_new0 (Diff, 1);

  diff->before = g_ptr_array_new_full (rows->len, (GDestroyNotify)fod_record_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (diff->before, fod_record_ref (((Row *)rows->pdata[i])->record));
  diff->after = g_ptr_array_ref (records);
  diff->from = g_array_sized_new (FALSE, FALSE, sizeof (guint), records->len);
  return diff;
}

static guint
find_before (GHashTable *places, const FodRecord *record)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (places, fod_record_get_id (record), NULL, &place))
    return NOWHERE;
  return GPOINTER_TO_UINT (place);
}

/* Takes the record of before for one that says the same. */
static void
settle_record (Diff *diff, guint index, guint place)
{
  FodRecord *record = diff->after->pdata[index];
  FodRecord *before = place == NOWHERE ? NULL : diff->before->pdata[place];

  if (before == NULL || !fod_record_equal (before, record))
    return;
  diff->after->pdata[index] = fod_record_ref (before);
  fod_record_unref (record);
}

static guint
get_from (const Diff *diff, guint index)
{
  return g_array_index (diff->from, guint, index);
}

static void
diff_compare (Diff *diff)
{
  guint n_before = diff->before->len;
  guint n_after = diff->after->len;
  guint shorter = MIN (n_before, n_after);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_before; i++)
    g_hash_table_insert (places, (gpointer)fod_record_get_id (diff->before->pdata[i]),
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < n_after; i++)
    {
      guint place = find_before (places, diff->after->pdata[i]);

      g_array_append_val (diff->from, place);
      settle_record (diff, i, place);
    }
  while (diff->head < shorter && get_from (diff, diff->head) == diff->head)
    diff->head++;
  while (diff->tail < shorter - diff->head &&
         get_from (diff, n_after - 1 - diff->tail) == n_before - 1 - diff->tail)
    diff->tail++;
  /* What the list lets go of is let go here. */
  g_clear_pointer (&places, g_hash_table_unref);
  g_clear_pointer (&diff->before, g_ptr_array_unref);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  diff_compare (data);
  g_task_return_boolean (task, TRUE);
}

/* A row that was there before keeps its entity, and for the moment its record. */
static GPtrArray *
make_rows (GPtrArray *before, const Diff *diff)
{
  GPtrArray *rows = g_ptr_array_new_full (diff->after->len, (GDestroyNotify)row_free);

  for (guint i = 0; i < diff->after->len; i++)
    {
      guint from = get_from (diff, i);

      g_ptr_array_add (rows, from == NOWHERE ? row_new (diff->after->pdata[i])
                                             : g_steal_pointer (&before->pdata[from]));
    }
  return rows;
}

/* The list is what viewers read, so that it is whole before anybody is told; what changed inside a
 * row is told last, when rows stand where their readers think. */
static void
take_diff (FodEntityList *self, const Diff *diff)
{
  g_autoptr (GPtrArray) before = self->rows;
  guint kept = diff->head + diff->tail;

  self->rows = make_rows (before, diff);
  if (before->len != kept || self->rows->len != kept)
    g_list_model_items_changed (G_LIST_MODEL (self), diff->head, before->len - kept,
                                self->rows->len - kept);
  if (before->len != self->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  for (guint i = 0; i < MIN (diff->after->len, self->rows->len); i++)
    row_take_record (g_ptr_array_index (self->rows, i), diff->after->pdata[i]);
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
end_answer (FodEntityList *self)
{
  g_clear_object (&self->cancellable);
  set_loading (self, FALSE);
  if (self->stale)
    ask (self);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodEntityList *self = FOD_ENTITY_LIST (source);

  /* It fails only when another query was asked meanwhile. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  take_diff (self, g_task_get_task_data (G_TASK (result)));
  end_answer (self);
}

static void
compare (FodEntityList *self, GPtrArray *records)
{
  Diff *diff = diff_new (self->rows, records);
  g_autoptr (GTask) task = NULL;

  if (diff->before->len + records->len <= SHORT)
    {
      diff_compare (diff);
      take_diff (self, diff);
      diff_free (diff);
      end_answer (self);
      return;
    }
  task = g_task_new (self, self->cancellable, on_compared, NULL);
  g_task_set_source_tag (task, compare);
  g_task_set_task_data (task, diff, (GDestroyNotify)diff_free);
  g_task_run_in_thread (task, compare_in_thread);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->list);
  g_object_unref (asked->cancellable);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  FodEntityList *self = asked->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fod_store_query_finish (FOD_STORE (source), result, &error);

  /* An answer to a query that is asked no more; the newer one is under way. The store may have had
   * it ready before it heard that. */
  if (g_cancellable_is_cancelled (asked->cancellable))
    return;

  if (records != NULL)
    {
      compare (self, records);
      return;
    }
  if (!g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    g_warning ("a list of %s could not be read: %s", fod_query_get_kind (self->query),
               error->message);
  end_answer (self);
}

static void
ask (FodEntityList *self)
{
  Asked *asked = g_new (Asked, 1);

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  asked->list = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  fod_store_query_async (self->store, self->query, self->cancellable, on_answer, asked);
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
