/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Employers": what its chips let through, and what stands in its rows and detail. */

#include "config.h"

#include "app/fod-employers-page.h"

#include "app/fod-employer-page.h"
#include "app/fod-format.h"
#include "app/fod-new-employer.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>

struct _FodEmployersPage
{
  FodListPage parent_instance;

  GtkToggleButton *mine;      /* template */
  GtkToggleButton *unvisited; /* template */
  GtkToggleButton *quiet;     /* template */
};

G_DEFINE_FINAL_TYPE (FodEmployersPage, fod_employers_page, FOD_TYPE_LIST_PAGE)

/* After so many days without a contact an employer is named by the chip. */
#define UNVISITED_DAYS 60

static gboolean
is_unvisited (const FodOverview *overview, const char *today)
{
  return overview == NULL || overview->last_contact == NULL ||
         fod_date_days_between (overview->last_contact, today) > UNVISITED_DAYS;
}

static gboolean
is_mine (FodListPage *page, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (fod_list_page_get_context (page));
  const char *owner = fod_entity_get (entity, "owner");

  return owner != NULL && fod_directory_is_me (directory, owner);
}

static gboolean
matches (FodListPage *page, FodEntity *entity, const FodOverview *overview, const char *today)
{
  FodEmployersPage *self = FOD_EMPLOYERS_PAGE (page);

  if (gtk_toggle_button_get_active (self->quiet) && !fod_entity_get_bool (entity, "do-not-contact"))
    return FALSE;
  if (gtk_toggle_button_get_active (self->mine) && !is_mine (page, entity))
    return FALSE;
  return !gtk_toggle_button_get_active (self->unvisited) || is_unvisited (overview, today);
}

static char *
count (guint n)
{
  return g_strdup_printf (ngettext ("%u employer", "%u employers", n), n);
}

static char *
dup_where (FodDirectory *directory, FodEntity *entity)
{
  const char *town = fod_entity_get (entity, "town");
  const char *branch =
      fod_directory_get_code_name (directory, "branch", fod_entity_get (entity, "branch"));

  if (town != NULL && branch != NULL)
    return g_strdup_printf ("%s · %s", town, branch);
  return g_strdup (town != NULL ? town : branch);
}

static char *
dup_last (FodDirectory *directory, const FodOverview *overview, const char *today)
{
  g_autofree char *ago = NULL;
  const char *by;

  if (overview == NULL || overview->last_contact == NULL)
    return g_strdup (_ ("not visited yet"));
  ago = fod_format_ago (overview->last_contact, today);
  by = fod_directory_get_user_name (directory, overview->last_by);
  if (by == NULL || fod_directory_is_me (directory, overview->last_by))
    /* Translators: %s is a time, such as "3 days ago" */
    return g_strdup_printf (_ ("last contact %s"), ago);
  /* Translators: a time and a colleague, such as "last contact 3 days ago by Bo Bech" */
  return g_strdup_printf (_ ("last contact %1$s by %2$s"), ago, by);
}

static void
describe (FodContext *context, FodEntity *entity, const FodOverview *overview, FodListWords *words)
{
  FodDirectory *directory = fod_context_get_directory (context);
  g_autofree char *today = fod_context_dup_today (context);

  words->title = g_strdup (fod_entity_get (entity, "name"));
  words->first = dup_where (directory, entity);
  words->second = dup_last (directory, overview, today);
  words->urgent = overview != NULL && overview->overdue > 0;
  words->badge = words->urgent ? g_strdup (_ ("overdue")) : NULL;
  if (!fod_entity_get_bool (entity, "do-not-contact"))
    return;
  words->mark = "action-unavailable-symbolic";
  words->mark_tip = _ ("Do not contact");
}

static void
show (GtkWidget *detail, FodContext *context, FodEntity *entity)
{
  fod_employer_page_show (FOD_EMPLOYER_PAGE (detail), context, entity);
}

static FodEntity *
get (GtkWidget *detail)
{
  return fod_employer_page_get_entity (FOD_EMPLOYER_PAGE (detail));
}

static void
add (GtkWidget *detail, const char *kind)
{
  fod_employer_page_add (FOD_EMPLOYER_PAGE (detail), kind);
}

static const char *
whose (void)
{
  return _ ("Choose the employer it is about");
}

static void
focus (GtkWidget *detail)
{
  fod_employer_page_focus (FOD_EMPLOYER_PAGE (detail));
}

static void
fod_employers_page_class_init (FodEmployersPageClass *klass)
{
  static const char *const searched[] = { "name", "town", "cvr", "phone", "tags", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FodListPageClass *page_class = FOD_LIST_PAGE_CLASS (klass);

  page_class->kind = FOD_KIND_EMPLOYER;
  page_class->searched = searched;
  page_class->matches = matches;
  page_class->count = count;
  page_class->describe = describe;
  page_class->create = fod_new_employer_open;
  page_class->show = show;
  page_class->get = get;
  page_class->add = add;
  page_class->whose = whose;
  page_class->focus = focus;

  g_type_ensure (FOD_TYPE_EMPLOYER_PAGE);
  fod_list_page_class_set_template (page_class, "/dk/fodfaeste/Fodfaeste/fod-employers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEmployersPage, mine);
  gtk_widget_class_bind_template_child (widget_class, FodEmployersPage, unvisited);
  gtk_widget_class_bind_template_child (widget_class, FodEmployersPage, quiet);
}

static void
fod_employers_page_init (FodEmployersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
