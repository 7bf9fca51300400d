/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What came together goes into one row, with the participants below it. */

#include "config.h"

#include "app/fod-hands-group.h"

#include "app/fod-format.h"
#include "app/fod-go.h"

#include <glib/gi18n.h>
#include <string.h>

/* How long it is told who handed them over. */
#define TOLD_MS (G_GINT64_CONSTANT (60) * 24 * 3600 * 1000)
/* Participants below one row; the rest is counted. */
#define MAX_ROWS 100

struct _FodHandsGroup
{
  AdwBin parent_instance;

  FodContext *context;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FodHandsGroup, fod_hands_group, ADW_TYPE_BIN)

/* One row: what it says, and of whom. */
typedef struct
{
  char *title;
  char *note; /* nullable */
  GPtrArray *participants;
} Bundle;

static void
bundle_free (gpointer data)
{
  Bundle *bundle = data;

  g_free (bundle->title);
  g_free (bundle->note);
  g_ptr_array_unref (bundle->participants);
  g_free (bundle);
}

static const char *
name_of (FodHandsGroup *self, const char *user)
{
  const char *name = fod_directory_get_user_name (fod_context_get_directory (self->context), user);

  return name != NULL ? name : _ ("a colleague");
}

static gboolean
is_me (FodHandsGroup *self, const char *user)
{
  return user != NULL &&
         g_strcmp0 (user, fod_store_get_user (fod_context_get_store (self->context))) == 0;
}

static char *
dup_covering (FodHandsGroup *self, const FodRecord *record)
{
  const char *cover = fod_record_get (record, "cover");
  const char *consultant = fod_record_get (record, "consultant");
  const char *until = fod_record_get (record, "cover-until");
  g_autofree char *day = fod_format_date (until);

  if (is_me (self, cover))
    return until != NULL ? g_strdup_printf (_ ("You cover for %1$s until %2$s"),
                                            name_of (self, consultant), day)
                         : g_strdup_printf (_ ("You cover for %s"), name_of (self, consultant));
  if (is_me (self, consultant))
    return until != NULL
               ? g_strdup_printf (_ ("%1$s covers until %2$s"), name_of (self, cover), day)
               : g_strdup_printf (_ ("%s covers"), name_of (self, cover));
  return until != NULL ? g_strdup_printf (_ ("%1$s covers for %2$s until %3$s"),
                                          name_of (self, cover), name_of (self, consultant), day)
                       : g_strdup_printf (_ ("%1$s covers for %2$s"), name_of (self, cover),
                                          name_of (self, consultant));
}

/* Returns: (nullable): when and by whom, of one that was handed over lately and not by who has it
 * now: that was the end of a cover. */
static char *
dup_handed (FodHandsGroup *self, const FodRecord *record)
{
  const char *by = fod_record_get (record, "handed-by");
  const char *consultant = fod_record_get (record, "consultant");
  const char *at = fod_record_get (record, "handed-at");
  gint64 ms = at != NULL ? g_ascii_strtoll (at, NULL, 10) : 0;
  g_autofree char *day = NULL;

  if (at == NULL || by == NULL || g_strcmp0 (by, consultant) == 0 ||
      fod_clock_get_real_ms (fod_context_get_clock (self->context)) - ms > TOLD_MS)
    return NULL;
  day = fod_format_moment (ms, "");
  /* The day is enough, and puts together what was done in one go. */
  day[strcspn (day, " ")] = '\0';
  if (is_me (self, by))
    /* Translators: %s is a day */
    return g_strdup_printf (_ ("handed over by you on %s"), day);
  /* Translators: a colleague and a day */
  return g_strdup_printf (_ ("handed over by %1$s on %2$s"), name_of (self, by), day);
}

static void
add (GPtrArray *bundles, char *title, char *note, FodRecord *participant)
{
  g_autofree char *own_title = title;
  g_autofree char *own_note = note;
  Bundle *bundle = NULL;

  for (guint i = 0; i < bundles->len; i++)
    {
      bundle = g_ptr_array_index (bundles, i);
      if (g_str_equal (bundle->title, title) && g_strcmp0 (bundle->note, note) == 0)
        break;
      bundle = NULL;
    }
  if (bundle == NULL)
    {
      bundle = g_new0 (Bundle, 1);
      bundle->title = g_steal_pointer (&own_title);
      bundle->note = g_steal_pointer (&own_note);
      bundle->participants = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
      g_ptr_array_add (bundles, bundle);
    }
  g_ptr_array_add (bundle->participants, fod_record_ref (participant));
}

static GPtrArray *
make_bundles (FodHandsGroup *self, GPtrArray *participants)
{
  GPtrArray *bundles = g_ptr_array_new_with_free_func (bundle_free);

  for (guint i = 0; i < participants->len; i++)
    {
      FodRecord *record = g_ptr_array_index (participants, i);
      const char *consultant = fod_record_get (record, "consultant");
      char *handed;

      if (fod_record_get (record, "cover") != NULL)
        {
          add (bundles, dup_covering (self, record), NULL, record);
          continue;
        }
      handed = dup_handed (self, record);
      if (handed != NULL)
        add (bundles,
             g_strdup (is_me (self, consultant) ? _ ("To you") : name_of (self, consultant)),
             handed, record);
    }
  return bundles;
}

static void
on_opened (GtkWidget *row, const char *id)
{
  fod_go_show (row, FOD_KIND_PARTICIPANT, id);
}

static void
free_closure (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
make_participant (const FodRecord *participant)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fod_record_get (participant, "name"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (on_opened),
                         g_strdup (fod_record_get_id (participant)), free_closure, 0);
  return row;
}

static GtkWidget *
make_row (const Bundle *bundle)
{
  GtkWidget *row = adw_expander_row_new ();
  guint count = bundle->participants->len;
  g_autofree char *counted =
      g_strdup_printf (ngettext ("%u participant", "%u participants", count), count);
  g_autofree char *subtitle = bundle->note != NULL
                                  ? g_strdup_printf ("%s · %s", counted, bundle->note)
                                  : g_strdup (counted);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bundle->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bundle->title, -1);
  for (guint i = 0; i < MIN (count, MAX_ROWS); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_participant (g_ptr_array_index (bundle->participants, i)));
  return row;
}

static void
show_list (FodHandsGroup *self, GPtrArray *participants)
{
  g_autoptr (GPtrArray) bundles = make_bundles (self, participants);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Handovers and covers"));
  for (guint i = 0; i < bundles->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (g_ptr_array_index (bundles, i)));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), bundles->len > 0);
}

static void
on_participants (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHandsGroup) self = user_data;
  g_autoptr (GPtrArray) participants = fod_store_query_finish (FOD_STORE (source), result, NULL);

  if (participants != NULL && self->context != NULL)
    show_list (self, participants);
}

static void
reload (FodHandsGroup *self)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);

  fod_query_order (query, "name", FALSE);
  fod_store_query_async (fod_context_get_store (self->context), query, self->cancellable,
                         on_participants, g_object_ref (self));
}

/* Nobody looks at a page that is not mapped; this group itself is hidden when it is empty. */
static void
on_changed (FodStore *store, const char *kind, GStrv ids, FodHandsGroup *self)
{
  GtkWidget *page = gtk_widget_get_parent (GTK_WIDGET (self));

  if (g_str_equal (kind, FOD_KIND_PARTICIPANT) && page != NULL && gtk_widget_get_mapped (page))
    reload (self);
}

static void
fod_hands_group_dispose (GObject *object)
{
  FodHandsGroup *self = FOD_HANDS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_hands_group_parent_class)->dispose (object);
}

static void
fod_hands_group_finalize (GObject *object)
{
  g_object_unref (FOD_HANDS_GROUP (object)->cancellable);
  G_OBJECT_CLASS (fod_hands_group_parent_class)->finalize (object);
}

static void
fod_hands_group_class_init (FodHandsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_hands_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_hands_group_finalize;
}

static void
fod_hands_group_init (FodHandsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
fod_hands_group_show (FodHandsGroup *self, FodContext *context)
{
  g_return_if_fail (FOD_IS_HANDS_GROUP (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  if (self->context == NULL)
    g_signal_connect_object (fod_context_get_store (context), "changed", G_CALLBACK (on_changed),
                             self, 0);
  g_set_object (&self->context, context);
  reload (self);
}
