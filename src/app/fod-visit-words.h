/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity-list.h"

G_BEGIN_DECLS

/* What the team knows of an employer's visits, in words, for who is about to go there. */

/** fod_visit_words_dup_warning: @visits: of one employer. Returns: (transfer full) (nullable):
 * which colleague was there lately */
char *fod_visit_words_dup_warning (FodContext *context, FodEntityList *visits);

/** fod_visit_words_dup_cups: Returns: (transfer full) (nullable): the planned visits, which of them
 * were made and when; %NULL before the first contact */
char *fod_visit_words_dup_cups (FodContext *context, FodEntityList *visits);

/** fod_visit_words_get_purpose: Returns: what the next contact is for, of the list
 * "contact-purpose" */
const char *fod_visit_words_get_purpose (FodContext *context, FodEntityList *visits);

G_END_DECLS
