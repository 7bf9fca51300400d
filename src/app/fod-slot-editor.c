/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows for when something is. Knows the form of the value, not what it is for. */

#include "config.h"

#include "app/fod-slot-editor.h"

#include "app/fod-follow-up-edit.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "base/fod-date-input.h"
#include "base/fod-date.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL_MINUTES 60

/* The lengths to choose from; one that is none of them is added while it is shown. */
static const int lengths[] = { 15, 30, 45, 60, 90, 120, 180, 240, 480 };

struct _FodSlotEditor
{
  AdwPreferencesGroup parent_instance;

  FodContext *context; /* owned */
  FodWhen when;
  GArray *minutes; /* int: the length at each position of the row */
  gboolean filling;

  AdwEntryRow *day;      /* template */
  AdwEntryRow *time;     /* template */
  AdwComboRow *length;   /* template */
  GtkMenuButton *picker; /* template */
  GtkCalendar *calendar; /* template */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodSlotEditor, fod_slot_editor, ADW_TYPE_PREFERENCES_GROUP)

/* A row says in its title what is wrong; AdwEntryRow has no place of its own for it. */
static void
mark (AdwEntryRow *row, const char *title, const char *problem)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), problem != NULL ? problem : title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), problem);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
mark_day (FodSlotEditor *self, const char *problem)
{
  mark (self->day, _ ("Day"), problem);
}

static void
mark_time (FodSlotEditor *self, const char *problem)
{
  mark (self->time, _ ("Time (may be empty)"), problem);
}

static void
fill_lengths (FodSlotEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int minutes =
      fod_when_has_time (&self->when) ? fod_when_get_minutes (&self->when) : USUAL_MINUTES;
  guint chosen = 0;
  gboolean found = FALSE;

  g_array_set_size (self->minutes, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      if (!found && minutes < lengths[i])
        g_array_append_val (self->minutes, minutes);
      found = found || minutes <= lengths[i];
      g_array_append_val (self->minutes, lengths[i]);
    }
  if (!found)
    g_array_append_val (self->minutes, minutes);

  for (guint i = 0; i < self->minutes->len; i++)
    {
      g_autofree char *name = fod_format_minutes (g_array_index (self->minutes, int, i));

      gtk_string_list_append (names, name);
      if (g_array_index (self->minutes, int, i) == minutes)
        chosen = i;
    }
  adw_combo_row_set_model (self->length, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->length, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->length), fod_when_has_time (&self->when));
}

static gboolean
is_typing (AdwEntryRow *row)
{
  GtkWidget *delegate = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  return gtk_widget_has_focus (delegate) || gtk_widget_has_css_class (GTK_WIDGET (row), "error");
}

static void
show_day (FodSlotEditor *self)
{
  g_autofree char *long_day = fod_format_date_long (self->when.date);
  g_autofree char *week = fod_format_week (self->when.date);
  g_autofree char *note = g_strdup_printf ("%s · %s", long_day, week);
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), note);
  fod_date_parse (self->when.date, &date);
  day = g_date_time_new_local (g_date_get_year (&date), (int)g_date_get_month (&date),
                               g_date_get_day (&date), 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
}

static void
show_rows (FodSlotEditor *self, gboolean all)
{
  g_autofree char *day = fod_format_date (self->when.date);
  g_autofree char *clock =
      fod_when_has_time (&self->when) ? fod_format_clock (self->when.start) : g_strdup ("");

  self->filling = TRUE;
  if (all || !is_typing (self->day))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->day), day);
      mark_day (self, NULL);
    }
  if (all || !is_typing (self->time))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->time), clock);
      mark_time (self, NULL);
    }
  show_day (self);
  fill_lengths (self);
  self->filling = FALSE;
}

/* Puts together what the rows say; the length stays as chosen. */
static void
set_when (FodSlotEditor *self, const char *date, int start)
{
  guint position = adw_combo_row_get_selected (self->length);
  int minutes =
      position < self->minutes->len ? g_array_index (self->minutes, int, position) : USUAL_MINUTES;
  g_autofree char *before = fod_when_format (&self->when);
  g_autofree char *after = NULL;
  g_autofree char *zone =
      g_strdup (fod_when_has_time (&self->when) ? self->when.zone : fod_when_get_here ());

  if (start < 0)
    fod_when_init_day (&self->when, date);
  else
    fod_when_init_time (&self->when, date, start, minutes, zone);
  after = fod_when_format (&self->when);
  if (strcmp (before, after) == 0)
    return;
  self->filling = TRUE;
  show_day (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->length), start >= 0);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Returns whether both rows can be read; marks those that can't. */
static gboolean
read_rows (FodSlotEditor *self)
{
  const char *typed_day = gtk_editable_get_text (GTK_EDITABLE (self->day));
  const char *typed_time = gtk_editable_get_text (GTK_EDITABLE (self->time));
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *date = NULL;
  int start = -1;
  gboolean good;
  GDate from;
  GDate day;

  fod_date_parse (today, &from);
  good = fod_date_input_parse (typed_day, FOD_DATE_INPUT_PLAN, &from, &day);
  mark_day (self, good ? NULL : _ ("There is no such day. Write for example 23-11, or Friday"));
  if (strspn (typed_time, " ") != strlen (typed_time) &&
      !fod_date_input_parse_time (typed_time, &start))
    {
      mark_time (self, _ ("There is no such time. Write for example 9.30"));
      return FALSE;
    }
  mark_time (self, NULL);
  if (!good)
    return FALSE;

  date = fod_date_format (&day);
  set_when (self, date, start);
  return TRUE;
}

static void
on_typed (FodSlotEditor *self)
{
  if (!self->filling)
    read_rows (self);
}

/* Typing is over: what was read is shown in full, "fri" as its date. */
static void
on_left (FodSlotEditor *self)
{
  if (self->context != NULL && !self->filling && read_rows (self))
    show_rows (self, TRUE);
}

static void
on_length (FodSlotEditor *self)
{
  if (!self->filling && fod_when_has_time (&self->when))
    read_rows (self);
}

static void
on_day_selected (FodSlotEditor *self)
{
  g_autoptr (GDateTime) picked = NULL;
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  picked = gtk_calendar_get_date (self->calendar);
  text = g_date_time_format (picked, "%d-%m-%Y");
  gtk_menu_button_popdown (self->picker);
  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
}

static void
fod_slot_editor_dispose (GObject *object)
{
  FodSlotEditor *self = FOD_SLOT_EDITOR (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SLOT_EDITOR);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_slot_editor_parent_class)->dispose (object);
}

static void
fod_slot_editor_finalize (GObject *object)
{
  g_array_unref (FOD_SLOT_EDITOR (object)->minutes);

  G_OBJECT_CLASS (fod_slot_editor_parent_class)->finalize (object);
}

static void
fod_slot_editor_class_init (FodSlotEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_slot_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_slot_editor_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-slot-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSlotEditor, day);
  gtk_widget_class_bind_template_child (widget_class, FodSlotEditor, time);
  gtk_widget_class_bind_template_child (widget_class, FodSlotEditor, length);
  gtk_widget_class_bind_template_child (widget_class, FodSlotEditor, picker);
  gtk_widget_class_bind_template_child (widget_class, FodSlotEditor, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_length);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
}

static void
watch_focus (FodSlotEditor *self, AdwEntryRow *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

static void
fod_slot_editor_init (FodSlotEditor *self)
{
  self->minutes = g_array_new (FALSE, FALSE, sizeof (int));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  mark_day (self, NULL);
  mark_time (self, NULL);
  watch_focus (self, self->day);
  watch_focus (self, self->time);
  fod_name (GTK_WIDGET (self->length), _ ("Length"));
  fod_name (GTK_WIDGET (self->picker), _ ("Choose the day in a month"));
  fod_name (GTK_WIDGET (self->calendar), _ ("Days of the month"));
}

void
fod_slot_editor_set_context (FodSlotEditor *self, FodContext *context)
{
  g_autofree char *today = NULL;

  g_return_if_fail (FOD_IS_SLOT_EDITOR (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self->context = g_object_ref (context);
  today = fod_context_dup_today (context);
  fod_when_init_day (&self->when, today);
  show_rows (self, TRUE);
}

void
fod_slot_editor_set_slot (FodSlotEditor *self, const char *slot)
{
  g_autofree char *before = NULL;

  g_return_if_fail (FOD_IS_SLOT_EDITOR (self) && self->context != NULL);

  before = fod_when_format (&self->when);
  if (g_strcmp0 (before, slot) == 0 || !fod_when_parse_here (slot, &self->when))
    return;
  show_rows (self, FALSE);
}

char *
fod_slot_editor_dup_slot (FodSlotEditor *self)
{
  g_return_val_if_fail (FOD_IS_SLOT_EDITOR (self), NULL);

  return fod_when_format (&self->when);
}

gboolean
fod_slot_editor_commit (FodSlotEditor *self)
{
  g_return_val_if_fail (FOD_IS_SLOT_EDITOR (self) && self->context != NULL, FALSE);

  if (read_rows (self))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (
      gtk_widget_has_css_class (GTK_WIDGET (self->day), "error") ? self->day : self->time));
  return FALSE;
}
