/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The follow-ups of a range of days. Loads and filters; does not lay out, and writes nothing. */

#include "config.h"

#include "model/fod-calendar-window.h"

#include "base/fod-date.h"
#include "base/fod-when.h"
#include "model/fod-entity-list.h"

#include <string.h>

/* An entry that began so long before the range may still reach into it; and a day written in
 * another zone may be the day before or after here. */
#define REACH_DAYS (FOD_WHEN_MAX_DAYS + 1)
#define ZONE_DAYS 1

struct _FodCalendarWindow
{
  GObject parent_instance;

  FodStore *store;         /* owned */
  FodDirectory *directory; /* owned */
  FodEntityList *list;     /* owned; NULL before the first range */
  GPtrArray *rows;         /* owned FodEntity: what of the list is shown */
  char from[11];
  char to[11];
  gboolean everyone;
  guint idle;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fod_calendar_window_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodCalendarWindow,
                               fod_calendar_window,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      fod_calendar_window_list_model_init))

static gboolean
touches (FodEntity *entity, const char *here, const char *from, const char *to)
{
  FodWhen when;

  if (!fod_when_parse_in (fod_entity_get (entity, "slot"), here, &when))
    return FALSE;
  return strcmp (when.date, to) <= 0 && strcmp (when.end_date, from) >= 0;
}

static gboolean
is_shown (FodCalendarWindow *self, FodEntity *entity, const char *here)
{
  return touches (entity, here, self->from, self->to) &&
         (self->everyone ||
          fod_directory_is_me (self->directory, fod_entity_get (entity, "owner")));
}

static void queue_change (FodCalendarWindow *self);

static void
on_entity_notify (FodCalendarWindow *self)
{
  queue_change (self);
}

static void
follow (FodCalendarWindow *self, FodEntity *entity)
{
  g_signal_connect_object (entity, "notify", G_CALLBACK (on_entity_notify), self,
                           G_CONNECT_SWAPPED);
}

/* Puts @rows in place and tells of the one stretch in which they differ. */
static void
replace_rows (FodCalendarWindow *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  guint head = 0;
  guint tail = 0;
  guint most = MIN (old->len, rows->len);

  while (head < most && old->pdata[head] == rows->pdata[head])
    head++;
  while (tail < most - head && old->pdata[old->len - 1 - tail] == rows->pdata[rows->len - 1 - tail])
    tail++;

  self->rows = rows;
  if (old->len - head - tail > 0 || rows->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                rows->len - head - tail);
}

static gboolean
on_idle (gpointer user_data)
{
  FodCalendarWindow *self = user_data;
  const char *here = fod_when_get_here ();
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = self->list == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->list));

  self->idle = 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (is_shown (self, entity, here))
        g_ptr_array_add (rows, g_steal_pointer (&entity));
    }
  replace_rows (self, rows);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_change (FodCalendarWindow *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, self, NULL);
}

static void
on_items_changed (FodCalendarWindow *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      follow (self, entity);
    }
  queue_change (self);
}

static GType
fod_calendar_window_get_item_type (GListModel *model)
{
  return FOD_TYPE_ENTITY;
}

static guint
fod_calendar_window_get_n_items (GListModel *model)
{
  return FOD_CALENDAR_WINDOW (model)->rows->len;
}

static gpointer
fod_calendar_window_get_item (GListModel *model, guint position)
{
  FodCalendarWindow *self = FOD_CALENDAR_WINDOW (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
fod_calendar_window_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = fod_calendar_window_get_item_type;
  iface->get_n_items = fod_calendar_window_get_n_items;
  iface->get_item = fod_calendar_window_get_item;
}

static void
fod_calendar_window_dispose (GObject *object)
{
  FodCalendarWindow *self = FOD_CALENDAR_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->directory);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fod_calendar_window_parent_class)->dispose (object);
}

static void
fod_calendar_window_finalize (GObject *object)
{
  FodCalendarWindow *self = FOD_CALENDAR_WINDOW (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (fod_calendar_window_parent_class)->finalize (object);
}

static void
fod_calendar_window_class_init (FodCalendarWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_calendar_window_dispose;
  object_class->finalize = fod_calendar_window_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_calendar_window_init (FodCalendarWindow *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

FodCalendarWindow *
fod_calendar_window_new (FodStore *store, FodDirectory *directory)
{
  FodCalendarWindow *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);
  g_return_val_if_fail (FOD_IS_DIRECTORY (directory), NULL);

  self = g_object_new (FOD_TYPE_CALENDAR_WINDOW, NULL);
  self->store = g_object_ref (store);
  self->directory = g_object_ref (directory);
  g_signal_connect_object (directory, "changed", G_CALLBACK (queue_change), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
fod_calendar_window_set_range (FodCalendarWindow *self, const char *from, const char *to)
{
  g_autoptr (FodQuery) query = NULL;
  g_autofree char *reach = NULL;
  g_autofree char *end = NULL;

  g_return_if_fail (FOD_IS_CALENDAR_WINDOW (self));
  g_return_if_fail (fod_date_parse (from, NULL) && fod_date_parse (to, NULL));

  if (strcmp (self->from, from) == 0 && strcmp (self->to, to) == 0)
    return;

  g_strlcpy (self->from, from, sizeof self->from);
  g_strlcpy (self->to, to, sizeof self->to);
  reach = fod_date_add_days (from, -REACH_DAYS);
  end = fod_date_add_days (to, 1 + ZONE_DAYS);

  query = fod_query_new (FOD_KIND_FOLLOW_UP);
  fod_query_where (query, "slot", FOD_QUERY_FROM, reach == NULL ? from : reach);
  fod_query_where (query, "slot", FOD_QUERY_BEFORE, end == NULL ? to : end);
  fod_query_order (query, "slot", FALSE);
  if (self->list != NULL)
    fod_entity_list_set_query (self->list, query);
  else
    {
      self->list = fod_entity_list_new (self->store, query);
      g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self,
                               G_CONNECT_SWAPPED);
      on_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
    }
  queue_change (self);
}

void
fod_calendar_window_set_everyone (FodCalendarWindow *self, gboolean everyone)
{
  g_return_if_fail (FOD_IS_CALENDAR_WINDOW (self));

  if (self->everyone == everyone)
    return;
  self->everyone = everyone;
  queue_change (self);
}

/* A day's first are those without a time, or that have begun the day before. */
static int
compare_in_day (gconstpointer a, gconstpointer b, gpointer here)
{
  FodEntity *first = *(FodEntity **)a;
  FodEntity *second = *(FodEntity **)b;
  FodWhen when[2];
  int order;

  fod_when_parse_in (fod_entity_get (first, "slot"), here, &when[0]);
  fod_when_parse_in (fod_entity_get (second, "slot"), here, &when[1]);
  order = strcmp (when[0].date, when[1].date);
  if (order == 0 || !fod_when_has_time (&when[0]) || !fod_when_has_time (&when[1]))
    order = when[0].start - when[1].start;
  return order != 0 ? order : strcmp (fod_entity_get_id (first), fod_entity_get_id (second));
}

GPtrArray *
fod_calendar_window_list_day (FodCalendarWindow *self, const char *date)
{
  const char *here = fod_when_get_here ();
  GPtrArray *day;

  g_return_val_if_fail (FOD_IS_CALENDAR_WINDOW (self), NULL);

  day = g_ptr_array_new ();
  for (guint i = 0; i < self->rows->len; i++)
    if (touches (self->rows->pdata[i], here, date, date))
      g_ptr_array_add (day, self->rows->pdata[i]);
  g_ptr_array_sort_with_data (day, compare_in_day, (gpointer)here);
  return day;
}

FodEntity *
fod_calendar_window_find (FodCalendarWindow *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_CALENDAR_WINDOW (self) && id != NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (fod_entity_get_id (self->rows->pdata[i]), id) == 0)
      return self->rows->pdata[i];
  return NULL;
}
