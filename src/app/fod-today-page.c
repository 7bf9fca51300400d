/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Today": what is now and next, what is due, who waits, how the week stands. */

#include "config.h"

#include "app/fod-today-page.h"

#include "app/fod-columns.h"
#include "app/fod-context.h"
#include "app/fod-format.h"
#include "app/fod-page.h"
#include "app/fod-paste.h"
#include "app/fod-silence-row.h"
#include "app/fod-suggestion-row.h"
#include "app/fod-today-model.h"
#include "app/fod-today-row.h"
#include "app/fod-today-section.h"
#include "app/fod-week-card.h"
#include "app/fod-week-window.h"

#include <glib/gi18n.h>

#define DAY_SECONDS (24 * 60 * 60)

struct _FodTodayPage
{
  AdwBin parent_instance;

  FodContext *context;
  FodTodayModel *model;
  guint midnight;
  guint badge;

  GtkLabel *day;                /* template */
  GtkLabel *week;               /* template */
  FodTodaySection *agenda;      /* template */
  FodTodaySection *due;         /* template */
  FodTodaySection *suggestions; /* template */
  FodTodaySection *silent;      /* template */
  FodWeekCard *card;            /* template */
};

enum
{
  PROP_CONTEXT = 1,
  PROP_BADGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_today_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodTodayPage,
                               fod_today_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE, fod_today_page_page_init))

static void
update_badge (FodTodayPage *self)
{
  guint badge = g_list_model_get_n_items (fod_today_model_get_due (self->model));

  if (badge == self->badge)
    return;
  self->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

static void
update (FodTodayPage *self)
{
  const char *today = fod_today_model_get_today (self->model);
  g_autofree char *day = fod_format_date_long (today);
  g_autofree char *week = fod_format_week (today);
  FodWeek count;

  gtk_label_set_text (self->day, day);
  gtk_label_set_text (self->week, week);
  fod_today_model_count_week (self->model, &count);
  fod_week_card_show (self->card, &count, week);
  update_badge (self);
}

static GtkWidget *
make_follow_up (gpointer item, gpointer user_data)
{
  FodTodayPage *self = user_data;

  return fod_today_row_new (self->context, self->model, item);
}

static GtkWidget *
make_silent (gpointer item, gpointer user_data)
{
  return fod_silence_row_new (FOD_TODAY_PAGE (user_data)->model, item);
}

static GtkWidget *
make_suggestion (gpointer item, gpointer user_data)
{
  return fod_suggestion_row_new (FOD_TODAY_PAGE (user_data)->context, item);
}

static void
on_row_activated (FodTodayPage *self, GtkListBoxRow *row)
{
  if (FOD_IS_TODAY_ROW (row))
    fod_today_row_open (FOD_TODAY_ROW (row));
  else if (FOD_IS_SUGGESTION_ROW (row))
    fod_suggestion_row_open (FOD_SUGGESTION_ROW (row));
  else
    fod_silence_row_open (FOD_SILENCE_ROW (row));
}

static gboolean on_midnight (gpointer user_data);

/* One timer a day; after a sleep of the machine the window's coming to the front asks too. */
static void
await_midnight (FodTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (
      fod_clock_get_real_ms (fod_context_get_clock (self->context)) / 1000);
  int gone = g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60 +
             g_date_time_get_second (now);

  self->midnight = g_timeout_add_seconds ((guint)(DAY_SECONDS - gone + 1), on_midnight, self);
}

static gboolean
on_midnight (gpointer user_data)
{
  FodTodayPage *self = user_data;

  fod_today_model_check_day (self->model);
  await_midnight (self);
  return G_SOURCE_REMOVE;
}

static void
on_window_active (FodTodayPage *self)
{
  fod_today_model_check_day (self->model);
}

static void
fod_today_page_page_init (FodPageInterface *iface)
{
}

static void
fod_today_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fod_today_page_parent_class)->root (widget);

  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                             G_CALLBACK (on_window_active), widget, G_CONNECT_SWAPPED);
}

static void
fod_today_page_constructed (GObject *object)
{
  FodTodayPage *self = FOD_TODAY_PAGE (object);

  G_OBJECT_CLASS (fod_today_page_parent_class)->constructed (object);

  self->model = fod_today_model_new (self->context);
  fod_today_section_set_rows (self->agenda, fod_today_model_get_agenda (self->model),
                              make_follow_up, self);
  fod_today_section_set_rows (self->due, fod_today_model_get_due (self->model), make_follow_up,
                              self);
  fod_today_section_set_rows (self->suggestions, fod_today_model_get_suggestions (self->model),
                              make_suggestion, self);
  fod_today_section_set_rows (self->silent, fod_today_model_get_silent (self->model), make_silent,
                              self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  await_midnight (self);
  update (self);
}

static void
fod_today_page_dispose (GObject *object)
{
  FodTodayPage *self = FOD_TODAY_PAGE (object);

  g_clear_handle_id (&self->midnight, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_TODAY_PAGE);
  g_clear_object (&self->model);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_today_page_parent_class)->dispose (object);
}

static void
copy_week (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTodayPage *self = FOD_TODAY_PAGE (widget);
  g_autofree char *text = fod_week_card_dup_text (self->card);

  fod_paste_copy_text (widget, self->context, text);
}

static void
show_week (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTodayPage *self = FOD_TODAY_PAGE (widget);

  fod_week_window_open (widget, self->context, self->model,
                        (FodWeekPart)g_variant_get_int32 (parameter));
}

static void
fod_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, FOD_TODAY_PAGE (object)->badge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_today_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodTodayPage *self = FOD_TODAY_PAGE (object);

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
fod_today_page_class_init (FodTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_today_page_constructed;
  object_class->dispose = fod_today_page_dispose;
  object_class->get_property = fod_today_page_get_property;
  object_class->set_property = fod_today_page_set_property;
  widget_class->root = fod_today_page_root;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BADGE] =
      g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_COLUMNS);
  g_type_ensure (FOD_TYPE_TODAY_SECTION);
  g_type_ensure (FOD_TYPE_WEEK_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, day);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, week);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, agenda);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, due);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, silent);
  gtk_widget_class_bind_template_child (widget_class, FodTodayPage, card);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "today.copy-week", NULL, copy_week);
  gtk_widget_class_install_action (widget_class, "today.show-week", "i", show_week);
}

static void
fod_today_page_init (FodTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
