/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Picks a participant or an employer by typing a part of the name. */

#include "config.h"

#include "app/fod-picker-row.h"

#include "app/fod-go.h"
#include "app/fod-name.h"
#include "base/fod-fold.h"
#include "model/fod-entity-list.h"
#include "model/fod-name-book.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than that nobody reads; a letter more finds what is meant. */
#define MOST_SHOWN 40

struct _FodPickerRow
{
  AdwActionRow parent_instance;

  FodContext *context; /* owned */
  FodNameBook *names;  /* owned */
  const char *kind;    /* not owned: of the schema */
  FodEntityList *list; /* owned; NULL until somebody searches */
  GPtrArray *folded;   /* owned: each item's name as searching sees it */
  char *id;            /* owned */
  gboolean fixed;

  GtkMenuButton *button;  /* template */
  GtkWidget *clear;       /* template */
  GtkWidget *open;        /* template */
  GtkPopover *popover;    /* template */
  GtkSearchEntry *search; /* template */
  GtkListBox *hits;       /* template */
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodPickerRow, fod_picker_row, ADW_TYPE_ACTION_ROW)

/* The book of names asks the store first; the list that was picked from knows already. */
static const char *
find_name (FodPickerRow *self)
{
  const char *name = fod_name_book_get (self->names, self->kind, self->id);
  FodEntity *entity = name == NULL && self->id != NULL && self->list != NULL
                          ? fod_entity_list_find (self->list, self->id)
                          : NULL;

  return entity != NULL ? fod_entity_get (entity, fod_schema_get (self->kind)->title) : name;
}

static void
refresh (FodPickerRow *self)
{
  const char *name = find_name (self);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *spoken = NULL;

  if (name == NULL)
    name = self->id == NULL ? _ ("None") : "…";
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), name);
  spoken = g_strdup_printf ("%s: %s", title, name);
  fod_name (GTK_WIDGET (self), spoken);
  fod_name (GTK_WIDGET (self->button), spoken);
  fod_name (self->open, spoken);
  gtk_widget_set_visible (GTK_WIDGET (self->button), !self->fixed);
  gtk_widget_set_visible (self->clear, !self->fixed && self->id != NULL);
  gtk_widget_set_visible (self->open, self->fixed && self->id != NULL);
}

static void
pick (FodPickerRow *self, const char *id)
{
  fod_picker_row_set_id (self, id);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
fold_names (FodPickerRow *self)
{
  const char *title = fod_schema_get (self->kind)->title;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  g_ptr_array_set_size (self->folded, 0);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_ptr_array_add (self->folded, fod_fold_search (fod_entity_get (entity, title)));
    }
}

/* Every word that was typed must begin a word of the name. */
static gboolean
fits (const char *folded, char **words)
{
  for (; *words != NULL; words++)
    {
      gsize length = strlen (*words);
      const char *p = folded;

      while (p != NULL && strncmp (p, *words, length) != 0)
        {
          p = strchr (p, ' ');
          p = p == NULL ? NULL : p + 1;
        }
      if (p == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_hit (FodPickerRow *self, FodEntity *entity)
{
  const char *name = fod_entity_get (entity, fod_schema_get (self->kind)->title);
  const char *town =
      strcmp (self->kind, FOD_KIND_EMPLOYER) == 0 ? fod_entity_get (entity, "town") : NULL;
  g_autofree char *text = town == NULL ? g_strdup (name) : g_strdup_printf ("%s · %s", name, town);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->hits, label);
  g_object_set_data_full (G_OBJECT (gtk_widget_get_parent (label)), "id",
                          g_strdup (fod_entity_get_id (entity)), g_free);
  fod_name_row (label, text);
}

static void
show_hits (FodPickerRow *self)
{
  g_autofree char *folded =
      g_strstrip (fod_fold_search (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GtkListBoxRow *row;
  guint shown = 0;

  while ((row = gtk_list_box_get_row_at_index (self->hits, 0)) != NULL)
    gtk_list_box_remove (self->hits, GTK_WIDGET (row));
  for (guint i = 0; i < self->folded->len && shown < MOST_SHOWN; i++)
    {
      g_autoptr (FodEntity) entity = NULL;

      if (*folded != '\0' && !fits (self->folded->pdata[i], words))
        continue;
      entity = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      add_hit (self, entity);
      shown++;
    }
}

static void
on_items_changed (FodPickerRow *self)
{
  fold_names (self);
  show_hits (self);
}

static void
on_show (FodPickerRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->list == NULL)
    {
      g_autoptr (FodQuery) query = fod_query_new (self->kind);

      fod_query_order (query, fod_schema_get (self->kind)->title, FALSE);
      self->list = fod_entity_list_new (fod_context_get_store (self->context), query);
      g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self,
                               G_CONNECT_SWAPPED);
    }
  on_items_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_search_changed (FodPickerRow *self)
{
  if (self->list != NULL)
    show_hits (self);
}

static void
on_row_activated (FodPickerRow *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  gtk_popover_popdown (self->popover);
  pick (self, id);
}

static void
on_search_activate (FodPickerRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (row != NULL)
    on_row_activated (self, row);
}

/* The entry keeps Escape for itself, so it would leave nobody a way out. */
static void
on_search_stop (FodPickerRow *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
on_search_key (FodPickerRow *self, guint key)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (key != GDK_KEY_Down || row == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static void
on_clear (FodPickerRow *self)
{
  pick (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static void
on_open (FodPickerRow *self)
{
  g_autoptr (GtkWidget) window =
      g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));

  fod_go_show (GTK_WIDGET (self), self->kind, self->id);
  gtk_window_close (GTK_WINDOW (window));
}

static void
on_activated (FodPickerRow *self)
{
  if (self->fixed && self->id != NULL)
    on_open (self);
  else if (!self->fixed)
    gtk_menu_button_popup (self->button);
}

static void
fod_picker_row_dispose (GObject *object)
{
  FodPickerRow *self = FOD_PICKER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PICKER_ROW);
  g_clear_object (&self->list);
  g_clear_object (&self->names);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_picker_row_parent_class)->dispose (object);
}

static void
fod_picker_row_finalize (GObject *object)
{
  FodPickerRow *self = FOD_PICKER_ROW (object);

  g_ptr_array_unref (self->folded);
  g_free (self->id);

  G_OBJECT_CLASS (fod_picker_row_parent_class)->finalize (object);
}

static void
fod_picker_row_class_init (FodPickerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_picker_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_picker_row_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-picker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, button);
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, clear);
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, open);
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, popover);
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, search);
  gtk_widget_class_bind_template_child (widget_class, FodPickerRow, hits);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
fod_picker_row_init (FodPickerRow *self)
{
  self->folded = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  fod_name (GTK_WIDGET (self->search), _ ("Search by name"));
  fod_name (GTK_WIDGET (self->hits), _ ("Found names"));
  fod_name (self->clear, _ ("Remove"));
}

void
fod_picker_row_set_context (FodPickerRow *self, FodContext *context, const char *kind)
{
  g_return_if_fail (FOD_IS_PICKER_ROW (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context) && fod_schema_get (kind) != NULL);

  self->context = g_object_ref (context);
  self->kind = fod_schema_get (kind)->kind;
  self->names = fod_name_book_new (fod_context_get_store (context));
  g_signal_connect_object (self->names, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
fod_picker_row_set_id (FodPickerRow *self, const char *id)
{
  g_return_if_fail (FOD_IS_PICKER_ROW (self) && self->context != NULL);

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  refresh (self);
}

const char *
fod_picker_row_get_id (FodPickerRow *self)
{
  g_return_val_if_fail (FOD_IS_PICKER_ROW (self), NULL);

  return self->id;
}

void
fod_picker_row_set_fixed (FodPickerRow *self, gboolean fixed)
{
  g_return_if_fail (FOD_IS_PICKER_ROW (self) && self->context != NULL);

  self->fixed = fixed;
  refresh (self);
}
