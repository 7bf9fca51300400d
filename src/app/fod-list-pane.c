/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search, chips, order and list of a page. Which rows are let through is the roster's; what a row
 * says is the row's. */

#include "config.h"

#include "app/fod-list-pane.h"
#include "app/fod-name.h"
#include "app/fod-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodListPane
{
  GtkWidget parent_instance;

  FodEntityList *list; /* owned, nullable */
  FodRoster *roster;   /* owned, nullable */
  FodListPaneMake make;
  gpointer user_data;
  gboolean selecting;

  GtkSearchEntry *search;        /* template */
  GtkWidget *chips;              /* template */
  GtkLabel *count;               /* template */
  GtkDropDown *sort;             /* template */
  GtkMenuButton *menu;           /* template */
  GtkStack *stack;               /* template */
  GtkListView *view;             /* template */
  AdwBin *empty;                 /* template */
  AdwStatusPage *no_hit;         /* template */
  GtkSingleSelection *selection; /* template */
};

enum
{
  PROP_SEARCH_LABEL = 1,
  PROP_LIST_LABEL,
  PROP_SORTS,
  PROP_MENU_MODEL,
  N_PROPS
};

enum
{
  PICKED,
  SORT_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void fod_list_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodListPane,
                               fod_list_pane,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      fod_list_pane_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
update (FodListPane *self)
{
  const char *page = "list";

  if (self->roster == NULL || fod_entity_list_get_loading (self->list))
    page = "loading";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (fod_roster_get_model (self->roster)) == 0)
    page = "no-hit";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_no_hit (FodListPane *self, const char *text)
{
  g_autofree char *title = NULL;

  /* Translators: %s is what was searched for */
  title = *text != '\0' ? g_strdup_printf (_ ("Nobody and nothing with “%s”"), text)
                        : g_strdup (_ ("Nothing fits the filters"));
  adw_status_page_set_title (self->no_hit, title);
}

static void
on_search (FodListPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->roster == NULL)
    return;
  fod_roster_set_search (self->roster, text);
  show_no_hit (self, text);
  update (self);
}

/* Enter in the search opens the first hit, of what stands there now: the list may lag behind. */
static void
on_search_activate (FodListPane *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  on_search (self);
  if (g_list_model_get_n_items (model) > 0)
    {
      g_autoptr (FodEntity) first = g_list_model_get_item (model, 0);

      gtk_single_selection_set_selected (self->selection, 0);
      g_signal_emit (self, signals[PICKED], 0, first, TRUE);
    }
}

static void
pick (FodListPane *self, gboolean opened)
{
  FodEntity *entity = gtk_single_selection_get_selected_item (self->selection);

  if (entity != NULL && !self->selecting)
    g_signal_emit (self, signals[PICKED], 0, entity, opened);
}

static void
on_selected (FodListPane *self)
{
  pick (self, FALSE);
}

static void
on_activate (GtkListView *view, guint position, FodListPane *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  pick (self, TRUE);
}

static void
on_row_clicked (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkListItem *item = user_data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  FodListPane *self = FOD_LIST_PANE (gtk_widget_get_ancestor (row, FOD_TYPE_LIST_PANE));

  if (self == NULL || gtk_list_item_get_item (item) == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  pick (self, TRUE);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, FodListPane *self)
{
  GtkWidget *row = self->make (self->user_data);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (on_row_clicked), item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, FodListPane *self)
{
  fod_list_row_show (FOD_LIST_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, FodListPane *self)
{
  fod_list_row_show (FOD_LIST_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_sort (FodListPane *self)
{
  g_signal_emit (self, signals[SORT_CHANGED], 0, gtk_drop_down_get_selected (self->sort));
}

static void
clear_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodListPane *self = FOD_LIST_PANE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
fod_list_pane_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  FodListPane *self = FOD_LIST_PANE (buildable);

  if (g_strcmp0 (type, "chip") == 0)
    gtk_widget_set_parent (GTK_WIDGET (child), self->chips);
  else if (g_strcmp0 (type, "empty") == 0)
    adw_bin_set_child (self->empty, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
fod_list_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = fod_list_pane_add_child;
}

static void
fod_list_pane_dispose (GObject *object)
{
  FodListPane *self = FOD_LIST_PANE (object);
  GtkWidget *child;

  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->roster);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_LIST_PANE);
  /* The template takes away only the children that are bound. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fod_list_pane_parent_class)->dispose (object);
}

static void
fod_list_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodListPane *self = FOD_LIST_PANE (object);

  switch (id)
    {
    case PROP_SEARCH_LABEL:
      g_object_set (self->search, "placeholder-text", g_value_get_string (value), NULL);
      fod_name (GTK_WIDGET (self->search), g_value_get_string (value));
      break;
    case PROP_LIST_LABEL:
      fod_name (GTK_WIDGET (self->view), g_value_get_string (value));
      break;
    case PROP_SORTS:
      gtk_drop_down_set_model (self->sort, g_value_get_object (value));
      fod_name (GTK_WIDGET (self->sort), _ ("Order"));
      break;
    case PROP_MENU_MODEL:
      gtk_menu_button_set_menu_model (self->menu, g_value_get_object (value));
      fod_name (GTK_WIDGET (self->menu), _ ("More about the list"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_list_pane_class_init (FodListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fod_list_pane_dispose;
  object_class->set_property = fod_list_pane_set_property;

  properties[PROP_SEARCH_LABEL] = g_param_spec_string ("search-label", NULL, NULL, NULL, flags);
  properties[PROP_LIST_LABEL] = g_param_spec_string ("list-label", NULL, NULL, NULL, flags);
  properties[PROP_SORTS] = g_param_spec_object ("sorts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_MENU_MODEL] =
      g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PICKED] = g_signal_new ("picked", FOD_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, FOD_TYPE_ENTITY, G_TYPE_BOOLEAN);
  signals[SORT_CHANGED] = g_signal_new ("sort-changed", FOD_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (FOD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, FodListPane, search);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, chips);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, count);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, sort);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, menu);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, view);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, empty);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, no_hit);
  gtk_widget_class_bind_template_child (widget_class, FodListPane, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);
  gtk_widget_class_install_action (widget_class, "list.clear-search", NULL, clear_search);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
fod_list_pane_init (FodListPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->view));
  show_no_hit (self, "");
}

void
fod_list_pane_set_rows (FodListPane *self,
                        FodEntityList *list,
                        FodRoster *roster,
                        FodListPaneMake make,
                        gpointer user_data)
{
  g_return_if_fail (FOD_IS_LIST_PANE (self));

  self->make = make;
  self->user_data = user_data;
  g_set_object (&self->list, list);
  g_set_object (&self->roster, roster);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_roster_get_model (roster), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, fod_roster_get_model (roster));
  update (self);
}

void
fod_list_pane_set_count (FodListPane *self, const char *words)
{
  g_return_if_fail (FOD_IS_LIST_PANE (self));

  gtk_label_set_text (self->count, words);
}

static guint
find_position (FodListPane *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (model, i);

      if (strcmp (fod_entity_get_id (entity), id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

void
fod_list_pane_select (FodListPane *self, const char *id)
{
  guint position;

  g_return_if_fail (FOD_IS_LIST_PANE (self));

  position = find_position (self, id);
  /* What was searched for before says nothing about what is shown now. */
  if (id != NULL && position == GTK_INVALID_LIST_POSITION &&
      *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      on_search (self);
      position = find_position (self, id);
    }
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
fod_list_pane_start_search (FodListPane *self)
{
  g_return_if_fail (FOD_IS_LIST_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}
