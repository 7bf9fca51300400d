/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value for a list model. Two rows of one name are told apart by what may be read over a
 * shoulder: a company's town and street, a phase, a year of birth; never by a CPR number or where
 * somebody lives. */

#include "config.h"

#include "app/fod-search-item.h"

#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-phase-strip.h"
#include "base/fod-cpr.h"

#include <glib/gi18n.h>

struct _FodSearchItem
{
  GObject parent_instance;

  char *title;
  char *subtitle;
  const char *icon; /* static */
  char *action;
  GVariant *target;
};

G_DEFINE_FINAL_TYPE (FodSearchItem, fod_search_item, G_TYPE_OBJECT)

static const char *
icon_of (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *icon;
  } icons[] = {
    { FOD_KIND_PARTICIPANT, "avatar-default-symbolic" },
    { FOD_KIND_EMPLOYER, "fod-employer-symbolic" },
    { FOD_KIND_CONTACT_PERSON, "avatar-default-symbolic" },
    { FOD_KIND_CONSENT, "object-select-symbolic" },
    { FOD_KIND_DISCLOSURE_PLAN, "fod-employer-symbolic" },
    { FOD_KIND_TREATMENT_CONTACT, "avatar-default-symbolic" },
    { FOD_KIND_EMPLOYER_CONTACT, "fod-employer-symbolic" },
    { FOD_KIND_FOLLOW_UP, "x-office-calendar-symbolic" },
    { FOD_KIND_NOTE, "document-edit-symbolic" },
    { FOD_KIND_PLACEMENT, "fod-employer-symbolic" },
    { FOD_KIND_JOB_CHANGE, "fod-employer-symbolic" },
    { FOD_KIND_PROFILE_SECTION, "document-edit-symbolic" },
    { FOD_KIND_EARLIER_JOB, "fod-employer-symbolic" },
    { FOD_KIND_BENEFIT_SHEET, "document-edit-symbolic" },
    { FOD_KIND_JOB_OPENING, "fod-employer-symbolic" },
    { FOD_KIND_SEARCH_PLAN, "document-edit-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_strcmp0 (icons[i].kind, kind) == 0)
        return icons[i].icon;
    }
  return "edit-find-symbolic";
}

static void
fod_search_item_finalize (GObject *object)
{
  FodSearchItem *self = FOD_SEARCH_ITEM (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);

  G_OBJECT_CLASS (fod_search_item_parent_class)->finalize (object);
}

static void
fod_search_item_class_init (FodSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_search_item_finalize;
}

static void
fod_search_item_init (FodSearchItem *self)
{
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, " · %s", part);
}

static void
append_participant (GString *text, const FodHit *hit, FodContext *context, gboolean shares_name)
{
  FodDirectory *directory = fod_context_get_directory (context);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *phase = fod_phase_strip_text (hit->record, today);
  const char *consultant = fod_record_get (hit->record, "consultant");
  int year = fod_cpr_get_birth_year (fod_record_get (hit->record, "cpr"));

  if (shares_name && year > 0)
    {
      /* Translators: %d is a year */
      g_autofree char *born = g_strdup_printf (_ ("born %d"), year);

      append (text, born);
    }
  append (text, phase);
  if (!fod_directory_is_me (directory, consultant))
    append (text, fod_directory_get_user_name (directory, consultant));
}

static void
append_day (GString *text, const FodHit *hit, FodContext *context)
{
  const char *slot = fod_spec_find (fod_record_get_spec (hit->record), "slot") != NULL
                         ? fod_record_get (hit->record, "slot")
                         : NULL;
  const char *date = fod_spec_find (fod_record_get_spec (hit->record), "date") != NULL
                         ? fod_record_get (hit->record, "date")
                         : NULL;
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *words = NULL;

  if (slot != NULL)
    words = fod_format_slot (slot, today);
  else if (date != NULL)
    words = fod_format_day (date, today);
  append (text, words);
}

static char *
dup_subtitle (const FodHit *hit, FodContext *context, gboolean shares_name)
{
  GString *text = g_string_new (fod_label_kind (hit->kind));

  if (g_str_equal (hit->kind, FOD_KIND_PARTICIPANT))
    append_participant (text, hit, context, shares_name);
  else if (g_str_equal (hit->kind, FOD_KIND_EMPLOYER))
    {
      append (text, fod_record_get (hit->record, "town"));
      if (shares_name)
        append (text, fod_record_get (hit->record, "address"));
    }
  else
    {
      append (text, hit->owner_title);
      append_day (text, hit, context);
    }
  append (text, hit->snippet);
  return g_string_free (text, FALSE);
}

FodSearchItem *
fod_search_item_new_hit (const FodHit *hit, FodContext *context, gboolean shares_name)
{
  FodSearchItem *self = g_object_new (FOD_TYPE_SEARCH_ITEM, NULL);
  gboolean owned =
      hit->owner != NULL && hit->owner_kind != NULL && !g_str_equal (hit->kind, FOD_KIND_FOLLOW_UP);

  self->title = g_strdup (hit->title != NULL ? hit->title : fod_label_kind (hit->kind));
  self->subtitle = dup_subtitle (hit, context, shares_name);
  self->icon = icon_of (hit->kind);
  self->action = g_strconcat ("win.show-", owned ? hit->owner_kind : hit->kind, NULL);
  self->target = g_variant_ref_sink (g_variant_new_string (owned ? hit->owner : hit->id));
  return self;
}

FodSearchItem *
fod_search_item_new_action (const char *title,
                            const char *icon,
                            const char *action,
                            GVariant *target)
{
  FodSearchItem *self = g_object_new (FOD_TYPE_SEARCH_ITEM, NULL);

  self->title = g_strdup (title);
  self->icon = icon;
  self->action = g_strdup (action);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return self;
}

const char *
fod_search_item_get_title (FodSearchItem *self)
{
  g_return_val_if_fail (FOD_IS_SEARCH_ITEM (self), NULL);

  return self->title;
}

const char *
fod_search_item_get_subtitle (FodSearchItem *self)
{
  g_return_val_if_fail (FOD_IS_SEARCH_ITEM (self), NULL);

  return self->subtitle != NULL ? self->subtitle : "";
}

const char *
fod_search_item_get_icon (FodSearchItem *self)
{
  g_return_val_if_fail (FOD_IS_SEARCH_ITEM (self), NULL);

  return self->icon;
}

const char *
fod_search_item_get_action (FodSearchItem *self)
{
  g_return_val_if_fail (FOD_IS_SEARCH_ITEM (self), NULL);

  return self->action;
}

GVariant *
fod_search_item_get_target (FodSearchItem *self)
{
  g_return_val_if_fail (FOD_IS_SEARCH_ITEM (self), NULL);

  return self->target;
}
