/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Calendar". */

#include "config.h"

#include "app/fod-calendar-page.h"

#include "app/fod-context.h"
#include "app/fod-page.h"

struct _FodCalendarPage
{
  AdwBin parent_instance;

  FodContext *context;
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_calendar_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodCalendarPage,
                               fod_calendar_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE, fod_calendar_page_page_init))

static void
fod_calendar_page_page_init (FodPageInterface *iface)
{
}

static void
fod_calendar_page_dispose (GObject *object)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_calendar_page_parent_class)->dispose (object);
}

static void
fod_calendar_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

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
fod_calendar_page_class_init (FodCalendarPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_calendar_page_dispose;
  object_class->set_property = fod_calendar_page_set_property;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-calendar-page.ui");
}

static void
fod_calendar_page_init (FodCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
