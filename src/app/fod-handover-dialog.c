/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks to whom and for how long. Whether it may be, the server has the last word. */

#include "config.h"

#include "app/fod-handover-dialog.h"

#include "app/fod-apply.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-handover-choice.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>

struct _FodHandoverDialog
{
  AdwWindow parent_instance;

  FodContext *context;
  FodEntity *participant;
  GtkWidget *from; /* weak */

  GtkButton *give;           /* template */
  GtkLabel *whom;            /* template */
  GtkWidget *now;            /* template */
  AdwActionRow *now_row;     /* template */
  FodHandoverChoice *choice; /* template */
  GtkLabel *means;           /* template */
};

G_DEFINE_FINAL_TYPE (FodHandoverDialog, fod_handover_dialog, ADW_TYPE_WINDOW)

static const char *
get (FodHandoverDialog *self, const char *field)
{
  return fod_entity_get (self->participant, field);
}

static const FodRecord *
get_chosen (FodHandoverDialog *self)
{
  return fod_handover_choice_get_nth (self->choice,
                                      fod_handover_choice_get_position (self->choice));
}

static gboolean
leads (FodContext *context)
{
  return g_strcmp0 (fod_store_get_role (fod_context_get_store (context)), "leader") == 0;
}

/* What the choice means, before it is made. */
static void
update (FodHandoverDialog *self)
{
  const FodRecord *chosen = get_chosen (self);
  const char *name = chosen != NULL ? fod_record_get (chosen, "name") : NULL;
  gboolean covers = fod_handover_choice_get_covers (self->choice);
  g_autofree char *means = NULL;

  gtk_button_set_label (self->give, fod_handover_choice_get_verb (self->choice));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), name != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.give", name != NULL);
  if (!fod_handover_choice_get_loaded (self->choice))
    return;
  if (name == NULL)
    means = g_strdup (_ ("There is no other colleague in the team."));
  else if (covers && leads (self->context))
    /* Translators: %s is a colleague */
    means = g_strdup_printf (_ ("%s sees and writes everything about the participant until the end "
                                "of that day. Whose they are stays as it is."),
                             name);
  else if (covers)
    /* Translators: %s is a colleague */
    means = g_strdup_printf (_ ("%s sees and writes everything about the participant until the end "
                                "of that day. You keep the participant."),
                             name);
  else if (leads (self->context))
    /* Translators: %s is a colleague */
    means = g_strdup_printf (_ ("%s gets the participant with all notes, follow-ups and jobs. You "
                                "see them as before. Until the change is sent you can undo it."),
                             name);
  else
    /* Translators: %s is a colleague */
    means = g_strdup_printf (_ ("%s gets the participant with all notes, follow-ups and jobs, and "
                                "they leave this machine when the server has the change. Until it "
                                "is sent you can undo it."),
                             name);
  gtk_label_set_text (self->means, means);
}

static void
set_field (FodHandoverDialog *self, FodEdit *edit, const char *field, const char *value)
{
  if (g_strcmp0 (get (self, field), value) != 0)
    fod_edit_set (edit, FOD_KIND_PARTICIPANT, fod_entity_get_id (self->participant), field, value,
                  get (self, field));
}

static void
apply (FodHandoverDialog *self, FodEdit *edit, const char *said)
{
  fod_apply (self->from != NULL ? self->from : GTK_WIDGET (self), self->context, edit, said);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_give (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodHandoverDialog *self = FOD_HANDOVER_DIALOG (widget);
  const FodRecord *chosen = get_chosen (self);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *until = NULL;
  g_autofree char *said = NULL;

  if (chosen == NULL || !fod_handover_choice_read_until (self->choice, &until))
    return;
  if (until != NULL)
    {
      set_field (self, edit, "cover", fod_record_get_id (chosen));
      set_field (self, edit, "cover-until", until);
      /* Translators: %s is a colleague */
      said = g_strdup_printf (_ ("%s covers"), fod_record_get (chosen, "name"));
    }
  else
    {
      set_field (self, edit, "consultant", fod_record_get_id (chosen));
      /* Translators: %s is a colleague */
      said = g_strdup_printf (_ ("Handed over to %s"), fod_record_get (chosen, "name"));
    }
  apply (self, edit, said);
}

static void
on_end (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodHandoverDialog *self = FOD_HANDOVER_DIALOG (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();

  set_field (self, edit, "cover", NULL);
  set_field (self, edit, "cover-until", NULL);
  apply (self, edit, _ ("The cover has ended"));
}

static void
fod_handover_dialog_dispose (GObject *object)
{
  FodHandoverDialog *self = FOD_HANDOVER_DIALOG (object);

  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->participant);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HANDOVER_DIALOG);

  G_OBJECT_CLASS (fod_handover_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, give);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, whom);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, now);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, now_row);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, means);
}

static void
fod_handover_dialog_class_init (FodHandoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_handover_dialog_dispose;

  g_type_ensure (FOD_TYPE_HANDOVER_CHOICE);
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-handover-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "handover.give", NULL, on_give);
  gtk_widget_class_install_action (widget_class, "handover.end", NULL, on_end);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "handover.give", NULL);
}

static void
fod_handover_dialog_init (FodHandoverDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The cover that there is. */
static void
show_now (FodHandoverDialog *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *cover = fod_directory_get_user_name (directory, get (self, "cover"));
  g_autofree char *day = fod_format_date (get (self, "cover-until"));
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->now, get (self, "cover") != NULL);
  if (cover == NULL)
    cover = _ ("a colleague");
  title = *day != '\0' ? g_strdup_printf (_ ("%1$s covers until %2$s"), cover, day)
                       : g_strdup_printf (_ ("%s covers"), cover);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->now_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->now_row), title);
}

gboolean
fod_handover_dialog_may (FodContext *context, FodEntity *participant)
{
  FodStore *store = fod_context_get_store (context);
  const char *user = fod_store_get_user (store);

  g_return_val_if_fail (FOD_IS_ENTITY (participant), FALSE);

  return user != NULL &&
         (leads (context) || g_strcmp0 (fod_entity_get (participant, "consultant"), user) == 0);
}

void
fod_handover_dialog_open (GtkWidget *from, FodContext *context, FodEntity *participant)
{
  FodHandoverDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (FOD_IS_ENTITY (participant));

  self = g_object_new (FOD_TYPE_HANDOVER_DIALOG, NULL);
  self->context = g_object_ref (context);
  self->participant = g_object_ref (participant);
  g_set_weak_pointer (&self->from, GTK_WIDGET (fod_go_window (from)));
  gtk_label_set_text (self->whom, get (self, "name") != NULL ? get (self, "name") : "");
  show_now (self);
  update (self);
  fod_handover_choice_set_except (self->choice, get (self, "consultant"));
  fod_handover_choice_load (self->choice, context, get (self, "team"));
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
}
