/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows over the store's trace of handovers. It names colleagues and days, never a participant. */

#include "config.h"

#include "app/fod-given-group.h"

#include "app/fod-format.h"
#include "store/fod-given.h"

#include <glib/gi18n.h>

struct _FodGivenGroup
{
  AdwBin parent_instance;

  FodContext *context;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FodGivenGroup, fod_given_group, ADW_TYPE_BIN)

static GtkWidget *
make_row (FodGivenGroup *self, const FodGiven *given)
{
  GtkWidget *row = adw_action_row_new ();
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *name = fod_directory_get_user_name (directory, given->user);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *moment = fod_format_moment (given->at_ms, today);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u participant", "%u participants", given->count), given->count);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", count, moment);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 name != NULL ? name : _ ("a colleague"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
show_list (FodGivenGroup *self, GPtrArray *list)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Handed over by you"));
  for (guint i = 0; i < list->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (self, g_ptr_array_index (list, i)));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), list->len > 0);
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodGivenGroup) self = user_data;
  g_autoptr (GPtrArray) list = fod_given_list_finish (FOD_STORE (source), result, NULL);

  if (list != NULL && self->context != NULL)
    show_list (self, list);
}

/* A leader has all of them still, and sees by each who has it now. */
static gboolean
leads (FodGivenGroup *self)
{
  return g_strcmp0 (fod_store_get_role (fod_context_get_store (self->context)), "leader") == 0;
}

static void
reload (FodGivenGroup *self)
{
  if (self->context != NULL && !leads (self))
    fod_given_list_async (fod_context_get_store (self->context), self->cancellable, on_list,
                          g_object_ref (self));
}

static void
fod_given_group_dispose (GObject *object)
{
  FodGivenGroup *self = FOD_GIVEN_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_given_group_parent_class)->dispose (object);
}

static void
fod_given_group_finalize (GObject *object)
{
  g_object_unref (FOD_GIVEN_GROUP (object)->cancellable);
  G_OBJECT_CLASS (fod_given_group_parent_class)->finalize (object);
}

static void
fod_given_group_class_init (FodGivenGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_given_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_given_group_finalize;
}

static void
fod_given_group_init (FodGivenGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
fod_given_group_show (FodGivenGroup *self, FodContext *context)
{
  g_return_if_fail (FOD_IS_GIVEN_GROUP (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  if (self->context == NULL)
    g_signal_connect_object (fod_context_get_store (context), "journal-changed",
                             G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_set_object (&self->context, context);
  reload (self);
}
