/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question about the rows of one kind, as a value. What it becomes in SQL stands in fod-sql.c. */

#include "config.h"

#include "store/fod-query.h"

#include "store/fod-query-private.h"

struct _FodQuery
{
  gatomicrefcount refs;
  char *kind;
  GPtrArray *conditions;
  GPtrArray *orders;
  GStrv only;
  guint limit;
  gboolean bin;
};

G_DEFINE_BOXED_TYPE (FodQuery, fod_query, fod_query_ref, fod_query_unref)

static void
condition_free (gpointer data)
{
  FodQueryCondition *condition = data;

  g_free (condition->field);
  g_free (condition->value);
  g_free (condition);
}

static void
order_free (gpointer data)
{
  FodQueryOrder *order = data;

  g_free (order->field);
  g_free (order);
}

static gboolean
has_field (const FodQuery *self, const char *field)
{
  const FodSpec *spec = fod_schema_get (self->kind);

  return spec != NULL && fod_spec_index (spec, field) >= 0;
}

FodQuery *
fod_query_new (const char *kind)
{
  FodQuery *self;

  g_return_val_if_fail (kind != NULL && fod_schema_get (kind) != NULL, NULL);

  self = g_new0 (FodQuery, 1);
  g_atomic_ref_count_init (&self->refs);
  self->kind = g_strdup (kind);
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  self->orders = g_ptr_array_new_with_free_func (order_free);
  return self;
}

FodQuery *
fod_query_ref (FodQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
fod_query_unref (FodQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->kind);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->orders);
  g_strfreev (self->only);
  g_free (self);
}

void
fod_query_where (FodQuery *self, const char *field, FodQueryTest test, const char *value)
{
  FodQueryCondition *condition;

  g_return_if_fail (self != NULL && field != NULL);
  g_return_if_fail (has_field (self, field));
  g_return_if_fail (value != NULL || test == FOD_QUERY_IS || test == FOD_QUERY_IS_NOT);

  condition = g_new0 (FodQueryCondition, 1);
  condition->field = g_strdup (field);
  condition->test = test;
  condition->value = g_strdup (value);
  g_ptr_array_add (self->conditions, condition);
}

void
fod_query_order (FodQuery *self, const char *field, gboolean descending)
{
  FodQueryOrder *order;

  g_return_if_fail (self != NULL && field != NULL);
  g_return_if_fail (has_field (self, field));

  order = g_new0 (FodQueryOrder, 1);
  order->field = g_strdup (field);
  order->descending = descending;
  g_ptr_array_add (self->orders, order);
}

void
fod_query_limit (FodQuery *self, guint rows)
{
  g_return_if_fail (self != NULL);

  self->limit = rows;
}

void
fod_query_only (FodQuery *self, const char *const *fields)
{
  g_return_if_fail (self != NULL && fields != NULL);

  g_strfreev (self->only);
  self->only = g_strdupv ((GStrv)fields);
}

void
fod_query_bin (FodQuery *self)
{
  g_return_if_fail (self != NULL);

  self->bin = TRUE;
}

const char *
fod_query_get_kind (const FodQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind;
}

GPtrArray *
fod_query_get_conditions (const FodQuery *self)
{
  return self->conditions;
}

GPtrArray *
fod_query_get_orders (const FodQuery *self)
{
  return self->orders;
}

const char *const *
fod_query_get_only (const FodQuery *self)
{
  return (const char *const *)self->only;
}

guint
fod_query_get_limit (const FodQuery *self)
{
  return self->limit;
}

gboolean
fod_query_is_bin (const FodQuery *self)
{
  return self->bin;
}
