/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list says of an employer. Nothing about employers. */

#include "config.h"

#include "app/fod-employer-row.h"
#include "app/fod-cut-tip.h"
#include "app/fod-format.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

struct _FodEmployerRow
{
  AdwBin parent_instance;

  FodContext *context;     /* owned */
  FodOverviews *overviews; /* owned */
  FodEntity *entity;       /* owned, nullable */
  gulong follows;

  GtkLabel *name;   /* template */
  GtkLabel *where;  /* template */
  GtkLabel *state;  /* template */
  GtkWidget *quiet; /* template */
  GtkWidget *due;   /* template */
};

G_DEFINE_FINAL_TYPE (FodEmployerRow, fod_employer_row, ADW_TYPE_BIN)

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_last (FodEmployerRow *self, const FodOverview *overview, const char *today)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *ago = NULL;
  const char *by;

  if (overview == NULL || overview->last_contact == NULL)
    return g_strdup (_ ("not visited yet"));
  ago = fod_format_ago (overview->last_contact, today);
  by = fod_directory_get_user_name (directory, overview->last_by);
  if (by == NULL || fod_directory_is_me (directory, overview->last_by))
    /* Translators: %s is a time, such as "3 days ago" */
    return g_strdup_printf (_ ("last contact %s"), ago);
  /* Translators: a time and a colleague, such as "last contact 3 days ago by Bo Bech" */
  return g_strdup_printf (_ ("last contact %1$s by %2$s"), ago, by);
}

static char *
dup_where (FodEmployerRow *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  GString *text = g_string_new (NULL);

  append (text, fod_entity_get (self->entity, "town"));
  append (text, fod_directory_get_code_name (directory, "branch",
                                             fod_entity_get (self->entity, "branch")));
  return g_string_free (text, FALSE);
}

static void
show (FodEmployerRow *self)
{
  const FodOverview *overview =
      fod_overviews_get (self->overviews, fod_entity_get_id (self->entity));
  const char *name = fod_entity_get (self->entity, "name");
  gboolean quiet = fod_entity_get_bool (self->entity, "do-not-contact");
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *where = dup_where (self);
  g_autofree char *state = dup_last (self, overview, today);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s%s%s", name, where, state,
                                             quiet ? ", " : "", quiet ? _ ("do not contact") : "");
  gboolean overdue = overview != NULL && overview->overdue > 0;

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->where, where);
  gtk_widget_set_visible (GTK_WIDGET (self->where), *where != '\0');
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (self->quiet, quiet);
  gtk_widget_set_visible (self->due, overdue);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    fod_name_row (GTK_WIDGET (self), spoken);
}

static void
on_changed (FodEmployerRow *self)
{
  if (self->entity != NULL)
    show (self);
}

static void
fod_employer_row_dispose (GObject *object)
{
  FodEmployerRow *self = FOD_EMPLOYER_ROW (object);

  fod_employer_row_show (self, NULL);
  g_clear_object (&self->overviews);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_EMPLOYER_ROW);
  G_OBJECT_CLASS (fod_employer_row_parent_class)->dispose (object);
}

static void
fod_employer_row_class_init (FodEmployerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_employer_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-employer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEmployerRow, name);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerRow, where);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerRow, state);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerRow, quiet);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerRow, due);
}

static void
fod_employer_row_init (FodEmployerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_cut_tip (self->name);
  fod_cut_tip (self->where);
  fod_cut_tip (self->state);
}

GtkWidget *
fod_employer_row_new (FodContext *context, FodOverviews *overviews)
{
  FodEmployerRow *self = g_object_new (FOD_TYPE_EMPLOYER_ROW, NULL);

  self->context = g_object_ref (context);
  self->overviews = g_object_ref (overviews);
  g_signal_connect_object (overviews, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
fod_employer_row_show (FodEmployerRow *self, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_EMPLOYER_ROW (self));

  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  if (!g_set_object (&self->entity, entity) && entity == NULL)
    return;
  if (entity == NULL)
    return;
  self->follows =
      g_signal_connect_object (entity, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show (self);
}
