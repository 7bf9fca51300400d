/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value for a list model. */

#include "config.h"

#include "app/fod-search-item.h"

#include "app/fod-label.h"

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
    { FOD_KIND_TREATMENT_CONTACT, "avatar-default-symbolic" },
    { FOD_KIND_EMPLOYER_CONTACT, "fod-employer-symbolic" },
    { FOD_KIND_FOLLOW_UP, "x-office-calendar-symbolic" },
    { FOD_KIND_NOTE, "document-edit-symbolic" },
    { FOD_KIND_PLACEMENT, "fod-employer-symbolic" },
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

FodSearchItem *
fod_search_item_new_hit (const FodHit *hit)
{
  FodSearchItem *self = g_object_new (FOD_TYPE_SEARCH_ITEM, NULL);
  gboolean owned =
      hit->owner != NULL && hit->owner_kind != NULL && !g_str_equal (hit->kind, FOD_KIND_FOLLOW_UP);

  self->title = g_strdup (hit->title != NULL ? hit->title : fod_label_kind (hit->kind));
  self->subtitle = hit->snippet != NULL && *hit->snippet != '\0'
                       ? g_strdup_printf ("%s · %s", fod_label_kind (hit->kind), hit->snippet)
                       : g_strdup (fod_label_kind (hit->kind));
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
