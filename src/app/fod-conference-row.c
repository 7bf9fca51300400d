/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed is the draft's, what is saved is fod-conference-edit's; here is what is seen. */

#include "config.h"

#include "app/fod-conference-row.h"

#include "app/fod-apply.h"
#include "app/fod-columns.h"
#include "app/fod-conference-draft.h"
#include "app/fod-conference-edit.h"
#include "app/fod-conference-text.h"
#include "app/fod-entry-error.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-read-only.h"

#include <glib/gi18n.h>

struct _FodConferenceRow
{
  AdwBin parent_instance;

  FodContext *context;         /* owned */
  FodConferencePerson *person; /* owned */
  FodConferenceDraft *draft;   /* owned */
  char *proposed;              /* the question that stood before anybody typed */
  gboolean was_open;           /* it was seen with its words in this list */
  gboolean more;               /* something is to be added to what was saved */
  gboolean filling;

  GtkWidget *card;        /* template */
  GtkLabel *name;         /* template */
  GtkLabel *mark;         /* template */
  GtkLabel *status;       /* template */
  GtkLabel *withheld;     /* template */
  GtkLabel *said;         /* template */
  GtkWidget *add;         /* template */
  GtkWidget *fields;      /* template */
  GtkWidget *asking;      /* template */
  GtkEditable *question;  /* template */
  GtkLabel *agreed_title; /* template */
  GtkEditable *agreed;    /* template */
  GtkLabel *due_title;    /* template */
  GtkEditable *due;       /* template */
  GtkWidget *locked;      /* template */
  GtkLabel *locked_words; /* template */
  GtkWidget *keep;        /* template */
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodConferenceRow, fod_conference_row, ADW_TYPE_BIN)

static gboolean
may_raise (FodConferenceRow *self)
{
  return self->person->may_say != FOD_TEAM_CONSENT_NOTHING;
}

static gboolean
may_ask (FodConferenceRow *self)
{
  return self->person->may_say == FOD_TEAM_CONSENT_ALL;
}

static void
set_agreed_error (FodConferenceRow *self, const char *reason)
{
  fod_entry_error_show (self->agreed, self->agreed_title, _ ("Agreed"), reason);
}

static void
set_due_error (FodConferenceRow *self, const char *reason)
{
  fod_entry_error_show (self->due, self->due_title, _ ("Raise again on"), reason);
}

static void
clear_errors (FodConferenceRow *self)
{
  set_agreed_error (self, NULL);
  set_due_error (self, NULL);
}

/* A question that is not shown stays as it was typed. */
static FodConferenceWords *
read_words (FodConferenceRow *self)
{
  const char *question = fod_conference_draft_get_words (self->draft)->question;

  if (may_ask (self))
    {
      question = gtk_editable_get_text (self->question);
      if (g_strcmp0 (question, self->proposed) == 0)
        question = NULL;
    }
  return fod_conference_words_new (question, gtk_editable_get_text (self->agreed),
                                   gtk_editable_get_text (self->due));
}

/* Setting what stands there already would take the cursor away. */
static void
put (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

/* Shows the words of the draft, or none. */
static void
fill (FodConferenceRow *self, gboolean with_words)
{
  const FodConferenceWords *words = fod_conference_draft_get_words (self->draft);
  const char *question = words->question != NULL ? words->question : self->proposed;

  self->filling = TRUE;
  put (self->question, with_words && may_ask (self) ? question : "");
  put (self->agreed, with_words ? words->agreed : "");
  put (self->due, with_words ? words->due : "");
  self->filling = FALSE;
}

static void
on_typed (FodConferenceRow *self)
{
  if (self->filling || fod_read_only (self->context))
    return;
  clear_errors (self);
  fod_conference_draft_set_words (self->draft, read_words (self));
}

static void
set_mark (FodConferenceRow *self, const char *text)
{
  gtk_label_set_text (self->mark, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), text != NULL);
}

static void
show_locked (FodConferenceRow *self)
{
  gboolean words = !fod_conference_words_is_empty (fod_conference_draft_get_words (self->draft));
  const char *text =
      words
          ? _ ("One participant may not be raised: there is no valid consent to talk with all who "
               "treat them. What you wrote is kept as a draft, which is not shown here.")
          : _ ("One participant may not be raised: there is no valid consent to talk with all who "
               "treat them.");

  gtk_label_set_text (self->locked_words, text);
  fod_name (self->locked, text);
  gtk_widget_set_visible (self->keep, words && !fod_read_only (self->context));
  gtk_widget_set_visible (GTK_WIDGET (self), self->was_open || words);
}

/* Who was raised has said what there is to say, until somebody wants to add to it. */
static void
show_fields (FodConferenceRow *self)
{
  gboolean shown = fod_conference_row_is_open (self) || self->more ||
                   !fod_conference_words_is_empty (fod_conference_draft_get_words (self->draft));

  gtk_widget_set_visible (self->fields, shown);
  gtk_widget_set_visible (self->add, !shown && !fod_read_only (self->context));
}

static void
on_loaded (FodConferenceDraft *draft, gint64 at_ms, FodConferenceRow *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *when = fod_format_moment (at_ms, today);
  /* Translators: %s is a time, such as "10:14" */
  g_autofree char *text = g_strdup_printf (_ ("Draft from %s"), when);

  if (!may_raise (self))
    {
      show_locked (self);
      return;
    }
  fill (self, TRUE);
  set_mark (self, text);
  show_fields (self);
}

static void
name_entry (GtkEditable *entry, const char *what, const char *who)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", what, who);

  fod_name (GTK_WIDGET (entry), name);
}

/* What of the participant may not be said is in none of the widgets, seen or not. */
static void
show_words (FodConferenceRow *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *status = fod_conference_text_dup_status (self->person, today);
  g_autofree char *withheld = fod_conference_text_dup_withheld (self->person);
  g_autofree char *said = fod_conference_text_dup_said (self->person);
  const char *name = may_raise (self) ? fod_record_get (self->person->participant, "name") : NULL;
  gboolean raised = fod_conference_person_is_raised (self->person, today);

  name = name != NULL ? name : "";
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->withheld, withheld != NULL ? withheld : "");
  gtk_widget_set_visible (GTK_WIDGET (self->withheld), withheld != NULL);
  gtk_label_set_text (self->said, said);
  gtk_widget_set_visible (GTK_WIDGET (self->said), *said != '\0');
  name_entry (self->question, _ ("Question"), name);
  name_entry (self->agreed, _ ("Agreed"), name);
  name_entry (self->due, _ ("Raise again on"), name);
  if (raised)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark), "granted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark), "granted");
  if (raised || !may_raise (self) ||
      fod_conference_words_is_empty (fod_conference_draft_get_words (self->draft)))
    set_mark (self, raised ? _ ("Raised today") : NULL);
}

static void
show_person (FodConferenceRow *self)
{
  gboolean raise = may_raise (self);
  gboolean typing = gtk_widget_get_focus_child (self->card) != NULL;

  show_words (self);
  show_fields (self);
  gtk_widget_set_visible (self->asking, may_ask (self));
  gtk_widget_set_visible (self->locked, !raise);
  gtk_widget_set_visible (self->card, raise);
  if (raise)
    {
      self->was_open = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
  else
    show_locked (self);
  /* Keys that are still to come are not for the next participant, nor for a button. */
  if (!raise && typing)
    gtk_widget_grab_focus (self->locked);
}

static void
set_person (FodConferenceRow *self, FodConferencePerson *person)
{
  if (self->person != NULL)
    fod_conference_person_unref (self->person);
  self->person = fod_conference_person_ref (person);
  g_free (self->proposed);
  self->proposed =
      fod_conference_text_dup_question (fod_context_get_directory (self->context), person);
}

static FodEdit *
make_edit (FodConferenceRow *self, const FodConferenceWords *words)
{
  const char *question = words->question != NULL ? words->question : self->proposed;
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *day = fod_conference_words_read_due (words, today);

  if (*words->due != '\0' && day == NULL)
    {
      set_due_error (self, _ ("There is no such day ahead. Write for example 23-11, or Friday"));
      gtk_widget_grab_focus (GTK_WIDGET (self->due));
      return NULL;
    }
  if (*words->agreed == '\0' && *question == '\0')
    {
      set_agreed_error (self, _ ("Write what was agreed"));
      gtk_widget_grab_focus (GTK_WIDGET (self->agreed));
      return NULL;
    }
  return fod_conference_edit_raise (self->context, self->person, words, question);
}

/* Who has nothing agreed and no day goes on: the question waits for its answer. */
static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodConferenceRow *self = FOD_CONFERENCE_ROW (widget);
  g_autoptr (FodConferenceWords) words = read_words (self);
  g_autoptr (FodEdit) edit = NULL;

  if (!may_raise (self))
    return;
  if (*words->agreed != '\0' || *words->due != '\0')
    {
      edit = make_edit (self, words);
      if (edit == NULL)
        return;
      fod_conference_draft_end (self->draft, edit);
      /* Without a name: it stays longer than a consent may. */
      fod_apply (widget, self->context, edit, _ ("Saved as raised"));
      self->more = FALSE;
      fill (self, TRUE);
      clear_errors (self);
    }
  g_signal_emit (self, signals[DONE], 0);
}

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodConferenceRow *self = FOD_CONFERENCE_ROW (widget);

  self->more = TRUE;
  show_fields (self);
  fod_conference_row_start (self);
}

static void
keep (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodConferenceRow *self = FOD_CONFERENCE_ROW (widget);
  g_autoptr (FodEdit) edit = fod_conference_edit_keep (
      self->context, self->person->id, fod_conference_draft_get_words (self->draft));

  fod_conference_draft_end (self->draft, edit);
  fod_apply (widget, self->context, edit, _ ("Note saved"));
  show_locked (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_activate (FodConferenceRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "conference.save", NULL);
}

static void
fod_conference_row_dispose (GObject *object)
{
  FodConferenceRow *self = FOD_CONFERENCE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CONFERENCE_ROW);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_conference_row_parent_class)->dispose (object);
}

static void
fod_conference_row_finalize (GObject *object)
{
  FodConferenceRow *self = FOD_CONFERENCE_ROW (object);

  g_clear_pointer (&self->person, fod_conference_person_unref);
  g_free (self->proposed);

  G_OBJECT_CLASS (fod_conference_row_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, card);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, name);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, mark);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, status);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, withheld);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, said);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, add);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, fields);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, asking);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, question);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, agreed_title);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, agreed);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, due_title);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, due);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, locked);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, locked_words);
  gtk_widget_class_bind_template_child (widget_class, FodConferenceRow, keep);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
fod_conference_row_class_init (FodConferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_conference_row_dispose;
  object_class->finalize = fod_conference_row_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (FOD_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-conference-row.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "conference.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "conference.keep", NULL, keep);
  gtk_widget_class_install_action (widget_class, "conference.add", NULL, add);
}

static void
fod_conference_row_init (FodConferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_conference_row_new (FodContext *context, FodConferencePerson *person)
{
  FodConferenceRow *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && person != NULL, NULL);

  self = g_object_new (FOD_TYPE_CONFERENCE_ROW, NULL);
  self->context = g_object_ref (context);
  self->draft = fod_conference_draft_new (context, person->id);
  g_signal_connect_object (self->draft, "loaded", G_CALLBACK (on_loaded), self, 0);
  if (fod_read_only (context))
    {
      gtk_editable_set_editable (self->question, FALSE);
      gtk_editable_set_editable (self->agreed, FALSE);
      gtk_editable_set_editable (self->due, FALSE);
    }
  set_person (self, person);
  fill (self, may_raise (self));
  show_person (self);
  fod_read_only_apply (GTK_WIDGET (self), context);
  return GTK_WIDGET (self);
}

void
fod_conference_row_show (FodConferenceRow *self, FodConferencePerson *person)
{
  FodTeamConsent before;

  g_return_if_fail (FOD_IS_CONFERENCE_ROW (self) && person != NULL);

  before = self->person->may_say;
  /* What is typed until now was read when it was typed; from here on it is the draft's. */
  set_person (self, person);
  if (!may_raise (self))
    fod_conference_draft_flush (self->draft);
  if (before != person->may_say || fod_conference_draft_get_words (self->draft)->question == NULL)
    fill (self, may_raise (self));
  show_person (self);
}

const char *
fod_conference_row_get_id (FodConferenceRow *self)
{
  g_return_val_if_fail (FOD_IS_CONFERENCE_ROW (self), NULL);

  return self->person->id;
}

gboolean
fod_conference_row_is_open (FodConferenceRow *self)
{
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_CONFERENCE_ROW (self), FALSE);

  today = fod_context_dup_today (self->context);
  return may_raise (self) && !fod_conference_person_is_raised (self->person, today);
}

void
fod_conference_row_start (FodConferenceRow *self)
{
  g_return_if_fail (FOD_IS_CONFERENCE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->agreed));
}

void
fod_conference_row_flush (FodConferenceRow *self)
{
  g_return_if_fail (FOD_IS_CONFERENCE_ROW (self));

  fod_conference_draft_flush (self->draft);
}
