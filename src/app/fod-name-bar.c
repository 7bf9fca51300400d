/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reason, the agreed words, and two buttons. */

#include "config.h"

#include "app/fod-name-bar.h"

#include "app/fod-name-watch.h"
#include "app/fod-wrap-layout.h"

struct _FodNameBar
{
  AdwBin parent_instance;

  char *words; /* owned, nullable */

  GtkLabel *reason;  /* template */
  GtkWidget *put_in; /* template */
};

enum
{
  MENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodNameBar, fod_name_bar, ADW_TYPE_BIN)

static void
mend (GtkWidget *widget, const char *action, GVariant *parameter)
{
  /* What is done about it takes the bar away. */
  g_autoptr (FodNameBar) self = g_object_ref (FOD_NAME_BAR (widget));

  g_signal_emit (self, signals[MENDED], 0, g_variant_get_boolean (parameter));
}

static void
fod_name_bar_dispose (GObject *object)
{
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_NAME_BAR);

  G_OBJECT_CLASS (fod_name_bar_parent_class)->dispose (object);
}

static void
fod_name_bar_finalize (GObject *object)
{
  g_free (FOD_NAME_BAR (object)->words);

  G_OBJECT_CLASS (fod_name_bar_parent_class)->finalize (object);
}

static void
fod_name_bar_class_init (FodNameBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_name_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_name_bar_finalize;

  signals[MENDED] = g_signal_new ("mended", FOD_TYPE_NAME_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (FOD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-name-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FodNameBar, reason);
  gtk_widget_class_bind_template_child (widget_class, FodNameBar, put_in);
  gtk_widget_class_install_action (widget_class, "name.mend", "b", mend);
}

static void
fod_name_bar_init (FodNameBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_name_bar_new (void)
{
  return g_object_new (FOD_TYPE_NAME_BAR, NULL);
}

void
fod_name_bar_show (FodNameBar *self, const FodNameFind *find)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (FOD_IS_NAME_BAR (self));
  g_return_if_fail (find != NULL);

  reason = fod_name_watch_dup_reason (find);
  g_free (self->words);
  self->words = g_strdup (find->disclosure.wording);
  gtk_label_set_text (self->reason, reason);
  gtk_widget_set_visible (self->put_in, self->words != NULL);
}

const char *
fod_name_bar_get_words (FodNameBar *self)
{
  g_return_val_if_fail (FOD_IS_NAME_BAR (self), NULL);

  return self->words;
}
