/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of colleague and time. What is done with it is the dialog's. */

#include "config.h"

#include "app/fod-handover-choice.h"

#include "app/fod-format.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodHandoverChoice
{
  AdwBin parent_instance;

  FodContext *context;
  GPtrArray *users;      /* of FodRecord; NULL until the store has answered */
  GPtrArray *colleagues; /* of FodRecord: those of them who are offered */
  char *except;

  AdwComboRow *colleague;  /* template */
  GtkCheckButton *forever; /* template */
  GtkCheckButton *covers;  /* template */
  GtkEditable *until;      /* template */
  GtkLabel *problem;       /* template */
};

enum
{
  CHANGED,
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodHandoverChoice, fod_handover_choice, ADW_TYPE_BIN)

static void
show_problem (FodHandoverChoice *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
update (FodHandoverChoice *self)
{
  show_problem (self, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->until), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->until), gtk_check_button_get_active (self->covers));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Everybody of the team but the one who has the participants. */
static void
offer (FodHandoverChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->colleagues, 0);
  for (guint i = 0; self->users != NULL && i < self->users->len; i++)
    {
      FodRecord *user = g_ptr_array_index (self->users, i);

      if (g_strcmp0 (fod_record_get_id (user), self->except) == 0)
        continue;
      g_ptr_array_add (self->colleagues, fod_record_ref (user));
      gtk_string_list_append (names, fod_record_get (user, "name"));
    }
  adw_combo_row_set_model (self->colleague, G_LIST_MODEL (names));
  update (self);
}

static void
on_users (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHandoverChoice) self = user_data;
  g_autoptr (GPtrArray) users = fod_store_query_finish (FOD_STORE (source), result, NULL);

  if (users == NULL || self->context == NULL)
    return;
  self->users = g_steal_pointer (&users);
  offer (self);
  if (self->colleagues->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->colleague));
  g_signal_emit (self, signals[LOADED], 0);
}

static void
fod_handover_choice_dispose (GObject *object)
{
  FodHandoverChoice *self = FOD_HANDOVER_CHOICE (object);

  g_clear_object (&self->context);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HANDOVER_CHOICE);

  G_OBJECT_CLASS (fod_handover_choice_parent_class)->dispose (object);
}

static void
fod_handover_choice_finalize (GObject *object)
{
  FodHandoverChoice *self = FOD_HANDOVER_CHOICE (object);

  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_ptr_array_unref (self->colleagues);
  g_free (self->except);

  G_OBJECT_CLASS (fod_handover_choice_parent_class)->finalize (object);
}

static void
fod_handover_choice_class_init (FodHandoverChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_handover_choice_dispose;
  object_class->finalize = fod_handover_choice_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_HANDOVER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", FOD_TYPE_HANDOVER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-handover-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHandoverChoice, colleague);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverChoice, forever);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverChoice, covers);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverChoice, until);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverChoice, problem);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
fod_handover_choice_init (FodHandoverChoice *self)
{
  self->colleagues = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_handover_choice_load (FodHandoverChoice *self, FodContext *context, const char *team)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_USER);

  g_return_if_fail (FOD_IS_HANDOVER_CHOICE (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  fod_query_where (query, "team", FOD_QUERY_IS, team);
  fod_query_where (query, "gone", FOD_QUERY_IS, NULL);
  fod_query_order (query, "name", FALSE);
  fod_store_query_async (fod_context_get_store (context), query, NULL, on_users,
                         g_object_ref (self));
}

void
fod_handover_choice_set_except (FodHandoverChoice *self, const char *user)
{
  g_return_if_fail (FOD_IS_HANDOVER_CHOICE (self));

  if (g_strcmp0 (self->except, user) == 0)
    return;
  g_free (self->except);
  self->except = g_strdup (user);
  offer (self);
}

gboolean
fod_handover_choice_get_loaded (FodHandoverChoice *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), FALSE);

  return self->users != NULL;
}

GListModel *
fod_handover_choice_get_names (FodHandoverChoice *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), NULL);

  return adw_combo_row_get_model (self->colleague);
}

const FodRecord *
fod_handover_choice_get_nth (FodHandoverChoice *self, guint position)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), NULL);

  return position < self->colleagues->len ? g_ptr_array_index (self->colleagues, position) : NULL;
}

guint
fod_handover_choice_get_position (FodHandoverChoice *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), 0);

  return adw_combo_row_get_selected (self->colleague);
}

gboolean
fod_handover_choice_get_covers (FodHandoverChoice *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), FALSE);

  return gtk_check_button_get_active (self->covers);
}

void
fod_handover_choice_show_colleague (FodHandoverChoice *self, gboolean shown)
{
  g_return_if_fail (FOD_IS_HANDOVER_CHOICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->colleague), shown);
}

const char *
fod_handover_choice_get_verb (FodHandoverChoice *self)
{
  return fod_handover_choice_get_covers (self)
             /* Translators: the button that makes a colleague the cover */
             ? C_ ("hand over", "_Set cover")
             /* Translators: the button that hands over */
             : C_ ("hand over", "_Hand over");
}

gboolean
fod_handover_choice_read_until (FodHandoverChoice *self, char **until)
{
  const FodField *field = fod_spec_find (&fod_participant_spec, "cover-until");
  const char *typed = gtk_editable_get_text (self->until);
  g_autofree char *today = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (FOD_IS_HANDOVER_CHOICE (self), FALSE);

  *until = NULL;
  if (!fod_handover_choice_get_covers (self))
    return TRUE;
  today = fod_context_dup_today (self->context);
  date = *typed != '\0' ? fod_format_read_date (typed, today) : NULL;
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
