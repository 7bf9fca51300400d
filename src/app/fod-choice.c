/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the toolkit's choices lack: names that are not cut, and letters that go to the choice that
 * begins with them, in the closed row as in the open list. */

#include "config.h"

#include "app/fod-choice.h"

#include "app/fod-cut-tip.h"
#include "base/fod-fold.h"

/* A pause as long as this begins another word. */
#define WORD_US (1200 * 1000)

typedef struct
{
  GtkWidget *choice; /* is, or holds, the widget that hears the keys */
  GString *typed;
  gint64 last_us;
} TypeAhead;

static void
type_ahead_free (gpointer data, GClosure *closure)
{
  TypeAhead *self = data;

  g_string_free (self->typed, TRUE);
  g_free (self);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *choice)
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
show_tick (GtkListItem *item, GtkWidget *choice)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  g_autoptr (GObject) chosen = NULL;

  g_object_get (choice, "selected-item", &chosen, NULL);
  gtk_widget_set_opacity (tick, chosen == gtk_list_item_get_item (item) ? 1 : 0);
}

static void
on_chosen (GtkWidget *choice, GParamSpec *pspec, GtkListItem *item)
{
  show_tick (item, choice);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *choice)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (box);
  gboolean in_list = gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER) != NULL;

  gtk_label_set_text (GTK_LABEL (label),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_set_hexpand (label, in_list);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), in_list);
  show_tick (item, choice);
  g_signal_connect_object (choice, "notify::selected-item", G_CALLBACK (on_chosen), item, 0);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, GtkWidget *choice)
{
  g_signal_handlers_disconnect_by_func (choice, on_chosen, item);
}

/* The position of the next choice from @from on that begins with @typed, round and round. */
static guint
find_choice (GListModel *model, guint from, const char *typed)
{
  g_autofree char *folded = fod_fold_search (typed);
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = 0; *folded != '\0' && i < n_items; i++)
    {
      guint position = (from + i) % n_items;
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, position);
      g_autofree char *name = fod_fold_search (gtk_string_object_get_string (item));

      if (g_str_has_prefix (name, folded))
        return position;
    }
  return GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    {
      while (widget != NULL && !gtk_widget_get_focusable (widget))
        widget = gtk_widget_get_parent (widget);
      return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, text);
  return found;
}

/* Goes to a choice in the open list, as the arrows do: Enter then takes it. */
static void
go_to (GtkWidget *list, GListModel *model, guint position)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (model, position);
  GtkWidget *row = item != NULL ? find_row (list, gtk_string_object_get_string (item)) : NULL;

  if (row == NULL)
    return;
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (row, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static gboolean
go_to_selected (GtkWidget *list, GdkFrameClock *clock, gpointer choice)
{
  g_autoptr (GListModel) model = NULL;
  guint position;

  g_object_get (choice, "model", &model, "selected", &position, NULL);
  if (model != NULL)
    go_to (list, model, position);
  return G_SOURCE_REMOVE;
}

/* The toolkit begins with the first; that is known once it has drawn the list. */
static void
on_list_mapped (GtkWidget *list, GtkWidget *choice)
{
  gtk_widget_add_tick_callback (list, go_to_selected, g_object_ref (choice), g_object_unref);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_POPOVER (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        TypeAhead *self)
{
  GtkWidget *heard = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  g_autoptr (GListModel) model = NULL;
  gunichar letter = gdk_keyval_to_unicode (keyval);
  gboolean again = g_get_monotonic_time () - self->last_us < WORD_US;
  guint position, found;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      (!g_unichar_isalnum (letter) && !(again && letter == ' ')))
    return FALSE;
  if (!again)
    g_string_truncate (self->typed, 0);
  g_string_append_unichar (self->typed, letter);
  self->last_us = g_get_monotonic_time ();
  g_object_get (self->choice, "model", &model, "selected", &position, NULL);
  if (model == NULL)
    return FALSE;
  found = find_choice (model, position + (again ? 0 : 1), self->typed->str);
  if (found == GTK_INVALID_LIST_POSITION)
    return TRUE;
  if (heard == self->choice)
    g_object_set (self->choice, "selected", found, NULL);
  else
    go_to (heard, model, found);
  return TRUE;
}

void
fod_choice_show_whole (GtkWidget *choice)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (choice) || GTK_IS_DROP_DOWN (choice));

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), choice, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), choice, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), choice, 0);
  g_object_set (choice, "factory", factory, NULL);
}

static void
hear (GtkWidget *widget, GtkWidget *choice)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  TypeAhead *self = g_new0 (TypeAhead, 1);

  self->choice = choice;
  self->typed = g_string_new (NULL);
  self->last_us = G_MININT64 / 2;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (on_key), self, type_ahead_free, 0);
  gtk_widget_add_controller (widget, keys);
}

void
fod_choice_type_ahead (GtkWidget *choice)
{
  GtkWidget *list;

  g_return_if_fail (ADW_IS_COMBO_ROW (choice) || GTK_IS_DROP_DOWN (choice));

  hear (choice, choice);
  /* An open list hears its keys by itself. */
  list = find_list (choice);
  if (list == NULL)
    return;
  hear (list, choice);
  g_signal_connect_object (list, "map", G_CALLBACK (on_list_mapped), choice, G_CONNECT_AFTER);
}
