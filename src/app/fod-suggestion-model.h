/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

G_BEGIN_DECLS

/**
 * FodSuggestionModel:
 *
 * What is suggested for my participants and for those whom I cover, grouped by person: whose first
 * limit comes first stands first. A change of anything that it is made of shows by itself.
 */
#define FOD_TYPE_SUGGESTION_MODEL (fod_suggestion_model_get_type ())
G_DECLARE_FINAL_TYPE (FodSuggestionModel, fod_suggestion_model, FOD, SUGGESTION_MODEL, GObject)

/** fod_suggestion_model_new: @participants: of FodEntity; Returns: (transfer full): a model that
 * loads */
FodSuggestionModel *fod_suggestion_model_new (FodContext *context, GListModel *participants);

/** fod_suggestion_model_get_items: Returns: (transfer none): of FodSuggestionItem */
GListModel *fod_suggestion_model_get_items (FodSuggestionModel *self);

/** fod_suggestion_model_reload: on another day */
void fod_suggestion_model_reload (FodSuggestionModel *self);

G_END_DECLS
