/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over the matches, or why there are none. */

#include "config.h"

#include "app/fod-match-window.h"

#include "app/fod-go.h"
#include "app/fod-match-item.h"
#include "app/fod-match-row.h"
#include "app/fod-matches.h"
#include "app/fod-name.h"
#include "app/fod-slices.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>

/* A list view makes some two hundred rows at once, whatever it shows; a few at a time until then.
 */
#define ROWS_AT_ONCE 200

struct _FodMatchWindow
{
  AdwWindow parent_instance;

  FodContext *context; /* owned */
  FodMatches *matches; /* owned */
  FodSlices *slices;   /* owned */

  GtkStack *whether;        /* template */
  GtkLabel *count;          /* template */
  GtkListView *list;        /* template */
  GtkSliceListModel *shown; /* template */
};

G_DEFINE_FINAL_TYPE (FodMatchWindow, fod_match_window, ADW_TYPE_WINDOW)

static guint
count_openings (GListModel *items)
{
  guint n = g_list_model_get_n_items (items);
  guint openings = 0;

  /* They come first. */
  while (openings < n)
    {
      g_autoptr (FodMatchItem) item = g_list_model_get_item (items, openings);

      if (fod_match_item_get_match (item)->opening == NULL)
        break;
      openings++;
    }
  return openings;
}

static void
show_count (FodMatchWindow *self)
{
  GListModel *items = fod_matches_get_items (self->matches);
  guint n_openings = count_openings (items);
  guint n_employers = g_list_model_get_n_items (items) - n_openings;
  g_autofree char *openings =
      g_strdup_printf (ngettext ("%u opening", "%u openings", n_openings), n_openings);
  g_autofree char *employers =
      g_strdup_printf (ngettext ("%u employer", "%u employers", n_employers), n_employers);
  /* Translators: a number of openings and a number of employers */
  g_autofree char *text =
      g_strdup_printf (_ ("%1$s and %2$s, what fits most first"), openings, employers);

  gtk_label_set_text (self->count, text);
}

static gboolean
show_one_more (GtkWidget *widget, guint part)
{
  FodMatchWindow *self = FOD_MATCH_WINDOW (widget);

  gtk_slice_list_model_set_size (self->shown, part + 1 < ROWS_AT_ONCE ? part + 1 : G_MAXUINT);
  return TRUE;
}

static void
show (FodMatchWindow *self)
{
  static const char *const pages[] = {
    [FOD_MATCHES_WAITING] = "wait",
    [FOD_MATCHES_NO_WISHES] = "no-wishes",
    [FOD_MATCHES_NONE] = "none",
    [FOD_MATCHES_SOME] = "some",
  };
  gboolean first = g_strcmp0 (gtk_stack_get_visible_child_name (self->whether), "some") != 0;

  show_count (self);
  gtk_stack_set_visible_child_name (self->whether, pages[fod_matches_get_state (self->matches)]);
  if (!first || fod_matches_get_state (self->matches) != FOD_MATCHES_SOME)
    return;
  fod_slices_start (self->slices, ROWS_AT_ONCE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (FOD_TYPE_MATCH_ROW, NULL));
}

static void
on_bind (FodMatchWindow *self, GtkListItem *item)
{
  FodMatchItem *match = gtk_list_item_get_item (item);

  fod_match_row_show (FOD_MATCH_ROW (gtk_list_item_get_child (item)),
                      fod_match_item_get_match (match), fod_context_get_directory (self->context));
}

static void
on_activate (FodMatchWindow *self, guint position)
{
  g_autoptr (FodMatchItem) item =
      g_list_model_get_item (fod_matches_get_items (self->matches), position);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *employer = NULL;

  if (item == NULL)
    return;
  employer = g_strdup (fod_record_get_id (fod_match_item_get_match (item)->employer));
  /* Closed first: what opens then takes the focus. */
  gtk_window_close (GTK_WINDOW (self));
  fod_go_show (GTK_WIDGET (parent), FOD_KIND_EMPLOYER, employer);
}

static void
fod_match_window_dispose (GObject *object)
{
  FodMatchWindow *self = FOD_MATCH_WINDOW (object);

  g_clear_pointer (&self->slices, fod_slices_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_MATCH_WINDOW);
  g_clear_object (&self->matches);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_match_window_parent_class)->dispose (object);
}

static void
fod_match_window_class_init (FodMatchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_match_window_dispose;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-match-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodMatchWindow, whether);
  gtk_widget_class_bind_template_child (widget_class, FodMatchWindow, count);
  gtk_widget_class_bind_template_child (widget_class, FodMatchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, FodMatchWindow, shown);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_match_window_init (FodMatchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->slices = fod_slices_new (GTK_WIDGET (self), show_one_more);
  fod_name (GTK_WIDGET (self->list), _ ("Openings and employers"));
}

void
fod_match_window_open (GtkWidget *from, FodContext *context, FodEntity *participant)
{
  FodMatchWindow *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self = g_object_new (FOD_TYPE_MATCH_WINDOW, "transient-for", fod_go_window (from), NULL);
  self->context = g_object_ref (context);
  self->matches = fod_matches_new (fod_context_get_store (context), participant);
  gtk_slice_list_model_set_model (self->shown, fod_matches_get_items (self->matches));
  g_signal_connect_object (self->matches, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_context_get_directory (context), "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
