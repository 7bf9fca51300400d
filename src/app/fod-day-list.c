/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day as a list, below a strip of the week. */

#include "config.h"

#include "app/fod-day-list.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-format.h"
#include "app/fod-holiday-name.h"
#include "app/fod-name.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAYS 7

struct _FodDayList
{
  AdwBin parent_instance;

  FodContext *context;       /* owned */
  FodCalendarWindow *window; /* owned */
  FodNameBook *names;        /* owned */
  char date[11];

  GtkWidget *days[DAYS];
  GtkWidget *weekdays[DAYS];
  GtkWidget *numbers[DAYS];
  GtkWidget *marks[DAYS];

  GtkWidget *strip;  /* template */
  GtkLabel *title;   /* template */
  GtkLabel *holiday; /* template */
  GtkBox *list;      /* template */
  GtkWidget *empty;  /* template */
  GtkWidget *add;    /* template */
};

G_DEFINE_FINAL_TYPE (FodDayList, fod_day_list, ADW_TYPE_BIN)

static void
toggle_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill_day (FodDayList *self, int index, const char *monday, const char *today)
{
  g_autofree char *date = fod_date_add_days (monday, index);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;
  g_autofree char *weekday = NULL;
  g_autofree char *count = NULL;
  g_autofree char *name = NULL;
  gboolean chosen;
  GDate parsed;

  if (!fod_date_parse (date, &parsed))
    return;
  entries = fod_calendar_window_list_day (self->window, date);
  chosen = strcmp (date, self->date) == 0;
  number = g_strdup_printf ("%d", g_date_get_day (&parsed));
  /* Two letters fit seven times beside each other, with large text too. */
  weekday = g_utf8_substring (fod_format_weekday_short (index + 1), 0, 2);
  gtk_label_set_text (GTK_LABEL (self->weekdays[index]), weekday);
  gtk_label_set_text (GTK_LABEL (self->numbers[index]), number);
  /* A dot that is always there keeps the numbers in line. */
  gtk_widget_set_opacity (self->marks[index], entries->len > 0 ? 1 : 0);
  toggle_class (self->days[index], "chosen", chosen);
  toggle_class (self->days[index], "today", strcmp (date, today) == 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->days[index]), "s", date);

  day = fod_format_date_long (date);
  count = g_strdup_printf (ngettext ("%u entry", "%u entries", entries->len), entries->len);
  name = g_strdup_printf ("%s, %s", day, count);
  fod_name (self->days[index], name);
}

/* Keeps the widgets of entries that stay, and with them the focus. */
static void
fill_list (FodDayList *self)
{
  g_autoptr (GPtrArray) entries = fod_calendar_window_list_day (self->window, self->date);
  GtkWidget *last = NULL;
  GtkWidget *child;

  for (guint i = 0; i < entries->len; i++)
    {
      FodRecord *record = fod_entity_get_record (entries->pdata[i]);
      GtkWidget *entry = fod_day_list_find (self, fod_record_get_id (record));

      if (entry == NULL)
        {
          entry = fod_calendar_entry_new (self->context, self->names, FALSE);
          fod_calendar_entry_set_tall (FOD_CALENDAR_ENTRY (entry), TRUE);
          gtk_widget_add_css_class (entry, "roomy");
          gtk_box_append (self->list, entry);
        }
      gtk_box_reorder_child_after (self->list, entry, last);
      fod_calendar_entry_set_record (FOD_CALENDAR_ENTRY (entry), record, self->date);
      last = entry;
    }
  while ((child = last == NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->list))
                               : gtk_widget_get_next_sibling (last)) != NULL)
    gtk_box_remove (self->list, child);
  gtk_widget_set_visible (self->empty, entries->len == 0);
}

static void
refresh (FodDayList *self)
{
  g_autofree char *today = NULL;
  g_autofree char *monday = NULL;
  g_autofree char *title = NULL;
  const char *holiday;
  GDate day;

  if (!fod_date_parse (self->date, &day))
    return;
  today = fod_context_dup_today (self->context);
  monday = fod_date_add_days (self->date, G_DATE_MONDAY - (int)g_date_get_weekday (&day));
  title = fod_format_date_long (self->date);
  holiday = fod_holiday_name (self->date);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->holiday, holiday == NULL ? "" : holiday);
  gtk_widget_set_visible (GTK_WIDGET (self->holiday), holiday != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "s", self->date);
  for (int i = 0; i < DAYS && monday != NULL; i++)
    fill_day (self, i, monday, today);
  fill_list (self);
}

static void
fod_day_list_dispose (GObject *object)
{
  FodDayList *self = FOD_DAY_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_DAY_LIST);
  g_clear_object (&self->names);
  g_clear_object (&self->window);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_day_list_parent_class)->dispose (object);
}

static void
fod_day_list_class_init (FodDayListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_day_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-day-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FodDayList, strip);
  gtk_widget_class_bind_template_child (widget_class, FodDayList, title);
  gtk_widget_class_bind_template_child (widget_class, FodDayList, holiday);
  gtk_widget_class_bind_template_child (widget_class, FodDayList, list);
  gtk_widget_class_bind_template_child (widget_class, FodDayList, empty);
  gtk_widget_class_bind_template_child (widget_class, FodDayList, add);
}

static void
add_day (FodDayList *self, int index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->weekdays[index] = gtk_label_new (NULL);
  self->numbers[index] = gtk_label_new (NULL);
  self->marks[index] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->weekdays[index], "caption");
  gtk_widget_add_css_class (self->numbers[index], "number");
  gtk_widget_add_css_class (self->marks[index], "mark");
  gtk_widget_set_halign (self->marks[index], GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->weekdays[index]);
  gtk_box_append (GTK_BOX (box), self->numbers[index]);
  gtk_box_append (GTK_BOX (box), self->marks[index]);

  self->days[index] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->days[index]), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->days[index]), "calendar.choose");
  gtk_widget_add_css_class (self->days[index], "flat");
  gtk_box_append (GTK_BOX (self->strip), self->days[index]);
}

static void
fod_day_list_init (FodDayList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < DAYS; i++)
    add_day (self, i);
}

void
fod_day_list_set_context (FodDayList *self,
                          FodContext *context,
                          FodCalendarWindow *window,
                          FodNameBook *names)
{
  g_return_if_fail (FOD_IS_DAY_LIST (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_CALENDAR_WINDOW (window));

  self->context = g_object_ref (context);
  self->window = g_object_ref (window);
  self->names = g_object_ref (names);
  g_signal_connect_object (window, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (names, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

void
fod_day_list_set_date (FodDayList *self, const char *date)
{
  g_return_if_fail (FOD_IS_DAY_LIST (self) && self->context != NULL);

  g_strlcpy (self->date, date, sizeof self->date);
  refresh (self);
}

void
fod_day_list_focus (FodDayList *self)
{
  GDate day;

  g_return_if_fail (FOD_IS_DAY_LIST (self));

  if (fod_date_parse (self->date, &day))
    gtk_widget_grab_focus (self->days[g_date_get_weekday (&day) - G_DATE_MONDAY]);
}

GtkWidget *
fod_day_list_find (FodDayList *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_DAY_LIST (self) && id != NULL, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (strcmp (fod_calendar_entry_get_id (FOD_CALENDAR_ENTRY (child)), id) == 0)
      return child;
  return NULL;
}
