/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-match.h"
#include "model/fod-directory.h"

G_BEGIN_DECLS

/* A match in words. They speak of the employer and of what the participant wished for, and never of
 * anything else that is known of them. */

/** fod_match_text_dup_title: Returns: (transfer full): what the row is called: the opening, or the
 * employer */
char *fod_match_text_dup_title (const FodMatch *match);

/** fod_match_text_dup_where: Returns: (transfer full): whose opening it is and where, or where the
 * employer is and what they do; "" when nobody knows */
char *fod_match_text_dup_where (const FodMatch *match, FodDirectory *directory);

/** fod_match_text_dup_lines: Returns: (transfer full) (nullable): “Fits: …”, “Does not fit: …” or
 * “Ask about: …”; %NULL when there is nothing of the kind to say */
char *
fod_match_text_dup_lines (const FodMatch *match, FodMatchVerdict verdict, FodDirectory *directory);

G_END_DECLS
