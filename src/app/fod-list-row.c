/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws itself instead of being put together from labels: a list keeps some 200 rows alive, and
 * with eight widgets in each the styling alone took half a frame. What stands in it is said by
 * whoever made it. */

#include "config.h"

#include "app/fod-list-row.h"
#include "app/fod-disc.h"
#include "app/fod-ink.h"
#include "app/fod-name.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#define MARGIN 6
#define SPACING 12
#define DISC_SIZE 36
#define MARK_SIZE 16
#define BADGE_PAD_X 9
#define BADGE_PAD_Y 2
/* A badge never takes more than this part of the row. */
#define BADGE_SHARE 0.4
#define SMALL_SCALE 0.9
/* As the style class "dim-label" has it. */
#define DIM_ALPHA 0.55f
#define DIM_ALPHA_CONTRAST 0.9f

enum
{
  TITLE,
  FIRST,
  SECOND,
  BADGE,
  N_TEXTS
};

typedef struct
{
  PangoLayout *layout; /* owned, nullable: nothing to say */
  int x;
  int y;
  int width;
  int height;
} Text;

typedef struct
{
  Text texts[N_TEXTS];
  int mark_x; /* -1: none */
} Layout;

struct _FodListRow
{
  GtkWidget parent_instance;

  FodContext *context;     /* owned */
  FodOverviews *overviews; /* owned */
  FodListDescribe describe;
  FodEntity *entity; /* owned, nullable */
  gulong follows;
  FodListWords words;
};

G_DEFINE_FINAL_TYPE (FodListRow, fod_list_row, GTK_TYPE_WIDGET)

static void
layout_clear (Layout *layout)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&layout->texts[i].layout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static void
words_clear (FodListWords *words)
{
  g_free (words->title);
  g_free (words->first);
  g_free (words->second);
  g_free (words->badge);
  memset (words, 0, sizeof *words);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
dup_spoken (const FodListWords *words)
{
  const char *const parts[] = { words->title, words->first, words->second, words->badge,
                                words->mark_tip };
  GString *spoken = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!has_text (parts[i]))
        continue;
      if (spoken->len > 0)
        g_string_append (spoken, ", ");
      g_string_append (spoken, parts[i]);
    }
  return g_string_free (spoken, FALSE);
}

static PangoFontDescription *
dup_small_font (FodListRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));
  double size = pango_font_description_get_size (font) * SMALL_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, (int)lround (size));
  return font;
}

static int
get_line_height (FodListRow *self, const PangoFontDescription *font)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics =
      pango_context_get_metrics (context, font, pango_context_get_language (context));
  int height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  return (int)ceil (height / (double)PANGO_SCALE);
}

static void
set_text (FodListRow *self, Text *text, const char *words, const PangoFontDescription *font)
{
  text->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_layout_set_font_description (text->layout, font);
  pango_layout_set_single_paragraph_mode (text->layout, TRUE);
  pango_layout_set_ellipsize (text->layout, PANGO_ELLIPSIZE_END);
}

/* From the end: badge, mark; what is left of the width is the lines'. Returns: where they end. */
static int
place_end (
    FodListRow *self, Layout *layout, int width, int height, const PangoFontDescription *font)
{
  Text *badge = &layout->texts[BADGE];
  int end = width;

  if (has_text (self->words.badge))
    {
      set_text (self, badge, self->words.badge, font);
      pango_layout_get_pixel_size (badge->layout, &badge->width, &badge->height);
      badge->width = MIN (badge->width, (int)(width * BADGE_SHARE));
      end -= badge->width + BADGE_PAD_X;
      badge->x = end;
      badge->y = (height - badge->height) / 2;
      end -= BADGE_PAD_X + SPACING;
    }
  layout->mark_x = -1;
  if (self->words.mark != NULL)
    {
      layout->mark_x = end - MARK_SIZE;
      end = layout->mark_x - SPACING;
    }
  return end;
}

static void
lay_out (FodListRow *self, Layout *layout)
{
  const char *const lines[] = { self->words.title, self->words.first, self->words.second };
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int start = self->words.person ? DISC_SIZE + SPACING : 0;
  int total = 0;
  int end;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFontDescription) small = dup_small_font (self);

  memset (layout, 0, sizeof *layout);
  end = place_end (self, layout, width, height, small);
  for (guint i = TITLE; i <= SECOND; i++)
    {
      Text *text = &layout->texts[i];
      const PangoFontDescription *font =
          i == TITLE ? pango_context_get_font_description (context) : small;

      if (!has_text (lines[i]))
        continue;
      set_text (self, text, lines[i], font);
      text->x = start;
      text->width = MAX (end - start, 0);
      text->height = get_line_height (self, font);
      text->y = total;
      total += text->height;
    }
  for (guint i = 0; i < N_TEXTS; i++)
    {
      Text *text = &layout->texts[i];

      if (text->layout == NULL)
        continue;
      pango_layout_set_width (text->layout, text->width * PANGO_SCALE);
      if (i != BADGE)
        text->y += (height - total) / 2;
    }
}

static void
draw_text (GtkSnapshot *snapshot, const Text *text, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)text->x, (float)text->y));
  gtk_snapshot_append_layout (snapshot, text->layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_badge (FodListRow *self, GtkSnapshot *snapshot, const Text *text, const GdkRGBA *color)
{
  GdkRGBA ground = *color;
  GdkRGBA ink = *color;
  GskRoundedRect shape;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (
      (float)(text->x - BADGE_PAD_X), (float)(text->y - BADGE_PAD_Y),
      (float)(text->width + 2 * BADGE_PAD_X), (float)(text->height + 2 * BADGE_PAD_Y));

  ground.alpha *= 0.1f;
  if (self->words.urgent)
    {
      fod_ink_named (GTK_WIDGET (self), "error_bg_color", &ground);
      fod_ink_named (GTK_WIDGET (self), "error_fg_color", &ink);
    }
  gsk_rounded_rect_init_from_rect (&shape, &bounds, bounds.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &bounds);
  gtk_snapshot_pop (snapshot);
  draw_text (snapshot, text, &ink);
}

static void
draw_mark (FodListRow *self, GtkSnapshot *snapshot, int x, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, self->words.mark, NULL, MARK_SIZE, gtk_widget_get_scale_factor (widget),
      gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float)x, (float)((gtk_widget_get_height (widget) - MARK_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, MARK_SIZE,
                                            MARK_SIZE, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
fod_list_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FodListRow *self = FOD_LIST_ROW (widget);
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  g_auto (Layout) layout = { 0 };
  GdkRGBA color;
  GdkRGBA dim;

  if (self->words.title == NULL)
    return;
  fod_ink (widget, &color);
  dim = color;
  dim.alpha *= contrast ? DIM_ALPHA_CONTRAST : DIM_ALPHA;
  lay_out (self, &layout);

  if (self->words.person)
    fod_disc_draw (widget, snapshot, self->words.title,
                   (gtk_widget_get_height (widget) - DISC_SIZE) / 2, DISC_SIZE);
  for (guint i = TITLE; i <= SECOND; i++)
    if (layout.texts[i].layout != NULL)
      draw_text (snapshot, &layout.texts[i], i == TITLE ? &color : &dim);
  if (layout.mark_x >= 0)
    draw_mark (self, snapshot, layout.mark_x, &color);
  if (layout.texts[BADGE].layout != NULL)
    draw_badge (self, snapshot, &layout.texts[BADGE], &color);
}

static GtkSizeRequestMode
fod_list_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_list_row_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  FodListRow *self = FOD_LIST_ROW (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr (PangoFontDescription) small = NULL;
  int lines = has_text (self->words.first) + has_text (self->words.second);

  /* The list decides how wide a row is; what has no room is cut off, and the tip says it. */
  *minimum = *natural = DISC_SIZE;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  small = dup_small_font (self);
  *natural = get_line_height (self, pango_context_get_font_description (context)) +
             lines * get_line_height (self, small);
  *minimum = *natural = MAX (*natural, self->words.person ? DISC_SIZE : 0) + 2 * MARGIN;
}

static gboolean
fod_list_row_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  FodListRow *self = FOD_LIST_ROW (widget);
  g_auto (Layout) layout = { 0 };

  if (self->words.title == NULL)
    return FALSE;
  lay_out (self, &layout);
  if (layout.mark_x >= 0 && !by_keyboard && x >= layout.mark_x && x < layout.mark_x + MARK_SIZE)
    {
      gtk_tooltip_set_text (tooltip, self->words.mark_tip);
      return TRUE;
    }
  for (guint i = 0; i < N_TEXTS; i++)
    {
      const Text *text = &layout.texts[i];

      if (text->layout == NULL || !pango_layout_is_ellipsized (text->layout))
        continue;
      if (!by_keyboard &&
          (x < text->x || x >= text->x + text->width || y < text->y || y >= text->y + text->height))
        continue;
      gtk_tooltip_set_text (tooltip, pango_layout_get_text (text->layout));
      return TRUE;
    }
  return FALSE;
}

static void
update (FodListRow *self)
{
  const FodOverview *overview;
  int lines = has_text (self->words.first) + has_text (self->words.second);
  g_autofree char *spoken = NULL;

  if (self->entity == NULL)
    return;
  overview = fod_overviews_get (self->overviews, fod_entity_get_id (self->entity));
  words_clear (&self->words);
  self->describe (self->context, self->entity, overview, &self->words);
  spoken = dup_spoken (&self->words);
  fod_name_row (GTK_WIDGET (self), spoken);
  if (lines == has_text (self->words.first) + has_text (self->words.second))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
fod_list_row_dispose (GObject *object)
{
  FodListRow *self = FOD_LIST_ROW (object);

  fod_list_row_show (self, NULL);
  g_clear_object (&self->overviews);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_list_row_parent_class)->dispose (object);
}

static void
fod_list_row_finalize (GObject *object)
{
  words_clear (&FOD_LIST_ROW (object)->words);
  G_OBJECT_CLASS (fod_list_row_parent_class)->finalize (object);
}

static void
fod_list_row_class_init (FodListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_list_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_list_row_finalize;
  widget_class->get_request_mode = fod_list_row_get_request_mode;
  widget_class->measure = fod_list_row_measure;
  widget_class->snapshot = fod_list_row_snapshot;
  widget_class->query_tooltip = fod_list_row_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "row-text");
}

static void
fod_list_row_init (FodListRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
fod_list_row_new (FodContext *context, FodOverviews *overviews, FodListDescribe describe)
{
  FodListRow *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (describe != NULL, NULL);

  self = g_object_new (FOD_TYPE_LIST_ROW, NULL);
  self->context = g_object_ref (context);
  self->overviews = g_object_ref (overviews);
  self->describe = describe;
  g_signal_connect_object (overviews, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
fod_list_row_show (FodListRow *self, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_LIST_ROW (self));

  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  g_set_object (&self->entity, entity);
  if (entity == NULL)
    return;
  self->follows =
      g_signal_connect_object (entity, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
