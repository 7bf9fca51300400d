/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A follow-up as the calendar shows it: kind by icon, colour and word, who, when, how it ended. */

#include "config.h"

#include "app/fod-calendar-entry.h"

#include "app/fod-format.h"
#include "app/fod-name.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>
#include <string.h>

#define STEP_MINUTES 15

struct _FodCalendarEntry
{
  GtkButton parent_instance;

  FodContext *context; /* owned */
  FodNameBook *names;  /* owned */
  FodRecord *record;   /* owned */
  char date[11];
  char *spoken;     /* owned: all that it says, also as its tip */
  const char *look; /* the CSS classes that stand for kind and outcome */
  const char *outcome;

  GtkOverlay *overlay; /* template */
  GtkWidget *lines;    /* template */
  GtkImage *icon;      /* template */
  GtkLabel *time;      /* template */
  GtkLabel *who;       /* template */
  GtkLabel *what;      /* template */
};

G_DEFINE_FINAL_TYPE (FodCalendarEntry, fod_calendar_entry, GTK_TYPE_BUTTON)

/* Kinds are told apart by icon and word; the colour groups them: people, employers, meetings. */
static const struct
{
  const char *type;
  const char *icon;
  const char *look;
} looks[] = {
  { "talk", "user-available-symbolic", "people" },
  { "home-visit", "go-home-symbolic", "people" },
  { "phone", "call-start-symbolic", "people" },
  { "outreach", "mark-location-symbolic", "people" },
  { "employer-visit", "fod-employer-symbolic", "employers" },
  { "job-interview", "avatar-default-symbolic", "employers" },
  { "job-support", "fod-job-symbolic", "employers" },
  { "conference", "system-users-symbolic", "meetings" },
  { "network", "network-workgroup-symbolic", "meetings" },
};

static const struct
{
  const char *status;
  const char *icon;
  const char *look;
} outcomes[] = {
  { "done", "object-select-symbolic", "done" },
  { "cancelled", "window-close-symbolic", "cancelled" },
  { "no-show", "action-unavailable-symbolic", "no-show" },
};

static void
choose_look (FodCalendarEntry *self, const char *today)
{
  const char *type = fod_record_get (self->record, "type");
  const char *status = fod_record_get (self->record, "status");
  const char *icon = "view-list-bullet-symbolic";
  const char *look = "others";
  const char *outcome = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].type, type) == 0)
      {
        icon = looks[i].icon;
        look = looks[i].look;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].status, status) == 0)
      {
        icon = outcomes[i].icon;
        outcome = outcomes[i].look;
      }
  if (outcome == NULL && strcmp (fod_record_get (self->record, "slot"), today) < 0)
    {
      icon = "dialog-warning-symbolic";
      outcome = "overdue";
    }

  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look);
  if (self->outcome != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->outcome);
  self->look = look;
  self->outcome = outcome;
  gtk_widget_add_css_class (GTK_WIDGET (self), look);
  if (outcome != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), outcome);
  gtk_image_set_from_icon_name (self->icon, icon);
}

static void
append (GString *text, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

static const char *
outcome_word (FodCalendarEntry *self)
{
  const char *status = fod_record_get (self->record, "status");

  if (self->outcome != NULL && strcmp (self->outcome, "overdue") == 0)
    return _ ("overdue");
  return fod_directory_get_code_name (fod_context_get_directory (self->context), "follow-up-status",
                                      status == NULL ? "planned" : status);
}

static char *
show_time (FodCalendarEntry *self, const FodWhen *when)
{
  if (!fod_when_has_time (when))
    return g_strdup ("");
  /* On its second day it is not its start that counts. */
  if (strcmp (when->date, self->date) != 0)
    return g_strdup ("…");
  return fod_format_clock (when->start);
}

/* Whose it is, unless it is one's own. */
static const char *
get_colleague (FodCalendarEntry *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *owner = fod_record_get (self->record, "owner");

  return fod_directory_is_me (directory, owner) ? NULL
                                                : fod_directory_get_user_name (directory, owner);
}

static void
refresh (FodCalendarEntry *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *title = fod_record_get (self->record, "title");
  const char *person = fod_name_book_get (self->names, FOD_KIND_PARTICIPANT,
                                          fod_record_get (self->record, "participant"));
  const char *employer =
      fod_name_book_get (self->names, FOD_KIND_EMPLOYER, fod_record_get (self->record, "employer"));
  const char *type = fod_directory_get_code_name (directory, "follow-up-type",
                                                  fod_record_get (self->record, "type"));
  const char *who = person != NULL ? person : employer != NULL ? employer : title;
  const char *colleague = get_colleague (self);
  g_autoptr (GString) names = g_string_new (who);
  g_autoptr (GString) what = g_string_new (NULL);
  g_autoptr (GString) spoken = g_string_new (NULL);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *span = NULL;
  g_autofree char *day = fod_format_date_long (self->date);
  g_autofree char *clock = NULL;
  FodWhen when;

  if (!fod_when_parse_here (fod_record_get (self->record, "slot"), &when))
    return;
  choose_look (self, today);
  clock = show_time (self, &when);
  span = fod_format_slot_time (fod_record_get (self->record, "slot"));

  append (what, " · ", who == title ? type : title);
  append (what, " · ", person != NULL ? employer : NULL);
  append (what, " · ", fod_record_get (self->record, "place"));
  gtk_label_set_text (self->time, clock);
  gtk_widget_set_visible (GTK_WIDGET (self->time), *clock != '\0');
  append (names, " · ", colleague);
  gtk_label_set_text (self->who, names->str);
  gtk_label_set_text (self->what, what->str);

  append (spoken, ", ", who);
  append (spoken, ", ", day);
  append (spoken, ", ", span);
  append (spoken, ", ", what->str);
  append (spoken, ", ", outcome_word (self));
  append (spoken, ", ", colleague);
  fod_name (GTK_WIDGET (self), spoken->str);
  g_free (self->spoken);
  self->spoken = g_string_free (g_steal_pointer (&spoken), FALSE);
}

/* Asked for, since a tip that is set asks the screen where the pointer is, for each entry. */
static gboolean
on_query_tooltip (FodCalendarEntry *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, self->spoken);
  return self->spoken != NULL;
}

static void
on_clicked (FodCalendarEntry *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.open", "s",
                              fod_calendar_entry_get_id (self));
}

static void
move (FodCalendarEntry *self, int days, int minutes)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.move", "(sii)",
                              fod_calendar_entry_get_id (self), days, minutes);
}

static gboolean
move_by_key (FodCalendarEntry *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
      move (self, -1, 0);
      return TRUE;
    case GDK_KEY_Right:
      move (self, 1, 0);
      return TRUE;
    case GDK_KEY_Up:
      move (self, 0, -STEP_MINUTES);
      return TRUE;
    case GDK_KEY_Down:
      move (self, 0, STEP_MINUTES);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.status", "(ss)",
                                  fod_calendar_entry_get_id (self), "done");
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
resize_by_key (FodCalendarEntry *self, guint key)
{
  if (key == GDK_KEY_F10)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.menu", "s",
                                  fod_calendar_entry_get_id (self));
      return TRUE;
    }
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.resize", "(si)",
                              fod_calendar_entry_get_id (self),
                              key == GDK_KEY_Up ? -STEP_MINUTES : STEP_MINUTES);
  return TRUE;
}

static gboolean
act_by_key (FodCalendarEntry *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.step", "i", -1);
      return TRUE;
    case GDK_KEY_Right:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.step", "i", 1);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.delete", "s",
                                  fod_calendar_entry_get_id (self));
      return TRUE;
    case GDK_KEY_Menu:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.menu", "s",
                                  fod_calendar_entry_get_id (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (FodCalendarEntry *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);

  if (held == GDK_CONTROL_MASK)
    return move_by_key (self, key);
  if (held == GDK_SHIFT_MASK)
    return resize_by_key (self, key);
  return held == 0 && act_by_key (self, key);
}

static void
on_secondary_click (FodCalendarEntry *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.menu", "s",
                              fod_calendar_entry_get_id (self));
}

static void
fod_calendar_entry_dispose (GObject *object)
{
  FodCalendarEntry *self = FOD_CALENDAR_ENTRY (object);

  /* The button lets go of its child by itself, and must do so first. */
  gtk_button_set_child (GTK_BUTTON (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CALENDAR_ENTRY);
  g_clear_pointer (&self->record, fod_record_unref);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_object (&self->names);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_calendar_entry_parent_class)->dispose (object);
}

static void
fod_calendar_entry_class_init (FodCalendarEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_calendar_entry_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-calendar-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, overlay);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, lines);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, icon);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, time);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, who);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarEntry, what);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_click);
}

static void
fod_calendar_entry_init (FodCalendarEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_calendar_entry_new (FodContext *context, FodNameBook *names, gboolean block)
{
  FodCalendarEntry *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_NAME_BOOK (names), NULL);

  self = g_object_new (FOD_TYPE_CALENDAR_ENTRY, NULL);
  self->context = g_object_ref (context);
  self->names = g_object_ref (names);
  gtk_overlay_set_measure_overlay (self->overlay, self->lines, !block);
  gtk_overlay_set_clip_overlay (self->overlay, self->lines, TRUE);
  return GTK_WIDGET (self);
}

void
fod_calendar_entry_set_record (FodCalendarEntry *self, FodRecord *record, const char *date)
{
  g_return_if_fail (FOD_IS_CALENDAR_ENTRY (self));
  g_return_if_fail (record != NULL && date != NULL);

  if (record != self->record)
    {
      g_clear_pointer (&self->record, fod_record_unref);
      self->record = fod_record_ref (record);
    }
  g_strlcpy (self->date, date, sizeof self->date);
  refresh (self);
}

void
fod_calendar_entry_set_tall (FodCalendarEntry *self, gboolean tall)
{
  g_return_if_fail (FOD_IS_CALENDAR_ENTRY (self));

  gtk_widget_set_visible (GTK_WIDGET (self->what), tall);
}

FodRecord *
fod_calendar_entry_get_record (FodCalendarEntry *self)
{
  g_return_val_if_fail (FOD_IS_CALENDAR_ENTRY (self), NULL);

  return self->record;
}

const char *
fod_calendar_entry_get_id (FodCalendarEntry *self)
{
  g_return_val_if_fail (FOD_IS_CALENDAR_ENTRY (self), NULL);

  return fod_record_get_id (self->record);
}
