/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two answers side by side and the choice between them. */

#include "config.h"

#include "app/fod-conflict-row.h"

#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-label.h"
#include "app/fod-name.h"
#include "app/fod-read-only.h"
#include "app/fod-toast.h"
#include "app/fod-value-editor.h"

#include <glib/gi18n.h>

struct _FodConflictRow
{
  AdwBin parent_instance;

  FodContext *context;
  FodEntity *conflict;
  FodRecord *subject; /* owned, nullable: what it is about, once it is known */
  const FodField *field;

  GtkLabel *title;         /* template */
  GtkLabel *standing;      /* template */
  GtkLabel *standing_who;  /* template */
  GtkLabel *offered;       /* template */
  GtkLabel *offered_who;   /* template */
  GtkWidget *keep;         /* template */
  GtkWidget *take;         /* template */
  FodValueEditor *third;   /* template */
  GtkWidget *third_button; /* template */
  GtkWidget *third_place;  /* template */
};

G_DEFINE_FINAL_TYPE (FodConflictRow, fod_conflict_row, ADW_TYPE_BIN)

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodConflictRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (tx != NULL)
    fod_toast (GTK_WIDGET (self), _ ("Decided, for everybody"));
  else
    fod_toast_error (GTK_WIDGET (self), error);
}

static void
resolve (FodConflictRow *self, const char *value)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();

  if (self->subject != NULL &&
      fod_name_watch_stops (GTK_WIDGET (self), fod_context_get_names (self->context), self->subject,
                            fod_entity_get (self->conflict, "field"), value))
    return;
  fod_edit_resolve (edit, fod_entity_get_id (self->conflict), value);
  fod_store_apply_async (fod_context_get_store (self->context), edit, NULL, on_resolved,
                         g_object_ref (self));
}

static void
on_keep (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodConflictRow *self = FOD_CONFLICT_ROW (widget);

  resolve (self, fod_entity_get (self->conflict, "standing"));
}

static void
on_take (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodConflictRow *self = FOD_CONFLICT_ROW (widget);

  resolve (self, fod_entity_get (self->conflict, "offered"));
}

static void
on_third (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodConflictRow *self = FOD_CONFLICT_ROW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (fod_value_editor_read (self->third, &value, &error))
    resolve (self, value);
  else
    fod_toast_error (widget, error);
}

static void
on_third_edited (FodConflictRow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.third", TRUE);
}

static void
on_third_done (FodConflictRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "conflict.third", NULL);
}

static void
on_show_subject (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodConflictRow *self = FOD_CONFLICT_ROW (widget);

  fod_go_show (widget, fod_entity_get (self->conflict, "about-kind"),
               fod_entity_get (self->conflict, "about"));
}

static void
show_title (FodConflictRow *self, const char *subject)
{
  const char *kind = fod_entity_get (self->conflict, "about-kind");
  const char *field = fod_label_field (kind, fod_entity_get (self->conflict, "field"));
  g_autofree char *title =
      g_strdup_printf ("%s · %s", subject != NULL ? subject : fod_label_kind (kind), field);

  gtk_label_set_text (self->title, title);
}

static void
on_subject (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodConflictRow) self = user_data;
  g_autoptr (FodRecord) record = fod_store_get_finish (FOD_STORE (source), result, NULL);
  const FodSpec *spec;

  /* A row that this machine does not have keeps the name of its kind. */
  if (record == NULL || self->conflict == NULL)
    return;
  g_clear_pointer (&self->subject, fod_record_unref);
  self->subject = fod_record_ref (record);
  spec = fod_record_get_spec (record);
  if (spec->title != NULL && fod_record_get (record, spec->title) != NULL)
    show_title (self, fod_record_get (record, spec->title));
}

static void
show_side (FodConflictRow *self, const char *side, GtkLabel *label, GtkLabel *who)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *by_field = g_strconcat (side, "-by", NULL);
  g_autofree char *at_field = g_strconcat (side, "-at", NULL);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *value =
      fod_label_value (directory, self->field, fod_entity_get (self->conflict, side));
  const char *user = fod_entity_get (self->conflict, by_field);
  const char *at = fod_entity_get (self->conflict, at_field);
  g_autofree char *moment =
      at != NULL ? fod_format_moment (g_ascii_strtoll (at, NULL, 10), today) : g_strdup ("");
  const char *name = fod_directory_get_user_name (directory, user);
  g_autofree char *text = NULL;

  if (fod_directory_is_me (directory, user))
    name = _ ("you");
  else if (name == NULL)
    name = _ ("a colleague");
  /* Translators: who wrote a value, and when */
  text = g_strdup_printf (_ ("by %1$s, %2$s"), name, moment);
  gtk_label_set_text (label, value);
  gtk_label_set_text (who, text);
}

static void
update (FodConflictRow *self)
{
  const FodSpec *spec = fod_schema_get (fod_entity_get (self->conflict, "about-kind"));
  g_autofree char *keep_name = NULL;
  g_autofree char *take_name = NULL;

  self->field =
      spec != NULL ? fod_spec_find (spec, fod_entity_get (self->conflict, "field")) : NULL;
  show_title (self, NULL);
  show_side (self, "standing", self->standing, self->standing_who);
  show_side (self, "offered", self->offered, self->offered_who);
  gtk_widget_set_visible (self->third_place, fod_value_editor_can_edit (self->field));
  if (fod_value_editor_can_edit (self->field))
    fod_value_editor_show (self->third, self->context, self->field,
                           fod_entity_get (self->conflict, "standing"));

  keep_name = g_strdup_printf (_ ("Keep %s"), gtk_label_get_text (self->standing));
  take_name = g_strdup_printf (_ ("Take %s"), gtk_label_get_text (self->offered));
  fod_name (self->keep, keep_name);
  fod_name (self->take, take_name);
}

static void
fod_conflict_row_dispose (GObject *object)
{
  FodConflictRow *self = FOD_CONFLICT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CONFLICT_ROW);
  g_clear_object (&self->conflict);
  g_clear_pointer (&self->subject, fod_record_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_conflict_row_parent_class)->dispose (object);
}

static void
fod_conflict_row_class_init (FodConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_conflict_row_dispose;

  g_type_ensure (FOD_TYPE_VALUE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, standing);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, standing_who);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, offered);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, offered_who);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, keep);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, take);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, third);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, third_button);
  gtk_widget_class_bind_template_child (widget_class, FodConflictRow, third_place);
  gtk_widget_class_bind_template_callback (widget_class, on_third_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_third_done);
  gtk_widget_class_install_action (widget_class, "conflict.keep", NULL, on_keep);
  gtk_widget_class_install_action (widget_class, "conflict.take", NULL, on_take);
  gtk_widget_class_install_action (widget_class, "conflict.third", NULL, on_third);
  gtk_widget_class_install_action (widget_class, "conflict.show", NULL, on_show_subject);
}

static void
fod_conflict_row_init (FodConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (self->third_button, _ ("Use the third value"));
  /* What stands, or nothing, is no third. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.third", FALSE);
}

FodConflictRow *
fod_conflict_row_new (FodContext *context, FodEntity *conflict)
{
  FodConflictRow *self = g_object_new (FOD_TYPE_CONFLICT_ROW, NULL);

  self->context = g_object_ref (context);
  self->conflict = g_object_ref (conflict);
  update (self);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  fod_store_get_async (fod_context_get_store (context), fod_entity_get (conflict, "about-kind"),
                       fod_entity_get (conflict, "about"), NULL, on_subject, g_object_ref (self));
  return self;
}
