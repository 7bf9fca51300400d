/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodUndo:
 *
 * What the person did since the window opened, newest last, to be taken back and done again one by
 * one. Signals: "undone" (redone: boolean) after each; "failed" (GError) when the store refused.
 */
#define FOD_TYPE_UNDO (fod_undo_get_type ())
G_DECLARE_FINAL_TYPE (FodUndo, fod_undo, FOD, UNDO, GObject)

/** fod_undo_new: Returns: (transfer full): an empty list */
FodUndo *fod_undo_new (FodStore *store);

/** fod_undo_remember: @tx can be taken back; what was taken back before can't be redone any more */
void fod_undo_remember (FodUndo *self, const char *tx);

/** fod_undo_undo: takes back @tx, or the newest when it is %NULL; nothing when there is none */
void fod_undo_undo (FodUndo *self, const char *tx);

/** fod_undo_redo: does again what was taken back last */
void fod_undo_redo (FodUndo *self);

G_END_DECLS
