/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks over a line of days. What the hours are is reckoned by ips. */

#include "config.h"

#include "app/fod-hours-chart.h"
#include "app/fod-format.h"
#include "app/fod-ink.h"
#include "app/fod-name.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <math.h>

/* A first day alone would be a line. */
#define LEAST_DAYS 28
/* Lines of text for the highest stair. */
#define STAIR_LINES 4
#define GAP 3

struct _FodHoursChart
{
  GtkWidget parent_instance;

  GArray *stairs; /* owned, nullable */
  char until[11];
};

G_DEFINE_FINAL_TYPE (FodHoursChart, fod_hours_chart, GTK_TYPE_WIDGET)

typedef struct
{
  GtkSnapshot *snapshot;
  GdkRGBA ink;
  GdkRGBA ordinary;
  GdkRGBA other;
  int line;      /* the height of a line of text */
  float ground;  /* where the stairs stand */
  float minute;  /* pixels */
  float width;   /* of all */
  int days;      /* that fill it */
  float said_to; /* where the last words end */
  float dated_to;
} Drawing;

static const FodJobStair *
get_stair (FodHoursChart *self, guint index)
{
  return &g_array_index (self->stairs, FodJobStair, index);
}

static int
get_line_height (FodHoursChart *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static char *
dup_hours (guint minutes)
{
  g_autofree char *text = g_strdup_printf ("%u", minutes);

  return fod_format_weekly_hours (text);
}

/* Writes @words at @x as far as there is room after @taken, which is then their end. */
static void
write_words (
    FodHoursChart *self, Drawing *drawing, const char *words, float x, float y, float *taken)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = MAX (MIN (x, drawing->width - (float)width), 0);
  if (x < *taken)
    return;
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, &drawing->ink);
  gtk_snapshot_restore (drawing->snapshot);
  *taken = x + (float)width + (float)drawing->line / 2;
}

/* Where @more days after @day begin: in whole pixels, so that no gap shines through two stairs. */
static float
get_x (FodHoursChart *self, const Drawing *drawing, const char *day, int more)
{
  int days = fod_date_days_between (get_stair (self, 0)->from, day) + more;

  return roundf (drawing->width * (float)days / (float)drawing->days);
}

static void
draw_block (
    const Drawing *drawing, float left, float right, float bottom, float height, GdkRGBA ink)
{
  if (height > 0 && right > left)
    gtk_snapshot_append_color (drawing->snapshot, &ink,
                               &GRAPHENE_RECT_INIT (left, bottom - height, right - left, height));
}

static void
draw_stair (FodHoursChart *self, Drawing *drawing, guint index)
{
  const FodJobStair *stair = get_stair (self, index);
  gboolean last = index + 1 == self->stairs->len;
  float left = get_x (self, drawing, stair->from, 0);
  float right = last ? get_x (self, drawing, self->until, 1)
                     : get_x (self, drawing, get_stair (self, index + 1)->from, 0);
  float ordinary = drawing->minute * (float)stair->ordinary;
  float other = drawing->minute * (float)stair->other;
  g_autofree char *number = dup_hours (stair->ordinary + stair->other);
  /* Translators: %s is a number of hours; as short as can be */
  g_autofree char *hours = g_strdup_printf (_ ("%s h"), number);
  g_autofree char *date = fod_format_date (stair->from);

  draw_block (drawing, left, right, drawing->ground, ordinary, drawing->ordinary);
  draw_block (drawing, left, right, drawing->ground - ordinary, other, drawing->other);
  write_words (self, drawing, hours, left,
               drawing->ground - ordinary - other - (float)drawing->line, &drawing->said_to);
  write_words (self, drawing, date, left, drawing->ground + GAP, &drawing->dated_to);
}

static void
fod_hours_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FodHoursChart *self = FOD_HOURS_CHART (widget);
  Drawing drawing = { .snapshot = snapshot };
  guint most = 1;

  if (self->stairs == NULL)
    return;
  for (guint i = 0; i < self->stairs->len; i++)
    most = MAX (most, get_stair (self, i)->ordinary + get_stair (self, i)->other);

  fod_ink (widget, &drawing.ink);
  drawing.ordinary = drawing.other = drawing.ink;
  fod_ink_named (widget, "accent_bg_color", &drawing.ordinary);
  drawing.other.alpha *= 0.25F;
  drawing.line = get_line_height (self);
  drawing.ground = (float)(gtk_widget_get_height (widget) - drawing.line - GAP);
  drawing.minute = (drawing.ground - (float)drawing.line) / (float)most;
  drawing.width = (float)gtk_widget_get_width (widget);
  drawing.days =
      MAX (fod_date_days_between (get_stair (self, 0)->from, self->until) + 1, LEAST_DAYS);
  for (guint i = 0; i < self->stairs->len; i++)
    draw_stair (self, &drawing, i);
  draw_block (&drawing, 0, drawing.width, drawing.ground + 1, 1, drawing.ink);
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_hours_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int line = get_line_height (FOD_HOURS_CHART (widget));

  *minimum = *natural =
      orientation == GTK_ORIENTATION_VERTICAL ? line * (STAIR_LINES + 2) + GAP : line * 8;
}

static void
fod_hours_chart_finalize (GObject *object)
{
  g_clear_pointer (&FOD_HOURS_CHART (object)->stairs, g_array_unref);
  G_OBJECT_CLASS (fod_hours_chart_parent_class)->finalize (object);
}

static void
fod_hours_chart_class_init (FodHoursChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fod_hours_chart_finalize;
  widget_class->snapshot = fod_hours_chart_snapshot;
  widget_class->measure = fod_hours_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "hourschart");
}

static void
fod_hours_chart_init (FodHoursChart *self)
{
}

/* "from 02-03-2026: 2 hours; from 01-05-2026: 5 hours and 10 on the way there" */
static char *
dup_words (FodHoursChart *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->stairs->len; i++)
    {
      const FodJobStair *stair = get_stair (self, i);
      g_autofree char *date = fod_format_date (stair->from);
      g_autofree char *ordinary = dup_hours (stair->ordinary);
      g_autofree char *other = dup_hours (stair->other);

      if (i > 0)
        g_string_append (words, "; ");
      if (stair->other == 0)
        /* Translators: a date and a number of hours a week, one of several such parts */
        g_string_append_printf (words, _ ("from %1$s: %2$s h a week"), date, ordinary);
      else
        /* Translators: a date and two numbers of hours a week, one of several such parts */
        g_string_append_printf (words, _ ("from %1$s: %2$s h a week, and %3$s h on the way there"),
                                date, ordinary, other);
    }
  return g_string_free (words, FALSE);
}

void
fod_hours_chart_show (FodHoursChart *self, GArray *stairs, const char *until)
{
  g_autofree char *words = NULL;

  g_return_if_fail (FOD_IS_HOURS_CHART (self));
  g_return_if_fail (stairs != NULL && stairs->len > 0);

  g_array_ref (stairs);
  g_clear_pointer (&self->stairs, g_array_unref);
  self->stairs = stairs;
  g_strlcpy (self->until, until, sizeof self->until);
  words = dup_words (self);
  fod_name (GTK_WIDGET (self), words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
