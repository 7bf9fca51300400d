/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodCareerBook:
 *
 * The sections of the career profile of one participant, of which each is there at most once. Kept
 * true as the store changes. Signal "changed" ().
 */
#define FOD_TYPE_CAREER_BOOK (fod_career_book_get_type ())
G_DECLARE_FINAL_TYPE (FodCareerBook, fod_career_book, FOD, CAREER_BOOK, GObject)

/** fod_career_book_new: @participant: an id; Returns: (transfer full): the book of that participant
 */
FodCareerBook *fod_career_book_new (FodContext *context, const char *participant);

/** fod_career_book_get_context: Returns: (transfer none): what it was made with */
FodContext *fod_career_book_get_context (FodCareerBook *self);

/** fod_career_book_get_participant: Returns: (transfer none): their id */
const char *fod_career_book_get_participant (FodCareerBook *self);

/** fod_career_book_find: Returns: (transfer none) (nullable): the section of that code, when
 * anything was written in it */
FodEntity *fod_career_book_find (FodCareerBook *self, const char *code);

G_END_DECLS
