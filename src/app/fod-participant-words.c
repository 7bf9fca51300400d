/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the head of a participant's page says in words. */

#include "config.h"

#include "app/fod-participant-words.h"

#include <glib/gi18n.h>

char *
fod_participant_words_dup_state (FodDirectory *directory, FodEntity *entity)
{
  GString *text = g_string_new (NULL);
  const char *called = fod_entity_get (entity, "called");
  const char *stage =
      fod_directory_get_code_name (directory, "stage", fod_entity_get (entity, "stage"));
  const char *consultant =
      fod_directory_get_user_name (directory, fod_entity_get (entity, "consultant"));
  const char *cover = fod_directory_get_user_name (directory, fod_entity_get (entity, "cover"));

  if (called != NULL)
    /* Translators: %s is the name that a person wants to be called by */
    g_string_append_printf (text, _ ("called %s"), called);
  if (stage != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", stage);
  if (consultant != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", consultant);
  if (cover != NULL)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      /* Translators: %s is the colleague who covers for the consultant */
      g_string_append_printf (text, _ ("cover: %s"), cover);
    }
  return g_string_free (text, FALSE);
}

char *
fod_participant_words_dup_towards (FodDirectory *directory, FodEntity *entity)
{
  const char *approach = fod_directory_get_code_name (
      directory, "approach-employers", fod_entity_get (entity, "approach-employers"));
  const char *disclosure =
      fod_directory_get_code_name (directory, "disclosure", fod_entity_get (entity, "disclosure"));

  /* Translators: two answers of the participant: whether employers may be approached, and what they
   * may be told */
  return g_strdup_printf (_ ("Employers: may be approached: %1$s · may be told: %2$s"),
                          approach != NULL ? approach : _ ("not talked about yet"),
                          disclosure != NULL ? disclosure : _ ("not talked about yet"));
}
