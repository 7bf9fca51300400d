/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day's cell in the month. Decides by its height how many entries it shows, and makes no widgets
 * for more than any screen has room for. */

#include "config.h"

#include "app/fod-month-day.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-format.h"
#include "app/fod-holiday-name.h"
#include "app/fod-name.h"
#include "base/fod-date.h"
#include "ips/fod-holiday.h"
#include "model/fod-entity.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lines that a cell may have. */
#define MOST_SHOWN 20

struct _FodMonthDay
{
  GtkWidget parent_instance;

  FodContext *context; /* owned */
  FodNameBook *names;  /* owned */
  char date[11];
  GPtrArray *records; /* FodRecord: all of the day */
  GPtrArray *entries; /* FodCalendarEntry, not owned: children; of the first records */
  gboolean compact;
  guint hidden; /* entries without room */
  guint idle;

  GtkWidget *head;
  GtkWidget *number;
  GtkWidget *note;
  GtkWidget *count; /* compact: how many */
  GtkWidget *more;  /* "+n" */
};

G_DEFINE_FINAL_TYPE (FodMonthDay, fod_month_day, GTK_TYPE_WIDGET)

static void
go (FodMonthDay *self)
{
  gtk_widget_activate_action (
      GTK_WIDGET (self), self->compact ? "calendar.show-day" : "calendar.new", "s", self->date);
}

static gboolean
on_key (FodMonthDay *self, guint key, guint code, GdkModifierType state)
{
  int days = 0;

  if (!gtk_widget_is_focus (GTK_WIDGET (self)) ||
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
      days = -1;
      break;
    case GDK_KEY_Right:
      days = 1;
      break;
    case GDK_KEY_Up:
      days = -7;
      break;
    case GDK_KEY_Down:
      days = 7;
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      go (self);
      return TRUE;
    default:
      return FALSE;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.step", "i", days);
  return TRUE;
}

static void
on_released (FodMonthDay *self, int n_press)
{
  if (n_press != 1)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  go (self);
}

static gboolean
on_list_idle (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not at once: the entry that closed it still looks for its action from here. */
static void
on_list_closed (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_list_idle, g_object_ref (popover), g_object_unref);
}

/* The list behind "+n": all entries of the day, to be opened from there. */
static void
on_more (FodMonthDay *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *day = fod_format_date_long (self->date);
  GtkWidget *title = gtk_label_new (day);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < self->records->len; i++)
    {
      GtkWidget *entry = fod_calendar_entry_new (self->context, self->names, FALSE);

      fod_calendar_entry_set_record (FOD_CALENDAR_ENTRY (entry), self->records->pdata[i],
                                     self->date);
      gtk_widget_set_size_request (entry, 240, -1);
      g_signal_connect_object (entry, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), entry);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, self->more);
  g_signal_connect (popover, "closed", G_CALLBACK (on_list_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static gboolean
on_idle (gpointer user_data)
{
  FodMonthDay *self = user_data;
  g_autofree char *label = g_strdup_printf ("+%u", self->hidden);
  g_autofree char *name =
      g_strdup_printf (ngettext ("%u more entry", "%u more entries", self->hidden), self->hidden);

  self->idle = 0;
  gtk_button_set_label (GTK_BUTTON (self->more), label);
  fod_name (self->more, name);
  return G_SOURCE_REMOVE;
}

/* A label may not change its size while sizes are given out. */
static void
set_hidden (FodMonthDay *self, guint hidden)
{
  if (self->hidden == hidden)
    return;
  self->hidden = hidden;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static int
height_of (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
place (GtkWidget *widget, int y, int width, int height)
{
  GtkAllocation area = { 2, y, MAX (width - 4, 1), height };

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &area, -1);
}

/* Returns how many entries of @line pixels fit into @room, with the button if not all do. */
static guint
count_fitting (FodMonthDay *self, int room, int line)
{
  guint fit;

  if (self->compact || line <= 0)
    return 0;
  fit = (guint)(MAX (room, 0) / line);
  if (fit >= self->records->len && self->entries->len == self->records->len)
    return self->records->len;
  fit = (guint)(MAX (room - height_of (self->more, -1), 0) / line);
  return MIN (fit, self->entries->len);
}

static void
fod_month_day_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodMonthDay *self = FOD_MONTH_DAY (widget);
  int y = height_of (self->head, width);
  int line = self->entries->len > 0 ? height_of (self->entries->pdata[0], -1) + 1 : 0;
  guint fit = count_fitting (self, height - y, line);
  gboolean more = !self->compact && fit < self->records->len;

  place (self->head, 0, width, y);
  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = self->entries->pdata[i];

      gtk_widget_set_child_visible (entry, i < fit);
      if (i < fit)
        place (entry, y + (int)i * line, width, line - 1);
    }
  gtk_widget_set_child_visible (self->more, more);
  if (more)
    place (self->more, y + (int)fit * line, width, height_of (self->more, -1));
  if (gtk_widget_should_layout (self->count))
    place (self->count, y, width, MAX (height - y, height_of (self->count, -1)));
  set_hidden (self, more ? self->records->len - fit : 0);
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_month_day_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  FodMonthDay *self = FOD_MONTH_DAY (widget);
  int head;

  gtk_widget_measure (self->head, orientation, -1, &head, NULL, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? head + height_of (self->more, -1) : 40;
  *natural = *minimum;
}

static void
clear_entries (FodMonthDay *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    gtk_widget_unparent (self->entries->pdata[i]);
  g_ptr_array_set_size (self->entries, 0);
}

static void
fod_month_day_dispose (GObject *object)
{
  FodMonthDay *self = FOD_MONTH_DAY (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  clear_entries (self);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->count, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_object (&self->names);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_month_day_parent_class)->dispose (object);
}

static void
fod_month_day_finalize (GObject *object)
{
  g_ptr_array_unref (FOD_MONTH_DAY (object)->records);
  g_ptr_array_unref (FOD_MONTH_DAY (object)->entries);

  G_OBJECT_CLASS (fod_month_day_parent_class)->finalize (object);
}

static void
fod_month_day_class_init (FodMonthDayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_month_day_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_month_day_finalize;
  widget_class->measure = fod_month_day_measure;
  widget_class->size_allocate = fod_month_day_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "monthday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
add_head (FodMonthDay *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->number = gtk_label_new (NULL);
  self->note = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number, "number");
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_add_css_class (self->note, "note");
  gtk_label_set_ellipsize (GTK_LABEL (self->note), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->head), self->number);
  gtk_box_append (GTK_BOX (self->head), self->note);
  gtk_widget_set_can_target (self->head, FALSE);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}

static void
fod_month_day_init (FodMonthDay *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->entries = g_ptr_array_new ();
  add_head (self);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "count");
  gtk_widget_set_can_target (self->count, FALSE);
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  self->more = gtk_button_new_with_label ("+0");
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more), self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
fod_month_day_new (FodContext *context, FodNameBook *names)
{
  FodMonthDay *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_NAME_BOOK (names), NULL);

  self = g_object_new (FOD_TYPE_MONTH_DAY, NULL);
  self->context = g_object_ref (context);
  self->names = g_object_ref (names);
  return GTK_WIDGET (self);
}

static void
toggle_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill_head (FodMonthDay *self, gboolean outside)
{
  const char *holiday = fod_holiday_name (self->date);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *day = fod_format_date_long (self->date);
  g_autofree char *number = NULL;
  g_autofree char *how_many = NULL;
  g_autofree char *name = NULL;
  GDate date;

  fod_date_parse (self->date, &date);
  number = g_strdup_printf ("%d", g_date_get_day (&date));
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_label_set_text (GTK_LABEL (self->note), holiday == NULL ? "" : holiday);
  toggle_class (GTK_WIDGET (self), "today", strcmp (self->date, today) == 0);
  toggle_class (GTK_WIDGET (self), "outside", outside);
  toggle_class (GTK_WIDGET (self), "free-day", !fod_holiday_is_work_day (self->date));

  how_many =
      g_strdup_printf (ngettext ("%u entry", "%u entries", self->entries->len), self->entries->len);
  name = g_strdup_printf ("%s%s%s, %s", day, holiday == NULL ? "" : ", ",
                          holiday == NULL ? "" : holiday, how_many);
  fod_name (GTK_WIDGET (self), name);
}

/* Keeps the widgets of entries that stay, and with them the focus. */
static GtkWidget *
take_entry (FodMonthDay *self, GPtrArray *old, const char *id)
{
  GtkWidget *entry;

  for (guint i = 0; i < old->len; i++)
    {
      entry = old->pdata[i];
      if (entry == NULL || strcmp (fod_calendar_entry_get_id (FOD_CALENDAR_ENTRY (entry)), id) != 0)
        continue;
      old->pdata[i] = NULL;
      return entry;
    }
  return fod_calendar_entry_new (self->context, self->names, FALSE);
}

void
fod_month_day_set_day (FodMonthDay *self, const char *date, GPtrArray *entries, gboolean outside)
{
  g_autoptr (GPtrArray) old = NULL;
  g_autofree char *count = NULL;

  g_return_if_fail (FOD_IS_MONTH_DAY (self));
  g_return_if_fail (date != NULL && entries != NULL);

  g_strlcpy (self->date, date, sizeof self->date);
  old = g_steal_pointer (&self->entries);
  self->entries = g_ptr_array_new ();
  g_ptr_array_set_size (self->records, 0);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (self->records, fod_record_ref (fod_entity_get_record (entries->pdata[i])));
  for (guint i = 0; i < MIN (self->records->len, MOST_SHOWN); i++)
    {
      FodRecord *record = self->records->pdata[i];
      GtkWidget *entry = take_entry (self, old, fod_record_get_id (record));

      /* In this order for the Tab key too; the button stays last. */
      gtk_widget_insert_before (entry, GTK_WIDGET (self), self->more);
      fod_calendar_entry_set_record (FOD_CALENDAR_ENTRY (entry), record, date);
      g_ptr_array_add (self->entries, entry);
    }
  for (guint i = 0; i < old->len; i++)
    if (old->pdata[i] != NULL)
      gtk_widget_unparent (old->pdata[i]);

  count = g_strdup_printf ("%u", self->records->len);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_widget_set_visible (self->count, self->compact && self->records->len > 0);
  fill_head (self, outside);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
fod_month_day_set_compact (FodMonthDay *self, gboolean compact)
{
  g_return_if_fail (FOD_IS_MONTH_DAY (self));

  self->compact = compact;
  gtk_widget_set_visible (self->count, compact && self->records->len > 0);
  gtk_widget_set_visible (self->note, !compact);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
fod_month_day_set_target (FodMonthDay *self, gboolean target)
{
  g_return_if_fail (FOD_IS_MONTH_DAY (self));

  toggle_class (GTK_WIDGET (self), "target", target);
}

const char *
fod_month_day_get_date (FodMonthDay *self)
{
  g_return_val_if_fail (FOD_IS_MONTH_DAY (self), NULL);

  return self->date;
}

GtkWidget *
fod_month_day_find (FodMonthDay *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_MONTH_DAY (self) && id != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    if (strcmp (fod_calendar_entry_get_id (self->entries->pdata[i]), id) == 0)
      return self->entries->pdata[i];
  return NULL;
}
