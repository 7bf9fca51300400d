/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four segments and a line of words. The reckoning is ips/fod-phase's. */

#include "config.h"

#include "app/fod-phase-strip.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "ips/fod-phase.h"

#include <glib/gi18n.h>

struct _FodPhaseStrip
{
  GtkWidget parent_instance;

  GtkLabel *words;      /* template */
  GtkWidget *segments;  /* template */
  GtkWidget *profile;   /* template */
  GtkWidget *search;    /* template */
  GtkWidget *stability; /* template */
  GtkWidget *aftercare; /* template */
};

G_DEFINE_FINAL_TYPE (FodPhaseStrip, fod_phase_strip, GTK_TYPE_WIDGET)

static const char *
kind_words (FodPhaseKind kind)
{
  switch (kind)
    {
    case FOD_PHASE_PROFILE:
      return _ ("career profile");
    case FOD_PHASE_SEARCH:
      return _ ("job search");
    case FOD_PHASE_STABILITY:
      return _ ("stability");
    case FOD_PHASE_AFTERCARE:
      return _ ("aftercare");
    case FOD_PHASE_ENDED:
      return _ ("ended");
    case FOD_PHASE_BEFORE:
    default:
      return _ ("not started");
    }
}

static void
mark (GtkWidget *segment, FodPhaseKind is, FodPhaseKind now)
{
  gboolean current = is == now;

  if (current)
    gtk_widget_add_css_class (segment, "current");
  else
    gtk_widget_remove_css_class (segment, "current");
  if (is < now)
    gtk_widget_add_css_class (segment, "past");
  else
    gtk_widget_remove_css_class (segment, "past");
}

static void
fod_phase_strip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_PHASE_STRIP);
  G_OBJECT_CLASS (fod_phase_strip_parent_class)->dispose (object);
}

static void
fod_phase_strip_class_init (FodPhaseStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_phase_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-phase-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, words);
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, segments);
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, profile);
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, search);
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, stability);
  gtk_widget_class_bind_template_child (widget_class, FodPhaseStrip, aftercare);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "phasestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fod_phase_strip_init (FodPhaseStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

void
fod_phase_strip_show (FodPhaseStrip *self, const FodRecord *participant, const char *today)
{
  FodPhaseKind now;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  const char *entry;

  g_return_if_fail (FOD_IS_PHASE_STRIP (self));

  now = fod_phase_of (participant, today).kind;
  mark (self->profile, FOD_PHASE_PROFILE, now);
  mark (self->search, FOD_PHASE_SEARCH, now);
  mark (self->stability, FOD_PHASE_STABILITY, now);
  mark (self->aftercare, FOD_PHASE_AFTERCARE, now);

  text = fod_phase_strip_text (participant, today);
  entry = fod_record_get (participant, "entry-date");
  if (entry != NULL)
    {
      g_autofree char *date = fod_format_date (entry);

      /* Translators: the phase in words and a date, such as "Week 7 · job search · entry
       * 02-10-2026"
       */
      words = g_strdup_printf (_ ("%1$s · entry %2$s"), text, date);
    }
  else
    words = g_strdup_printf (_ ("%s · without an entry date no week can be counted"), text);
  gtk_label_set_text (self->words, words);
  fod_name (GTK_WIDGET (self), words);
}

char *
fod_phase_strip_text (const FodRecord *participant, const char *today)
{
  FodPhase phase = fod_phase_of (participant, today);
  g_autofree char *week = NULL;

  if (phase.week <= 0)
    {
      g_autofree char *words = g_strdup (kind_words (phase.kind));
      g_autofree char *first = g_utf8_substring (words, 0, 1);
      g_autofree char *upper = g_utf8_strup (first, -1);

      return g_strconcat (upper, g_utf8_offset_to_pointer (words, 1), NULL);
    }
  /* Translators: the week of the course, not of the calendar */
  week = g_strdup_printf (_ ("Week %d"), phase.week);
  return g_strconcat (week, " · ", kind_words (phase.kind), NULL);
}
