/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks to whom and for how long. Whether it may be, the server has the last word. */

#include "config.h"

#include "app/fod-handover-dialog.h"

#include "app/fod-apply.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodHandoverDialog
{
  AdwWindow parent_instance;

  FodContext *context;
  FodEntity *participant;
  GPtrArray *colleagues; /* of FodRecord; NULL until the store has answered */
  GtkWidget *from;       /* weak */

  GtkLabel *whom;          /* template */
  GtkWidget *now;          /* template */
  AdwActionRow *now_row;   /* template */
  GtkWidget *choice;       /* template */
  AdwComboRow *colleague;  /* template */
  GtkCheckButton *forever; /* template */
  GtkCheckButton *covers;  /* template */
  GtkEditable *until;      /* template */
  GtkLabel *means;         /* template */
  GtkLabel *problem;       /* template */
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
  guint chosen = adw_combo_row_get_selected (self->colleague);

  return self->colleagues != NULL && chosen < self->colleagues->len
             ? g_ptr_array_index (self->colleagues, chosen)
             : NULL;
}

static void
show_problem (FodHandoverDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
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
  gboolean covers = gtk_check_button_get_active (self->covers);
  g_autofree char *means = NULL;

  show_problem (self, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->until), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->until), covers);
  gtk_widget_set_visible (self->choice, name != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.give", name != NULL);
  if (self->colleagues == NULL)
    return;
  if (name == NULL)
    means = g_strdup (_ ("There is no other colleague in the team."));
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

/* Everybody of the team but the one who has the participant. */
static void
show_colleagues (FodHandoverDialog *self, GPtrArray *users)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->colleagues = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  for (guint i = 0; i < users->len; i++)
    {
      FodRecord *user = g_ptr_array_index (users, i);

      if (g_strcmp0 (fod_record_get_id (user), get (self, "consultant")) == 0)
        continue;
      g_ptr_array_add (self->colleagues, fod_record_ref (user));
      gtk_string_list_append (names, fod_record_get (user, "name"));
    }
  adw_combo_row_set_model (self->colleague, G_LIST_MODEL (names));
  update (self);
  if (self->colleagues->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->colleague));
}

static void
on_users (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHandoverDialog) self = user_data;
  g_autoptr (GPtrArray) users = fod_store_query_finish (FOD_STORE (source), result, NULL);

  if (users != NULL && self->participant != NULL)
    show_colleagues (self, users);
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

/* The day that was typed, %NULL for none; what is no day to come keeps the window open. */
static gboolean
read_until (FodHandoverDialog *self, char **until)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  const char *typed = gtk_editable_get_text (self->until);
  const FodField *field = fod_spec_find (&fod_participant_spec, "cover-until");
  g_autofree char *date = *typed != '\0' ? fod_format_read_date (typed, today) : NULL;

  if (date != NULL && fod_field_check (field, date, NULL) && strcmp (date, today) >= 0)
    {
      *until = g_steal_pointer (&date);
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->until), "error");
  show_problem (self, _ ("Write the last day of the cover: a day that is not over, for example "
                         "24-12 or Friday."));
  gtk_widget_grab_focus (GTK_WIDGET (self->until));
  return FALSE;
}

static void
on_give (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodHandoverDialog *self = FOD_HANDOVER_DIALOG (widget);
  const FodRecord *chosen = get_chosen (self);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *until = NULL;
  g_autofree char *said = NULL;

  if (chosen == NULL)
    return;
  if (gtk_check_button_get_active (self->covers))
    {
      if (!read_until (self, &until))
        return;
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
  g_clear_pointer (&self->colleagues, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HANDOVER_DIALOG);

  G_OBJECT_CLASS (fod_handover_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, whom);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, now);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, now_row);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, colleague);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, forever);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, covers);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, until);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, means);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverDialog, problem);
}

static void
fod_handover_dialog_class_init (FodHandoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_handover_dialog_dispose;

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
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_USER);

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
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));

  fod_query_where (query, "team", FOD_QUERY_IS, get (self, "team"));
  fod_query_where (query, "gone", FOD_QUERY_IS, NULL);
  fod_query_order (query, "name", FALSE);
  fod_store_query_async (fod_context_get_store (context), query, NULL, on_users,
                         g_object_ref (self));
}
