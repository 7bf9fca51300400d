/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A suggestion and whose it is. */

#include "config.h"

#include "app/fod-suggestion-item.h"

struct _FodSuggestionItem
{
  GObject parent_instance;

  FodEntity *participant; /* owned */
  FodSuggestion suggestion;
  gboolean first;
};

G_DEFINE_FINAL_TYPE (FodSuggestionItem, fod_suggestion_item, G_TYPE_OBJECT)

static void
fod_suggestion_item_dispose (GObject *object)
{
  g_clear_object (&FOD_SUGGESTION_ITEM (object)->participant);

  G_OBJECT_CLASS (fod_suggestion_item_parent_class)->dispose (object);
}

static void
fod_suggestion_item_class_init (FodSuggestionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_suggestion_item_dispose;
}

static void
fod_suggestion_item_init (FodSuggestionItem *self)
{
}

FodSuggestionItem *
fod_suggestion_item_new (FodEntity *participant, const FodSuggestion *suggestion, gboolean first)
{
  FodSuggestionItem *self;

  g_return_val_if_fail (FOD_IS_ENTITY (participant) && suggestion != NULL, NULL);

  self = g_object_new (FOD_TYPE_SUGGESTION_ITEM, NULL);
  self->participant = g_object_ref (participant);
  self->suggestion = *suggestion;
  self->first = first;
  return self;
}

FodEntity *
fod_suggestion_item_get_participant (FodSuggestionItem *self)
{
  g_return_val_if_fail (FOD_IS_SUGGESTION_ITEM (self), NULL);

  return self->participant;
}

const FodSuggestion *
fod_suggestion_item_get (FodSuggestionItem *self)
{
  g_return_val_if_fail (FOD_IS_SUGGESTION_ITEM (self), NULL);

  return &self->suggestion;
}

gboolean
fod_suggestion_item_is_first (FodSuggestionItem *self)
{
  g_return_val_if_fail (FOD_IS_SUGGESTION_ITEM (self), FALSE);

  return self->first;
}

gboolean
fod_suggestion_item_equal (FodSuggestionItem *self, FodSuggestionItem *other)
{
  const FodSuggestion *mine;
  const FodSuggestion *theirs;

  g_return_val_if_fail (FOD_IS_SUGGESTION_ITEM (self) && FOD_IS_SUGGESTION_ITEM (other), FALSE);

  mine = &self->suggestion;
  theirs = &other->suggestion;
  return self->participant == other->participant && self->first == other->first &&
         mine->kind == theirs->kind && mine->number == theirs->number &&
         g_str_equal (mine->about, theirs->about) && g_str_equal (mine->label, theirs->label) &&
         g_str_equal (mine->base, theirs->base) && g_str_equal (mine->due, theirs->due);
}
