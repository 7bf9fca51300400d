/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks whom, to whom and for how long. Whether it may be, the server has the last word. */

#include "config.h"

#include "app/fod-handover-several.h"

#include "app/fod-apply.h"
#include "app/fod-go.h"
#include "app/fod-handover-choice.h"
#include "app/fod-handover-row.h"
#include "app/fod-title.h"

#include <glib/gi18n.h>

struct _FodHandoverSeveral
{
  AdwWindow parent_instance;

  FodContext *context;
  GPtrArray *participants; /* of FodRecord; NULL until the store has answered */
  GPtrArray *owners;       /* of char: ids of users, in the order in which they are offered */
  GPtrArray *rows;         /* of FodHandoverRow: of the owner who is chosen */
  char *first;             /* nullable: the owner to begin with */
  GtkWidget *from;         /* weak */

  GtkButton *give;             /* template */
  GtkWidget *whose_group;      /* template */
  AdwComboRow *whose;          /* template */
  FodHandoverChoice *choice;   /* template */
  GtkLabel *means;             /* template */
  AdwPreferencesGroup *people; /* template */
  AdwActionRow *count;         /* template */
  GtkCheckButton *all;         /* template */
  GtkSwitch *each;             /* template */
};

G_DEFINE_FINAL_TYPE (FodHandoverSeveral, fod_handover_several, ADW_TYPE_WINDOW)

static gboolean
leads (FodHandoverSeveral *self)
{
  return g_strcmp0 (fod_store_get_role (fod_context_get_store (self->context)), "leader") == 0;
}

static const char *
get_owner (FodHandoverSeveral *self)
{
  guint chosen = adw_combo_row_get_selected (self->whose);

  return chosen < self->owners->len ? g_ptr_array_index (self->owners, chosen) : NULL;
}

static gboolean
has_ended (FodHandoverRow *row)
{
  return g_strcmp0 (fod_record_get (fod_handover_row_get_participant (row), "stage"), "ended") == 0;
}

static const char *
get_meaning (FodHandoverSeveral *self)
{
  if (self->rows->len == 0)
    return _ ("There is nobody to hand over.");
  if (fod_handover_choice_get_nth (self->choice, 0) == NULL)
    return _ ("There is no other colleague in the team.");
  if (fod_handover_choice_get_covers (self->choice))
    return _ ("The colleague sees and writes everything about those chosen below until the end of "
              "that day. Whose they are stays as it is.");
  if (leads (self))
    return _ ("Those chosen below go to the colleague with all notes, follow-ups and jobs. You see "
              "them as before. Until the change is sent you can undo it.");
  return _ ("Those chosen below go to the colleague with all notes, follow-ups and jobs, and leave "
            "this machine when the server has the change. Until it is sent you can undo it.");
}

/* How many are shown, and how many of them are chosen. */
static guint
count_rows (FodHandoverSeveral *self, guint *chosen)
{
  guint shown = 0;

  *chosen = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      FodHandoverRow *row = g_ptr_array_index (self->rows, i);

      shown += gtk_widget_get_visible (GTK_WIDGET (row)) ? 1 : 0;
      *chosen += fod_handover_row_get_chosen (row) ? 1 : 0;
    }
  return shown;
}

static void
on_all (FodHandoverSeveral *self)
{
  gboolean all = gtk_check_button_get_active (self->all);

  for (guint i = 0; i < self->rows->len; i++)
    fod_handover_row_set_chosen (g_ptr_array_index (self->rows, i), all);
}

static void
update_count (FodHandoverSeveral *self)
{
  guint chosen = 0;
  guint shown = count_rows (self, &chosen);
  /* Translators: how many are chosen, and of how many */
  g_autofree char *title = g_strdup_printf (
      ngettext ("%1$u of %2$u participant", "%1$u of %2$u participants", shown), chosen, shown);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->count), title);
  g_signal_handlers_block_by_func (self->all, on_all, self);
  gtk_check_button_set_active (self->all, chosen == shown);
  gtk_check_button_set_inconsistent (self->all, chosen > 0 && chosen < shown);
  g_signal_handlers_unblock_by_func (self->all, on_all, self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.give",
                                 chosen > 0 &&
                                     fod_handover_choice_get_nth (self->choice, 0) != NULL);
}

/* A course that is over needs no cover; for good it goes along. */
static void
update (FodHandoverSeveral *self)
{
  gboolean covers = fod_handover_choice_get_covers (self->choice);

  if (self->participants == NULL ||
      (self->rows->len > 0 && !fod_handover_choice_get_loaded (self->choice)))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      FodHandoverRow *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (GTK_WIDGET (row), !covers || !has_ended (row));
    }
  gtk_button_set_label (self->give, fod_handover_choice_get_verb (self->choice));
  gtk_label_set_text (self->means, get_meaning (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), self->rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people), self->rows->len > 0);
  update_count (self);
}

static void
update_each (FodHandoverSeveral *self)
{
  gboolean each = gtk_switch_get_active (self->each);
  GListModel *names = each ? fod_handover_choice_get_names (self->choice) : NULL;

  fod_handover_choice_show_colleague (self->choice, !each);
  for (guint i = 0; i < self->rows->len; i++)
    fod_handover_row_offer (g_ptr_array_index (self->rows, i), names,
                            fod_handover_choice_get_position (self->choice));
}

static void
show_rows (FodHandoverSeveral *self)
{
  const char *owner = get_owner (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->people, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->participants->len; i++)
    {
      FodRecord *participant = g_ptr_array_index (self->participants, i);
      FodHandoverRow *row;

      if (g_strcmp0 (fod_record_get (participant, "consultant"), owner) != 0)
        continue;
      row = fod_handover_row_new (self->context, participant);
      g_signal_connect_object (row, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->people, GTK_WIDGET (row));
    }
}

static void
on_whose (FodHandoverSeveral *self)
{
  if (self->participants == NULL)
    return;
  show_rows (self);
  fod_handover_choice_set_except (self->choice, get_owner (self));
  update_each (self);
  update (self);
}

static const char *
name_of (FodHandoverSeveral *self, const char *user)
{
  const char *name = fod_directory_get_user_name (fod_context_get_directory (self->context), user);

  return name != NULL ? name : _ ("a colleague");
}

static int
compare_owners (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_utf8_collate (name_of (user_data, *(const char *const *)a),
                         name_of (user_data, *(const char *const *)b));
}

/* Who has participants: all of the team's for its leader, who may have none. */
static void
find_owners (FodHandoverSeveral *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->participants->len; i++)
    {
      const char *owner = fod_record_get (g_ptr_array_index (self->participants, i), "consultant");

      if (owner != NULL && g_hash_table_add (seen, (gpointer)owner))
        g_ptr_array_add (self->owners, g_strdup (owner));
    }
  g_ptr_array_sort_with_data (self->owners, compare_owners, self);
}

static void
show_owners (FodHandoverSeveral *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint first = 0;

  for (guint i = 0; i < self->owners->len; i++)
    {
      const char *owner = g_ptr_array_index (self->owners, i);

      gtk_string_list_append (names, name_of (self, owner));
      if (g_strcmp0 (owner, self->first) == 0)
        first = i;
    }
  gtk_widget_set_visible (self->whose_group, leads (self) && self->owners->len > 0);
  adw_combo_row_set_model (self->whose, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->whose, first);
  on_whose (self);
}

static void
on_participants (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHandoverSeveral) self = user_data;
  g_autoptr (GPtrArray) participants = fod_store_query_finish (FOD_STORE (source), result, NULL);

  if (participants == NULL || self->context == NULL)
    return;
  self->participants = g_steal_pointer (&participants);
  find_owners (self);
  show_owners (self);
  if (self->participants->len > 0)
    fod_handover_choice_load (self->choice, self->context,
                              fod_record_get (self->participants->pdata[0], "team"));
}

static void
set_field (FodEdit *edit, const FodRecord *participant, const char *field, const char *value)
{
  const char *seen = fod_record_get (participant, field);

  if (g_strcmp0 (seen, value) != 0)
    fod_edit_set (edit, FOD_KIND_PARTICIPANT, fod_record_get_id (participant), field, value, seen);
}

/* Returns: how many are in @edit */
static guint
collect (FodHandoverSeveral *self, FodEdit *edit, const char *until)
{
  gboolean each = gtk_switch_get_active (self->each);
  guint count = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      FodHandoverRow *row = g_ptr_array_index (self->rows, i);
      const FodRecord *participant = fod_handover_row_get_participant (row);
      const FodRecord *colleague = fod_handover_choice_get_nth (
          self->choice, each ? fod_handover_row_get_position (row)
                             : fod_handover_choice_get_position (self->choice));

      if (!fod_handover_row_get_chosen (row) || colleague == NULL)
        continue;
      set_field (edit, participant, until != NULL ? "cover" : "consultant",
                 fod_record_get_id (colleague));
      if (until != NULL)
        set_field (edit, participant, "cover-until", until);
      count++;
    }
  return count;
}

static char *
dup_said (FodHandoverSeveral *self, guint count, gboolean covers)
{
  const FodRecord *colleague =
      fod_handover_choice_get_nth (self->choice, fod_handover_choice_get_position (self->choice));
  const char *name = colleague != NULL ? fod_record_get (colleague, "name") : "";

  if (gtk_switch_get_active (self->each))
    return covers ? g_strdup_printf (ngettext ("%u participant has a cover now",
                                               "%u participants have a cover now", count),
                                     count)
                  : g_strdup_printf (ngettext ("%u participant handed over",
                                               "%u participants handed over", count),
                                     count);
  if (covers)
    /* Translators: how many, and the colleague */
    return g_strdup_printf (
        ngettext ("%1$u participant covered by %2$s", "%1$u participants covered by %2$s", count),
        count, name);
  /* Translators: how many, and the colleague */
  return g_strdup_printf (ngettext ("%1$u participant handed over to %2$s",
                                    "%1$u participants handed over to %2$s", count),
                          count, name);
}

static void
on_give (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodHandoverSeveral *self = FOD_HANDOVER_SEVERAL (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *until = NULL;
  g_autofree char *said = NULL;
  guint count;

  if (!fod_handover_choice_read_until (self->choice, &until))
    return;
  count = collect (self, edit, until);
  said = dup_said (self, count, until != NULL);
  fod_apply (self->from != NULL ? self->from : widget, self->context, edit, said);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fod_handover_several_dispose (GObject *object)
{
  FodHandoverSeveral *self = FOD_HANDOVER_SEVERAL (object);

  g_clear_weak_pointer (&self->from);
  g_clear_object (&self->context);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HANDOVER_SEVERAL);

  G_OBJECT_CLASS (fod_handover_several_parent_class)->dispose (object);
}

static void
fod_handover_several_finalize (GObject *object)
{
  FodHandoverSeveral *self = FOD_HANDOVER_SEVERAL (object);

  g_clear_pointer (&self->participants, g_ptr_array_unref);
  g_ptr_array_unref (self->owners);
  g_ptr_array_unref (self->rows);
  g_free (self->first);

  G_OBJECT_CLASS (fod_handover_several_parent_class)->finalize (object);
}

static void
fod_handover_several_class_init (FodHandoverSeveralClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_handover_several_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_handover_several_finalize;

  g_type_ensure (FOD_TYPE_HANDOVER_CHOICE);
  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-handover-several.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, give);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, whose_group);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, whose);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, choice);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, means);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, people);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, count);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, all);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverSeveral, each);
  gtk_widget_class_bind_template_callback (widget_class, on_all);
  gtk_widget_class_bind_template_callback (widget_class, on_whose);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, update_each);
  gtk_widget_class_install_action (widget_class, "handover.give", NULL, on_give);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "handover.give", NULL);
}

static void
fod_handover_several_init (FodHandoverSeveral *self)
{
  self->owners = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
load (FodHandoverSeveral *self)
{
  FodStore *store = fod_context_get_store (self->context);
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);

  if (!leads (self))
    fod_query_where (query, "consultant", FOD_QUERY_IS, fod_store_get_user (store));
  fod_query_order (query, "name", FALSE);
  fod_store_query_async (store, query, NULL, on_participants, g_object_ref (self));
}

void
fod_handover_several_open (GtkWidget *from, FodContext *context, const char *whose)
{
  FodHandoverSeveral *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self = g_object_new (FOD_TYPE_HANDOVER_SEVERAL, NULL);
  self->context = g_object_ref (context);
  self->first = g_strdup (whose);
  g_set_weak_pointer (&self->from, GTK_WIDGET (fod_go_window (from)));
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  load (self);
}
