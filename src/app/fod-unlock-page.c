/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The passphrase, and nothing about people. */

#include "config.h"

#include "app/fod-unlock-page.h"

#include "app/fod-error-text.h"
#include "app/fod-name.h"
#include "vault/fod-vault-error.h"

#include <glib/gi18n.h>

struct _FodUnlockPage
{
  AdwBin parent_instance;

  FodProfile *profile;
  GCancellable *cancellable;
  guint countdown; /* source */

  AdwPreferencesGroup *group;  /* template */
  GtkEditable *passphrase;     /* template */
  GtkWidget *button;           /* template */
  GtkStack *button_face;       /* template */
  GtkSpinner *spinner;         /* template */
  GtkLabel *problem;           /* template */
  GtkRevealer *problem_place;  /* template */
  GtkRevealer *repair_place;   /* template */
  GtkRevealer *forgotten_text; /* template */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodUnlockPage, fod_unlock_page, ADW_TYPE_BIN)

static void
set_busy (FodUnlockPage *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->button_face, busy ? "busy" : "ready");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.open", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.repair", !busy);
}

static void
show_text (FodUnlockPage *self, const char *text)
{
  gtk_label_set_text (self->problem, text);
  gtk_revealer_set_reveal_child (self->problem_place, TRUE);
}

/* Returns whether there is still something to wait for. What is typed meanwhile stays. */
static gboolean
show_wait (FodUnlockPage *self)
{
  guint seconds = fod_tries_get_wait (fod_profile_get_tries (self->profile));
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.open", seconds == 0);
  if (seconds > 0)
    text =
        g_strdup_printf (ngettext ("Wrong passphrase. You can try again in %u second.",
                                   "Wrong passphrase. You can try again in %u seconds.", seconds),
                         seconds);
  else
    text = g_strdup (_ ("You can try again now."));
  show_text (self, text);
  return seconds > 0;
}

static gboolean
on_second (gpointer user_data)
{
  FodUnlockPage *self = user_data;

  if (show_wait (self))
    return G_SOURCE_CONTINUE;
  self->countdown = 0;
  return G_SOURCE_REMOVE;
}

static void
start_waiting (FodUnlockPage *self)
{
  if (fod_tries_get_wait (fod_profile_get_tries (self->profile)) == 0)
    return;
  show_wait (self);
  if (self->countdown == 0)
    self->countdown = g_timeout_add_seconds (1, on_second, self);
}

static void
show_problem (FodUnlockPage *self, const GError *error)
{
  gboolean wrong = g_error_matches (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  gboolean damaged = g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
  g_autofree char *text = damaged ? g_strdup (_ ("The database is damaged, so it is not opened."))
                                  : fod_error_text (error);

  show_text (self, text);
  gtk_revealer_set_reveal_child (self->repair_place, damaged);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->passphrase), "error");
      start_waiting (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  gtk_editable_select_region (self->passphrase, 0, -1);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodContext) context = fod_profile_open_finish (FOD_PROFILE (source), result, &error);

  if (self->profile == NULL)
    {
      /* The window was closed meanwhile. */
      if (context != NULL)
        fod_profile_close (FOD_PROFILE (source), context);
      return;
    }

  set_busy (self, FALSE);
  if (context == NULL)
    {
      show_problem (self, error);
      return;
    }
  gtk_editable_set_text (self->passphrase, "");
  g_signal_emit (self, signals[OPENED], 0, context);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodUnlockPage *self = FOD_UNLOCK_PAGE (widget);
  g_autoptr (FodSecret) passphrase = NULL;

  if (*gtk_editable_get_text (self->passphrase) == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  passphrase = fod_secret_new_text (gtk_editable_get_text (self->passphrase));
  set_busy (self, TRUE);
  fod_profile_open_async (self->profile, passphrase, self->cancellable, on_opened,
                          g_object_ref (self));
}

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
describe (const FodRebuilt *rebuilt)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_sentence (text, g_strdup_printf (ngettext ("A new database is made, with %u change that was "
                                                 "not sent.",
                                                 "A new database is made, with %u changes that "
                                                 "were not sent.",
                                                 rebuilt->changes),
                                       rebuilt->changes));
  if (rebuilt->gaps > 0)
    add_sentence (text, g_strdup (_ ("Some of their second copy could not be read.")));
  add_sentence (text, g_strdup (rebuilt->has_server
                                    ? _ ("Unlock, and the rest is loaded from the server.")
                                    : _ ("No server was set up to load the rest from.")));
  add_sentence (text, g_strdup_printf (_ ("The damaged files are kept in “%s”."), rebuilt->aside));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_repaired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRebuilt) rebuilt =
      fod_profile_rebuild_finish (FOD_PROFILE (source), result, &error);
  g_autofree char *text = NULL;

  if (self->profile == NULL)
    return;
  set_busy (self, FALSE);
  if (rebuilt == NULL)
    {
      show_problem (self, error);
      return;
    }
  text = describe (rebuilt);
  show_text (self, text);
  gtk_revealer_set_reveal_child (self->repair_place, FALSE);
  gtk_widget_grab_focus (self->button);
}

static void
on_repair (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodUnlockPage *self = FOD_UNLOCK_PAGE (widget);
  g_autoptr (FodSecret) passphrase = fod_secret_new_text (gtk_editable_get_text (self->passphrase));

  set_busy (self, TRUE);
  fod_profile_rebuild_async (self->profile, passphrase, self->cancellable, on_repaired,
                             g_object_ref (self));
}

static void
on_forgotten (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodUnlockPage *self = FOD_UNLOCK_PAGE (widget);

  gtk_revealer_set_reveal_child (self->forgotten_text,
                                 !gtk_revealer_get_reveal_child (self->forgotten_text));
}

static void
on_typed (FodUnlockPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->passphrase), "error");
}

static void
on_entered (FodUnlockPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "unlock.open", NULL);
}

static void
fod_unlock_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fod_unlock_page_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (FOD_UNLOCK_PAGE (widget)->passphrase));
}

static void
fod_unlock_page_dispose (GObject *object)
{
  FodUnlockPage *self = FOD_UNLOCK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->countdown, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_UNLOCK_PAGE);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fod_unlock_page_parent_class)->dispose (object);
}

static void
fod_unlock_page_finalize (GObject *object)
{
  g_object_unref (FOD_UNLOCK_PAGE (object)->cancellable);

  G_OBJECT_CLASS (fod_unlock_page_parent_class)->finalize (object);
}

static void
fod_unlock_page_class_init (FodUnlockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_unlock_page_dispose;
  object_class->finalize = fod_unlock_page_finalize;
  widget_class->map = fod_unlock_page_map;

  signals[OPENED] = g_signal_new ("opened", FOD_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, FOD_TYPE_CONTEXT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, group);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, button);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, button_face);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, problem);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, problem_place);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, repair_place);
  gtk_widget_class_bind_template_child (widget_class, FodUnlockPage, forgotten_text);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_install_action (widget_class, "unlock.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "unlock.repair", NULL, on_repair);
  gtk_widget_class_install_action (widget_class, "unlock.forgotten", NULL, on_forgotten);
}

static void
fod_unlock_page_init (FodUnlockPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (self->button, _ ("Unlock"));
}

FodUnlockPage *
fod_unlock_page_new (FodProfile *profile)
{
  FodUnlockPage *self = g_object_new (FOD_TYPE_UNLOCK_PAGE, NULL);

  self->profile = g_object_ref (profile);
  start_waiting (self);
  return self;
}
