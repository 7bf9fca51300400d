/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry over a list. The store finds; this shows, and asks the main window to open. */

#include "config.h"

#include "app/fod-search-window.h"

#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-search-item.h"
#include "base/fod-date-input.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>

#include <string.h>

#define MAX_HITS 60
#define HIT_BEGIN "\342\201\250" /* U+2068 */
#define HIT_END "\342\201\251"   /* U+2069 */

struct _FodSearchWindow
{
  AdwWindow parent_instance;

  FodContext *context;
  GCancellable *cancellable;
  GListStore *items;
  gboolean searching; /* what stands there was found for an earlier text */
  gboolean in_haste;  /* Enter was pressed since */

  GtkSearchEntry *entry;         /* template */
  GtkStack *stack;               /* template */
  GtkListView *list;             /* template */
  GtkSingleSelection *selection; /* template */
  GtkScrolledWindow *scroller;   /* template */
  AdwStatusPage *none;           /* template */
};

typedef struct
{
  FodSearchWindow *self;
  GCancellable *cancellable;
} Search;

G_DEFINE_FINAL_TYPE (FodSearchWindow, fod_search_window, ADW_TYPE_WINDOW)

static void
add_action (FodSearchWindow *self, const char *title, const char *action, GVariant *target)
{
  g_autoptr (FodSearchItem) item =
      fod_search_item_new_action (title, "go-next-symbolic", action, target);

  g_list_store_append (self->items, item);
}

/* "48" and "week 48": the week; anything that is a day: that day. */
static void
add_day (FodSearchWindow *self, const char *text)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *date = NULL;
  g_autofree char *title = NULL;
  g_autofree char *named = NULL;
  const char *digits = strpbrk (text, "0123456789");
  gboolean week;
  GDate from;
  GDate day;

  fod_date_parse (today, &from);
  if (!fod_date_input_parse (text, FOD_DATE_INPUT_GO_TO, &from, &day))
    return;
  date = fod_date_format (&day);
  week = digits != NULL && g_date_get_weekday (&day) == G_DATE_MONDAY &&
         g_ascii_strtoll (digits, NULL, 10) == fod_date_get_iso_week (&day, NULL);
  named = week ? fod_format_week (date) : fod_format_date_long (date);
  /* Translators: followed by a week or a day, as in “Go to week 48” */
  title = g_strdup_printf (_ ("Go to %s"), named);
  add_action (self, title, "win.show-date", g_variant_new_string (date));
}

static void
add_commands (FodSearchWindow *self, const char *text)
{
  static const struct
  {
    const char *title;
    const char *action;
    const char *target;
  } commands[] = {
    { N_ ("New participant"), "win.new-participant", NULL },
    { N_ ("New employer"), "win.new-employer", NULL },
    { N_ ("New follow-up"), "win.new-follow-up", NULL },
    { N_ ("New appointment"), "win.new-appointment", NULL },
    { N_ ("Sync now"), "win.sync", NULL },
    { N_ ("Sync: what waits and why"), "win.show-page", "sync" },
    { N_ ("Preferences"), "win.show-page", "preferences" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *title = _ (commands[i].title);

      if (*text == '\0' || g_str_match_string (text, title, TRUE))
        add_action (self, title, commands[i].action,
                    commands[i].target != NULL ? g_variant_new_string (commands[i].target) : NULL);
    }
}

static void
show_found (FodSearchWindow *self, const char *text)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;

  if (any)
    gtk_single_selection_set_selected (self->selection, 0);
  else
    {
      g_autofree char *title = g_strdup_printf (_ ("Nothing with “%s”"), text);

      adw_status_page_set_title (self->none, title);
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
}

static gboolean
shares_name (GPtrArray *hits, const FodHit *hit)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const FodHit *other = g_ptr_array_index (hits, i);

      if (other != hit && g_str_equal (other->kind, hit->kind) &&
          g_strcmp0 (other->title, hit->title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
open_item (FodSearchWindow *self, guint position)
{
  g_autoptr (FodSearchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;

  if (item == NULL)
    return;
  action = g_strdup (fod_search_item_get_action (item));
  if (fod_search_item_get_target (item) != NULL)
    target = g_variant_ref (fod_search_item_get_target (item));

  /* Closed first: what opens then takes the focus. */
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, target);
}

/* People before what is written about them, and those one helps before those one visits; among
 * equals the order of the store, the newest first. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  static const char *const first[] = { FOD_KIND_PARTICIPANT, FOD_KIND_EMPLOYER,
                                       FOD_KIND_TREATMENT_CONTACT, FOD_KIND_CONTACT_PERSON };
  const FodHit *const *hits[] = { a, b };
  guint rank[] = { 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rank); i++)
    while (rank[i] < G_N_ELEMENTS (first) && !g_str_equal ((*hits[i])->kind, first[rank[i]]))
      rank[i]++;
  return (int)rank[0] - (int)rank[1];
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (FodSearchWindow) self = search->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = fod_store_search_finish (FOD_STORE (source), result, &error);
  gboolean stale = g_cancellable_is_cancelled (search->cancellable);
  const char *text;

  g_object_unref (search->cancellable);
  g_free (search);
  if (stale || self->context == NULL)
    return;

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_list_store_remove_all (self->items);
  if (hits != NULL)
    g_ptr_array_sort (hits, compare_hits);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const FodHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (FodSearchItem) item =
          fod_search_item_new_hit (hit, self->context, shares_name (hits, hit));

      g_list_store_append (self->items, item);
    }
  if (error != NULL)
    g_warning ("Search failed: %s", error->message);
  add_day (self, text);
  add_commands (self, text);
  show_found (self, text);
  self->searching = FALSE;
  if (self->in_haste)
    open_item (self, 0);
}

static void
on_search_changed (FodSearchWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  Search *search;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->in_haste = FALSE;
  self->searching = *trimmed != '\0';
  if (!self->searching)
    {
      g_list_store_remove_all (self->items);
      add_commands (self, "");
      show_found (self, "");
      return;
    }

  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->cancellable = g_object_ref (self->cancellable);
  fod_store_search_async (fod_context_get_store (self->context), trimmed, MAX_HITS,
                          self->cancellable, on_found, search);
}

static void
on_entry_activate (FodSearchWindow *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->searching)
    self->in_haste = TRUE;
  else if (position != GTK_INVALID_LIST_POSITION)
    open_item (self, position);
}

static void
on_row_activate (FodSearchWindow *self, guint position)
{
  open_item (self, position);
}

static void
on_stop (FodSearchWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The selection moves while the person goes on typing. */
static gboolean
on_key_pressed (FodSearchWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n_items == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return FALSE;
  if (keyval == GDK_KEY_Down && position + 1 < n_items)
    position++;
  else if (keyval == GDK_KEY_Up && position > 0)
    position--;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return TRUE;
}

/* The words of the hit in bold, by attributes: the text itself is never read as markup. */
static void
show_snippet (GtkLabel *label, const char *snippet)
{
  const char *begin = strstr (snippet, HIT_BEGIN);
  const char *end = begin != NULL ? strstr (begin, HIT_END) : NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_label_set_text (label, snippet);
  if (end != NULL)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = (guint)(begin - snippet);
      bold->end_index = (guint)(end - snippet);
      pango_attr_list_insert (attributes, bold);
    }
  gtk_label_set_attributes (label, attributes);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *subtitle = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "fod-row");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), subtitle);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  FodSearchItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  g_autofree char *name = g_strdup_printf ("%s, %s", fod_search_item_get_title (item),
                                           fod_search_item_get_subtitle (item));

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), fod_search_item_get_icon (item));
  gtk_label_set_text (GTK_LABEL (title), fod_search_item_get_title (item));
  show_snippet (GTK_LABEL (subtitle), fod_search_item_get_subtitle (item));
  gtk_widget_set_visible (subtitle, *fod_search_item_get_subtitle (item) != '\0');
  fod_name_row (box, name);
}

static void
fod_search_window_dispose (GObject *object)
{
  FodSearchWindow *self = FOD_SEARCH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SEARCH_WINDOW);
  g_clear_object (&self->items);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_search_window_parent_class)->dispose (object);
}

static void
fod_search_window_class_init (FodSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_search_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, FodSearchWindow, none);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_search_window_init (FodSearchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (FOD_TYPE_SEARCH_ITEM);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  fod_name (GTK_WIDGET (self->entry), _ ("Search everywhere"));
  fod_name (GTK_WIDGET (self->list), _ ("Found"));
}

void
fod_search_window_show (GtkWindow *parent, FodContext *context)
{
  FodSearchWindow *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self = g_object_new (FOD_TYPE_SEARCH_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  on_search_changed (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
