/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins three lists of entities into one by date. What an entry says and does is its row's. */

#include "config.h"

#include "app/fod-timeline.h"
#include "app/fod-format.h"
#include "app/fod-timeline-row.h"
#include "base/fod-date.h"
#include "model/fod-entity-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows at first, and so many more when asked; they come a few a frame, so that a press on the chip
 * shows at once. */
#define PAGE_ROWS 25
#define FRAME_ROWS 3

struct _FodTimeline
{
  AdwBin parent_instance;

  FodContext *context;      /* owned */
  char *today;              /* owned */
  GtkCustomFilter *filter;  /* owned */
  GtkCustomSorter *sorter;  /* owned */
  GtkSliceListModel *slice; /* owned */
  GListModel *all;          /* owned by slice */
  char *kind;               /* owned: show only these; empty for all */
  guint wanted;             /* rows that are to be shown, as far as there are */
  guint growing;            /* a tick callback */
  guint resort;             /* an idle */

  GtkListBox *list; /* template */
  GtkWidget *more;  /* template */
  GtkWidget *empty; /* template */
};

enum
{
  PROP_KIND = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodTimeline, fod_timeline, ADW_TYPE_BIN)

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  FodTimeline *self = user_data;

  if (fod_timeline_row_date_of (item) == NULL)
    return FALSE;
  return *self->kind == '\0' ||
         strcmp (self->kind, fod_record_get_kind (fod_entity_get_record (item))) == 0;
}

/* Newest first; of one day the row that was made last comes first, as ids begin with the time. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int order = g_strcmp0 (fod_timeline_row_date_of ((FodEntity *)b),
                         fod_timeline_row_date_of ((FodEntity *)a));

  if (order != 0)
    return order;
  return strcmp (fod_entity_get_id ((FodEntity *)b), fod_entity_get_id ((FodEntity *)a));
}

static gboolean
on_resort (gpointer user_data)
{
  FodTimeline *self = user_data;

  self->resort = 0;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  gtk_list_box_invalidate_headers (self->list);
  return G_SOURCE_REMOVE;
}

/* A date inside an entry changed: its place may be another one. */
static void
on_row_moved (FodTimelineRow *row, gpointer user_data)
{
  FodTimeline *self = user_data;

  if (self->resort == 0)
    self->resort = g_idle_add (on_resort, self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  FodTimeline *self = user_data;
  GtkWidget *row = fod_timeline_row_new (self->context, item);

  g_signal_connect_object (row, "moved", G_CALLBACK (on_row_moved), self, 0);
  return row;
}

static char *
dup_heading (FodTimeline *self, const char *date)
{
  GDate day;
  g_autofree char *first = NULL;
  const char *month;

  if (strcmp (date, self->today) > 0)
    return g_strdup (_ ("Ahead"));
  if (!fod_date_parse (date, &day))
    return g_strdup ("");
  month = fod_format_month ((int)g_date_get_month (&day));
  first = g_utf8_strup (month, g_utf8_next_char (month) - month);
  /* Translators: the heading of a month in a list, such as "November 2026": its first letter, the
   * others, the year */
  return g_strdup_printf (C_ ("month heading", "%1$s%2$s %3$d"), first, g_utf8_next_char (month),
                          g_date_get_year (&day));
}

static void
on_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  FodTimeline *self = user_data;
  const char *date = fod_timeline_row_get_date (FOD_TIMELINE_ROW (row));
  const char *date_before =
      before != NULL ? fod_timeline_row_get_date (FOD_TIMELINE_ROW (before)) : NULL;
  g_autofree char *heading = dup_heading (self, date != NULL ? date : "");
  g_autofree char *above = date_before != NULL ? dup_heading (self, date_before) : NULL;
  GtkWidget *label;

  if (g_strcmp0 (heading, above) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "month-heading");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FodTimeline *self = FOD_TIMELINE (widget);
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size >= self->wanted || size >= g_list_model_get_n_items (self->all))
    {
      self->growing = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (self->slice, MIN (size + FRAME_ROWS, self->wanted));
  return G_SOURCE_CONTINUE;
}

static void
stop_growing (FodTimeline *self)
{
  if (self->growing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->growing);
  self->growing = 0;
}

static void
update_ends (FodTimeline *self)
{
  guint all = g_list_model_get_n_items (self->all);

  if (self->growing == 0)
    self->growing = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  gtk_widget_set_visible (self->more, all > self->wanted);
  gtk_widget_set_visible (self->empty, all == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), all > 0);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  update_ends (user_data);
}

static void
show_more (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTimeline *self = FOD_TIMELINE (widget);

  self->wanted += 2 * PAGE_ROWS;
  update_ends (self);
}

static void
fod_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KIND)
    g_value_set_string (value, FOD_TIMELINE (object)->kind);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodTimeline *self = FOD_TIMELINE (object);

  if (id != PROP_KIND)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->kind);
  self->kind = g_value_dup_string (value);
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
add_list (GListStore *lists, FodStore *store, const char *kind, const char *participant)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  g_autoptr (FodEntityList) list = NULL;

  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  list = fod_entity_list_new (store, query);
  g_list_store_append (lists, list);
}

static void
fod_timeline_dispose (GObject *object)
{
  FodTimeline *self = FOD_TIMELINE (object);

  g_clear_handle_id (&self->resort, g_source_remove);
  stop_growing (self);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->slice);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_TIMELINE);
  G_OBJECT_CLASS (fod_timeline_parent_class)->dispose (object);
}

static void
fod_timeline_finalize (GObject *object)
{
  FodTimeline *self = FOD_TIMELINE (object);

  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->kind, g_free);
  G_OBJECT_CLASS (fod_timeline_parent_class)->finalize (object);
}

static void
fod_timeline_class_init (FodTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_timeline_dispose;
  object_class->finalize = fod_timeline_finalize;
  object_class->get_property = fod_timeline_get_property;
  object_class->set_property = fod_timeline_set_property;

  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, FodTimeline, more);
  gtk_widget_class_bind_template_child (widget_class, FodTimeline, empty);
  gtk_widget_class_install_action (widget_class, "timeline.more", NULL, show_more);
  gtk_widget_class_install_property_action (widget_class, "timeline.kind", "kind");
}

static void
fod_timeline_init (FodTimeline *self)
{
  self->kind = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, on_header, self, NULL);
}

void
fod_timeline_show (FodTimeline *self, FodContext *context, const char *participant)
{
  static const char *const kinds[] = { FOD_KIND_NOTE, FOD_KIND_FOLLOW_UP, FOD_KIND_PLACEMENT };
  FodStore *store;
  GListStore *lists;
  GtkFlattenListModel *flat;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  g_return_if_fail (FOD_IS_TIMELINE (self));

  g_set_object (&self->context, context);
  stop_growing (self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->slice);
  if (participant == NULL)
    return;

  store = fod_context_get_store (context);
  g_free (self->today);
  self->today = fod_clock_dup_today (fod_store_get_clock (store));
  lists = g_list_store_new (FOD_TYPE_ENTITY_LIST);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_list (lists, store, kinds[i], participant);

  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->sorter = gtk_custom_sorter_new (compare, self, NULL);
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (lists));
  filtered =
      gtk_filter_list_model_new (G_LIST_MODEL (flat), g_object_ref (GTK_FILTER (self->filter)));
  sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (GTK_SORTER (self->sorter)));
  self->all = G_LIST_MODEL (sorted);
  self->wanted = PAGE_ROWS;
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, 0);
  g_signal_connect_object (sorted, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row, self, NULL);
  update_ends (self);
}
