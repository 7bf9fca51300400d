/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodConferenceWords:
 * @question: (nullable): what is asked; %NULL: as it stood before anybody typed
 * @agreed: what was agreed, may be ""
 * @due: when to raise it again, as it was typed, may be ""
 *
 * What a person types about one participant in a conference.
 */
typedef struct
{
  char *question;
  char *agreed;
  char *due;
} FodConferenceWords;

/** fod_conference_words_new: Returns: (transfer full): copies of these */
FodConferenceWords *
fod_conference_words_new (const char *question, const char *agreed, const char *due);

/** fod_conference_words_parse: Returns: (transfer full) (nullable): from
 * fod_conference_words_print() */
FodConferenceWords *fod_conference_words_parse (const char *text);

void fod_conference_words_free (FodConferenceWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodConferenceWords, fod_conference_words_free)

/** fod_conference_words_print: Returns: (transfer full): a text to keep */
char *fod_conference_words_print (const FodConferenceWords *self);

/** fod_conference_words_is_empty: Returns: whether nothing was typed */
gboolean fod_conference_words_is_empty (const FodConferenceWords *self);

/**
 * fod_conference_words_read_due:
 * @today: yyyy-mm-dd; a bare number is a day of the month, as where something is planned
 *
 * Returns: (transfer full) (nullable): the day, yyyy-mm-dd; %NULL when it is none, or past
 */
char *fod_conference_words_read_due (const FodConferenceWords *self, const char *today);

G_END_DECLS
