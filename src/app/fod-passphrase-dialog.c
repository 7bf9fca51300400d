/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields, what is wrong with them, and that it is done. */

#include "config.h"

#include "app/fod-passphrase-dialog.h"

#include "app/fod-error-text.h"
#include "app/fod-passphrase-text.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "vault/fod-vault-error.h"

#include <glib/gi18n.h>

struct _FodPassphraseDialog
{
  AdwWindow parent_instance;

  FodProfile *profile;
  gboolean busy;
  guint countdown; /* source */

  AdwPreferencesGroup *group; /* template */
  GtkEditable *old;           /* template */
  GtkEditable *fresh;         /* template */
  GtkEditable *again;         /* template */
  GtkLabel *rule;             /* template */
  GtkLabel *problem;          /* template */
  GtkSpinner *spinner;        /* template */
};

G_DEFINE_FINAL_TYPE (FodPassphraseDialog, fod_passphrase_dialog, ADW_TYPE_WINDOW)

static guint
get_wait (FodPassphraseDialog *self)
{
  return fod_tries_get_wait (fod_profile_get_tries (self->profile));
}

static void
update (FodPassphraseDialog *self)
{
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "passphrase.change",
                                 !self->busy && get_wait (self) == 0);
}

static void
show_problem (FodPassphraseDialog *self, const char *text, GtkEditable *where)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (where));
  gtk_editable_select_region (where, 0, -1);
}

static gboolean
on_second (gpointer user_data)
{
  FodPassphraseDialog *self = user_data;

  update (self);
  if (get_wait (self) > 0)
    return G_SOURCE_CONTINUE;
  self->countdown = 0;
  return G_SOURCE_REMOVE;
}

static void
fail (FodPassphraseDialog *self, const GError *error)
{
  guint seconds = get_wait (self);
  g_autofree char *text = NULL;

  if (g_error_matches (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE) && seconds > 0)
    {
      text =
          g_strdup_printf (ngettext ("Wrong passphrase. You can try again in %u second.",
                                     "Wrong passphrase. You can try again in %u seconds.", seconds),
                           seconds);
      if (self->countdown == 0)
        self->countdown = g_timeout_add_seconds (1, on_second, self);
    }
  else
    text = fod_error_text (error);
  show_problem (self, text, self->old);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodPassphraseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = fod_profile_change_passphrase_finish (FOD_PROFILE (source), result, &error);

  /* Closed meanwhile, as by a lock. */
  if (self->profile == NULL || gtk_window_get_transient_for (GTK_WINDOW (self)) == NULL)
    return;

  self->busy = FALSE;
  update (self);
  if (!done)
    {
      fail (self, error);
      return;
    }
  fod_toast (GTK_WIDGET (self), _ ("The new passphrase counts from now on"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
change (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodPassphraseDialog *self = FOD_PASSPHRASE_DIALOG (widget);
  const char *fresh = gtk_editable_get_text (self->fresh);
  const char *objection = fod_passphrase_text_objection (fresh);
  g_autoptr (FodSecret) old_secret = NULL;
  g_autoptr (FodSecret) fresh_secret = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  if (*gtk_editable_get_text (self->old) == '\0')
    show_problem (self, _ ("Type the passphrase that counts now."), self->old);
  else if (objection != NULL)
    show_problem (self, objection, self->fresh);
  else if (!g_str_equal (fresh, gtk_editable_get_text (self->again)))
    show_problem (self, _ ("The two are not the same. Type it once more."), self->again);
  else
    {
      old_secret = fod_secret_new_text (gtk_editable_get_text (self->old));
      fresh_secret = fod_secret_new_text (fresh);
      self->busy = TRUE;
      update (self);
      fod_profile_change_passphrase_async (self->profile, old_secret, fresh_secret, on_changed,
                                           g_object_ref (self));
    }
}

static void
on_typed (FodPassphraseDialog *self)
{
  gtk_label_set_text (self->rule, fod_passphrase_text_hint (gtk_editable_get_text (self->fresh)));
}

static void
on_entered (FodPassphraseDialog *self, GtkWidget *row)
{
  if (row == GTK_WIDGET (self->old))
    gtk_widget_grab_focus (GTK_WIDGET (self->fresh));
  else if (row == GTK_WIDGET (self->fresh))
    gtk_widget_grab_focus (GTK_WIDGET (self->again));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "passphrase.change", NULL);
}

static void
fod_passphrase_dialog_dispose (GObject *object)
{
  FodPassphraseDialog *self = FOD_PASSPHRASE_DIALOG (object);

  g_clear_handle_id (&self->countdown, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PASSPHRASE_DIALOG);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fod_passphrase_dialog_parent_class)->dispose (object);
}

static void
fod_passphrase_dialog_class_init (FodPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_passphrase_dialog_dispose;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, group);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, old);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, fresh);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, again);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, rule);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FodPassphraseDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_install_action (widget_class, "passphrase.change", NULL, change);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_passphrase_dialog_init (FodPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_typed (self);
}

void
fod_passphrase_dialog_show (GtkWindow *parent, FodProfile *profile)
{
  FodPassphraseDialog *self =
      g_object_new (FOD_TYPE_PASSPHRASE_DIALOG, "transient-for", parent, NULL);

  self->profile = g_object_ref (profile);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->old));
}
