/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "store/fod-journal.h"

G_BEGIN_DECLS

/* A change that the server does not have, in words. */

/** fod_waiting_text_dup_title: Returns: (transfer full): what it is about: "Participant · Åse" */
char *fod_waiting_text_dup_title (const FodWaiting *item);

/** fod_waiting_text_dup_verb: Returns: (transfer full): what was done: "Changed: Phone" */
char *fod_waiting_text_dup_verb (FodDirectory *directory, const FodWaiting *item);

/** fod_waiting_text_get_refusal: Returns: (transfer none): why the server refused it */
const char *fod_waiting_text_get_refusal (const FodWaiting *item);

/** fod_waiting_text_dup_words: Returns: (transfer full): what was done and when; of a refused one
 * also why, and what was written where that is to be read nowhere else */
char *
fod_waiting_text_dup_words (FodDirectory *directory, const FodWaiting *item, const char *today);

G_END_DECLS
