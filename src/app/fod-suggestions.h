/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodSuggestions:
 *
 * What the clocks of every participant suggest today, kept true: worked out on the store's thread,
 * and after a change for that participant alone. Keeps the suggestions and none of the records.
 *
 * Signal "changed" ().
 */
#define FOD_TYPE_SUGGESTIONS (fod_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (FodSuggestions, fod_suggestions, FOD, SUGGESTIONS, GObject)

/** fod_suggestions_new: Returns: (transfer full): suggestions that load */
FodSuggestions *fod_suggestions_new (FodStore *store);

/** fod_suggestions_get: Returns: (transfer none) (nullable) (element-type FodSuggestion): those of
 * the participant with that id, by day due; %NULL for none */
GArray *fod_suggestions_get (FodSuggestions *self, const char *participant);

/** fod_suggestions_reload: asks for all of them anew, as after midnight */
void fod_suggestions_reload (FodSuggestions *self);

G_END_DECLS
