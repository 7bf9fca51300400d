/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three rows and a button. What a server's answer means is the engine's. */

#include "config.h"

#include "app/fod-enrol-group.h"

#include "app/fod-error-text.h"

#include <glib/gi18n.h>

#include <string.h>

struct _FodEnrolGroup
{
  AdwBin parent_instance;

  FodSyncEngine *engine;
  GCancellable *cancellable;

  AdwPreferencesGroup *group; /* template */
  GtkEditable *server;        /* template */
  GtkEditable *login;         /* template */
  GtkEditable *password;      /* template */
  GtkSpinner *spinner;        /* template */
  GtkLabel *problem;          /* template */
};

enum
{
  ENROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodEnrolGroup, fod_enrol_group, ADW_TYPE_BIN)

static void
set_busy (FodEnrolGroup *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enrol.connect", !busy);
}

static void
show_problem (FodEnrolGroup *self, const char *text, GtkEditable *where)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (where));
}

/* Nothing is to be sent yet, so the words about an engine that is offline would mislead. */
static char *
dup_reason (const GError *error)
{
  if (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE))
    return g_strdup (_ ("The server can’t be reached. Check the address and the network, then try "
                        "again. You can also begin without it and connect later."));
  return fod_error_text (error);
}

static void
on_enrolled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodEnrolGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = fod_sync_engine_enrol_finish (FOD_SYNC_ENGINE (source), result, &error);

  if (self->engine == NULL)
    return;

  set_busy (self, FALSE);
  if (!done)
    {
      g_autofree char *text = dup_reason (error);
      gboolean login = g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_LOGIN);

      show_problem (self, text, login ? self->password : self->server);
      return;
    }
  gtk_editable_set_text (self->password, "");
  g_signal_emit (self, signals[ENROLLED], 0);
}

/* A name alone means https; who types a scheme means that one. */
static char *
dup_server (FodEnrolGroup *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->server)));

  if (*typed == '\0' || strstr (typed, "://") != NULL)
    return g_steal_pointer (&typed);
  return g_strconcat ("https://", typed, NULL);
}

static void
on_connect (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodEnrolGroup *self = FOD_ENROL_GROUP (widget);
  g_autofree char *server = dup_server (self);
  g_autofree char *login = g_strstrip (g_strdup (gtk_editable_get_text (self->login)));
  g_autoptr (FodSecret) password = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  if (*server == '\0')
    show_problem (self, _ ("Type the address of the server."), self->server);
  else if (*login == '\0')
    show_problem (self, _ ("Type your user name on the server."), self->login);
  else if (*gtk_editable_get_text (self->password) == '\0')
    show_problem (self, _ ("Type your password on the server."), self->password);
  else
    {
      password = fod_secret_new_text (gtk_editable_get_text (self->password));
      set_busy (self, TRUE);
      fod_sync_engine_enrol_async (self->engine, server, login, password, self->cancellable,
                                   on_enrolled, g_object_ref (self));
    }
}

static void
on_entered (FodEnrolGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "enrol.connect", NULL);
}

static gboolean
fod_enrol_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FOD_ENROL_GROUP (widget)->server));
}

static void
fod_enrol_group_dispose (GObject *object)
{
  FodEnrolGroup *self = FOD_ENROL_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_ENROL_GROUP);

  G_OBJECT_CLASS (fod_enrol_group_parent_class)->dispose (object);
}

static void
fod_enrol_group_finalize (GObject *object)
{
  g_object_unref (FOD_ENROL_GROUP (object)->cancellable);

  G_OBJECT_CLASS (fod_enrol_group_parent_class)->finalize (object);
}

static void
fod_enrol_group_class_init (FodEnrolGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_enrol_group_dispose;
  object_class->finalize = fod_enrol_group_finalize;
  widget_class->grab_focus = fod_enrol_group_grab_focus;

  signals[ENROLLED] = g_signal_new ("enrolled", FOD_TYPE_ENROL_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-enrol-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, group);
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, server);
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, login);
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, password);
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, FodEnrolGroup, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_install_action (widget_class, "enrol.connect", NULL, on_connect);
}

static void
fod_enrol_group_init (FodEnrolGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_enrol_group_set_engine (FodEnrolGroup *self, FodSyncEngine *engine)
{
  g_return_if_fail (FOD_IS_ENROL_GROUP (self));

  g_set_object (&self->engine, engine);
}
