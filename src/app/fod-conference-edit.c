/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From words to rows of kinds that there are. */

#include "config.h"

#include "app/fod-conference-edit.h"

#include "base/fod-uuid.h"

#include <glib/gi18n.h>

/* As long as the schema lets a line be. */
#define TITLE_CHARS 200

static FodRecord *
start (FodContext *context, const FodSpec *spec, const char *participant)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (context));
  FodRecord *record = fod_record_new (spec, id);

  fod_record_set (record, "participant", participant);
  return record;
}

static gboolean
has_words (const char *text)
{
  return text != NULL && *text != '\0';
}

/* @line: (transfer full) */
static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static void
add_note (FodEdit *edit,
          FodContext *context,
          const char *participant,
          const char *type,
          const GString *body)
{
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (FodRecord) note = start (context, &fod_note_spec, participant);

  fod_record_set (note, "date", today);
  fod_record_set (note, "type", type);
  fod_record_set (note, "body", body->str);
  fod_edit_create (edit, note);
}

static void
settle_questions (FodEdit *edit, const FodConferencePerson *person, const char *today)
{
  for (guint i = 0; i < person->questions->len; i++)
    {
      const FodRecord *question = g_ptr_array_index (person->questions, i);
      const char *id = fod_record_get_id (question);

      fod_edit_set (edit, FOD_KIND_FOLLOW_UP, id, "status", "done",
                    fod_record_get (question, "status"));
      fod_edit_set (edit, FOD_KIND_FOLLOW_UP, id, "settled-on", today,
                    fod_record_get (question, "settled-on"));
    }
}

static char *
dup_title (const char *words)
{
  g_autofree char *first = NULL;

  if (g_utf8_strlen (words, -1) <= TITLE_CHARS)
    return g_strdup (words);
  first = g_utf8_substring (words, 0, TITLE_CHARS - 1);
  return g_strconcat (first, "…", NULL);
}

static void
add_follow_up (
    FodEdit *edit, FodContext *context, const char *participant, const char *day, const char *words)
{
  g_autoptr (FodRecord) follow_up = start (context, &fod_follow_up_spec, participant);
  g_autofree char *title = dup_title (words);

  fod_record_set (follow_up, "title", title);
  fod_record_set (follow_up, "type", "conference");
  fod_record_set (follow_up, "slot", day);
  fod_record_set (follow_up, "status", "planned");
  fod_edit_create (edit, follow_up);
}

FodEdit *
fod_conference_edit_raise (FodContext *context,
                           const FodConferencePerson *person,
                           const FodConferenceWords *words,
                           const char *question)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *today = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && person != NULL && words != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  today = fod_context_dup_today (context);
  day = fod_conference_words_read_due (words, today);
  if (has_words (question))
    /* Translators: in a note; followed by what was asked in a conference */
    add_line (body, g_strdup_printf (_ ("Question: %s"), question));
  if (has_words (words->agreed))
    /* Translators: in a note; followed by what was agreed in a conference */
    add_line (body, g_strdup_printf (_ ("Agreed: %s"), words->agreed));
  add_note (edit, context, person->id, "conference", body);
  settle_questions (edit, person, today);
  if (day != NULL)
    add_follow_up (edit, context, person->id, day,
                   has_words (words->agreed) ? words->agreed : question);
  return g_steal_pointer (&edit);
}

FodEdit *
fod_conference_edit_keep (FodContext *context,
                          const char *participant,
                          const FodConferenceWords *words)
{
  const char *const typed[] = { words->question, words->agreed, words->due };
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GString) body = g_string_new (NULL);

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && participant != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    if (has_words (typed[i]))
      add_line (body, g_strdup (typed[i]));
  if (body->len > 0)
    add_note (edit, context, participant, "other", body);
  return g_steal_pointer (&edit);
}
