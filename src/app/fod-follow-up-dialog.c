/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of one follow-up. The form saves; this ties its widgets to the fields, and says what
 * happens when it is closed. */

#include "config.h"

#include "app/fod-follow-up-dialog.h"

#include "app/fod-follow-up-edit.h"
#include "app/fod-form.h"
#include "app/fod-go.h"
#include "app/fod-history-dialog.h"
#include "app/fod-name.h"
#include "app/fod-outcomes.h"
#include "app/fod-picker-row.h"
#include "app/fod-read-only.h"
#include "app/fod-slot-editor.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>
#include <string.h>

#define DRAFT_PLACE "new-follow-up"

struct _FodFollowUpDialog
{
  AdwWindow parent_instance;

  FodContext *context;       /* owned */
  FodForm *form;             /* owned */
  FodEntity *entity;         /* owned; NULL for a new one */
  GCancellable *cancellable; /* owned */
  char *known_slot;          /* of a new one: what the person pointed at */
  gboolean closing;          /* nothing more is to be asked or made */

  GtkWidget *discard;          /* template */
  GtkButton *finish;           /* template */
  GtkWidget *title;            /* template */
  GtkWidget *type;             /* template */
  FodPickerRow *participant;   /* template */
  FodPickerRow *employer;      /* template */
  FodSlotEditor *slot;         /* template */
  GtkWidget *place;            /* template */
  GtkWidget *remark;           /* template */
  GtkWidget *outcome;          /* template */
  GtkLabel *outcome_words;     /* template */
  GtkFlowBox *outcomes;        /* template */
  GtkWidget *remove;           /* template */
  GtkEditable *slot_text;      /* template: what the form sees of the rows above */
  GtkEditable *participant_id; /* template */
  GtkEditable *employer_id;    /* template */
};

G_DEFINE_FINAL_TYPE (FodFollowUpDialog, fod_follow_up_dialog, ADW_TYPE_WINDOW)

static void
set_text (GtkEditable *editable, const char *text)
{
  if (strcmp (gtk_editable_get_text (editable), text == NULL ? "" : text) != 0)
    gtk_editable_set_text (editable, text == NULL ? "" : text);
}

/* From the form to the rows: loaded, a draft, a colleague's change. */
static void
on_slot_text (FodFollowUpDialog *self)
{
  if (self->slot == NULL || self->slot_text == NULL)
    return;
  if (fod_when_parse (gtk_editable_get_text (self->slot_text), NULL))
    fod_slot_editor_set_slot (self->slot, gtk_editable_get_text (self->slot_text));
}

static void
show_id (FodPickerRow *row, GtkEditable *text)
{
  const char *id = gtk_editable_get_text (text);

  fod_picker_row_set_id (row, *id == '\0' ? NULL : id);
}

static void
on_participant_id (FodFollowUpDialog *self)
{
  show_id (self->participant, self->participant_id);
}

static void
on_employer_id (FodFollowUpDialog *self)
{
  show_id (self->employer, self->employer_id);
}

/* From the rows to the form. */
static void
on_slot (FodFollowUpDialog *self)
{
  g_autofree char *slot = NULL;

  /* While the window is taken apart the keyboard leaves the editor, which then speaks once more. */
  if (self->slot == NULL || self->slot_text == NULL)
    return;

  slot = fod_slot_editor_dup_slot (self->slot);
  set_text (self->slot_text, slot);
}

static void
on_participant (FodFollowUpDialog *self)
{
  set_text (self->participant_id, fod_picker_row_get_id (self->participant));
}

static void
on_employer (FodFollowUpDialog *self)
{
  set_text (self->employer_id, fod_picker_row_get_id (self->employer));
}

static void
show_outcome (FodFollowUpDialog *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *set = fod_entity_get (self->entity, "status");
  const char *status = set == NULL ? "planned" : set;

  gtk_label_set_text (self->outcome_words,
                      fod_directory_get_code_name (directory, "follow-up-status", status));
  fod_outcomes_leave_out (self->outcomes, status);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodFollowUpDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);

  if (self->form == NULL || fod_go_window (GTK_WIDGET (self)) == GTK_WINDOW (self))
    return;
  /* Until it is on the disk, what was typed stays here and as a draft. */
  if (tx == NULL)
    {
      fod_form_give_back (self->form);
      gtk_window_present (GTK_WINDOW (self));
      fod_toast_error (GTK_WIDGET (self), error);
      return;
    }
  fod_form_taken (self->form);
  fod_undo_toast (GTK_WIDGET (self), tx, _ ("Follow-up added"));
  self->closing = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
make (FodFollowUpDialog *self, FodEdit *edit)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  fod_store_apply_async (fod_context_get_store (self->context), edit, NULL, on_made,
                         g_object_ref (self));
}

static void
close_window (FodFollowUpDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
has_title (FodFollowUpDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->title));

  return strspn (typed, " ") != strlen (typed);
}

static gboolean
is_untouched (FodFollowUpDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->remark));

  return !has_title (self) && gtk_text_buffer_get_char_count (buffer) == 0 &&
         *gtk_editable_get_text (GTK_EDITABLE (self->place)) == '\0';
}

/* Makes the new one when it can be made; the focus goes to what is wrong when not. */
static void
try_to_make (FodFollowUpDialog *self)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = NULL;

  if (!fod_slot_editor_commit (self->slot))
    return;
  record = fod_form_take_new (self->form, edit, NULL);
  if (record != NULL)
    make (self, edit);
}

static gboolean
on_close_request (FodFollowUpDialog *self)
{
  if (self->closing)
    return FALSE;
  if (self->entity != NULL)
    {
      /* An impossible day is pointed out once; what was there before stays. */
      self->closing = TRUE;
      if (!fod_slot_editor_commit (self->slot))
        return TRUE;
      fod_form_flush (self->form);
      return FALSE;
    }
  if (is_untouched (self))
    fod_form_discard (self->form);
  else if (has_title (self))
    {
      try_to_make (self);
      return TRUE;
    }
  else
    {
      fod_form_flush (self->form);
      fod_toast (GTK_WIDGET (self), _ ("Kept as a draft: it has no title yet"));
    }
  return FALSE;
}

static void
on_finish (FodFollowUpDialog *self)
{
  if (self->entity == NULL && !has_title (self))
    {
      gtk_widget_add_css_class (self->title, "error");
      gtk_widget_grab_focus (self->title);
      return;
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_title_changed (FodFollowUpDialog *self)
{
  gtk_widget_remove_css_class (self->title, "error");
}

static void
on_discard (FodFollowUpDialog *self)
{
  fod_form_discard (self->form);
  close_window (self);
}

static void
settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFollowUpDialog *self = FOD_FOLLOW_UP_DIALOG (widget);

  if (self->entity == NULL)
    return;
  fod_form_flush (self->form);
  fod_follow_up_set_status (widget, self->context, fod_entity_get_record (self->entity),
                            g_variant_get_string (parameter, NULL));
  close_window (self);
}

static void
show_history (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFollowUpDialog *self = FOD_FOLLOW_UP_DIALOG (widget);

  if (self->entity == NULL || !fod_slot_editor_commit (self->slot))
    return;
  fod_form_flush (self->form);
  fod_history_dialog_open (widget, self->context, self->entity);
}

static void delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFollowUpDialog *self = FOD_FOLLOW_UP_DIALOG (widget);

  if (self->entity == NULL)
    return;
  fod_follow_up_delete (widget, self->context, fod_entity_get_record (self->entity));
  close_window (self);
}

static void
on_restored (FodFollowUpDialog *self)
{
  /* The place that was pointed at now is meant, and not the draft's. */
  if (self->known_slot != NULL)
    set_text (self->slot_text, self->known_slot);
}

static void
fod_follow_up_dialog_dispose (GObject *object)
{
  FodFollowUpDialog *self = FOD_FOLLOW_UP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_FOLLOW_UP_DIALOG);
  g_clear_object (&self->entity);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_follow_up_dialog_parent_class)->dispose (object);
}

static void
fod_follow_up_dialog_finalize (GObject *object)
{
  FodFollowUpDialog *self = FOD_FOLLOW_UP_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->known_slot);

  G_OBJECT_CLASS (fod_follow_up_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, discard);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, finish);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, title);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, type);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, participant);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, employer);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, slot);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, place);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, remark);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, outcome);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, outcome_words);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, outcomes);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, remove);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, slot_text);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, participant_id);
  gtk_widget_class_bind_template_child (klass, FodFollowUpDialog, employer_id);
  gtk_widget_class_bind_template_callback (klass, on_close_request);
  gtk_widget_class_bind_template_callback (klass, on_finish);
  gtk_widget_class_bind_template_callback (klass, on_discard);
  gtk_widget_class_bind_template_callback (klass, on_title_changed);
  gtk_widget_class_bind_template_callback (klass, on_slot);
  gtk_widget_class_bind_template_callback (klass, on_participant);
  gtk_widget_class_bind_template_callback (klass, on_employer);
  gtk_widget_class_bind_template_callback (klass, on_slot_text);
  gtk_widget_class_bind_template_callback (klass, on_participant_id);
  gtk_widget_class_bind_template_callback (klass, on_employer_id);
}

static void
fod_follow_up_dialog_class_init (FodFollowUpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_follow_up_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_follow_up_dialog_finalize;

  g_type_ensure (FOD_TYPE_PICKER_ROW);
  g_type_ensure (FOD_TYPE_SLOT_EDITOR);
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-follow-up-dialog.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "follow-up.settle", "s", settle);
  gtk_widget_class_install_action (widget_class, "follow-up.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "follow-up.history", NULL, show_history);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
fod_follow_up_dialog_init (FodFollowUpDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (self->remark, _ ("Remark"));
  fod_name (self->type, _ ("Type"));
}

static FodFollowUpDialog *
dialog_new (GtkWidget *from, FodContext *context)
{
  FodFollowUpDialog *self = g_object_new (FOD_TYPE_FOLLOW_UP_DIALOG, NULL);
  GtkWindow *window = fod_go_window (from);

  self->context = g_object_ref (context);
  /* Before the form: what it keeps is then all that was typed. */
  g_signal_connect_object (context, "keep", G_CALLBACK (fod_slot_editor_commit), self->slot,
                           G_CONNECT_SWAPPED);
  if (window != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), window);

  fod_slot_editor_set_context (self->slot, context);
  fod_picker_row_set_context (self->participant, context, FOD_KIND_PARTICIPANT);
  fod_picker_row_set_context (self->employer, context, FOD_KIND_EMPLOYER);
  fod_read_only_apply (GTK_WIDGET (self), context);
  self->form = fod_form_new (context, FOD_KIND_FOLLOW_UP);
  fod_form_bind (self->form, "title", self->title);
  fod_form_bind (self->form, "type", self->type);
  fod_form_bind (self->form, "place", self->place);
  fod_form_bind (self->form, "remark", self->remark);
  fod_form_bind (self->form, "slot", GTK_WIDGET (self->slot_text));
  fod_form_bind (self->form, "participant", GTK_WIDGET (self->participant_id));
  fod_form_bind (self->form, "employer", GTK_WIDGET (self->employer_id));
  g_signal_connect_object (self->form, "restored", G_CALLBACK (on_restored), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
on_row (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodFollowUpDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get_finish (FOD_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (record == NULL)
    {
      fod_toast_error (GTK_WIDGET (self), error);
      close_window (self);
      return;
    }
  if (self->entity != NULL)
    {
      fod_entity_set_record (self->entity, record);
      show_outcome (self);
      return;
    }

  self->entity = fod_entity_new (record);
  fod_form_set_entity (self->form, self->entity);
  fod_picker_row_set_fixed (self->participant, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->participant),
                          fod_record_get (record, "participant") != NULL);
  show_outcome (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
load (FodFollowUpDialog *self, const char *id)
{
  fod_store_get_async (fod_context_get_store (self->context), FOD_KIND_FOLLOW_UP, id,
                       self->cancellable, on_row, g_object_ref (self));
}

static void
on_store_changed (FodFollowUpDialog *self, const char *kind, const char *const *ids)
{
  const char *id = self->entity == NULL ? NULL : fod_entity_get_id (self->entity);

  if (id == NULL || strcmp (kind, FOD_KIND_FOLLOW_UP) != 0)
    return;
  if (ids == NULL || ids[0] == NULL || g_strv_contains (ids, id))
    load (self, id);
}

void
fod_follow_up_dialog_open (GtkWidget *from, FodContext *context, const char *id)
{
  FodFollowUpDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context) && id != NULL);

  self = dialog_new (from, context);
  gtk_widget_set_visible (self->discard, FALSE);
  g_signal_connect_object (fod_context_get_store (context), "changed",
                           G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  load (self, id);
}

void
fod_follow_up_dialog_new_row (GtkWidget *from, FodContext *context, GVariant *known)
{
  FodFollowUpDialog *self;
  g_autoptr (FodRecord) record = NULL;
  const char *slot;

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context) && known != NULL);

  self = dialog_new (from, context);
  record = fod_follow_up_start (context, known);
  if (g_variant_lookup (known, "slot", "&s", &slot) && fod_when_parse (slot, NULL))
    self->known_slot = g_strdup (slot);
  gtk_window_set_title (GTK_WINDOW (self), _ ("New follow-up"));
  gtk_button_set_label (self->finish, _ ("Add"));
  gtk_widget_set_visible (self->outcome, FALSE);
  gtk_widget_set_visible (self->remove, FALSE);
  fod_form_set_new (self->form, record, DRAFT_PLACE);
  fod_form_hold (self->form);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->title);
}
