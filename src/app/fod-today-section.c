/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One section of the page "Today". */

#include "config.h"

#include "app/fod-today-section.h"

#include "app/fod-go.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

/* More than this is no overview; the rest is on the page where everything is. */
#define MAX_ROWS 12

struct _FodTodaySection
{
  AdwBin parent_instance;

  GListModel *model;
  char *more_page;

  GtkLabel *title;  /* template */
  GtkLabel *count;  /* template */
  GtkListBox *list; /* template */
  GtkLabel *empty;  /* template */
  GtkButton *more;  /* template */
};

enum
{
  PROP_TITLE = 1,
  PROP_EMPTY,
  PROP_MORE_PAGE,
  N_PROPS
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodTodaySection, fod_today_section, ADW_TYPE_BIN)

static void
update (FodTodaySection *self)
{
  guint n_items = g_list_model_get_n_items (self->model);
  guint rest = n_items > MAX_ROWS ? n_items - MAX_ROWS : 0;
  g_autofree char *count = g_strdup_printf ("%u", n_items);
  g_autofree char *more = g_strdup_printf (ngettext ("%u more", "%u more", rest), rest);

  gtk_label_set_text (self->count, n_items > 0 ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_items > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n_items == 0);
  gtk_button_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest > 0);
}

static void
on_row_activated (FodTodaySection *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, row);
}

static void
on_more (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodaySection *self = FOD_TODAY_SECTION (widget);

  if (self->more_page != NULL)
    fod_go_page (widget, self->more_page);
}

static void
fod_today_section_dispose (GObject *object)
{
  FodTodaySection *self = FOD_TODAY_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_TODAY_SECTION);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (fod_today_section_parent_class)->dispose (object);
}

static void
fod_today_section_finalize (GObject *object)
{
  g_free (FOD_TODAY_SECTION (object)->more_page);

  G_OBJECT_CLASS (fod_today_section_parent_class)->finalize (object);
}

static void
fod_today_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodTodaySection *self = FOD_TODAY_SECTION (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->title));
      break;
    case PROP_EMPTY:
      g_value_set_string (value, gtk_label_get_text (self->empty));
      break;
    case PROP_MORE_PAGE:
      g_value_set_string (value, self->more_page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_today_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodTodaySection *self = FOD_TODAY_SECTION (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->title, g_value_get_string (value));
      fod_name (GTK_WIDGET (self->list), g_value_get_string (value));
      break;
    case PROP_EMPTY:
      gtk_label_set_text (self->empty, g_value_get_string (value));
      break;
    case PROP_MORE_PAGE:
      g_free (self->more_page);
      self->more_page = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_today_section_class_init (FodTodaySectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fod_today_section_dispose;
  object_class->finalize = fod_today_section_finalize;
  object_class->get_property = fod_today_section_get_property;
  object_class->set_property = fod_today_section_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_EMPTY] = g_param_spec_string ("empty", NULL, NULL, "", flags);
  properties[PROP_MORE_PAGE] = g_param_spec_string ("more-page", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ROW_ACTIVATED] =
      g_signal_new ("row-activated", FOD_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, GTK_TYPE_LIST_BOX_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-today-section.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTodaySection, title);
  gtk_widget_class_bind_template_child (widget_class, FodTodaySection, count);
  gtk_widget_class_bind_template_child (widget_class, FodTodaySection, list);
  gtk_widget_class_bind_template_child (widget_class, FodTodaySection, empty);
  gtk_widget_class_bind_template_child (widget_class, FodTodaySection, more);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "section.more", NULL, on_more);
}

static void
fod_today_section_init (FodTodaySection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_today_section_set_rows (FodTodaySection *self,
                            GListModel *model,
                            GtkListBoxCreateWidgetFunc make,
                            gpointer user_data)
{
  g_autoptr (GtkSliceListModel) slice = NULL;

  g_return_if_fail (FOD_IS_TODAY_SECTION (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  slice = gtk_slice_list_model_new (g_object_ref (model), 0, MAX_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (slice), make, user_data, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
