/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A held form, a hint about doubles, and one button. */

#include "config.h"

#include "app/fod-new-dialog.h"
#include "app/fod-apply.h"
#include "app/fod-capture-key.h"
#include "app/fod-duplicates.h"
#include "app/fod-form.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>

typedef struct
{
  FodContext *context; /* owned */
  FodEntityList *list; /* owned */
  FodForm *form;       /* owned */
  FodRecord *known;    /* owned */
  FodEntity *similar;  /* owned, nullable */
  GtkWidget *from;     /* weak */
  gboolean stays;      /* what is created is not shown */
} FodNewDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (FodNewDialog, fod_new_dialog, ADW_TYPE_WINDOW)

static FodNewDialogPrivate *
priv_of (FodNewDialog *self)
{
  return fod_new_dialog_get_instance_private (self);
}

static GtkWidget *
child_of (FodNewDialog *self, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), name));
}

/* What stands in the fields now, for the hint only. */
static FodRecord *
read_typed (FodNewDialog *self)
{
  FodNewDialogPrivate *priv = priv_of (self);
  FodNewDialogClass *klass = FOD_NEW_DIALOG_GET_CLASS (self);
  const FodSpec *spec = fod_schema_get (klass->kind);
  FodRecord *record = fod_record_copy (priv->known);

  for (guint i = 0; klass->fields[i] != NULL; i++)
    {
      GtkWidget *child = child_of (self, klass->fields[i]);
      const FodField *field = fod_spec_find (spec, klass->fields[i]);
      g_autofree char *text = NULL;

      if (!GTK_IS_EDITABLE (child))
        continue;
      text = fod_field_normalize (field, gtk_editable_get_text (GTK_EDITABLE (child)));
      fod_record_set (record, klass->fields[i], text);
    }
  return record;
}

static char *
dup_hint (FodNewDialog *self, FodEntity *similar)
{
  FodNewDialogPrivate *priv = priv_of (self);
  FodDirectory *directory = fod_context_get_directory (priv->context);
  const char *name = fod_entity_get (similar, "name");
  const char *consultant, *stage;

  if (g_strcmp0 (FOD_NEW_DIALOG_GET_CLASS (self)->kind, FOD_KIND_PARTICIPANT) != 0)
    {
      const char *town = fod_entity_get (similar, "town");

      if (town != NULL)
        /* Translators: a company and its town */
        return g_strdup_printf (_ ("Looks like %1$s in %2$s"), name, town);
      return g_strdup_printf (_ ("Looks like %s"), name);
    }
  consultant = fod_directory_get_user_name (directory, fod_entity_get (similar, "consultant"));
  stage = fod_directory_get_code_name (directory, "stage", fod_entity_get (similar, "stage"));
  if (consultant != NULL)
    /* Translators: a participant's name, and the consultant's */
    return g_strdup_printf (_ ("Looks like %1$s, with %2$s"), name, consultant);
  if (stage != NULL)
    /* Translators: a participant's name, and the stage of the course */
    return g_strdup_printf (_ ("Looks like %1$s (%2$s)"), name, stage);
  return g_strdup_printf (_ ("Looks like %s"), name);
}

static void
on_typed (FodNewDialog *self)
{
  FodNewDialogPrivate *priv = priv_of (self);
  g_autoptr (FodRecord) typed = NULL;
  FodEntity *similar;

  if (priv->form == NULL)
    return;
  typed = read_typed (self);
  similar = fod_duplicates_find (G_LIST_MODEL (priv->list), typed,
                                 FOD_NEW_DIALOG_GET_CLASS (self)->exact);
  g_set_object (&priv->similar, similar);
  gtk_widget_set_visible (child_of (self, "similar"), similar != NULL);
  if (similar != NULL)
    {
      g_autofree char *hint = dup_hint (self, similar);

      gtk_label_set_text (GTK_LABEL (child_of (self, "hint")), hint);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create",
                                 fod_record_get (typed, "name") != NULL);
}

static void
create (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNewDialog *self = FOD_NEW_DIALOG (widget);
  FodNewDialogPrivate *priv = priv_of (self);
  FodNewDialogClass *klass = FOD_NEW_DIALOG_GET_CLASS (self);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = fod_form_take_new (priv->form, edit, NULL);
  g_autofree char *said = NULL;

  if (record == NULL)
    return;
  /* Translators: %s is the name of a participant or an employer that was just created */
  said = g_strdup_printf (_ ("%s added"), fod_record_get (record, "name"));
  fod_apply (widget, priv->context, edit, said);
  fod_form_taken (priv->form);
  if (priv->from != NULL && !priv->stays)
    fod_go_show (priv->from, klass->kind, fod_record_get_id (record));
  gtk_window_close (GTK_WINDOW (self));
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNewDialog *self = FOD_NEW_DIALOG (widget);

  fod_form_discard (priv_of (self)->form);
  gtk_widget_set_visible (child_of (self, "restored"), FALSE);
}

static void
open_similar (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNewDialog *self = FOD_NEW_DIALOG (widget);
  FodNewDialogPrivate *priv = priv_of (self);

  if (priv->similar == NULL || priv->from == NULL)
    return;
  fod_go_show (priv->from, FOD_NEW_DIALOG_GET_CLASS (self)->kind,
               fod_entity_get_id (priv->similar));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_restored (FodForm *form, gint64 at_ms, gpointer user_data)
{
  FodNewDialog *self = user_data;
  g_autofree char *today = fod_context_dup_today (priv_of (self)->context);
  g_autofree char *when = fod_format_moment (at_ms, today);
  GtkWidget *restored = child_of (self, "restored");
  /* Translators: %s is a time, such as "10:14" */
  g_autofree char *text = g_strdup_printf (_ ("Draft from %s"), when);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (restored)), text);
  gtk_widget_set_visible (restored, TRUE);
  on_typed (self);
}

static gboolean
fod_new_dialog_close_request (GtkWindow *window)
{
  FodNewDialogPrivate *priv = priv_of (FOD_NEW_DIALOG (window));

  if (priv->form != NULL)
    fod_form_flush (priv->form);
  return GTK_WINDOW_CLASS (fod_new_dialog_parent_class)->close_request (window);
}

static void
fod_new_dialog_dispose (GObject *object)
{
  FodNewDialogPrivate *priv = priv_of (FOD_NEW_DIALOG (object));

  g_clear_weak_pointer (&priv->from);
  g_clear_object (&priv->form);
  g_clear_object (&priv->similar);
  g_clear_object (&priv->list);
  g_clear_object (&priv->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  G_OBJECT_CLASS (fod_new_dialog_parent_class)->dispose (object);
}

static void
fod_new_dialog_finalize (GObject *object)
{
  g_clear_pointer (&priv_of (FOD_NEW_DIALOG (object))->known, fod_record_unref);
  G_OBJECT_CLASS (fod_new_dialog_parent_class)->finalize (object);
}

static void
fod_new_dialog_class_init (FodNewDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_new_dialog_dispose;
  object_class->finalize = fod_new_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = fod_new_dialog_close_request;

  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "dialog.open-similar", NULL, open_similar);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_new_dialog_init (FodNewDialog *self)
{
  fod_capture_finish_key (GTK_WIDGET (self), "dialog.create");
}

void
fod_new_dialog_class_set_template (FodNewDialogClass *klass,
                                   const char *kind,
                                   const char *const *fields,
                                   const char *const *exact,
                                   const char *resource)
{
  static const char *const others[] = { "hint", "similar", "restored" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  klass->kind = kind;
  klass->fields = fields;
  klass->exact = exact;
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (guint i = 0; fields[i] != NULL; i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i], FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_class_bind_template_child_full (widget_class, others[i], FALSE, 0);
}

void
fod_new_dialog_stay (FodNewDialog *self)
{
  g_return_if_fail (FOD_IS_NEW_DIALOG (self));

  priv_of (self)->stays = TRUE;
}

void
fod_new_dialog_open (
    FodNewDialog *self, GtkWidget *from, FodContext *context, FodEntityList *list, FodRecord *known)
{
  FodNewDialogPrivate *priv = priv_of (self);
  FodNewDialogClass *klass = FOD_NEW_DIALOG_GET_CLASS (self);
  g_autofree char *place = g_strconcat ("new-", klass->kind, NULL);

  g_return_if_fail (FOD_IS_NEW_DIALOG (self));

  priv->context = g_object_ref (context);
  priv->list = g_object_ref (list);
  priv->known = fod_record_copy (known);
  g_set_weak_pointer (&priv->from, GTK_WIDGET (fod_go_window (from)));
  priv->form = fod_form_new (context, klass->kind);
  fod_form_hold (priv->form);
  g_signal_connect_object (priv->form, "restored", G_CALLBACK (on_restored), self, 0);
  for (guint i = 0; klass->fields[i] != NULL; i++)
    {
      GtkWidget *child = child_of (self, klass->fields[i]);

      fod_form_bind (priv->form, klass->fields[i], child);
      if (GTK_IS_EDITABLE (child))
        g_signal_connect_object (child, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
    }
  fod_form_set_new (priv->form, known, place);
  on_typed (self);

  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (child_of (self, klass->fields[0]));
}
