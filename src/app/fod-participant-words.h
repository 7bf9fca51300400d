/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-disclosure-book.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_participant_words_dup_state: Returns: (transfer full): what they are called, where the
 * course stands, who has them and who covers; "" when nothing of that is known */
char *fod_participant_words_dup_state (FodContext *context, FodEntity *entity);

/** fod_participant_words_dup_hands: Returns: (transfer full) (nullable): in whose hands they are,
 * as far as it is not plain: who covers for whom and until when, and what is handed over and not
 * sent
 */
char *fod_participant_words_dup_hands (FodContext *context, FodEntity *entity);

/** fod_participant_words_show_towards: has @label say in one line what all employers may hear today
 * (fod_disclosure_of()), and of how many something else is agreed, as long as @book lives */
void fod_participant_words_show_towards (FodDisclosureBook *book, GtkLabel *label);

G_END_DECLS
