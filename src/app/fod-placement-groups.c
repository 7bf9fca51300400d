/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One list of placements, seen through a filter a group, and the hours that they come to. */

#include "config.h"

#include "app/fod-placement-groups.h"
#include "app/fod-benefit-sheet-dialog.h"
#include "app/fod-entity-group.h"
#include "app/fod-hours-chart.h"
#include "app/fod-job-rows.h"
#include "app/fod-plan-rows.h"
#include "app/fod-search-plan-dialog.h"

#include <string.h>

struct _FodPlacementGroups
{
  AdwBin parent_instance;

  FodJobBook *book;      /* owned, nullable */
  GtkFilter *filters[3]; /* owned, by FodJobGroup */
  guint refresh;         /* an idle */

  GtkWidget *hours;          /* template */
  FodHoursChart *chart;      /* template */
  FodEntityGroup *ordinary;  /* template */
  FodEntityGroup *education; /* template */
  FodEntityGroup *other;     /* template */
  FodEntityGroup *sheets;    /* template */
  FodEntityGroup *plans;     /* template */
};

G_DEFINE_FINAL_TYPE (FodPlacementGroups, fod_placement_groups, ADW_TYPE_BIN)

static gboolean
is_in_group (gpointer item, gpointer user_data)
{
  return fod_job_group_of (fod_entity_get (item, "type")) ==
         (FodJobGroup)GPOINTER_TO_INT (user_data);
}

static void
show_hours (FodPlacementGroups *self)
{
  g_autoptr (GArray) stairs = fod_job_book_list_stairs (self->book);
  g_autofree char *today = fod_context_dup_today (fod_job_book_get_context (self->book));

  gtk_widget_set_visible (self->hours, stairs->len > 0);
  if (stairs->len > 0)
    fod_hours_chart_show (self->chart, stairs, today);
}

static gboolean
on_refresh (gpointer user_data)
{
  FodPlacementGroups *self = user_data;

  self->refresh = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
  show_hours (self);
  return G_SOURCE_REMOVE;
}

/* A job's kind may be another one, and so its group. */
static void
on_changed (FodPlacementGroups *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add (on_refresh, self);
}

static void
fod_placement_groups_dispose (GObject *object)
{
  FodPlacementGroups *self = FOD_PLACEMENT_GROUPS (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    g_clear_object (&self->filters[i]);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PLACEMENT_GROUPS);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (fod_placement_groups_parent_class)->dispose (object);
}

static void
fod_placement_groups_class_init (FodPlacementGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_placement_groups_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  g_type_ensure (FOD_TYPE_HOURS_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-placement-groups.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, hours);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, chart);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, ordinary);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, education);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, other);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, sheets);
  gtk_widget_class_bind_template_child (widget_class, FodPlacementGroups, plans);
}

static void
fod_placement_groups_init (FodPlacementGroups *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    self->filters[i] = GTK_FILTER (gtk_custom_filter_new (is_in_group, GINT_TO_POINTER (i), NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_placement_groups_show (FodPlacementGroups *self, FodJobBook *book)
{
  FodEntityGroup *groups[] = { self->ordinary, self->education, self->other };
  g_autoptr (FodJobBook) before = NULL;

  g_return_if_fail (FOD_IS_PLACEMENT_GROUPS (self));
  g_return_if_fail (FOD_IS_JOB_BOOK (book));

  before = g_steal_pointer (&self->book);
  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, on_changed, self);
  self->book = g_object_ref (book);
  g_signal_connect_object (book, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (GtkFilterListModel) model = gtk_filter_list_model_new (
          g_object_ref (fod_job_book_get_placements (book)), g_object_ref (self->filters[i]));

      fod_entity_group_bind (groups[i], G_LIST_MODEL (model), fod_job_row_of_placement, book);
    }
  fod_entity_group_bind (self->plans, fod_job_book_get_plans (book), fod_plan_row_of_search,
                         fod_job_book_get_context (book));
  fod_entity_group_bind (self->sheets, fod_job_book_get_sheets (book), fod_job_row_of_sheet,
                         fod_job_book_get_context (book));
  show_hours (self);
}

void
fod_placement_groups_add (FodPlacementGroups *self, const char *kind, FodEntity *participant)
{
  FodContext *context;

  g_return_if_fail (FOD_IS_PLACEMENT_GROUPS (self));
  g_return_if_fail (self->book != NULL && kind != NULL);

  context = fod_job_book_get_context (self->book);
  if (strcmp (kind, FOD_KIND_BENEFIT_SHEET) == 0)
    fod_benefit_sheet_dialog_open_new (GTK_WIDGET (self), context, participant);
  else if (strcmp (kind, FOD_KIND_SEARCH_PLAN) == 0)
    fod_search_plan_dialog_open_new (GTK_WIDGET (self), context, participant);
}
