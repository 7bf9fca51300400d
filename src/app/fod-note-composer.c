/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two held forms, the note and its next step, that one button makes one edit of. The forms keep
 * the drafts. */

#include "config.h"

#include "app/fod-note-composer.h"
#include "app/fod-apply.h"
#include "app/fod-capture-key.h"
#include "app/fod-form.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-paste.h"
#include "app/fod-read-only.h"
#include "app/fod-toast.h"
#include "base/fod-uuid.h"

#include <glib/gi18n.h>

struct _FodNoteComposer
{
  AdwBin parent_instance;

  FodContext *context; /* owned, nullable */
  char *participant;   /* owned, nullable */
  FodForm *note;       /* owned, nullable */
  FodForm *step;       /* owned, nullable */
  FodRecord *saved;    /* owned, nullable: the note that was saved last, of this participant */

  GtkTextView *body;       /* template */
  GtkWidget *hint;         /* template */
  GtkLabel *restored;      /* template */
  GtkRevealer *details;    /* template */
  GtkWidget *type;         /* template */
  GtkWidget *attendance;   /* template */
  GtkEditable *date;       /* template */
  GtkEditable *minutes;    /* template */
  GtkWidget *community;    /* template */
  GtkEditable *next_title; /* template */
  GtkEditable *next_date;  /* template */
};

G_DEFINE_FINAL_TYPE (FodNoteComposer, fod_note_composer, ADW_TYPE_BIN)

static gboolean
is_empty (FodNoteComposer *self)
{
  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->body)) == 0;
}

static void
unfold (FodNoteComposer *self)
{
  gtk_revealer_set_reveal_child (self->details, TRUE);
}

static void
update (FodNoteComposer *self)
{
  gboolean empty = is_empty (self);

  gtk_widget_set_visible (self->hint, empty && !fod_read_only (self->context));
  if (!empty)
    unfold (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.save", !empty);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  if (empty)
    gtk_widget_set_visible (GTK_WIDGET (self->restored), FALSE);
}

static void
on_restored (FodForm *form, gint64 at_ms, gpointer user_data)
{
  FodNoteComposer *self = user_data;
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *when = fod_format_moment (at_ms, today);
  /* Translators: %s is a time, such as "10:14" */
  g_autofree char *text = g_strdup_printf (_ ("Draft from %s"), when);

  gtk_label_set_text (self->restored, text);
  gtk_widget_set_visible (GTK_WIDGET (self->restored), TRUE);
  unfold (self);
}

static FodRecord *
blank (FodNoteComposer *self, const FodSpec *spec)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (self->context));
  FodRecord *record = fod_record_new (spec, id);

  fod_record_set (record, "participant", self->participant);
  return record;
}

/* A date as people type it; a slot that is a day is the day's text. */
static char *
show_day (const char *text, const char *today)
{
  return fod_format_date (text);
}

static FodForm *
make_form (FodNoteComposer *self, const char *kind)
{
  FodForm *form = fod_form_new (self->context, kind);

  fod_form_hold (form);
  g_signal_connect_object (form, "restored", G_CALLBACK (on_restored), self, 0);
  return form;
}

static void
start_afresh (FodNoteComposer *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *place = g_strconcat ("note/", self->participant, NULL);
  g_autofree char *next_place = g_strconcat ("note-next/", self->participant, NULL);
  g_autoptr (FodRecord) note = blank (self, &fod_note_spec);
  g_autoptr (FodRecord) step = blank (self, &fod_follow_up_spec);

  fod_record_set (note, "date", today);
  fod_record_set (note, "type", "talk");
  fod_record_set (note, "attendance", "came");
  fod_record_set (step, "status", "planned");
  fod_form_set_new (self->note, note, place);
  fod_form_set_new (self->step, step, next_place);
  gtk_revealer_set_reveal_child (self->details, FALSE);
  update (self);
}

static gboolean
has_step (FodNoteComposer *self)
{
  return *gtk_editable_get_text (self->next_title) != '\0' ||
         *gtk_editable_get_text (self->next_date) != '\0';
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNoteComposer *self = FOD_NOTE_COMPOSER (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) note = NULL;
  g_autoptr (FodRecord) step = NULL;
  gboolean with_step = has_step (self);

  if (self->note == NULL || is_empty (self))
    return;
  note = fod_form_take_new (self->note, edit, NULL);
  if (note == NULL)
    return;
  if (with_step)
    {
      step = fod_form_take_new (self->step, edit, NULL);
      if (step == NULL)
        {
          fod_form_give_back (self->note);
          return;
        }
    }
  fod_apply (widget, self->context, edit,
             with_step ? _ ("Note saved, and a follow-up made of the next step")
                       : _ ("Note saved"));
  g_clear_pointer (&self->saved, fod_record_unref);
  self->saved = fod_record_ref (note);
  fod_form_taken (self->note);
  if (with_step)
    fod_form_taken (self->step);
  else
    fod_form_discard (self->step);
  start_afresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNoteComposer *self = FOD_NOTE_COMPOSER (widget);

  if (self->saved != NULL)
    fod_paste_copy (widget, self->context, self->saved);
  else
    fod_toast (widget, _ ("Save the note first, then copy it"));
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodNoteComposer *self = FOD_NOTE_COMPOSER (widget);

  if (self->note == NULL)
    return;
  fod_form_discard (self->note);
  fod_form_discard (self->step);
  start_afresh (self);
}

static void
fod_note_composer_dispose (GObject *object)
{
  FodNoteComposer *self = FOD_NOTE_COMPOSER (object);

  g_clear_object (&self->note);
  g_clear_object (&self->step);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_NOTE_COMPOSER);
  G_OBJECT_CLASS (fod_note_composer_parent_class)->dispose (object);
}

static void
fod_note_composer_finalize (GObject *object)
{
  FodNoteComposer *self = FOD_NOTE_COMPOSER (object);

  g_clear_pointer (&self->participant, g_free);
  g_clear_pointer (&self->saved, fod_record_unref);
  G_OBJECT_CLASS (fod_note_composer_parent_class)->finalize (object);
}

static void
fod_note_composer_class_init (FodNoteComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_note_composer_dispose;
  object_class->finalize = fod_note_composer_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-note-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, body);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, restored);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, details);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, type);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, attendance);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, date);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, minutes);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, community);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, next_title);
  gtk_widget_class_bind_template_child (widget_class, FodNoteComposer, next_date);
  gtk_widget_class_install_action (widget_class, "composer.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "composer.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "composer.copy", NULL, copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "composer.copy", NULL);
}

static void
fod_note_composer_init (FodNoteComposer *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fod_capture_finish_key (GTK_WIDGET (self), "composer.save");
  fod_name (self->type, _ ("Kind of note"));
  fod_name (self->attendance, _ ("Attendance"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->body), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (unfold), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->body), focus);
}

void
fod_note_composer_show (FodNoteComposer *self, FodContext *context, const char *participant)
{
  g_return_if_fail (FOD_IS_NOTE_COMPOSER (self));

  if (self->note != NULL && g_strcmp0 (self->participant, participant) == 0)
    return;
  fod_note_composer_flush (self);
  g_set_object (&self->context, context);
  g_free (self->participant);
  self->participant = g_strdup (participant);
  g_clear_pointer (&self->saved, fod_record_unref);
  if (self->note == NULL)
    {
      self->note = make_form (self, FOD_KIND_NOTE);
      fod_form_bind (self->note, "body", GTK_WIDGET (self->body));
      fod_form_bind (self->note, "type", self->type);
      fod_form_bind (self->note, "attendance", self->attendance);
      fod_form_bind (self->note, "date", GTK_WIDGET (self->date));
      fod_form_bind (self->note, "minutes", GTK_WIDGET (self->minutes));
      fod_form_bind (self->note, "community", self->community);
      self->step = make_form (self, FOD_KIND_FOLLOW_UP);
      fod_form_bind (self->step, "title", GTK_WIDGET (self->next_title));
      fod_form_bind_text (self->step, "slot", GTK_WIDGET (self->next_date), show_day,
                          fod_format_read_date);
    }
  if (participant == NULL)
    return;
  start_afresh (self);
}

void
fod_note_composer_start (FodNoteComposer *self)
{
  g_return_if_fail (FOD_IS_NOTE_COMPOSER (self));

  unfold (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->body));
}

void
fod_note_composer_flush (FodNoteComposer *self)
{
  g_return_if_fail (FOD_IS_NOTE_COMPOSER (self));

  if (self->note == NULL)
    return;
  fod_form_flush (self->note);
  fod_form_flush (self->step);
}
