/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-conference-words.h"
#include "app/fod-context.h"
#include "ips/fod-conference-person.h"
#include "store/fod-edit.h"

G_BEGIN_DECLS

/* What is saved of a conference: a note of that type about each participant who was raised, in
 * their own record and nowhere else (domain.md §3.1 item 10: the minimum). */

/**
 * fod_conference_edit_raise:
 * @words: @due is a day (fod_conference_words_read_due()), or ""
 * @question: what is asked, may be ""
 *
 * Returns: (transfer full): one edit: the note with question and agreement; what was asked is
 *   done; and when a day was given a follow-up that raises it again
 */
FodEdit *fod_conference_edit_raise (FodContext *context,
                                    const FodConferencePerson *person,
                                    const FodConferenceWords *words,
                                    const char *question);

/**
 * fod_conference_edit_keep:
 *
 * For what was written about somebody who may not be raised any more.
 *
 * Returns: (transfer full): an edit that makes a note of all the words, which is not of a
 * conference
 */
FodEdit *fod_conference_edit_keep (FodContext *context,
                                   const char *participant,
                                   const FodConferenceWords *words);

G_END_DECLS
