/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words. */

#include "config.h"

#include "app/fod-conference-text.h"

#include "app/fod-format.h"
#include "app/fod-phase-strip.h"

#include <glib/gi18n.h>

#include <string.h>

/* @part: (transfer full) */
static void
add (GString *text, const char *between, char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", part);
  g_free (part);
}

static char *
dup_next (const FodConferencePerson *person, const char *today)
{
  g_autofree char *slot = NULL;

  if (person->next_slot == NULL)
    return g_strdup (_ ("no appointment"));
  slot = fod_format_slot (person->next_slot, today);
  /* Translators: followed by day and time */
  return g_strdup_printf (_ ("next appointment %s"), slot);
}

static char *
dup_raised (const FodConferencePerson *person, const char *today)
{
  g_autofree char *ago = NULL;

  if (person->raised_on == NULL)
    return g_strdup (_ ("not raised before"));
  ago = fod_format_ago (person->raised_on, today);
  /* Translators: with the treatment team; followed by “2 weeks ago” or “today” */
  return g_strdup_printf (_ ("raised %s"), ago);
}

char *
fod_conference_text_dup_status (const FodConferencePerson *person, const char *today)
{
  GString *text = g_string_new (NULL);

  if (person->may_say == FOD_TEAM_CONSENT_ALL)
    add (text, " · ", fod_phase_strip_text (person->participant, today));
  if (person->may_say == FOD_TEAM_CONSENT_ATTENDANCE)
    add (text, " · ", g_strdup (_ ("Only attendance and appointments may be told")));
  if (person->may_say != FOD_TEAM_CONSENT_NOTHING)
    {
      add (text, " · ", dup_next (person, today));
      add (text, " · ", dup_raised (person, today));
    }
  return g_string_free (text, FALSE);
}

static char *
dup_asked (FodDirectory *directory, const FodRecord *follow_up)
{
  const char *type = fod_directory_get_code_name (directory, "follow-up-type", "conference");
  const char *title = fod_record_get (follow_up, "title");
  const char *remark = fod_record_get (follow_up, "remark");

  if (title != NULL && g_strcmp0 (title, type) != 0)
    return g_strdup (title);
  return remark != NULL ? g_strndup (remark, strcspn (remark, "\n")) : g_strdup ("");
}

char *
fod_conference_text_dup_question (FodDirectory *directory, const FodConferencePerson *person)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < person->questions->len; i++)
    add (text, " · ", dup_asked (directory, g_ptr_array_index (person->questions, i)));
  return g_string_free (text, FALSE);
}

char *
fod_conference_text_dup_said (const FodConferencePerson *person)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < person->said->len; i++)
    {
      const char *body = fod_record_get (g_ptr_array_index (person->said, i), "body");

      if (body != NULL)
        add (text, "\n", g_strdup (body));
    }
  return g_string_free (text, FALSE);
}

char *
fod_conference_text_dup_withheld (const FodConferencePerson *person)
{
  g_autoptr (GString) topics = g_string_new (NULL);

  if (person->withheld->len == 0)
    return NULL;
  for (guint i = 0; i < person->withheld->len; i++)
    add (topics, ", ", g_strdup (g_ptr_array_index (person->withheld, i)));
  /* Translators: followed by topics that may not be spoken of */
  return g_strdup_printf (_ ("Not about: %s"), topics->str);
}

char *
fod_conference_text_dup_person (FodDirectory *directory,
                                const FodConferencePerson *person,
                                const char *today)
{
  GString *text = g_string_new (NULL);
  g_autofree char *question = fod_conference_text_dup_question (directory, person);
  const char *name;

  if (person->may_say == FOD_TEAM_CONSENT_NOTHING)
    return g_string_free (text, FALSE);
  name = fod_record_get (person->participant, "name");
  add (text, "", g_strdup (name != NULL ? name : ""));
  add (text, ": ", fod_conference_text_dup_status (person, today));
  if (*question != '\0')
    add (text, "\n", g_strdup_printf (_ ("Question: %s"), question));
  add (text, "\n", fod_conference_text_dup_said (person));
  return g_string_free (text, FALSE);
}
