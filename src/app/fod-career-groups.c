/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a career profile one under the other, each over a list of its own. */

#include "config.h"

#include "app/fod-career-groups.h"
#include "app/fod-career-book.h"
#include "app/fod-career-rows.h"
#include "app/fod-career-section.h"
#include "app/fod-entity-group.h"
#include "ips/fod-earlier-job.h"
#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"

struct _FodCareerGroups
{
  AdwBin parent_instance;

  GtkSorter *by_year; /* owned */
  guint sort;         /* an idle */

  GtkListBox *sections;    /* template */
  FodEntityGroup *earlier; /* template */
};

G_DEFINE_FINAL_TYPE (FodCareerGroups, fod_career_groups, ADW_TYPE_BIN)

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return gtk_ordering_from_cmpfunc (
      fod_earlier_job_compare (fod_entity_get_record (FOD_ENTITY ((gpointer)a)),
                               fod_entity_get_record (FOD_ENTITY ((gpointer)b))));
}

static gboolean
on_sort (gpointer user_data)
{
  FodCareerGroups *self = user_data;

  self->sort = 0;
  gtk_sorter_changed (self->by_year, GTK_SORTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* The words for its end may name another year. */
static void
on_jobs_changed (FodCareerGroups *self)
{
  if (self->sort == 0)
    self->sort = g_idle_add (on_sort, self);
}

static void
on_row_activated (FodCareerGroups *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "row.open", NULL);
}

static void
fod_career_groups_dispose (GObject *object)
{
  FodCareerGroups *self = FOD_CAREER_GROUPS (object);

  g_clear_handle_id (&self->sort, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CAREER_GROUPS);
  g_clear_object (&self->by_year);
  G_OBJECT_CLASS (fod_career_groups_parent_class)->dispose (object);
}

static void
fod_career_groups_class_init (FodCareerGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_career_groups_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-career-groups.ui");
  gtk_widget_class_bind_template_child (widget_class, FodCareerGroups, sections);
  gtk_widget_class_bind_template_child (widget_class, FodCareerGroups, earlier);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
fod_career_groups_init (FodCareerGroups *self)
{
  self->by_year = GTK_SORTER (gtk_custom_sorter_new (compare_jobs, NULL, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_sections (FodCareerGroups *self, FodContext *context, const char *participant)
{
  g_autoptr (FodCareerBook) book = fod_career_book_new (context, participant);
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (GPtrArray) codes =
      fod_directory_list_codes (fod_context_get_directory (context), "profile-section", today);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_list_box_remove (self->sections, row);
  for (guint i = 0; i < codes->len; i++)
    {
      const FodCode *code = g_ptr_array_index (codes, i);

      gtk_list_box_append (self->sections, fod_career_section_new (book, code->code));
    }
}

static void
show_earlier (FodCareerGroups *self, FodContext *context, const char *participant)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EARLIER_JOB);
  g_autoptr (GtkSortListModel) sorted = NULL;
  FodEntityList *jobs;

  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  fod_query_order (query, "title", FALSE);
  jobs = fod_entity_list_new (fod_context_get_store (context), query);
  fod_entity_watch (G_LIST_MODEL (jobs), G_CALLBACK (on_jobs_changed), self);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (jobs), g_object_ref (self->by_year));
  fod_entity_group_bind (self->earlier, G_LIST_MODEL (sorted), fod_career_row_of_earlier_job,
                         context);
}

void
fod_career_groups_show (FodCareerGroups *self, FodContext *context, const char *participant)
{
  g_return_if_fail (FOD_IS_CAREER_GROUPS (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (participant != NULL);

  show_sections (self, context, participant);
  show_earlier (self, context, participant);
}
