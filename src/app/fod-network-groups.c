/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of a consent book. The summary has each person once, and whoever is named in words
 * alone by the consent. */

#include "config.h"

#include "app/fod-network-groups.h"
#include "app/fod-consent-dialog.h"
#include "app/fod-row-of.h"
#include "app/fod-treatment-contact-dialog.h"

struct _FodNetworkGroups
{
  AdwBin parent_instance;

  FodConsentBook *book; /* owned, nullable */
  guint refilter;       /* an idle */

  FodEntityGroup *people;   /* template */
  FodEntityGroup *consents; /* template */
  GtkFilter *loose;         /* owned */
};

G_DEFINE_FINAL_TYPE (FodNetworkGroups, fod_network_groups, ADW_TYPE_BIN)

static gboolean
is_loose (gpointer item, gpointer user_data)
{
  FodNetworkGroups *self = user_data;

  return self->book == NULL || fod_consent_book_find_contact (self->book, item) == NULL;
}

static gboolean
on_refilter (gpointer user_data)
{
  FodNetworkGroups *self = user_data;

  self->refilter = 0;
  gtk_filter_changed (self->loose, GTK_FILTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* It may name another one now, or somebody whose row has come or gone. */
static void
on_changed (FodNetworkGroups *self)
{
  if (self->refilter == 0)
    self->refilter = g_idle_add (on_refilter, self);
}

static void
fod_network_groups_dispose (GObject *object)
{
  FodNetworkGroups *self = FOD_NETWORK_GROUPS (object);

  g_clear_handle_id (&self->refilter, g_source_remove);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_NETWORK_GROUPS);
  g_clear_object (&self->loose);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (fod_network_groups_parent_class)->dispose (object);
}

static void
fod_network_groups_class_init (FodNetworkGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_network_groups_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-network-groups.ui");
  gtk_widget_class_bind_template_child (widget_class, FodNetworkGroups, people);
  gtk_widget_class_bind_template_child (widget_class, FodNetworkGroups, consents);
}

static void
fod_network_groups_init (FodNetworkGroups *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_summary (FodNetworkGroups *self, FodEntityGroup *summary)
{
  g_autoptr (GListStore) both = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFilterListModel) loose = NULL;
  g_autoptr (GtkFlattenListModel) all = NULL;

  /* Made anew, as it asks the book that is there now. */
  g_clear_object (&self->loose);
  self->loose = GTK_FILTER (gtk_custom_filter_new (is_loose, self, NULL));
  loose = gtk_filter_list_model_new (g_object_ref (fod_consent_book_get_consents (self->book)),
                                     g_object_ref (self->loose));
  g_list_store_append (both, fod_consent_book_get_contacts (self->book));
  g_list_store_append (both, loose);
  all = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&both)));
  fod_entity_group_bind (summary, G_LIST_MODEL (all), fod_row_of_counterpart, self->book);
}

void
fod_network_groups_show (FodNetworkGroups *self,
                         FodContext *context,
                         FodEntity *participant,
                         FodEntityGroup *summary)
{
  g_autoptr (FodConsentBook) before = NULL;

  g_return_if_fail (FOD_IS_NETWORK_GROUPS (self));

  before = g_steal_pointer (&self->book);
  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, on_changed, self);
  self->book = fod_consent_book_new (context, participant);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  fod_entity_group_bind (self->people, fod_consent_book_get_contacts (self->book),
                         fod_row_of_treatment_contact, self->book);
  fod_entity_group_bind (self->consents, fod_consent_book_get_consents (self->book),
                         fod_row_of_consent, self->book);
  show_summary (self, summary);
}

void
fod_network_groups_add (FodNetworkGroups *self, const char *kind, GVariant *known)
{
  g_return_if_fail (FOD_IS_NETWORK_GROUPS (self));

  if (self->book == NULL)
    return;
  if (g_str_equal (kind, FOD_KIND_CONSENT))
    fod_consent_dialog_open_new (GTK_WIDGET (self), self->book, known);
  else
    fod_treatment_contact_dialog_open_new (GTK_WIDGET (self), self->book, known);
}
