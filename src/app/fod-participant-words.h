/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/** fod_participant_words_dup_state: Returns: (transfer full): what they are called, where the
 * course stands, who has them and who covers; "" when nothing of that is known */
char *fod_participant_words_dup_state (FodDirectory *directory, FodEntity *entity);

/** fod_participant_words_dup_towards: Returns: (transfer full): what employers may hear, in one
 * line
 */
char *fod_participant_words_dup_towards (FodDirectory *directory, FodEntity *entity);

G_END_DECLS
