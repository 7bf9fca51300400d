/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words are the window's. */

#include "config.h"

#include "app/fod-title.h"
#include "app/fod-cut-tip.h"

struct _FodTitle
{
  AdwBin parent_instance;

  GtkLabel *label; /* a child */
  GBinding *words; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FodTitle, fod_title, ADW_TYPE_BIN)

static void
fod_title_root (GtkWidget *widget)
{
  FodTitle *self = FOD_TITLE (widget);

  GTK_WIDGET_CLASS (fod_title_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    self->words = g_object_ref (g_object_bind_property (
        gtk_widget_get_root (widget), "title", self->label, "label", G_BINDING_SYNC_CREATE));
}

static void
fod_title_unroot (GtkWidget *widget)
{
  FodTitle *self = FOD_TITLE (widget);

  if (self->words != NULL)
    g_binding_unbind (self->words);
  g_clear_object (&self->words);
  GTK_WIDGET_CLASS (fod_title_parent_class)->unroot (widget);
}

static void
fod_title_class_init (FodTitleClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = fod_title_root;
  GTK_WIDGET_CLASS (klass)->unroot = fod_title_unroot;
}

static void
fod_title_init (FodTitle *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (self->label, TRUE);
  gtk_widget_add_css_class (label, "title");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  fod_cut_tip (self->label);
  adw_bin_set_child (ADW_BIN (self), label);
}
