/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Five labels, of which those with nothing to say are away. */

#include "config.h"

#include "app/fod-match-row.h"

#include "app/fod-match-text.h"
#include "app/fod-name.h"

struct _FodMatchRow
{
  AdwBin parent_instance;

  GtkImage *icon;    /* template */
  GtkLabel *title;   /* template */
  GtkLabel *where;   /* template */
  GtkLabel *fits;    /* template */
  GtkLabel *against; /* template */
  GtkLabel *ask;     /* template */
};

G_DEFINE_FINAL_TYPE (FodMatchRow, fod_match_row, ADW_TYPE_BIN)

static void
say (GtkLabel *label, const char *text, GString *name)
{
  gboolean any = text != NULL && *text != '\0';

  gtk_label_set_text (label, any ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), any);
  if (any)
    g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", text);
}

static void
fod_match_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_MATCH_ROW);

  G_OBJECT_CLASS (fod_match_row_parent_class)->dispose (object);
}

static void
fod_match_row_class_init (FodMatchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_match_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-match-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, where);
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, fits);
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, against);
  gtk_widget_class_bind_template_child (widget_class, FodMatchRow, ask);
}

static void
fod_match_row_init (FodMatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_match_row_show (FodMatchRow *self, const FodMatch *match, FodDirectory *directory)
{
  g_autofree char *title = NULL;
  g_autofree char *where = NULL;
  g_autofree char *fits = NULL;
  g_autofree char *against = NULL;
  g_autofree char *ask = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_if_fail (FOD_IS_MATCH_ROW (self) && match != NULL);

  title = fod_match_text_dup_title (match);
  where = fod_match_text_dup_where (match, directory);
  fits = fod_match_text_dup_lines (match, FOD_MATCH_FITS, directory);
  against = fod_match_text_dup_lines (match, FOD_MATCH_DOES_NOT_FIT, directory);
  ask = fod_match_text_dup_lines (match, FOD_MATCH_UNKNOWN, directory);
  gtk_image_set_from_icon_name (self->icon, match->opening != NULL ? "fod-job-symbolic"
                                                                   : "fod-employer-symbolic");
  say (self->title, title, name);
  say (self->where, where, name);
  say (self->fits, fits, name);
  say (self->against, against, name);
  say (self->ask, ask, name);
  fod_name_row (GTK_WIDGET (self), name->str);
}
