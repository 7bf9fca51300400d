/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-suggestion.h"

G_BEGIN_DECLS

/* What is suggested and why, as a colleague would say it. */

/** fod_suggestion_text_what: Returns: (transfer none): what to do; names nobody, for it becomes
 * the title of a follow-up */
const char *fod_suggestion_text_what (const FodSuggestion *suggestion);

/** fod_suggestion_text_why: Returns: (transfer full): the reason, with a number in it */
char *fod_suggestion_text_why (const FodSuggestion *suggestion, const char *today);

G_END_DECLS
