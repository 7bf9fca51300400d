/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHandoverChoice:
 *
 * To which colleague, and for good or until a last day: what the dialogs about one participant and
 * about several ask alike.
 *
 * Signals: "changed" () when anything of it is another; "loaded" () when the colleagues are here.
 */
#define FOD_TYPE_HANDOVER_CHOICE (fod_handover_choice_get_type ())
G_DECLARE_FINAL_TYPE (FodHandoverChoice, fod_handover_choice, FOD, HANDOVER_CHOICE, AdwBin)

/** fod_handover_choice_load: asks the store for the colleagues of @team */
void fod_handover_choice_load (FodHandoverChoice *self, FodContext *context, const char *team);

/** fod_handover_choice_set_except: @user (nullable) is offered no more: they have the participants
 */
void fod_handover_choice_set_except (FodHandoverChoice *self, const char *user);

/** fod_handover_choice_get_loaded: Returns: whether the colleagues are here */
gboolean fod_handover_choice_get_loaded (FodHandoverChoice *self);

/** fod_handover_choice_get_names: Returns: (transfer none): the names of the colleagues, in the
 * order of fod_handover_choice_get_nth() */
GListModel *fod_handover_choice_get_names (FodHandoverChoice *self);

/** fod_handover_choice_get_nth: Returns: (transfer none) (nullable): one of the colleagues */
const FodRecord *fod_handover_choice_get_nth (FodHandoverChoice *self, guint position);

/** fod_handover_choice_get_position: Returns: which of the colleagues is chosen */
guint fod_handover_choice_get_position (FodHandoverChoice *self);

/** fod_handover_choice_get_covers: Returns: whether it is a cover, and not for good */
gboolean fod_handover_choice_get_covers (FodHandoverChoice *self);

/** fod_handover_choice_show_colleague: whether the colleague is asked for here, or elsewhere */
void fod_handover_choice_show_colleague (FodHandoverChoice *self, gboolean shown);

/** fod_handover_choice_get_verb: Returns: (transfer none): what the button that does it says, with
 * a mnemonic */
const char *fod_handover_choice_get_verb (FodHandoverChoice *self);

/** fod_handover_choice_read_until: @until: (out): the last day of the cover, %NULL for good;
 * Returns: %FALSE when what was typed is no day to come; it says so then */
gboolean fod_handover_choice_read_until (FodHandoverChoice *self, char **until);

G_END_DECLS
