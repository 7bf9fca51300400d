/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value, and its form as a draft. */

#include "config.h"

#include "app/fod-conference-words.h"

#include "base/fod-date-input.h"
#include "base/fod-date.h"

#include <string.h>

#define DRAFT_TYPE "(msss)"

FodConferenceWords *
fod_conference_words_new (const char *question, const char *agreed, const char *due)
{
  FodConferenceWords *self = g_new0 (FodConferenceWords, 1);

  self->question = g_strdup (question);
  self->agreed = g_strdup (agreed != NULL ? agreed : "");
  self->due = g_strdup (due != NULL ? due : "");
  return self;
}

FodConferenceWords *
fod_conference_words_parse (const char *text)
{
  g_autoptr (GVariant) typed =
      g_variant_parse (G_VARIANT_TYPE (DRAFT_TYPE), text, NULL, NULL, NULL);
  const char *question, *agreed, *due;

  if (typed == NULL)
    return NULL;
  g_variant_get (typed, "(m&s&s&s)", &question, &agreed, &due);
  return fod_conference_words_new (question, agreed, due);
}

void
fod_conference_words_free (FodConferenceWords *self)
{
  g_free (self->question);
  g_free (self->agreed);
  g_free (self->due);
  g_free (self);
}

char *
fod_conference_words_print (const FodConferenceWords *self)
{
  g_autoptr (GVariant) typed =
      g_variant_ref_sink (g_variant_new (DRAFT_TYPE, self->question, self->agreed, self->due));

  return g_variant_print (typed, FALSE);
}

gboolean
fod_conference_words_is_empty (const FodConferenceWords *self)
{
  return self->question == NULL && *self->agreed == '\0' && *self->due == '\0';
}

char *
fod_conference_words_read_due (const FodConferenceWords *self, const char *today)
{
  g_autofree char *date = NULL;
  GDate from;
  GDate day;

  if (!fod_date_parse (today, &from) ||
      !fod_date_input_parse (self->due, FOD_DATE_INPUT_PLAN, &from, &day))
    return NULL;
  date = fod_date_format (&day);
  return strcmp (date, today) >= 0 ? g_steal_pointer (&date) : NULL;
}
