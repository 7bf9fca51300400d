/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The common part of all dialogs over one row: ties fields, opens, closes, deletes. Knows no kind.
 */

#include "config.h"

#include "app/fod-record-dialog.h"
#include "app/fod-apply.h"
#include "app/fod-go.h"
#include "app/fod-history-dialog.h"
#include "app/fod-read-only.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "base/fod-uuid.h"

#include <glib/gi18n.h>

typedef struct
{
  FodContext *context; /* owned */
  FodForm *form;       /* owned */
  FodEntity *entity;   /* owned, nullable for a new row */
  GtkWidget *from;     /* weak */
} FodRecordDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (FodRecordDialog, fod_record_dialog, ADW_TYPE_WINDOW)

static FodRecordDialogPrivate *
priv_of (FodRecordDialog *self)
{
  return fod_record_dialog_get_instance_private (self);
}

static void
set_up (FodRecordDialog *self, GtkWidget *from, FodContext *context)
{
  FodRecordDialogPrivate *priv = priv_of (self);
  FodRecordDialogClass *klass = FOD_RECORD_DIALOG_GET_CLASS (self);

  priv->context = g_object_ref (context);
  priv->form = fod_form_new (context, klass->kind);
  fod_read_only_apply (GTK_WIDGET (self), context);
  g_set_weak_pointer (&priv->from, GTK_WIDGET (fod_go_window (from)));
  for (guint i = 0; klass->fields[i] != NULL; i++)
    {
      GtkWidget *child = fod_record_dialog_get_child (self, klass->fields[i]);

      fod_form_bind (priv->form, klass->fields[i], child);
    }
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static void
present (FodRecordDialog *self)
{
  FodRecordDialogClass *klass = FOD_RECORD_DIALOG_GET_CLASS (self);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (fod_record_dialog_get_child (self, klass->fields[0]));
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodRecordDialog *self = FOD_RECORD_DIALOG (widget);
  FodRecordDialogPrivate *priv = priv_of (self);

  fod_form_discard (priv->form);
  if (priv->entity != NULL && priv->from != NULL)
    fod_apply_delete (priv->from, priv->context, priv->entity);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodRecordDialogPrivate *priv = priv_of (FOD_RECORD_DIALOG (widget));

  fod_form_flush (priv->form);
  if (priv->entity != NULL)
    fod_history_dialog_open (widget, priv->context, priv->entity);
}

/* What is not among the rows yet would be missed there: says why. */
static void
tell_of_draft (FodRecordDialogPrivate *priv)
{
  FodFormField *wrong = fod_form_find_wrong (priv->form);
  GtkWidget *row = wrong != NULL ? fod_form_field_get_widget (wrong) : NULL;
  g_autofree char *sentence = NULL;

  if (priv->from == NULL || !ADW_IS_PREFERENCES_ROW (row))
    return;
  /* Translators: %s is the name of a field */
  sentence = g_strdup_printf (_ ("Kept as a draft: “%s” is missing or not right yet"),
                              adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  fod_toast (priv->from, sentence);
}

static gboolean
fod_record_dialog_close_request (GtkWindow *window)
{
  FodRecordDialogPrivate *priv = priv_of (FOD_RECORD_DIALOG (window));

  if (priv->form != NULL)
    {
      fod_form_flush (priv->form);
      tell_of_draft (priv);
    }
  return GTK_WINDOW_CLASS (fod_record_dialog_parent_class)->close_request (window);
}

static void
fod_record_dialog_dispose (GObject *object)
{
  FodRecordDialog *self = FOD_RECORD_DIALOG (object);
  FodRecordDialogPrivate *priv = priv_of (self);

  g_clear_weak_pointer (&priv->from);
  g_clear_object (&priv->form);
  g_clear_object (&priv->entity);
  g_clear_object (&priv->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), G_OBJECT_TYPE (self));
  G_OBJECT_CLASS (fod_record_dialog_parent_class)->dispose (object);
}

static void
fod_record_dialog_class_init (FodRecordDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_record_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fod_record_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "dialog.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "dialog.history", NULL, show_history);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_record_dialog_init (FodRecordDialog *self)
{
}

void
fod_record_dialog_class_set_template (FodRecordDialogClass *klass,
                                      const char *kind,
                                      const char *const *fields,
                                      const char *resource)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->kind = kind;
  klass->fields = fields;
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (guint i = 0; fields[i] != NULL; i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i], FALSE, 0);
}

void
fod_record_dialog_open (FodRecordDialog *self,
                        GtkWidget *from,
                        FodContext *context,
                        FodEntity *entity)
{
  FodRecordDialogPrivate *priv = priv_of (self);

  g_return_if_fail (FOD_IS_RECORD_DIALOG (self));
  g_return_if_fail (FOD_IS_ENTITY (entity));

  set_up (self, from, context);
  priv->entity = g_object_ref (entity);
  fod_form_set_entity (priv->form, entity);
  present (self);
}

static void
on_created (FodForm *form, const char *id, gpointer user_data)
{
  FodRecordDialog *self = user_data;
  FodRecordDialogPrivate *priv = priv_of (self);

  if (priv->entity == NULL && fod_form_get_record (form) != NULL)
    priv->entity = fod_entity_new (fod_form_get_record (form));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.history", priv->entity != NULL);
}

void
fod_record_dialog_open_new (
    FodRecordDialog *self, GtkWidget *from, FodContext *context, GVariant *known, const char *place)
{
  FodRecordDialogPrivate *priv = priv_of (self);
  const FodSpec *spec;
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *id = NULL;
  g_autofree char *shared = NULL;
  GVariantIter iter;
  const char *field, *value;

  g_return_if_fail (FOD_IS_RECORD_DIALOG (self));

  set_up (self, from, context);
  spec = fod_schema_get (FOD_RECORD_DIALOG_GET_CLASS (self)->kind);
  id = fod_uuid_new (fod_context_get_clock (context));
  record = fod_record_new (spec, id);
  if (known != NULL)
    {
      g_variant_iter_init (&iter, known);
      while (g_variant_iter_next (&iter, "{&s&s}", &field, &value))
        if (fod_spec_find (spec, field) != NULL)
          fod_record_set (record, field, value);
    }
  shared = fod_record_dup_shared_id (record);
  if (shared != NULL)
    {
      FodRecord *one = fod_record_copy_as (record, shared);

      fod_record_unref (record);
      record = one;
    }
  g_signal_connect_object (priv->form, "created", G_CALLBACK (on_created), self, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.history", FALSE);
  fod_form_set_new (priv->form, record, place);
  present (self);
}

GtkWidget *
fod_record_dialog_get_child (FodRecordDialog *self, const char *field)
{
  g_return_val_if_fail (FOD_IS_RECORD_DIALOG (self), NULL);

  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), field));
}

FodForm *
fod_record_dialog_get_form (FodRecordDialog *self)
{
  g_return_val_if_fail (FOD_IS_RECORD_DIALOG (self), NULL);

  return priv_of (self)->form;
}
