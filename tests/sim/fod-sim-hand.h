/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-world.h"

G_BEGIN_DECLS

/**
 * FodSimHand:
 * @state: of the numbers to come
 *
 * A person at a device who is about to save something.
 */
typedef struct
{
  FodSimWorld *world;
  guint device;
  guint state;
  FodEdit *edit;
} FodSimHand;

/** fod_sim_hand_pick: Returns: a number below @count */
guint fod_sim_hand_pick (FodSimHand *h, guint count);

/** fod_sim_hand_list: Returns: (transfer full) (element-type FodRecord): the rows by their ids */
GPtrArray *fod_sim_hand_list (FodSimHand *h, const char *kind, gboolean bin);

/** fod_sim_hand_pick_row: Returns: (transfer full) (nullable): rather the first than another */
FodRecord *fod_sim_hand_pick_row (FodSimHand *h, const char *kind, gboolean bin);

/** fod_sim_hand_pick_ref: Returns: (transfer full) (nullable): the id of a row that is there */
char *fod_sim_hand_pick_ref (FodSimHand *h, const FodField *field);

/** fod_sim_hand_pick_value: Returns: (transfer full) (nullable): a value that the field may hold;
 * %NULL to unset it */
char *fod_sim_hand_pick_value (FodSimHand *h, const FodField *field, const char *current);

/** fod_sim_hand_note: tells the oracle of a text that is to be found again */
void fod_sim_hand_note (
    FodSimHand *h, const char *kind, const char *id, const FodField *field, const char *value);

G_END_DECLS
