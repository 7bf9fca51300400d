/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of participants and of employers share: a list that is filtered, and the detail of
 * what was picked. What the chips let through, and what rows and details show, is the final
 * class's. */

#include "config.h"

#include "app/fod-list-page.h"

#include "app/fod-list-export.h"
#include "app/fod-import-window.h"
#include "app/fod-left.h"
#include "app/fod-list-pane.h"
#include "app/fod-page.h"
#include "app/fod-read-only.h"
#include "app/fod-roster.h"
#include "app/fod-split.h"
#include "app/fod-toast.h"

#include <string.h>

typedef struct
{
  FodContext *context;     /* owned */
  FodEntityList *list;     /* owned */
  FodOverviews *overviews; /* owned */
  FodRoster *roster;       /* owned */
  char *wanted;            /* owned, nullable: to be shown as soon as it is loaded */
  char *wanted_kind;       /* owned, nullable: to be added to it then */
  char *asked_kind;        /* owned, nullable: to be added to what is opened next */
  char *today;             /* owned; of the filters */

  FodSplit *split;   /* child of the template */
  FodListPane *pane; /* child of the template */
  GtkWidget *detail; /* child of the template */
} FodListPagePrivate;

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_list_page_page_init (FodPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (FodListPage,
                                  fod_list_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (FodListPage)
                                      G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE,
                                                             fod_list_page_page_init))

static FodListPagePrivate *
priv_of (gpointer self)
{
  return fod_list_page_get_instance_private (self);
}

static gboolean
matches (FodEntity *entity, const FodOverview *overview, gpointer user_data)
{
  FodListPage *self = user_data;

  return FOD_LIST_PAGE_GET_CLASS (self)->matches (self, entity, overview, priv_of (self)->today);
}

static void
update_count (FodListPage *self)
{
  FodListPagePrivate *priv = priv_of (self);
  guint n = g_list_model_get_n_items (fod_roster_get_model (priv->roster));
  g_autofree char *words = FOD_LIST_PAGE_GET_CLASS (self)->count (n);

  fod_list_pane_set_count (priv->pane, words);
}

static void
on_filter (FodListPage *self)
{
  FodListPagePrivate *priv = priv_of (self);

  if (priv->roster == NULL)
    return;
  g_free (priv->today);
  priv->today = fod_context_dup_today (priv->context);
  fod_roster_refilter (priv->roster);
}

static void
on_sort_changed (FodListPane *pane, guint position, FodListPage *self)
{
  if (priv_of (self)->roster != NULL)
    fod_roster_set_sort (priv_of (self)->roster, (FodRosterSort)position);
}

static void
on_picked (FodListPane *pane, FodEntity *entity, gboolean opened, FodListPage *self)
{
  FodListPagePrivate *priv = priv_of (self);
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (self);
  g_autofree char *asked = NULL;

  klass->show (priv->detail, priv->context, entity);
  if (!opened)
    return;
  asked = g_steal_pointer (&priv->asked_kind);
  fod_split_set_show_detail (priv->split, TRUE);
  klass->focus (priv->detail);
  if (asked != NULL)
    klass->add (priv->detail, asked);
}

/* A row that was asked for before the list had it, or that somebody deleted or was given. */
static void
on_list_changed (FodListPage *self)
{
  FodListPagePrivate *priv = priv_of (self);
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (self);
  FodEntity *entity = priv->wanted != NULL ? fod_entity_list_find (priv->list, priv->wanted) : NULL;
  FodEntity *shown = klass->get (priv->detail);

  if (entity != NULL)
    {
      g_autofree char *id = g_steal_pointer (&priv->wanted);
      g_autofree char *kind = g_steal_pointer (&priv->wanted_kind);

      fod_list_pane_select (priv->pane, id);
      on_picked (priv->pane, entity, TRUE, self);
      if (kind != NULL)
        klass->add (priv->detail, kind);
    }
  else if (shown != NULL && !fod_entity_list_get_loading (priv->list) &&
           fod_entity_list_find (priv->list, fod_entity_get_id (shown)) == NULL)
    {
      if (klass->left != NULL && gtk_widget_get_mapped (priv->detail))
        fod_left_tell (priv->detail, priv->context, shown, klass->left (self, shown));
      klass->show (priv->detail, priv->context, NULL);
      fod_split_set_show_detail (priv->split, FALSE);
    }
}

static GtkWidget *
make_row (gpointer user_data)
{
  FodListPagePrivate *priv = priv_of (user_data);

  return fod_list_row_new (priv->context, priv->overviews,
                           FOD_LIST_PAGE_GET_CLASS (user_data)->describe);
}

static void
want (FodListPage *self, const char *id, const char *kind)
{
  FodListPagePrivate *priv = priv_of (self);

  g_free (priv->wanted);
  g_free (priv->wanted_kind);
  priv->wanted = g_strdup (id);
  priv->wanted_kind = g_strdup (kind);
  on_list_changed (self);
}

static void
on_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (widget));

  FOD_LIST_PAGE_GET_CLASS (widget)->create (widget, priv->context, priv->list);
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_import_window_open (widget, priv_of (FOD_LIST_PAGE (widget))->context,
                          FOD_LIST_PAGE_GET_CLASS (widget)->kind, NULL);
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (widget));

  fod_list_export (widget, priv->context, FOD_LIST_PAGE_GET_CLASS (widget)->kind,
                   fod_roster_get_model (priv->roster));
}

/* FodPage */

static void
show_row (FodPage *page, const char *kind, const char *id)
{
  want (FOD_LIST_PAGE (page), id, NULL);
}

static void
start_search (FodPage *page)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (page));

  fod_split_set_show_detail (priv->split, FALSE);
  fod_list_pane_start_search (priv->pane);
}

static void
ask (FodPage *page, const char *kind)
{
  FodListPage *self = FOD_LIST_PAGE (page);
  FodListPagePrivate *priv = priv_of (self);
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (self);

  if (strcmp (kind, klass->kind) == 0)
    {
      on_new (GTK_WIDGET (self), NULL, NULL);
      return;
    }
  g_free (priv->asked_kind);
  priv->asked_kind = g_strdup (kind);
  start_search (page);
  fod_toast (GTK_WIDGET (self), klass->whose ());
}

static void
add (FodPage *page, const char *kind, GVariant *known)
{
  FodListPage *self = FOD_LIST_PAGE (page);
  FodListPagePrivate *priv = priv_of (self);
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (self);
  const char *whose = NULL;

  /* What hangs on a row refers to it by a field named after its kind. */
  if (known != NULL)
    g_variant_lookup (known, klass->kind, "&s", &whose);
  if (strcmp (kind, klass->kind) == 0)
    on_new (GTK_WIDGET (self), NULL, NULL);
  else if (whose != NULL)
    want (self, whose, kind);
  else if (klass->get (priv->detail) != NULL)
    {
      fod_split_set_show_detail (priv->split, TRUE);
      klass->add (priv->detail, kind);
    }
  else
    ask (page, kind);
}

/* Whoever goes elsewhere has given up what was asked. */
static void
fod_list_page_unmap (GtkWidget *widget)
{
  g_clear_pointer (&priv_of (FOD_LIST_PAGE (widget))->asked_kind, g_free);
  GTK_WIDGET_CLASS (fod_list_page_parent_class)->unmap (widget);
}

static const char *
get_shown (FodPage *page, const char **id)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (page));
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (page);
  FodEntity *entity = klass->get (priv->detail);

  if (entity == NULL ||
      (fod_split_get_folded (priv->split) && !fod_split_get_show_detail (priv->split)))
    return NULL;
  *id = fod_entity_get_id (entity);
  return klass->kind;
}

static gboolean
go_back (FodPage *page)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (page));

  if (!fod_split_get_folded (priv->split) || !fod_split_get_show_detail (priv->split))
    return FALSE;
  fod_split_set_show_detail (priv->split, FALSE);
  return TRUE;
}

static void
fod_list_page_page_init (FodPageInterface *iface)
{
  iface->show_row = show_row;
  iface->add = add;
  iface->ask = ask;
  iface->get_shown = get_shown;
  iface->start_search = start_search;
  iface->go_back = go_back;
}

static gpointer
child_of (FodListPage *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name);
}

static void
fod_list_page_constructed (GObject *object)
{
  FodListPage *self = FOD_LIST_PAGE (object);
  FodListPagePrivate *priv = priv_of (self);
  FodListPageClass *klass = FOD_LIST_PAGE_GET_CLASS (self);
  g_autoptr (FodQuery) query = fod_query_new (klass->kind);
  FodStore *store = fod_context_get_store (priv->context);

  G_OBJECT_CLASS (fod_list_page_parent_class)->constructed (object);

  priv->split = child_of (self, "split");
  priv->pane = child_of (self, "pane");
  priv->detail = child_of (self, "detail");
  priv->today = fod_context_dup_today (priv->context);
  fod_query_order (query, "name", FALSE);
  priv->list = fod_entity_list_new (store, query);
  priv->overviews = fod_overviews_new (store, klass->kind);
  priv->roster = fod_roster_new (priv->list, priv->overviews, klass->searched);
  fod_roster_set_match (priv->roster, matches, self);
  fod_list_pane_set_rows (priv->pane, priv->list, priv->roster, make_row, self);
  g_signal_connect_object (priv->list, "items-changed", G_CALLBACK (on_list_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_roster_get_model (priv->roster), "items-changed",
                           G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  update_count (self);
  fod_read_only_apply (GTK_WIDGET (self), priv->context);
}

static void
fod_list_page_dispose (GObject *object)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (object));

  /* Lists may change once more while they go. */
  if (priv->roster != NULL)
    {
      g_signal_handlers_disconnect_by_data (fod_roster_get_model (priv->roster), object);
      g_signal_handlers_disconnect_by_data (priv->list, object);
    }
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->roster);
  g_clear_object (&priv->overviews);
  g_clear_object (&priv->list);
  g_clear_object (&priv->context);

  G_OBJECT_CLASS (fod_list_page_parent_class)->dispose (object);
}

static void
fod_list_page_finalize (GObject *object)
{
  FodListPagePrivate *priv = priv_of (FOD_LIST_PAGE (object));

  g_clear_pointer (&priv->wanted, g_free);
  g_clear_pointer (&priv->wanted_kind, g_free);
  g_clear_pointer (&priv->asked_kind, g_free);
  g_clear_pointer (&priv->today, g_free);
  G_OBJECT_CLASS (fod_list_page_parent_class)->finalize (object);
}

static void
fod_list_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTEXT:
      priv_of (FOD_LIST_PAGE (object))->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_list_page_class_init (FodListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_list_page_constructed;
  object_class->dispose = fod_list_page_dispose;
  object_class->finalize = fod_list_page_finalize;
  object_class->set_property = fod_list_page_set_property;
  widget_class->unmap = fod_list_page_unmap;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_LIST_PANE);
  g_type_ensure (FOD_TYPE_SPLIT);
  gtk_widget_class_install_action (widget_class, "list-page.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "list-page.import", NULL, on_import);
  gtk_widget_class_install_action (widget_class, "list-page.export", NULL, on_export);
}

static void
fod_list_page_init (FodListPage *self)
{
}

void
fod_list_page_class_set_template (FodListPageClass *klass, const char *resource)
{
  static const char *const children[] = { "split", "pane", "detail" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i], FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_changed);
}

FodContext *
fod_list_page_get_context (FodListPage *self)
{
  g_return_val_if_fail (FOD_IS_LIST_PAGE (self), NULL);

  return priv_of (self)->context;
}
