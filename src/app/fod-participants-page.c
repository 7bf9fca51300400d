/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Participants": what its chips let through, and what stands in its rows and detail. */

#include "config.h"

#include "app/fod-participants-page.h"

#include "app/fod-format.h"
#include "app/fod-handover-several.h"
#include "app/fod-name.h"
#include "app/fod-new-participant.h"
#include "app/fod-participant-page.h"
#include "app/fod-participant-words.h"
#include "app/fod-phase-strip.h"
#include "app/fod-read-only.h"
#include "ips/fod-no-contact.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodParticipantsPage
{
  FodListPage parent_instance;

  FodNoContactLimits limits;

  GtkToggleButton *mine;    /* template */
  GtkToggleButton *overdue; /* template */
  GtkToggleButton *unseen;  /* template */
  GtkToggleButton *ended;   /* template */
  GtkDropDown *stage;       /* template */
};

G_DEFINE_FINAL_TYPE (FodParticipantsPage, fod_participants_page, FOD_TYPE_LIST_PAGE)

/* In the order of the drop-down; the first lets every stage through. */
static const char *const stages[] = { NULL, "referred", "active", "aftercare" };

static gboolean
is_mine (FodListPage *page, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (fod_list_page_get_context (page));
  const char *cover = fod_entity_get (entity, "cover");

  return fod_directory_is_me (directory, fod_entity_get (entity, "consultant")) ||
         (cover != NULL && fod_directory_is_me (directory, cover));
}

static gboolean
matches (FodListPage *page, FodEntity *entity, const FodOverview *overview, const char *today)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (page);
  const char *stage = fod_entity_get (entity, "stage");
  const char *wanted =
      stages[MIN (gtk_drop_down_get_selected (self->stage), G_N_ELEMENTS (stages) - 1)];
  FodNoContact without;

  if (gtk_toggle_button_get_active (self->ended) != (g_strcmp0 (stage, "ended") == 0))
    return FALSE;
  if (wanted != NULL && g_strcmp0 (stage != NULL ? stage : "active", wanted) != 0)
    return FALSE;
  if (gtk_toggle_button_get_active (self->mine) && !is_mine (page, entity))
    return FALSE;
  if (gtk_toggle_button_get_active (self->overdue) && (overview == NULL || overview->overdue == 0))
    return FALSE;
  return !gtk_toggle_button_get_active (self->unseen) ||
         fod_no_contact_judge (fod_entity_get_record (entity),
                               overview != NULL ? overview->last_contact : NULL, today,
                               &self->limits, &without);
}

static char *
count (guint n)
{
  return g_strdup_printf (ngettext ("%u participant", "%u participants", n), n);
}

static char *
dup_seen (const FodOverview *overview, const char *today)
{
  g_autofree char *ago = NULL;

  if (overview == NULL || overview->last_contact == NULL)
    return g_strdup (_ ("not met yet"));
  ago = fod_format_ago (overview->last_contact, today);
  /* Translators: %s is a time, such as "3 days ago" */
  return g_strdup_printf (_ ("last seen %s"), ago);
}

static char *
dup_due (const FodOverview *overview, const char *today)
{
  if (overview == NULL)
    return NULL;
  if (overview->overdue > 0)
    /* Translators: follow-ups whose day has passed */
    return g_strdup_printf (ngettext ("%u overdue", "%u overdue", overview->overdue),
                            overview->overdue);
  if (overview->next_slot != NULL && g_str_has_prefix (overview->next_slot, today))
    return g_strdup (_ ("today"));
  return NULL;
}

/* Never a CPR number, an address or a diagnosis. */
static void
describe (FodContext *context, FodEntity *entity, const FodOverview *overview, FodListWords *words)
{
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *hands = NULL;

  words->person = TRUE;
  words->title = g_strdup (fod_entity_get (entity, "name"));
  words->first = fod_phase_strip_text (fod_entity_get_record (entity), today);
  words->second = dup_seen (overview, today);
  hands = fod_participant_words_dup_hands (context, entity);
  if (hands != NULL)
    {
      g_autofree char *seen = words->second;

      words->second = g_strdup_printf ("%s · %s", hands, seen);
    }
  words->badge = dup_due (overview, today);
  words->urgent = overview != NULL && overview->overdue > 0;
  if (!fod_entity_get_bool (entity, "protected-address"))
    return;
  words->mark = "channel-secure-symbolic";
  words->mark_tip = _ ("Protected address");
}

static void
show (GtkWidget *detail, FodContext *context, FodEntity *entity)
{
  fod_participant_page_show (FOD_PARTICIPANT_PAGE (detail), context, entity);
}

static FodEntity *
get (GtkWidget *detail)
{
  return fod_participant_page_get_entity (FOD_PARTICIPANT_PAGE (detail));
}

static void
add (GtkWidget *detail, const char *kind)
{
  fod_participant_page_add (FOD_PARTICIPANT_PAGE (detail), kind);
}

static const char *
whose (void)
{
  return _ ("Choose the participant it is about");
}

static void
focus (GtkWidget *detail)
{
  fod_participant_page_focus (FOD_PARTICIPANT_PAGE (detail));
}

static char *
left (FodListPage *page, FodEntity *entity)
{
  FodContext *context = fod_list_page_get_context (page);
  const char *name = fod_entity_get (entity, "name");
  const char *cover = fod_entity_get (entity, "cover");
  const char *until = fod_entity_get (entity, "cover-until");
  g_autofree char *today = fod_context_dup_today (context);

  if (cover != NULL && until != NULL && strcmp (until, today) < 0 &&
      fod_directory_is_me (fod_context_get_directory (context), cover))
    return g_strdup_printf (_ ("You cover for %s no more"), name);
  return g_strdup_printf (_ ("%s is not with you any more"), name);
}

/* A leader who looks at somebody means the others of the same consultant. */
static void
on_hand_over (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodContext *context = fod_list_page_get_context (FOD_LIST_PAGE (widget));
  GObject *detail = gtk_widget_get_template_child (widget, FOD_TYPE_PARTICIPANTS_PAGE, "detail");
  FodEntity *shown = get (GTK_WIDGET (detail));

  fod_handover_several_open (widget, context,
                             shown != NULL ? fod_entity_get (shown, "consultant") : NULL);
}

/* Without a server there is no colleague. */
static void
fod_participants_page_map (GtkWidget *widget)
{
  FodContext *context = fod_list_page_get_context (FOD_LIST_PAGE (widget));

  gtk_widget_action_set_enabled (widget, "participants.hand-over",
                                 fod_store_get_user (fod_context_get_store (context)) != NULL);
  fod_read_only_apply (widget, context);
  GTK_WIDGET_CLASS (fod_participants_page_parent_class)->map (widget);
}

static void
fod_participants_page_class_init (FodParticipantsPageClass *klass)
{
  static const char *const searched[] = { "name", "called", "phone", "tags", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FodListPageClass *page_class = FOD_LIST_PAGE_CLASS (klass);

  page_class->kind = FOD_KIND_PARTICIPANT;
  page_class->searched = searched;
  page_class->matches = matches;
  page_class->count = count;
  page_class->describe = describe;
  page_class->create = fod_new_participant_open;
  page_class->show = show;
  page_class->get = get;
  page_class->add = add;
  page_class->whose = whose;
  page_class->focus = focus;
  page_class->left = left;

  widget_class->map = fod_participants_page_map;

  g_type_ensure (FOD_TYPE_PARTICIPANT_PAGE);
  fod_list_page_class_set_template (page_class, "/dk/fodfaeste/Fodfaeste/fod-participants-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, mine);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, unseen);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, ended);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, stage);
  gtk_widget_class_install_action (widget_class, "participants.hand-over", NULL, on_hand_over);
}

static void
fod_participants_page_init (FodParticipantsPage *self)
{
  fod_no_contact_limits_init (&self->limits);
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (GTK_WIDGET (self->stage), _ ("Stage"));
}
