/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A match that a list model can hold. */

#include "config.h"

#include "app/fod-match-item.h"

struct _FodMatchItem
{
  GObject parent_instance;

  FodMatch *match; /* owned */
};

G_DEFINE_FINAL_TYPE (FodMatchItem, fod_match_item, G_TYPE_OBJECT)

static void
fod_match_item_finalize (GObject *object)
{
  g_clear_pointer (&FOD_MATCH_ITEM (object)->match, fod_match_free);

  G_OBJECT_CLASS (fod_match_item_parent_class)->finalize (object);
}

static void
fod_match_item_class_init (FodMatchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_match_item_finalize;
}

static void
fod_match_item_init (FodMatchItem *self)
{
}

FodMatchItem *
fod_match_item_new (FodMatch *match)
{
  FodMatchItem *self;

  g_return_val_if_fail (match != NULL, NULL);

  self = g_object_new (FOD_TYPE_MATCH_ITEM, NULL);
  self->match = match;
  return self;
}

const FodMatch *
fod_match_item_get_match (FodMatchItem *self)
{
  g_return_val_if_fail (FOD_IS_MATCH_ITEM (self), NULL);

  return self->match;
}

static gboolean
same_row (const FodRecord *a, const FodRecord *b)
{
  return a == b || (a != NULL && b != NULL && fod_record_equal (a, b));
}

gboolean
fod_match_item_equal (FodMatchItem *self, FodMatchItem *other)
{
  const FodMatch *a;
  const FodMatch *b;

  g_return_val_if_fail (FOD_IS_MATCH_ITEM (self) && FOD_IS_MATCH_ITEM (other), FALSE);

  a = self->match;
  b = other->match;
  if (a->lines->len != b->lines->len || !same_row (a->employer, b->employer) ||
      !same_row (a->opening, b->opening))
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    {
      const FodMatchLine *ours = &g_array_index (a->lines, FodMatchLine, i);
      const FodMatchLine *theirs = &g_array_index (b->lines, FodMatchLine, i);

      if (ours->aspect != theirs->aspect || ours->verdict != theirs->verdict ||
          g_strcmp0 (ours->value, theirs->value) != 0)
        return FALSE;
    }
  return TRUE;
}
