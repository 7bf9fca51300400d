/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two short lists, of notes and of follow-ups, seen as one by date. */

#include "config.h"

#include "app/fod-last-contacts.h"
#include "app/fod-entity-group.h"
#include "app/fod-row-of.h"
#include "ips/fod-no-contact.h"
#include "model/fod-entity-list.h"

#include <string.h>

/* So many rows of each kind are looked at: among them are three contacts, but for a long row of
 * no-shows, which is told elsewhere. */
#define LOOKED_AT 30

struct _FodLastContacts
{
  AdwBin parent_instance;

  FodContext *context;     /* owned, nullable */
  GtkCustomFilter *filter; /* owned */
  GtkCustomSorter *sorter; /* owned */
  guint resort;            /* an idle */

  FodEntityGroup *group; /* template */
};

G_DEFINE_FINAL_TYPE (FodLastContacts, fod_last_contacts, ADW_TYPE_BIN)

static gboolean
is_contact (gpointer item, gpointer user_data)
{
  FodLastContacts *self = user_data;
  g_autofree char *date = fod_no_contact_dup_date (fod_entity_get_record (item));
  g_autofree char *today = NULL;

  if (date == NULL || self->context == NULL)
    return FALSE;
  today = fod_context_dup_today (self->context);
  return strcmp (date, today) <= 0;
}

/* Newest first; of one day what was made last, as ids begin with the time. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_autofree char *first = fod_no_contact_dup_date (fod_entity_get_record ((FodEntity *)a));
  g_autofree char *second = fod_no_contact_dup_date (fod_entity_get_record ((FodEntity *)b));
  int order = g_strcmp0 (second, first);

  return order != 0
             ? order
             : strcmp (fod_entity_get_id ((FodEntity *)b), fod_entity_get_id ((FodEntity *)a));
}

static gboolean
on_resort (gpointer user_data)
{
  FodLastContacts *self = user_data;

  self->resort = 0;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* It may be of another day now, or no contact any more. */
static void
on_row_changed (FodLastContacts *self)
{
  if (self->resort == 0)
    self->resort = g_idle_add (on_resort, self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  FodLastContacts *self = user_data;
  GtkWidget *row = fod_row_of_contact (item, self->context);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fod_last_contacts_dispose (GObject *object)
{
  FodLastContacts *self = FOD_LAST_CONTACTS (object);

  g_clear_handle_id (&self->resort, g_source_remove);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->context);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_LAST_CONTACTS);
  G_OBJECT_CLASS (fod_last_contacts_parent_class)->dispose (object);
}

static void
fod_last_contacts_class_init (FodLastContactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_last_contacts_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-last-contacts.ui");
  gtk_widget_class_bind_template_child (widget_class, FodLastContacts, group);
}

static void
fod_last_contacts_init (FodLastContacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_list (GListStore *lists, FodStore *store, FodQuery *query, const char *participant)
{
  g_autoptr (FodEntityList) list = NULL;

  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  fod_query_limit (query, LOOKED_AT);
  list = fod_entity_list_new (store, query);
  g_list_store_append (lists, list);
}

static GListModel *
list_newest (FodStore *store, const char *participant)
{
  g_autoptr (GListStore) lists = g_list_store_new (FOD_TYPE_ENTITY_LIST);
  g_autoptr (FodQuery) notes = fod_query_new (FOD_KIND_NOTE);
  g_autoptr (FodQuery) held = fod_query_new (FOD_KIND_FOLLOW_UP);

  fod_query_order (notes, "date", TRUE);
  add_list (lists, store, notes, participant);
  fod_query_where (held, "status", FOD_QUERY_IS, "done");
  fod_query_order (held, "slot", TRUE);
  add_list (lists, store, held, participant);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&lists))));
}

void
fod_last_contacts_show (FodLastContacts *self, FodContext *context, const char *participant)
{
  g_autoptr (GtkFilterListModel) contacts = NULL;
  g_autoptr (GtkSortListModel) sorted = NULL;

  g_return_if_fail (FOD_IS_LAST_CONTACTS (self));

  g_set_object (&self->context, context);
  fod_entity_group_bind (self->group, NULL, NULL, NULL);
  if (participant == NULL)
    return;

  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  self->filter = gtk_custom_filter_new (is_contact, self, NULL);
  self->sorter = gtk_custom_sorter_new (compare, NULL, NULL);
  contacts = gtk_filter_list_model_new (list_newest (fod_context_get_store (context), participant),
                                        g_object_ref (GTK_FILTER (self->filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_steal_pointer (&contacts)),
                                    g_object_ref (GTK_SORTER (self->sorter)));
  fod_entity_group_bind (self->group, G_LIST_MODEL (sorted), create_row, self);
}
