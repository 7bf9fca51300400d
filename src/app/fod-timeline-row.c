/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says one entry in words and offers to change or delete it. All text of people goes into labels
 * without markup. */

#include "config.h"

#include "app/fod-timeline-row.h"
#include "app/fod-apply.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-name.h"
#include "app/fod-note-dialog.h"
#include "app/fod-paste.h"
#include "app/fod-placement-dialog.h"
#include "app/fod-placement-text.h"
#include "app/fod-read-only.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodTimelineRow
{
  GtkListBoxRow parent_instance;

  FodContext *context; /* owned */
  FodEntity *entity;   /* owned */
  char *date;          /* owned, nullable */

  GtkImage *icon;    /* template */
  GtkLabel *title;   /* template */
  GtkLabel *meta;    /* template */
  GtkLabel *body;    /* template */
  GtkWidget *unfold; /* template */
  GtkWidget *paste;  /* template */
  GtkWidget *change; /* template */
  GtkWidget *remove; /* template */
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodTimelineRow, fod_timeline_row, GTK_TYPE_LIST_BOX_ROW)

/* More characters than this are folded away behind "Show all". */
#define FOLD_LENGTH 700
#define FOLD_LINES 10

static const char *
kind_of (FodEntity *entity)
{
  return fod_record_get_kind (fod_entity_get_record (entity));
}

static const char *
code_name (FodTimelineRow *self, const char *list, const char *field)
{
  return fod_directory_get_code_name (fod_context_get_directory (self->context), list,
                                      fod_entity_get (self->entity, field));
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_minutes (GString *text, const char *minutes)
{
  g_autofree char *words = NULL;

  if (minutes == NULL)
    return;
  words = fod_format_minutes (atoi (minutes));
  append (text, words);
}

static void
append_author (FodTimelineRow *self, GString *text, const char *user)
{
  FodDirectory *directory = fod_context_get_directory (self->context);

  if (!fod_directory_is_me (directory, user))
    append (text, fod_directory_get_user_name (directory, user));
}

static void
set_body (FodTimelineRow *self, const char *text)
{
  gboolean folded = text != NULL && g_utf8_strlen (text, -1) > FOLD_LENGTH;

  gtk_label_set_text (self->body, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), text != NULL);
  gtk_widget_set_visible (self->unfold, folded);
  gtk_label_set_lines (self->body, folded ? FOLD_LINES : -1);
  gtk_label_set_ellipsize (self->body, folded ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static void
show_note (FodTimelineRow *self, GString *title, GString *meta)
{
  const char *type = code_name (self, "note-type", "type");
  const char *attendance = fod_entity_get (self->entity, "attendance");

  append (title, type != NULL ? type : _ ("Note"));
  if (attendance != NULL && strcmp (attendance, "came") != 0)
    append (title, code_name (self, "attendance", "attendance"));
  append_minutes (meta, fod_entity_get (self->entity, "minutes"));
  if (fod_entity_get_bool (self->entity, "community"))
    append (meta, _ ("out of the office"));
  append_author (self, meta, fod_entity_get (self->entity, "author"));
  if (fod_entity_get (self->entity, "fork-of") != NULL)
    append (meta, _ ("the other version of a note that two people changed"));
  set_body (self, fod_entity_get (self->entity, "body"));
  gtk_image_set_from_icon_name (self->icon, "document-edit-symbolic");
}

static void
show_follow_up (FodTimelineRow *self, GString *title, GString *meta)
{
  g_autofree char *time = fod_format_slot_time (fod_entity_get (self->entity, "slot"));
  const char *status = fod_entity_get (self->entity, "status");
  gboolean planned = status == NULL || strcmp (status, "planned") == 0;

  append (title, fod_entity_get (self->entity, "title"));
  append (meta, time);
  append (meta, code_name (self, "follow-up-type", "type"));
  if (!planned)
    append (meta, code_name (self, "follow-up-status", "status"));
  append (meta, fod_entity_get (self->entity, "place"));
  append_author (self, meta, fod_entity_get (self->entity, "owner"));
  set_body (self, fod_entity_get (self->entity, "remark"));
  gtk_image_set_from_icon_name (self->icon, planned ? "alarm-symbolic" : "object-select-symbolic");
}

static void
show_placement (FodTimelineRow *self, GString *title, GString *meta)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *heading = fod_placement_text_title (directory, self->entity, NULL);
  g_autofree char *details = fod_placement_text_details (
      directory, self->entity, fod_placement_text_get_minutes (self->entity));

  append (title, heading);
  append (meta, details);
  set_body (self, fod_entity_get (self->entity, "remark"));
  gtk_image_set_from_icon_name (self->icon, "fod-job-symbolic");
}

static void
name_buttons (FodTimelineRow *self, const char *title)
{
  /* Translators: %s is the heading of an entry, such as "Talk" */
  g_autofree char *change = g_strdup_printf (_ ("Change “%s”"), title);
  g_autofree char *delete = g_strdup_printf (_ ("Delete “%s”"), title);
  g_autofree char *copy = g_strdup_printf (_ ("Copy “%s”"), title);

  fod_name (self->paste, copy);
  fod_name (self->change, change);
  fod_name (self->remove, delete);
}

static void
show (FodTimelineRow *self)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) meta = g_string_new (NULL);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *day = self->date != NULL ? fod_format_day (self->date, today) : g_strdup ("");
  g_autofree char *name = NULL;
  const char *kind = kind_of (self->entity);

  append (meta, day);
  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    show_note (self, title, meta);
  else if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    show_follow_up (self, title, meta);
  else
    show_placement (self, title, meta);

  gtk_label_set_text (self->title, title->str);
  gtk_label_set_text (self->meta, meta->str);
  name = g_strdup_printf ("%s, %s", title->str, meta->str);
  fod_name (GTK_WIDGET (self), name);
  name_buttons (self, title->str);
}

static void
on_entity_notify (GObject *entity, GParamSpec *pspec, gpointer user_data)
{
  FodTimelineRow *self = user_data;
  const char *date = fod_timeline_row_date_of (self->entity);

  if (date == NULL || self->date == NULL || strncmp (date, self->date, 10) != 0)
    {
      g_free (self->date);
      self->date = date != NULL ? g_strndup (date, 10) : NULL;
      g_signal_emit (self, signals[MOVED], 0);
    }
  show (self);
}

static void
change (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (widget);
  const char *kind = kind_of (self->entity);

  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    fod_note_dialog_open (widget, self->context, self->entity);
  else if (strcmp (kind, FOD_KIND_PLACEMENT) == 0)
    fod_placement_dialog_open (widget, self->context, self->entity);
  else
    fod_go_show (widget, kind, fod_entity_get_id (self->entity));
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (widget);

  fod_paste_copy (widget, self->context, fod_entity_get_record (self->entity));
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (widget);

  fod_apply_delete (widget, self->context, self->entity);
}

static void
unfold (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (widget);

  gtk_label_set_lines (self->body, -1);
  gtk_label_set_ellipsize (self->body, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (self->unfold, FALSE);
}

static void
fod_timeline_row_dispose (GObject *object)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (object);

  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_TIMELINE_ROW);
  G_OBJECT_CLASS (fod_timeline_row_parent_class)->dispose (object);
}

static void
fod_timeline_row_finalize (GObject *object)
{
  FodTimelineRow *self = FOD_TIMELINE_ROW (object);

  g_clear_pointer (&self->date, g_free);
  G_OBJECT_CLASS (fod_timeline_row_parent_class)->finalize (object);
}

static void
fod_timeline_row_class_init (FodTimelineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_timeline_row_dispose;
  object_class->finalize = fod_timeline_row_finalize;

  signals[MOVED] = g_signal_new ("moved", FOD_TYPE_TIMELINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, meta);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, body);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, unfold);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, paste);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, change);
  gtk_widget_class_bind_template_child (widget_class, FodTimelineRow, remove);
  gtk_widget_class_install_action (widget_class, "row.change", NULL, change);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "row.unfold", NULL, unfold);
  gtk_widget_class_install_action (widget_class, "row.copy", NULL, copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "row.copy", NULL);
}

static void
fod_timeline_row_init (FodTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_timeline_row_new (FodContext *context, FodEntity *entity)
{
  FodTimelineRow *self = g_object_new (FOD_TYPE_TIMELINE_ROW, NULL);
  const char *date = fod_timeline_row_date_of (entity);

  self->context = g_object_ref (context);
  self->entity = g_object_ref (entity);
  self->date = date != NULL ? g_strndup (date, 10) : NULL;
  g_signal_connect_object (entity, "notify", G_CALLBACK (on_entity_notify), self, 0);
  gtk_widget_set_visible (self->paste, fod_paste_knows (kind_of (entity)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.copy", fod_paste_knows (kind_of (entity)));
  show (self);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  return GTK_WIDGET (self);
}

const char *
fod_timeline_row_get_date (FodTimelineRow *self)
{
  g_return_val_if_fail (FOD_IS_TIMELINE_ROW (self), NULL);

  return self->date;
}

const char *
fod_timeline_row_date_of (FodEntity *entity)
{
  const char *kind = kind_of (entity);
  const char *start;

  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    return fod_entity_get (entity, "date");
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    return fod_entity_get (entity, "slot");
  start = fod_entity_get (entity, "start-date");
  return start != NULL ? start : fod_entity_get (entity, "deadline");
}
