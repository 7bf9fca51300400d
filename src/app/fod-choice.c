/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the choices of a row are drawn: a name, and in the open list a tick at the chosen one. */

#include "config.h"

#include "app/fod-choice.h"

#include "app/fod-cut-tip.h"

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  fod_cut_tip (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_item_set_child (item, box);
}

static void
show_tick (GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (
      tick, adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item) ? 1 : 0);
}

static void
on_chosen (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  show_tick (item, row);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *tick = gtk_widget_get_last_child (box);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_set_visible (tick, gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER) != NULL);
  show_tick (item, row);
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (on_chosen), item, 0);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, on_chosen, item);
}

void
fod_choice_show_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), row, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), row, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), row, 0);
  adw_combo_row_set_factory (row, factory);
}
