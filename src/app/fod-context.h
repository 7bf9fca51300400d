/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-name-watch.h"
#include "base/fod-clock.h"
#include "model/fod-directory.h"
#include "store/fod-store.h"
#include "sync/fod-sync-engine.h"

G_BEGIN_DECLS

/**
 * FodContext:
 *
 * What an unlocked profile is made of, passed down to every page as its construct-only "context".
 * Holds collaborators and nothing else: no state, no behaviour.
 *
 * Signal "keep" (): before locking and ending; whoever holds something that a person is typing puts
 * it to the disk, as a row or as a draft.
 */
#define FOD_TYPE_CONTEXT (fod_context_get_type ())
G_DECLARE_FINAL_TYPE (FodContext, fod_context, FOD, CONTEXT, GObject)

/** fod_context_new: @engine may be at rest; Returns: (transfer full): a context */
FodContext *fod_context_new (FodStore *store,
                             FodDirectory *directory,
                             FodSyncEngine *engine,
                             GSettings *settings);

/** fod_context_get_clock: Returns: (transfer none): where the time comes from */
FodClock *fod_context_get_clock (FodContext *self);

/** fod_context_get_store: Returns: (transfer none): the laptop's own truth */
FodStore *fod_context_get_store (FodContext *self);

/** fod_context_get_directory: Returns: (transfer none): names of users, teams and codes */
FodDirectory *fod_context_get_directory (FodContext *self);

/** fod_context_get_names: Returns: (transfer none): whose names may stand where */
FodNameWatch *fod_context_get_names (FodContext *self);

/** fod_context_get_engine: Returns: (transfer none): what keeps store and server in step */
FodSyncEngine *fod_context_get_engine (FodContext *self);

/** fod_context_get_settings: Returns: (transfer none): the profile's preferences */
GSettings *fod_context_get_settings (FodContext *self);

/** fod_context_keep: emits "keep"; what that asks of the store is done before it is closed */
void fod_context_keep (FodContext *self);

/** fod_context_dup_today: Returns: (transfer full): the local date as yyyy-mm-dd */
char *fod_context_dup_today (FodContext *self);

G_END_DECLS
