/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-match.h"

G_BEGIN_DECLS

/**
 * FodMatcher:
 *
 * Holds what one participant wishes of a job against employers and openings, one after the other
 * (domain.md §3.1; issue 4, point 5: explained line by line). No score beyond the lines, and
 * nothing of the participant but the written wishes takes part: no diagnosis, no benefit, no phase.
 *
 * The rules:
 * - Tasks: words are found without regard to case and accents (fod_fold_search()), at the beginning
 *   or at the end of a word ("rengøring" in "kontorrengøring"), those of fewer than four letters as
 *   a whole word; in an opening's title and tasks, else in the employer's tasks, and in the
 *   employer's name, tags and branch. What is wanted and not mentioned is unknown: no list of
 *   tasks is complete. A mentioned word that is not wanted is against it.
 * - Place: the employer's town, as it is or as the first words of it ("Aarhus" for "Aarhus C"), or
 *   the postcode. Against it only when what is known is of the kind that was wished for.
 * - Hours: the opening's and the participant's overlap. Of one that is half known that half counts
 *   alone.
 * - Times of day: at least one is shared; the opening's others are something to ask about.
 * - Noise and people around: at most what was wished for.
 * Of an employer without an opening the last four are unknown.
 */
typedef struct _FodMatcher FodMatcher;

/**
 * fod_matcher_new:
 * @participant: whose wishes
 * @today: yyyy-mm-dd; openings that were until an earlier day are past
 *
 * Returns: (transfer full): a matcher that knows no branch's name yet
 */
FodMatcher *fod_matcher_new (const FodRecord *participant, const char *today);

void fod_matcher_free (FodMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodMatcher, fod_matcher_free)

/** fod_matcher_take_code: @code: an entry of a code list; those of the list "branch" tell what the
 * branches are called, others nothing */
void fod_matcher_take_code (FodMatcher *self, const FodRecord *code);

/** fod_matcher_has_wishes: Returns: whether there is anything to go by */
gboolean fod_matcher_has_wishes (const FodMatcher *self);

/**
 * fod_matcher_match:
 * @opening: (nullable): an opening of @employer; %NULL for the employer alone
 *
 * Returns: (transfer full) (nullable): the lines; %NULL for an employer whom nobody is to contact,
 *   and for an opening that is filled, gone or past
 */
FodMatch *fod_matcher_match (FodMatcher *self, FodRecord *employer, FodRecord *opening);

/** fod_matcher_get_folded: Returns: how many texts were folded up to now: that is the dear part of
 * the work */
guint fod_matcher_get_folded (const FodMatcher *self);

G_END_DECLS
