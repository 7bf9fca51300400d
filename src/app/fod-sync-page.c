/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page behind the chip. */

#include "config.h"

#include "app/fod-sync-page.h"

#include "app/fod-conflict-list.h"
#include "app/fod-context.h"
#include "app/fod-given-group.h"
#include "app/fod-go.h"
#include "app/fod-hands-group.h"
#include "app/fod-name.h"
#include "app/fod-page.h"
#include "app/fod-quarantine-window.h"
#include "app/fod-read-only.h"
#include "app/fod-sync-text.h"
#include "app/fod-toast.h"
#include "app/fod-waiting-export.h"
#include "app/fod-waiting-text.h"
#include "store/fod-journal.h"

#include <glib/gi18n.h>

/* A list is for reading; the rest is counted. */
#define MAX_ROWS 200

struct _FodSyncPage
{
  AdwBin parent_instance;

  FodContext *context;
  GCancellable *cancellable;

  GtkImage *icon;               /* template */
  GtkLabel *heading;            /* template */
  GtkLabel *details;            /* template */
  GtkWidget *conflicts_place;   /* template */
  FodConflictList *conflicts;   /* template */
  AdwPreferencesGroup *refused; /* template */
  AdwPreferencesGroup *waiting; /* template */
  GtkWidget *save;              /* template */
  FodHandsGroup *hands;         /* template */
  GtkWidget *left;              /* template */
  FodGivenGroup *given;         /* template */
  GtkWidget *nothing;           /* template */
  GPtrArray *rows;              /* in the two groups */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_sync_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodSyncPage,
                               fod_sync_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE, fod_sync_page_page_init))

static void
update_state (FodSyncPage *self)
{
  FodSyncEngine *engine = fod_context_get_engine (self->context);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *details = fod_sync_text_details (engine, today);

  gtk_image_set_from_icon_name (self->icon, fod_sync_text_icon (engine));
  gtk_label_set_text (self->heading, fod_sync_text_heading (engine));
  gtk_label_set_text (self->details, details);
  if (!fod_read_only (self->context))
    return;
  gtk_label_set_text (self->heading, fod_read_only_sync_heading ());
  gtk_label_set_text (self->details, fod_read_only_sync_text ());
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fod_journal_drop_refused_finish (FOD_STORE (source), result, &error) &&
      gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    fod_toast_error (GTK_WIDGET (self), error);
}

static void
on_drop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSyncPage *self = FOD_SYNC_PAGE (widget);

  fod_journal_drop_refused_async (fod_context_get_store (self->context),
                                  g_variant_get_string (parameter, NULL), self->cancellable,
                                  on_dropped, g_object_ref (self));
}

static void
on_sent_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fod_journal_send_again_finish (FOD_STORE (source), result, &error) &&
      gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    fod_toast_error (GTK_WIDGET (self), error);
}

static void
on_send_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSyncPage *self = FOD_SYNC_PAGE (widget);

  fod_journal_send_again_async (fod_context_get_store (self->context),
                                g_variant_get_string (parameter, NULL), self->cancellable,
                                on_sent_again, g_object_ref (self));
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (tx != NULL)
    fod_undo_toast (GTK_WIDGET (self), tx, _ ("Discarded"));
  else
    fod_toast_error (GTK_WIDGET (self), error);
}

/* The record was only here; in the bin it can be had back. */
static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSyncPage *self = FOD_SYNC_PAGE (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  const char *kind, *row;

  g_variant_get (parameter, "(&s&s)", &kind, &row);
  fod_edit_delete (edit, kind, row);
  fod_store_apply_async (fod_context_get_store (self->context), edit, NULL, on_discarded,
                         g_object_ref (self));
}

/* Opens what can be opened: the record, or the one that it hangs on. */
static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind, *row;

  g_variant_get (parameter, "(&s&s)", &kind, &row);
  fod_go_show (widget, kind, row);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_waiting_export (widget, FOD_SYNC_PAGE (widget)->context);
}

static void
on_left_behind (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_quarantine_window_open (widget, FOD_SYNC_PAGE (widget)->context);
}

static GVariant *
target_of (const FodWaiting *item)
{
  const FodSpec *spec = fod_schema_get (item->kind);
  const FodField *parent =
      spec == NULL || spec->parent == NULL ? NULL : fod_spec_find (spec, spec->parent);
  const char *id = parent == NULL ? NULL : g_hash_table_lookup (item->values, parent->name);

  return id == NULL || g_str_equal (item->kind, FOD_KIND_FOLLOW_UP)
             ? g_variant_new ("(ss)", item->kind, item->row)
             : g_variant_new ("(ss)", parent->of, id);
}

/* @target: (transfer floating); @name is spoken with the record's title, so that two buttons of two
 * rows are told apart */
static void
add_button (
    GtkWidget *row, const FodWaiting *item, GtkWidget *button, const char *action, GVariant *target)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  const char *said = label != NULL ? label : gtk_widget_get_tooltip_text (button);
  g_autofree char *name =
      item->title != NULL ? g_strdup_printf ("%s: %s", said, item->title) : g_strdup (said);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  fod_name (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
icon_button (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_buttons (GtkWidget *row, const FodWaiting *item)
{
  add_button (row, item, icon_button ("view-refresh-symbolic", _ ("Send again")), "sync.send-again",
              g_variant_new_string (item->op));
  if (item->kept)
    {
      add_button (row, item, icon_button ("user-trash-symbolic", _ ("Discard")), "sync.discard",
                  g_variant_new ("(ss)", item->kind, item->row));
      add_button (row, item, gtk_button_new_with_label (_ ("Open")), "sync.open", target_of (item));
    }
  else
    add_button (row, item, gtk_button_new_with_label (_ ("Seen")), "sync.drop",
                g_variant_new_string (item->op));
}

static GtkWidget *
make_row (FodSyncPage *self, const FodWaiting *item)
{
  GtkWidget *row = adw_action_row_new ();
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *subtitle = fod_waiting_text_dup_words (directory, item, today);
  g_autofree char *title = fod_waiting_text_dup_title (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (item->code != NULL)
    add_buttons (row, item);
  return row;
}

static void
clear_rows (FodSyncPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_waiting (FodSyncPage *self, GPtrArray *items)
{
  guint refused = 0, waiting = 0;
  g_autofree char *title = NULL;

  clear_rows (self);
  for (guint i = 0; i < items->len; i++)
    {
      const FodWaiting *item = g_ptr_array_index (items, i);
      guint *count = item->code != NULL ? &refused : &waiting;
      GtkWidget *row;

      if ((*count)++ >= MAX_ROWS)
        continue;
      row = make_row (self, item);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (item->code != NULL ? self->refused : self->waiting, row);
    }

  title = g_strdup_printf (ngettext ("%u change waits", "%u changes wait", waiting), waiting);
  adw_preferences_group_set_title (self->waiting, title);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), refused > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), waiting > 0);
  gtk_widget_set_visible (self->save, refused + waiting > 0);
  gtk_widget_set_visible (self->nothing, refused + waiting == 0);
}

static void
on_waiting (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      fod_journal_list_waiting_finish (FOD_STORE (source), result, &error);

  if (items != NULL && self->context != NULL)
    show_waiting (self, items);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && error != NULL)
    g_warning ("What waits can't be listed: %s", error->message);
}

static void
reload (FodSyncPage *self)
{
  /* Nobody looks at a page that is not mapped. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fod_journal_list_waiting_async (fod_context_get_store (self->context), self->cancellable,
                                    on_waiting, g_object_ref (self));
}

static void
on_conflicts (FodSyncPage *self)
{
  gtk_widget_set_visible (self->conflicts_place, fod_conflict_list_get_count (self->conflicts) > 0);
}

static void
fod_sync_page_page_init (FodPageInterface *iface)
{
}

static gboolean
leads (FodSyncPage *self)
{
  return g_strcmp0 (fod_store_get_role (fod_context_get_store (self->context)), "leader") == 0;
}

static void
fod_sync_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fod_sync_page_parent_class)->map (widget);

  reload (FOD_SYNC_PAGE (widget));
  gtk_widget_set_visible (FOD_SYNC_PAGE (widget)->left, leads (FOD_SYNC_PAGE (widget)));
  fod_hands_group_show (FOD_SYNC_PAGE (widget)->hands, FOD_SYNC_PAGE (widget)->context);
  fod_given_group_show (FOD_SYNC_PAGE (widget)->given, FOD_SYNC_PAGE (widget)->context);
}

static void
fod_sync_page_constructed (GObject *object)
{
  FodSyncPage *self = FOD_SYNC_PAGE (object);

  G_OBJECT_CLASS (fod_sync_page_parent_class)->constructed (object);

  g_signal_connect_object (fod_context_get_engine (self->context), "notify",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_context_get_store (self->context), "journal-changed",
                           G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  fod_conflict_list_show (self->conflicts, self->context, NULL);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  update_state (self);
  on_conflicts (self);
}

static void
fod_sync_page_dispose (GObject *object)
{
  FodSyncPage *self = FOD_SYNC_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SYNC_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_sync_page_parent_class)->dispose (object);
}

static void
fod_sync_page_finalize (GObject *object)
{
  FodSyncPage *self = FOD_SYNC_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (fod_sync_page_parent_class)->finalize (object);
}

static void
fod_sync_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodSyncPage *self = FOD_SYNC_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_sync_page_class_init (FodSyncPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_sync_page_constructed;
  object_class->dispose = fod_sync_page_dispose;
  object_class->finalize = fod_sync_page_finalize;
  object_class->set_property = fod_sync_page_set_property;
  widget_class->map = fod_sync_page_map;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_CONFLICT_LIST);
  g_type_ensure (FOD_TYPE_GIVEN_GROUP);
  g_type_ensure (FOD_TYPE_HANDS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, icon);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, heading);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, details);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, conflicts_place);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, refused);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, save);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, hands);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, left);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, given);
  gtk_widget_class_bind_template_child (widget_class, FodSyncPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_conflicts);
  gtk_widget_class_install_action (widget_class, "sync.drop", "s", on_drop);
  gtk_widget_class_install_action (widget_class, "sync.send-again", "s", on_send_again);
  gtk_widget_class_install_action (widget_class, "sync.discard", "(ss)", on_discard);
  gtk_widget_class_install_action (widget_class, "sync.open", "(ss)", on_open);
  gtk_widget_class_install_action (widget_class, "sync.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "sync.left-behind", NULL, on_left_behind);
}

static void
fod_sync_page_init (FodSyncPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
