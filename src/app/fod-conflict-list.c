/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box of conflict rows over a live query. */

#include "config.h"

#include "app/fod-conflict-list.h"

#include "app/fod-conflict-row.h"
#include "model/fod-entity-list.h"

struct _FodConflictList
{
  AdwBin parent_instance;

  FodContext *context;
  FodEntityList *conflicts;
  GtkWidget *box;
};

enum
{
  PROP_COUNT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodConflictList, fod_conflict_list, ADW_TYPE_BIN)

static GtkWidget *
nth_child (GtkWidget *box, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
on_items_changed (
    GListModel *model, guint position, guint removed, guint added, FodConflictList *self)
{
  GtkWidget *after;

  for (guint i = 0; i < removed; i++)
    gtk_box_remove (GTK_BOX (self->box), nth_child (self->box, position));

  after = position > 0 ? nth_child (self->box, position - 1) : NULL;
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (FodEntity) conflict = g_list_model_get_item (model, position + i);
      GtkWidget *row = GTK_WIDGET (fod_conflict_row_new (self->context, conflict));

      gtk_box_insert_child_after (GTK_BOX (self->box), row, after);
      after = row;
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
fod_conflict_list_dispose (GObject *object)
{
  FodConflictList *self = FOD_CONFLICT_LIST (object);

  g_clear_object (&self->conflicts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_conflict_list_parent_class)->dispose (object);
}

static void
fod_conflict_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, fod_conflict_list_get_count (FOD_CONFLICT_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_conflict_list_class_init (FodConflictListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_conflict_list_dispose;
  object_class->get_property = fod_conflict_list_get_property;

  properties[PROP_COUNT] =
      g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fod_conflict_list_init (FodConflictList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

void
fod_conflict_list_show (FodConflictList *self, FodContext *context, const char *id)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_CONFLICT);

  g_return_if_fail (FOD_IS_CONFLICT_LIST (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  fod_query_where (query, "resolved", FOD_QUERY_IS, NULL);
  if (id != NULL)
    fod_query_where (query, "about", FOD_QUERY_IS, id);
  fod_query_order (query, "offered-at", TRUE);

  g_set_object (&self->context, context);
  if (self->conflicts != NULL)
    {
      fod_entity_list_set_query (self->conflicts, query);
      return;
    }
  self->conflicts = fod_entity_list_new (fod_context_get_store (context), query);
  g_signal_connect_object (self->conflicts, "items-changed", G_CALLBACK (on_items_changed), self,
                           0);
}

guint
fod_conflict_list_get_count (FodConflictList *self)
{
  g_return_val_if_fail (FOD_IS_CONFLICT_LIST (self), 0);

  return self->conflicts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->conflicts)) : 0;
}
