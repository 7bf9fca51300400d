/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

#define FOD_MADE_UP_PARTICIPANTS 600
#define FOD_MADE_UP_EMPLOYERS 3000
#define FOD_MADE_UP_ACTIVITIES 100000

/** FodMadeUp: makes records up, the same ones from run to run */
typedef struct _FodMadeUp FodMadeUp;

/** fod_made_up_new: Returns: (transfer full) */
FodMadeUp *fod_made_up_new (FodClock *clock);

void fod_made_up_free (FodMadeUp *self);

/** fod_made_up_fill: writes all of them into @store */
void fod_made_up_fill (FodMadeUp *self, FodStore *store);

/** fod_made_up_activity: Returns: (transfer full): a note, follow-up or employer contact about
 * somebody whom fod_made_up_fill() made */
FodRecord *fod_made_up_activity (FodMadeUp *self);

/** fod_made_up_pick_employer: Returns: (transfer none): the id of one of the employers */
const char *fod_made_up_pick_employer (FodMadeUp *self);

/** fod_made_up_dup_text: Returns: (transfer full): @count words */
char *fod_made_up_dup_text (FodMadeUp *self, guint count);

G_END_DECLS
