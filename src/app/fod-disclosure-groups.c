/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plans of a disclosure book as two lists, and what each row says. */

#include "config.h"

#include "app/fod-disclosure-groups.h"
#include "app/fod-apply.h"
#include "app/fod-disclosure-book.h"
#include "app/fod-disclosure-dialog.h"
#include "app/fod-entity-group.h"
#include "app/fod-entity-row.h"
#include "app/fod-format.h"
#include "app/fod-read-only.h"

#include <glib/gi18n.h>

struct _FodDisclosureGroups
{
  AdwBin parent_instance;

  FodDisclosureBook *book; /* owned, nullable */
  guint refilter;          /* an idle */

  FodEntityGroup *standing; /* template */
  FodEntityGroup *revoked;  /* template */
  GtkFilter *filters[2];    /* owned: what stands, what was revoked */
};

G_DEFINE_FINAL_TYPE (FodDisclosureGroups, fod_disclosure_groups, ADW_TYPE_BIN)

static void
append (GString *text, const char *between, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, part);
}

static const char *
code_name (FodContext *context, FodEntity *plan, const char *list, const char *field)
{
  return fod_directory_get_code_name (fod_context_get_directory (context), list,
                                      fod_entity_get (plan, field));
}

static char *
dup_details (FodContext *context, FodEntity *plan)
{
  g_autofree char *agreed = fod_format_date (fod_entity_get (plan, "agreed-on"));
  const char *approach = code_name (context, plan, "approach-employers", "approach-employers");
  GString *text = g_string_new (NULL);

  append (text, " · ", code_name (context, plan, "disclosure", "disclosure"));
  if (approach != NULL)
    {
      /* Translators: %s is whether employers may be approached, such as "Only anonymously" */
      g_autofree char *words = g_strdup_printf (_ ("approach: %s"), approach);

      append (text, " · ", words);
    }
  append (text, " · ", code_name (context, plan, "told-by", "told-by"));
  append (text, " · ", agreed);
  if (fod_entity_get (plan, "revoked-on") != NULL)
    {
      g_autofree char *date = fod_format_date (fod_entity_get (plan, "revoked-on"));
      /* Translators: %s is a date */
      g_autofree char *words = g_strdup_printf (_ ("Revoked on %s"), date);

      append (text, " · ", words);
    }
  if (fod_entity_get (plan, "wording") != NULL)
    {
      /* Translators: %s are words that a participant agreed to */
      g_autofree char *words = g_strdup_printf (_ ("“%s”"), fod_entity_get (plan, "wording"));

      append (text, "\n", words);
    }
  return g_string_free (text, FALSE);
}

static void
say_plan (FodEntityRow *row, FodContext *context, FodEntity *plan)
{
  FodDisclosureBook *book = fod_entity_row_get_beside (row);
  FodDisclosure said = fod_disclosure_book_judge (book, fod_entity_get (plan, "employer"));
  g_autofree char *details = dup_details (context, plan);

  fod_entity_row_set_words (row, fod_disclosure_book_get_employer (book, plan), details);
  if (said.decides == fod_entity_get_record (plan))
    {
      gboolean nothing = said.level == FOD_DISCLOSURE_NOTHING;

      fod_entity_row_set_icon (row,
                               nothing ? "action-unavailable-symbolic" : "object-select-symbolic");
      fod_entity_row_set_chip (
          row, nothing ? C_ ("disclosure", "say nothing") : C_ ("disclosure", "stands"),
          nothing ? NULL : "granted");
      return;
    }
  fod_entity_row_set_icon (row, "dialog-warning-symbolic");
  fod_entity_row_set_chip (row, C_ ("disclosure", "does not count now"), "caution");
}

static void
press_plan (FodEntityRow *row, FodContext *context, FodEntity *plan)
{
  fod_disclosure_dialog_open (GTK_WIDGET (row), context, plan);
}

static void
revoke_plan (FodEntityRow *row, FodContext *context, FodEntity *plan)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *today = fod_context_dup_today (context);
  const char *agreed = fod_entity_get (plan, "agreed-on");

  /* One that was to count from a later day never does. */
  fod_edit_set (edit, FOD_KIND_DISCLOSURE_PLAN, fod_entity_get_id (plan), "revoked-on",
                agreed != NULL && g_strcmp0 (agreed, today) > 0 ? agreed : today,
                fod_entity_get (plan, "revoked-on"));
  fod_apply (GTK_WIDGET (row), context, edit, _ ("Revoked: nothing may be said any more"));
}

static GtkWidget *
make_row (gpointer plan, gpointer book)
{
  GtkWidget *row = fod_entity_row_new_beside (fod_disclosure_book_get_context (book), plan, book,
                                              say_plan, press_plan);

  if (!fod_disclosure_book_is_revoked (book, plan) &&
      !fod_read_only (fod_disclosure_book_get_context (book)))
    fod_entity_row_add_button (FOD_ENTITY_ROW (row), "action-unavailable-symbolic", _ ("Revoke"),
                               revoke_plan);
  return row;
}

static gboolean
is_standing (gpointer plan, gpointer user_data)
{
  FodDisclosureGroups *self = user_data;

  return self->book != NULL && !fod_disclosure_book_is_revoked (self->book, plan);
}

static gboolean
is_revoked (gpointer plan, gpointer user_data)
{
  return !is_standing (plan, user_data);
}

static gboolean
on_refilter (gpointer user_data)
{
  FodDisclosureGroups *self = user_data;

  self->refilter = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

static void
on_changed (FodDisclosureGroups *self)
{
  if (self->refilter == 0)
    self->refilter = g_idle_add (on_refilter, self);
}

static void
fod_disclosure_groups_dispose (GObject *object)
{
  FodDisclosureGroups *self = FOD_DISCLOSURE_GROUPS (object);

  g_clear_handle_id (&self->refilter, g_source_remove);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_DISCLOSURE_GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (self->filters); i++)
    g_clear_object (&self->filters[i]);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (fod_disclosure_groups_parent_class)->dispose (object);
}

static void
fod_disclosure_groups_class_init (FodDisclosureGroupsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_disclosure_groups_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-disclosure-groups.ui");
  gtk_widget_class_bind_template_child (widget_class, FodDisclosureGroups, standing);
  gtk_widget_class_bind_template_child (widget_class, FodDisclosureGroups, revoked);
}

static void
fod_disclosure_groups_init (FodDisclosureGroups *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_group (FodDisclosureGroups *self,
            FodEntityGroup *group,
            GtkFilter **filter,
            GtkCustomFilterFunc func)
{
  g_autoptr (GtkFilterListModel) model = NULL;

  /* Made anew, as it asks the book that is there now. */
  g_clear_object (filter);
  *filter = GTK_FILTER (gtk_custom_filter_new (func, self, NULL));
  model = gtk_filter_list_model_new (g_object_ref (fod_disclosure_book_get_plans (self->book)),
                                     g_object_ref (*filter));
  fod_entity_group_bind (group, G_LIST_MODEL (model), make_row, self->book);
}

void
fod_disclosure_groups_show (FodDisclosureGroups *self, FodDisclosureBook *book)
{
  g_autoptr (FodDisclosureBook) before = NULL;

  g_return_if_fail (FOD_IS_DISCLOSURE_GROUPS (self));
  g_return_if_fail (FOD_IS_DISCLOSURE_BOOK (book));

  before = g_steal_pointer (&self->book);
  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, on_changed, self);
  self->book = g_object_ref (book);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_group (self, self->standing, &self->filters[0], is_standing);
  show_group (self, self->revoked, &self->filters[1], is_revoked);
}
