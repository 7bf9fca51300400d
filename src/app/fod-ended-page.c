/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left of a profile whose access has ended: words. */

#include "config.h"

#include "app/fod-ended-page.h"

#include <glib/gi18n.h>

struct _FodEndedPage
{
  AdwBin parent_instance;

  GtkLabel *handed; /* template */
  GtkWidget *again; /* template */
};

enum
{
  AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodEndedPage, fod_ended_page, ADW_TYPE_BIN)

static char *
describe (guint handed)
{
  if (handed == 0)
    return g_strdup (_ ("Everything that you saved is on the server; nothing was waiting here."));
  return g_strdup_printf (ngettext ("Everything that you saved is on the server. %u change that "
                                    "was waiting here was handed over before it was deleted.",
                                    "Everything that you saved is on the server. %u changes that "
                                    "were waiting here were handed over before they were deleted.",
                                    handed),
                          handed);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[AGAIN], 0);
}

static void
fod_ended_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fod_ended_page_parent_class)->map (widget);

  gtk_widget_grab_focus (FOD_ENDED_PAGE (widget)->again);
}

static void
fod_ended_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_ENDED_PAGE);

  G_OBJECT_CLASS (fod_ended_page_parent_class)->dispose (object);
}

static void
fod_ended_page_class_init (FodEndedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_ended_page_dispose;
  widget_class->map = fod_ended_page_map;

  signals[AGAIN] = g_signal_new ("again", FOD_TYPE_ENDED_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-ended-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEndedPage, handed);
  gtk_widget_class_bind_template_child (widget_class, FodEndedPage, again);
  gtk_widget_class_install_action (widget_class, "ended.again", NULL, on_again);
}

static void
fod_ended_page_init (FodEndedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FodEndedPage *
fod_ended_page_new (guint handed)
{
  FodEndedPage *self = g_object_new (FOD_TYPE_ENDED_PAGE, NULL);
  g_autofree char *text = describe (handed);

  gtk_label_set_text (self->handed, text);
  return self;
}
