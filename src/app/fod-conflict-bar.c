/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar over a conflict list of one row. */

#include "config.h"

#include "app/fod-conflict-bar.h"

#include "app/fod-conflict-list.h"

#include <glib/gi18n.h>

struct _FodConflictBar
{
  AdwBin parent_instance;

  GtkLabel *words;       /* template */
  GtkWidget *place;      /* template */
  FodConflictList *list; /* template */
};

G_DEFINE_FINAL_TYPE (FodConflictBar, fod_conflict_bar, ADW_TYPE_BIN)

static void
on_count (FodConflictBar *self)
{
  guint count = fod_conflict_list_get_count (self->list);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u value was given by two people", "%u values were given by two people", count),
      count);

  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
}

static void
fod_conflict_bar_dispose (GObject *object)
{
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_CONFLICT_BAR);

  G_OBJECT_CLASS (fod_conflict_bar_parent_class)->dispose (object);
}

static void
fod_conflict_bar_class_init (FodConflictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_conflict_bar_dispose;

  g_type_ensure (FOD_TYPE_CONFLICT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-conflict-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FodConflictBar, words);
  gtk_widget_class_bind_template_child (widget_class, FodConflictBar, place);
  gtk_widget_class_bind_template_child (widget_class, FodConflictBar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_count);
}

static void
fod_conflict_bar_init (FodConflictBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_count (self);
}

void
fod_conflict_bar_show (FodConflictBar *self, FodContext *context, const char *id)
{
  g_return_if_fail (FOD_IS_CONFLICT_BAR (self));

  /* No row has an empty id, so nothing is found. */
  fod_conflict_list_show (self->list, context, id != NULL ? id : "");
}
