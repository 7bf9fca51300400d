/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each number is a sentence: a number beside a bar says nothing of what it counts. */

#include "config.h"

#include "app/fod-week-card.h"

#include "app/fod-format.h"
#include "app/fod-name.h"

#include <glib/gi18n.h>

struct _FodWeekCard
{
  AdwBin parent_instance;

  FodWeek week;
  char *name; /* owned, nullable */

  GtkListBoxRow *visits_row;  /* template */
  GtkLabel *visits;           /* template */
  GtkLevelBar *visits_bar;    /* template */
  GtkListBoxRow *share_row;   /* template */
  GtkLabel *share;            /* template */
  GtkLevelBar *share_bar;     /* template */
  GtkListBoxRow *untimed_row; /* template */
  GtkLabel *untimed;          /* template */
  GtkListBoxRow *talks_row;   /* template */
  GtkLabel *talks;            /* template */
};

G_DEFINE_FINAL_TYPE (FodWeekCard, fod_week_card, ADW_TYPE_BIN)

static char *
dup_visits (const FodWeek *week)
{
  return g_strdup_printf (ngettext ("%1$u of %2$u employer contact face to face",
                                    "%1$u of %2$u employer contacts face to face",
                                    FOD_WEEK_EMPLOYERS),
                          week->employers, FOD_WEEK_EMPLOYERS);
}

static char *
dup_talks (const FodWeek *week)
{
  g_autofree char *talks = g_strdup_printf (
      ngettext ("%u talk with a participant", "%u talks with participants", week->talks),
      week->talks);
  g_autofree char *missed = NULL;

  if (week->no_shows == 0)
    return g_steal_pointer (&talks);
  missed = g_strdup_printf (ngettext ("%u no-show", "%u no-shows", week->no_shows), week->no_shows);
  return g_strdup_printf ("%s · %s", talks, missed);
}

static char *
dup_share (const FodWeek *week)
{
  int percent = fod_week_get_out_percent (week);
  g_autofree char *time = NULL;

  if (percent < 0)
    return g_strdup (_ ("No minutes written yet"));
  time = fod_format_minutes ((int)week->minutes);
  /* Translators: a share in percent, a time such as "4 h 30 min", and the share that is the goal */
  return g_strdup_printf (_ ("%1$d %% of %2$s out of the office (goal: %3$d %%)"), percent, time,
                          FOD_WEEK_OUT_PERCENT);
}

static char *
dup_untimed (const FodWeek *week)
{
  return week->untimed == 0 ? NULL
                            : g_strdup_printf (ngettext ("%u entry without minutes is not in it",
                                                         "%u entries without minutes are not in it",
                                                         week->untimed),
                                               week->untimed);
}

static FodWeekPart
part_of (FodWeekCard *self, GtkListBoxRow *row)
{
  if (row == self->visits_row)
    return FOD_WEEK_PART_EMPLOYERS;
  if (row == self->share_row)
    return FOD_WEEK_PART_TIMED;
  return row == self->untimed_row ? FOD_WEEK_PART_UNTIMED : FOD_WEEK_PART_TALKS;
}

static void
on_row_activated (FodWeekCard *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "today.show-week", "i", (int)part_of (self, row));
}

/* A number of nothing opens nothing, and has no arrow. */
static void
say (GtkListBoxRow *row, GtkLabel *label, const char *words, gboolean something)
{
  gtk_label_set_text (label, words);
  fod_name (GTK_WIDGET (row), words);
  gtk_list_box_row_set_activatable (row, something);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (gtk_widget_get_parent (GTK_WIDGET (label))),
                          something);
}

static void
fod_week_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_WEEK_CARD);

  G_OBJECT_CLASS (fod_week_card_parent_class)->dispose (object);
}

static void
fod_week_card_finalize (GObject *object)
{
  g_free (FOD_WEEK_CARD (object)->name);

  G_OBJECT_CLASS (fod_week_card_parent_class)->finalize (object);
}

static void
fod_week_card_class_init (FodWeekCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_week_card_dispose;
  object_class->finalize = fod_week_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-week-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, visits_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, visits);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, visits_bar);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, share_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, share);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, share_bar);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, untimed_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, untimed);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, talks_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekCard, talks);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
fod_week_card_init (FodWeekCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_level_bar_set_max_value (self->visits_bar, FOD_WEEK_EMPLOYERS);
  gtk_level_bar_set_max_value (self->share_bar, FOD_WEEK_OUT_PERCENT);
}

void
fod_week_card_show (FodWeekCard *self, const FodWeek *week, const char *name)
{
  g_autofree char *visits = NULL;
  g_autofree char *talks = NULL;
  g_autofree char *share = NULL;
  g_autofree char *untimed = NULL;
  int percent;

  g_return_if_fail (FOD_IS_WEEK_CARD (self) && week != NULL && name != NULL);

  self->week = *week;
  g_free (self->name);
  self->name = g_strdup (name);
  visits = dup_visits (week);
  talks = dup_talks (week);
  share = dup_share (week);
  untimed = dup_untimed (week);
  percent = fod_week_get_out_percent (week);

  say (self->visits_row, self->visits, visits, week->employers > 0);
  gtk_level_bar_set_value (self->visits_bar, MIN (week->employers, FOD_WEEK_EMPLOYERS));
  fod_name (GTK_WIDGET (self->visits_bar), visits);
  say (self->share_row, self->share, share, percent >= 0);
  gtk_widget_set_visible (GTK_WIDGET (self->share_bar), percent >= 0);
  gtk_level_bar_set_value (self->share_bar, CLAMP (percent, 0, FOD_WEEK_OUT_PERCENT));
  fod_name (GTK_WIDGET (self->share_bar), share);
  say (self->untimed_row, self->untimed, untimed != NULL ? untimed : "", TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->untimed_row), untimed != NULL);
  say (self->talks_row, self->talks, talks, week->talks + week->no_shows > 0);
}

char *
fod_week_card_dup_text (FodWeekCard *self)
{
  g_autofree char *visits = NULL;
  g_autofree char *talks = NULL;
  g_autofree char *share = NULL;
  g_autofree char *untimed = NULL;

  g_return_val_if_fail (FOD_IS_WEEK_CARD (self), NULL);

  visits = dup_visits (&self->week);
  talks = dup_talks (&self->week);
  share = dup_share (&self->week);
  untimed = dup_untimed (&self->week);
  /* A line that is not there ends the list. */
  return g_strjoin ("\n", self->name != NULL ? self->name : "", visits, talks, share, untimed,
                    NULL);
}
