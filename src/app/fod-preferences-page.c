/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows over the profile's settings. What a setting does is done where it is read. */

#include "config.h"

#include "app/fod-preferences-page.h"

#include "app/fod-choice.h"
#include "app/fod-context.h"
#include "app/fod-enrol-group.h"
#include "app/fod-format.h"
#include "app/fod-page.h"
#include "app/fod-read-only.h"
#include "app/fod-toast.h"
#include "base/fod-date-input.h"
#include "store/fod-journal.h"

#include <glib/gi18n.h>

struct _FodPreferencesPage
{
  AdwBin parent_instance;

  FodContext *context;
  GCancellable *cancellable;

  AdwComboRow *language;     /* template */
  AdwComboRow *start_page;   /* template */
  AdwComboRow *color_scheme; /* template */
  AdwComboRow *lock_after;   /* template */
  AdwEntryRow *day_start;    /* template */
  AdwEntryRow *day_end;      /* template */
  GtkSwitch *weekend;        /* template */
  GtkStack *server;          /* template */
  FodEnrolGroup *enrol;      /* template */
  AdwActionRow *address;     /* template */
  AdwActionRow *login;       /* template */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_preferences_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodPreferencesPage,
                               fod_preferences_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE,
                                                      fod_preferences_page_page_init))

static void
fod_preferences_page_page_init (FodPageInterface *iface)
{
}

static const char *
key_of (FodPreferencesPage *self, gpointer row)
{
  if (row == self->language)
    return "language";
  if (row == self->start_page)
    return "start-page";
  if (row == self->color_scheme)
    return "color-scheme";
  if (row == self->lock_after)
    return "lock-after";
  return row == self->day_start ? "work-day-start" : "work-day-end";
}

static GSettings *
get_settings (FodPreferencesPage *self)
{
  return fod_context_get_settings (self->context);
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, FodPreferencesPage *self)
{
  const char *key = key_of (self, row);
  int selected = (int)adw_combo_row_get_selected (row);

  if (self->context != NULL && g_settings_get_enum (get_settings (self), key) != selected)
    g_settings_set_enum (get_settings (self), key, selected);
}

static void
show_time (FodPreferencesPage *self, AdwEntryRow *row)
{
  g_autofree char *text =
      fod_format_clock (g_settings_get_int (get_settings (self), key_of (self, row)));

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
on_time (AdwEntryRow *row, FodPreferencesPage *self)
{
  int minutes;

  if (!fod_date_input_parse_time (gtk_editable_get_text (GTK_EDITABLE (row)), &minutes))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      fod_toast (GTK_WIDGET (self), _ ("Write the time as 07:30."));
      return;
    }
  g_settings_set_int (get_settings (self), key_of (self, row), minutes);
  show_time (self, row);
}

static void
on_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodPreferencesPage) self = user_data;
  g_autoptr (FodEnrolment) enrolment =
      fod_journal_get_enrolment_finish (FOD_STORE (source), result, NULL);

  if (enrolment == NULL || enrolment->server == NULL || self->context == NULL)
    return;
  adw_action_row_set_subtitle (self->address, enrolment->server);
  adw_action_row_set_subtitle (self->login, enrolment->login != NULL ? enrolment->login : "");
  gtk_stack_set_visible_child_name (self->server, "connected");
}

static void
load_server (FodPreferencesPage *self)
{
  fod_journal_get_enrolment_async (fod_context_get_store (self->context), self->cancellable,
                                   on_enrolment, g_object_ref (self));
}

static void
on_enrolled (FodPreferencesPage *self)
{
  fod_toast (GTK_WIDGET (self), _ ("Connected to the team’s server"));
  load_server (self);
}

static void
fod_preferences_page_constructed (GObject *object)
{
  FodPreferencesPage *self = FOD_PREFERENCES_PAGE (object);
  AdwComboRow *rows[] = { self->language, self->start_page, self->color_scheme, self->lock_after };

  G_OBJECT_CLASS (fod_preferences_page_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      fod_choice_show_whole (GTK_WIDGET (rows[i]));
      adw_combo_row_set_selected (
          rows[i], (guint)g_settings_get_enum (get_settings (self), key_of (self, rows[i])));
      g_signal_connect_object (rows[i], "notify::selected", G_CALLBACK (on_selected), self, 0);
    }
  show_time (self, self->day_start);
  show_time (self, self->day_end);
  g_settings_bind (get_settings (self), "week-shows-weekend", self->weekend, "active",
                   G_SETTINGS_BIND_DEFAULT);
  fod_enrol_group_set_engine (self->enrol, fod_context_get_engine (self->context));
  gtk_widget_set_sensitive (GTK_WIDGET (self->enrol), !fod_read_only (self->context));
  load_server (self);
}

static void
fod_preferences_page_dispose (GObject *object)
{
  FodPreferencesPage *self = FOD_PREFERENCES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PREFERENCES_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_preferences_page_parent_class)->dispose (object);
}

static void
fod_preferences_page_finalize (GObject *object)
{
  g_object_unref (FOD_PREFERENCES_PAGE (object)->cancellable);

  G_OBJECT_CLASS (fod_preferences_page_parent_class)->finalize (object);
}

static void
fod_preferences_page_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  FodPreferencesPage *self = FOD_PREFERENCES_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_preferences_page_class_init (FodPreferencesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_preferences_page_constructed;
  object_class->dispose = fod_preferences_page_dispose;
  object_class->finalize = fod_preferences_page_finalize;
  object_class->set_property = fod_preferences_page_set_property;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_ENROL_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, language);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, start_page);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, lock_after);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, day_start);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, day_end);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, weekend);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, server);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, enrol);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, address);
  gtk_widget_class_bind_template_child (widget_class, FodPreferencesPage, login);
  gtk_widget_class_bind_template_callback (widget_class, on_time);
  gtk_widget_class_bind_template_callback (widget_class, on_enrolled);
}

static void
fod_preferences_page_init (FodPreferencesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
