/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of the first run. The profile is made after the second, so that the third, which needs
 * a network, may fail or be left out. */

#include "config.h"

#include "app/fod-first-run-page.h"

#include "app/fod-enrol-group.h"
#include "app/fod-error-text.h"
#include "app/fod-language.h"
#include "app/fod-passphrase-text.h"

#include <glib/gi18n.h>

struct _FodFirstRunPage
{
  AdwBin parent_instance;

  FodProfile *profile;
  FodContext *context; /* once the profile is made */
  GCancellable *cancellable;

  GtkStack *steps;            /* template */
  GtkCheckButton *danish;     /* template */
  GtkCheckButton *english;    /* template */
  GtkWidget *begin;           /* template */
  AdwPreferencesGroup *group; /* template */
  GtkEditable *passphrase;    /* template */
  GtkEditable *again;         /* template */
  GtkLabel *rule;             /* template */
  GtkLabel *problem;          /* template */
  GtkSpinner *spinner;        /* template */
  FodEnrolGroup *enrol;       /* template */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodFirstRunPage, fod_first_run_page, ADW_TYPE_BIN)

static void
set_busy (FodFirstRunPage *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-run.make", !busy);
}

static void
show_problem (FodFirstRunPage *self, const char *text, GtkEditable *where)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (where));
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodFirstRunPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodContext) context = fod_profile_open_finish (FOD_PROFILE (source), result, &error);

  if (self->profile == NULL)
    {
      if (context != NULL)
        fod_profile_close (FOD_PROFILE (source), context);
      return;
    }

  set_busy (self, FALSE);
  if (context == NULL)
    {
      g_autofree char *text = fod_error_text (error);

      show_problem (self, text, self->passphrase);
      return;
    }

  gtk_editable_set_text (self->passphrase, "");
  gtk_editable_set_text (self->again, "");
  self->context = g_steal_pointer (&context);
  fod_enrol_group_set_engine (self->enrol, fod_context_get_engine (self->context));
  gtk_stack_set_visible_child_name (self->steps, "server");
  gtk_widget_grab_focus (GTK_WIDGET (self->enrol));
}

static void
on_make (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFirstRunPage *self = FOD_FIRST_RUN_PAGE (widget);
  const char *text = gtk_editable_get_text (self->passphrase);
  const char *objection = fod_passphrase_text_objection (text);
  g_autoptr (FodSecret) passphrase = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  if (objection != NULL)
    {
      show_problem (self, objection, self->passphrase);
      return;
    }
  if (!g_str_equal (text, gtk_editable_get_text (self->again)))
    {
      show_problem (self, _ ("The two are not the same. Type it once more."), self->again);
      return;
    }

  passphrase = fod_secret_new_text (text);
  set_busy (self, TRUE);
  fod_profile_create_async (self->profile, passphrase, self->cancellable, on_made,
                            g_object_ref (self));
}

static void
finish (FodFirstRunPage *self)
{
  g_autoptr (FodContext) context = g_steal_pointer (&self->context);

  g_signal_emit (self, signals[OPENED], 0, context);
}

static void
on_without_server (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish (FOD_FIRST_RUN_PAGE (widget));
}

static void
on_enrolled (FodFirstRunPage *self)
{
  finish (self);
}

static void
on_begin (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFirstRunPage *self = FOD_FIRST_RUN_PAGE (widget);

  gtk_stack_set_visible_child_name (self->steps, "passphrase");
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodFirstRunPage *self = FOD_FIRST_RUN_PAGE (widget);

  gtk_stack_set_visible_child_name (self->steps, "welcome");
  gtk_widget_grab_focus (self->begin);
}

static void
on_language (FodFirstRunPage *self)
{
  /* Not while the page is being made, in the language that the session has. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "gate.language", "s",
                                gtk_check_button_get_active (self->danish) ? "da" : "en");
}

static void
on_typed (FodFirstRunPage *self)
{
  gtk_label_set_text (self->rule,
                      fod_passphrase_text_hint (gtk_editable_get_text (self->passphrase)));
}

static void
on_entered (FodFirstRunPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "first-run.make", NULL);
}

static void
on_first_entered (FodFirstRunPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->again));
}

static void
fod_first_run_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fod_first_run_page_parent_class)->map (widget);

  gtk_widget_grab_focus (FOD_FIRST_RUN_PAGE (widget)->begin);
}

static void
fod_first_run_page_dispose (GObject *object)
{
  FodFirstRunPage *self = FOD_FIRST_RUN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_FIRST_RUN_PAGE);
  if (self->context != NULL)
    fod_profile_close (self->profile, self->context);
  g_clear_object (&self->context);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (fod_first_run_page_parent_class)->dispose (object);
}

static void
fod_first_run_page_finalize (GObject *object)
{
  g_object_unref (FOD_FIRST_RUN_PAGE (object)->cancellable);

  G_OBJECT_CLASS (fod_first_run_page_parent_class)->finalize (object);
}

static void
fod_first_run_page_class_init (FodFirstRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_first_run_page_dispose;
  object_class->finalize = fod_first_run_page_finalize;
  widget_class->map = fod_first_run_page_map;

  signals[OPENED] = g_signal_new ("opened", FOD_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, FOD_TYPE_CONTEXT);

  g_type_ensure (FOD_TYPE_ENROL_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, steps);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, danish);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, english);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, begin);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, group);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, again);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, rule);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, problem);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FodFirstRunPage, enrol);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_first_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_enrolled);
  gtk_widget_class_install_action (widget_class, "first-run.begin", NULL, on_begin);
  gtk_widget_class_install_action (widget_class, "first-run.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "first-run.make", NULL, on_make);
  gtk_widget_class_install_action (widget_class, "first-run.without-server", NULL,
                                   on_without_server);
}

static void
fod_first_run_page_init (FodFirstRunPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_equal (fod_language_get (), "da"))
    gtk_check_button_set_active (self->danish, TRUE);
  else
    gtk_check_button_set_active (self->english, TRUE);
  on_typed (self);
}

FodFirstRunPage *
fod_first_run_page_new (FodProfile *profile)
{
  FodFirstRunPage *self = g_object_new (FOD_TYPE_FIRST_RUN_PAGE, NULL);

  self->profile = g_object_ref (profile);
  return self;
}
