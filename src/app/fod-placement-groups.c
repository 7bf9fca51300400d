/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One list of placements, seen through a filter a group. */

#include "config.h"

#include "app/fod-placement-groups.h"
#include "app/fod-entity-group.h"
#include "app/fod-placement-text.h"
#include "app/fod-row-of.h"
#include "model/fod-entity-list.h"

struct _FodPlacementGroups
{
  AdwBin parent_instance;

  FodContext *context;   /* owned, nullable */
  GtkFilter *filters[3]; /* owned */
  guint refilter;        /* an idle */

  FodEntityGroup *ordinary;  /* template */
  FodEntityGroup *education; /* template */
  FodEntityGroup *other;     /* template */
};

G_DEFINE_FINAL_TYPE (FodPlacementGroups, fod_placement_groups, ADW_TYPE_BIN)

static gboolean
is_in_group (gpointer item, gpointer user_data)
{
  return fod_placement_text_group (item) == (FodPlacementGroup)GPOINTER_TO_INT (user_data);
}

static gboolean
on_refilter (gpointer user_data)
{
  FodPlacementGroups *self = user_data;

  self->refilter = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* Its kind may be another one, and so its group. */
static void
on_row_changed (FodPlacementGroups *self)
{
  if (self->refilter == 0)
    self->refilter = g_idle_add (on_refilter, self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  FodPlacementGroups *self = user_data;
  GtkWidget *row = fod_row_of_placement (item, self->context);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fod_placement_groups_dispose (GObject *object)
{
  FodPlacementGroups *self = FOD_PLACEMENT_GROUPS (object);

  g_clear_handle_id (&self->refilter, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    g_clear_object (&self->filters[i]);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PLACEMENT_GROUPS);
  G_OBJECT_CLASS (fod_placement_groups_parent_class)->dispose (object);
}

static void
fod_placement_groups_class_init (FodPlacementGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_placement_groups_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-placement-groups.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, ordinary);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, education);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, other);
}

static void
fod_placement_groups_init (FodPlacementGroups *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    self->filters[i] = GTK_FILTER (gtk_custom_filter_new (is_in_group, GINT_TO_POINTER (i), NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_placement_groups_show (FodPlacementGroups *self, FodContext *context, const char *participant)
{
  FodEntityGroup *groups[] = { self->ordinary, self->education, self->other };
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PLACEMENT);
  g_autoptr (FodEntityList) list = NULL;

  g_return_if_fail (FOD_IS_PLACEMENT_GROUPS (self));

  g_set_object (&self->context, context);
  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  fod_query_order (query, "start-date", TRUE);
  list = fod_entity_list_new (fod_context_get_store (context), query);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (GtkFilterListModel) model = gtk_filter_list_model_new (
          G_LIST_MODEL (g_object_ref (list)), g_object_ref (self->filters[i]));

      fod_entity_group_bind (groups[i], G_LIST_MODEL (model), create_row, self);
    }
}
