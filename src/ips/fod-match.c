/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of one employer or opening, and which of two comes first. */

#include "config.h"

#include "ips/fod-match.h"

static void
line_clear (gpointer data)
{
  g_free (((FodMatchLine *)data)->value);
}

FodMatch *
fod_match_new (FodRecord *employer, FodRecord *opening)
{
  FodMatch *self;

  g_return_val_if_fail (employer != NULL, NULL);

  self = g_new0 (FodMatch, 1);
  self->employer = fod_record_ref (employer);
  self->opening = opening != NULL ? fod_record_ref (opening) : NULL;
  self->lines = g_array_new (FALSE, FALSE, sizeof (FodMatchLine));
  g_array_set_clear_func (self->lines, line_clear);
  return self;
}

void
fod_match_free (FodMatch *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->lines);
  g_clear_pointer (&self->opening, fod_record_unref);
  fod_record_unref (self->employer);
  g_free (self);
}

void
fod_match_add (FodMatch *self, FodMatchAspect aspect, FodMatchVerdict verdict, char *value)
{
  FodMatchLine line = { aspect, verdict, value };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->lines, line);
  if (verdict == FOD_MATCH_FITS)
    self->fits++;
  else if (verdict == FOD_MATCH_DOES_NOT_FIT)
    self->contradictions++;
}

gboolean
fod_match_is_worth_a_look (const FodMatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->fits > 0 || self->contradictions == 0;
}

int
fod_match_compare (const FodMatch *a, const FodMatch *b)
{
  int points_a = (int)a->fits - (int)a->contradictions;
  int points_b = (int)b->fits - (int)b->contradictions;

  if ((a->opening != NULL) != (b->opening != NULL))
    return a->opening != NULL ? -1 : 1;
  if (points_a != points_b)
    return points_b - points_a;
  return (int)b->fits - (int)a->fits;
}
