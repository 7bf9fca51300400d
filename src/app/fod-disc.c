/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Initials on a tinted disc. The letters keep the colour of the text around them: pale letters on a
 * coloured ground are hard to read. */

#include "config.h"

#include "app/fod-disc.h"
#include "app/fod-ink.h"

#define GROUND_ALPHA 0.3f
/* Of the disc's size. */
#define LETTER_SHARE 0.38
#define DEFAULT_SIZE 36

struct _FodDisc
{
  GtkWidget parent_instance;

  int size;
  char *name; /* owned, nullable */
};

enum
{
  PROP_SIZE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodDisc, fod_disc, GTK_TYPE_WIDGET)

/* Of the palette of libadwaita. */
static const char *const tints[] = { "blue_3",   "green_4", "yellow_4", "orange_3",
                                     "purple_3", "brown_3", "red_2" };

static void
append_initial (GString *text, const char *word)
{
  g_autofree char *letter = g_utf8_substring (word, 0, 1);
  g_autofree char *upper = g_utf8_strup (letter, -1);

  g_string_append (text, upper);
}

/* Of the first and the last name. */
static char *
dup_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t\n", -1);
  const char *first = NULL;
  const char *last = NULL;
  GString *text = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (first == NULL)
        first = *word;
      else
        last = *word;
    }
  if (first != NULL)
    append_initial (text, first);
  if (last != NULL)
    append_initial (text, last);
  return g_string_free (text, FALSE);
}

static PangoLayout *
make_letters (GtkWidget *widget, const char *name, int size)
{
  g_autofree char *initials = dup_initials (name);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, initials);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * LETTER_SHARE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static void
fod_disc_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FodDisc *self = FOD_DISC (widget);

  if (self->name != NULL)
    fod_disc_draw (widget, snapshot, self->name, (gtk_widget_get_height (widget) - self->size) / 2,
                   self->size);
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_disc_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = *natural = FOD_DISC (widget)->size;
}

static void
fod_disc_finalize (GObject *object)
{
  g_free (FOD_DISC (object)->name);
  G_OBJECT_CLASS (fod_disc_parent_class)->finalize (object);
}

static void
fod_disc_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    FOD_DISC (object)->size = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_disc_class_init (FodDiscClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = fod_disc_finalize;
  object_class->set_property = fod_disc_set_property;
  widget_class->snapshot = fod_disc_snapshot;
  widget_class->measure = fod_disc_measure;

  properties[PROP_SIZE] =
      g_param_spec_int ("size", NULL, NULL, 1, G_MAXINT16, DEFAULT_SIZE,
                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "disc");
}

static void
fod_disc_init (FodDisc *self)
{
}

void
fod_disc_set_name (FodDisc *self, const char *name)
{
  g_return_if_fail (FOD_IS_DISC (self));

  g_free (self->name);
  self->name = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
fod_disc_draw (GtkWidget *widget, GtkSnapshot *snapshot, const char *name, int y, int size)
{
  g_autoptr (PangoLayout) letters = make_letters (widget, name, size);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, (float)y, (float)size, (float)size);
  GskRoundedRect shape;
  GdkRGBA ground;
  GdkRGBA ink;
  int width;
  int height;

  fod_ink (widget, &ink);
  ground = ink;
  fod_ink_named (widget, tints[g_str_hash (name) % G_N_ELEMENTS (tints)], &ground);
  ground.alpha *= GROUND_ALPHA;
  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float)size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &bounds);
  gtk_snapshot_pop (snapshot);

  pango_layout_get_pixel_size (letters, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)(size - width) / 2,
                                                          (float)y + (float)(size - height) / 2));
  gtk_snapshot_append_layout (snapshot, letters, &ink);
  gtk_snapshot_restore (snapshot);
}
