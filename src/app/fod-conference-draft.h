/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-conference-words.h"
#include "app/fod-context.h"
#include "store/fod-edit.h"

G_BEGIN_DECLS

/**
 * FodConferenceDraft:
 *
 * Keeps what is typed about one participant in the encrypted store, at most a second after the
 * key, until it is saved. Signal "loaded" (at_ms: gint64) when words of an earlier time were found.
 */
#define FOD_TYPE_CONFERENCE_DRAFT (fod_conference_draft_get_type ())
G_DECLARE_FINAL_TYPE (FodConferenceDraft, fod_conference_draft, FOD, CONFERENCE_DRAFT, GObject)

/** fod_conference_draft_new: Returns: (transfer full): a draft that looks for earlier words */
FodConferenceDraft *fod_conference_draft_new (FodContext *context, const char *participant);

/** fod_conference_draft_get_words: Returns: (transfer none): what was typed; all of it empty when
 * nothing was */
const FodConferenceWords *fod_conference_draft_get_words (FodConferenceDraft *self);

/** fod_conference_draft_set_words: @words: (transfer full): they are kept soon */
void fod_conference_draft_set_words (FodConferenceDraft *self, FodConferenceWords *words);

/** fod_conference_draft_flush: keeps them now */
void fod_conference_draft_flush (FodConferenceDraft *self);

/** fod_conference_draft_end: they go when @edit is written, and stay where it fails; nothing is
 * typed from now on */
void fod_conference_draft_end (FodConferenceDraft *self, FodEdit *edit);

G_END_DECLS
