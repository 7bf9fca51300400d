/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One suggestion and its answers. The rules are src/ips'. */

#include "config.h"

#include "app/fod-suggestion-row.h"

#include "app/fod-apply.h"
#include "app/fod-day-popover.h"
#include "app/fod-disc.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-name.h"
#include "app/fod-read-only.h"
#include "app/fod-suggestion-text.h"
#include "base/fod-date.h"
#include "base/fod-uuid.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _FodSuggestionRow
{
  GtkListBoxRow parent_instance;

  FodContext *context;
  FodSuggestionItem *item;

  FodDisc *disc;       /* template */
  GtkLabel *title;     /* template */
  GtkLabel *subtitle;  /* template */
  GtkWidget *book;     /* template */
  GtkMenuButton *more; /* template */
};

G_DEFINE_FINAL_TYPE (FodSuggestionRow, fod_suggestion_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_participant (FodSuggestionRow *self)
{
  return fod_entity_get_id (fod_suggestion_item_get_participant (self->item));
}

/* @reason: (nullable): settles it; else it is planned for @date. */
static void
answer (FodSuggestionRow *self, const char *date, const char *reason)
{
  const FodSuggestion *suggestion = fod_suggestion_item_get (self->item);
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (self->context));
  g_autofree char *key = fod_suggestion_dup_key (suggestion);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *day = fod_format_day (date, today);
  g_autofree char *said = NULL;
  g_autoptr (FodRecord) record = fod_record_new (&fod_follow_up_spec, id);
  g_autoptr (FodEdit) edit = fod_edit_new ();

  fod_record_set (record, "title", fod_suggestion_text_what (suggestion));
  fod_record_set (record, "type", reason ? "task" : fod_suggestion_get_type (suggestion->kind));
  fod_record_set (record, "slot", date);
  fod_record_set (record, "status", reason ? "done" : "planned");
  fod_record_set (record, "settled-on", reason ? today : NULL);
  fod_record_set (record, "remark", reason);
  fod_record_set (record, "participant", get_participant (self));
  fod_record_set (record, "clock", key);
  fod_edit_create (edit, record);
  /* Translators: %s is a day, such as "tomorrow" or "Tue 24-11"; in the second a reason */
  said = reason ? g_strdup_printf (_ ("Settled: %s"), reason)
                : g_strdup_printf (_ ("Booked for %s"), day);
  fod_apply (GTK_WIDGET (self), self->context, edit, said);
}

static void
on_book (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSuggestionRow *self = FOD_SUGGESTION_ROW (widget);
  const char *when = g_variant_get_string (parameter, NULL);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *date = NULL;
  GDate day;

  fod_date_parse (today, &day);
  if (strcmp (when, "tomorrow") == 0)
    date = fod_date_add_days (today, 1);
  else if (strcmp (when, "monday") == 0)
    date = fod_date_add_days (today, 8 - (int)g_date_get_weekday (&day));
  else
    date = fod_suggestion_dup_day (fod_suggestion_item_get (self->item), today);
  answer (self, date, NULL);
}

static void
on_day_picked (GtkWidget *parent, const char *date)
{
  GtkWidget *row = gtk_widget_get_ancestor (parent, FOD_TYPE_SUGGESTION_ROW);

  answer (FOD_SUGGESTION_ROW (row), date, NULL);
}

static void
on_pick (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSuggestionRow *self = FOD_SUGGESTION_ROW (widget);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *day = fod_suggestion_dup_day (fod_suggestion_item_get (self->item), today);

  fod_day_popover_show (GTK_WIDGET (self->more), day, on_day_picked);
}

static void
on_settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodSuggestionRow *self = FOD_SUGGESTION_ROW (widget);
  const char *code = g_variant_get_string (parameter, NULL);
  g_autofree char *today = fod_context_dup_today (self->context);
  const char *reason = _ ("It does not fit here");

  if (strcmp (code, "done") == 0)
    reason = _ ("It is done already");
  else if (strcmp (code, "wait") == 0)
    reason = _ ("Agreed with the participant to wait");
  answer (self, today, reason);
}

static void
on_note (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_go_new (widget, FOD_KIND_NOTE, "participant", get_participant (FOD_SUGGESTION_ROW (widget)),
              NULL);
}

static void
on_participant (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_suggestion_row_open (FOD_SUGGESTION_ROW (widget));
}

static char *
describe (const FodSuggestion *suggestion, const char *name, const char *today)
{
  g_autofree char *why = fod_suggestion_text_why (suggestion, today);
  g_autofree char *day = fod_format_day (suggestion->due, today);
  g_autofree char *due = NULL;

  /* What ends is due on its last day, which has just been named. */
  if (strcmp (suggestion->due, suggestion->base) == 0)
    return g_strdup_printf ("%s · %s", name, why);
  /* Translators: the last day for something, such as "by tomorrow" or "by Tue 24-11" */
  due = strcmp (suggestion->due, today) < 0 ? g_strdup_printf (C_ ("deadline", "was due %s"), day)
                                            : g_strdup_printf (C_ ("deadline", "by %s"), day);
  return g_strdup_printf ("%s · %s · %s", name, why, due);
}

static void
update (FodSuggestionRow *self)
{
  const FodSuggestion *suggestion = fod_suggestion_item_get (self->item);
  const char *who = fod_entity_get (fod_suggestion_item_get_participant (self->item), "name");
  const char *title = fod_suggestion_text_what (suggestion);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *subtitle = describe (suggestion, who != NULL ? who : "", today);
  g_autofree char *book = NULL;
  g_autofree char *both = NULL;
  g_autofree char *more = NULL;
  g_autofree char *row = NULL;

  who = who != NULL ? who : "";
  fod_disc_set_name (self->disc, who);
  /* One disc for each person; those below it keep its room. */
  gtk_widget_set_opacity (GTK_WIDGET (self->disc), fod_suggestion_item_is_first (self->item));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  /* Translators: a button on the row; followed by what is suggested and for whom */
  both = g_strdup_printf ("%s, %s", title, who);
  book = g_strdup_printf (_ ("Book: %s"), both);
  more = g_strdup_printf (_ ("More: %s"), both);
  row = g_strdup_printf ("%s, %s", title, subtitle);
  fod_name (self->book, book);
  fod_name (GTK_WIDGET (self->more), more);
  fod_name (GTK_WIDGET (self), row);
}

static void
fod_suggestion_row_dispose (GObject *object)
{
  FodSuggestionRow *self = FOD_SUGGESTION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SUGGESTION_ROW);
  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_suggestion_row_parent_class)->dispose (object);
}

static void
fod_suggestion_row_class_init (FodSuggestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_suggestion_row_dispose;

  g_type_ensure (FOD_TYPE_DISC);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-suggestion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSuggestionRow, disc);
  gtk_widget_class_bind_template_child (widget_class, FodSuggestionRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodSuggestionRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FodSuggestionRow, book);
  gtk_widget_class_bind_template_child (widget_class, FodSuggestionRow, more);
  gtk_widget_class_install_action (widget_class, "row.book", "s", on_book);
  gtk_widget_class_install_action (widget_class, "row.pick", NULL, on_pick);
  gtk_widget_class_install_action (widget_class, "row.settle", "s", on_settle);
  gtk_widget_class_install_action (widget_class, "row.note", NULL, on_note);
  gtk_widget_class_install_action (widget_class, "row.participant", NULL, on_participant);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "row.book",
                                       "s", "due");
}

static void
fod_suggestion_row_init (FodSuggestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_suggestion_row_new (FodContext *context, FodSuggestionItem *item)
{
  FodSuggestionRow *self = g_object_new (FOD_TYPE_SUGGESTION_ROW, NULL);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  g_signal_connect_object (fod_suggestion_item_get_participant (item), "notify::name",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  return GTK_WIDGET (self);
}

void
fod_suggestion_row_open (FodSuggestionRow *self)
{
  g_return_if_fail (FOD_IS_SUGGESTION_ROW (self));

  fod_go_show (GTK_WIDGET (self), FOD_KIND_PARTICIPANT, get_participant (self));
}
