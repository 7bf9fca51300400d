/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-disclosure.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodDisclosureBook:
 *
 * What employers may be told of one participant, and what follows from it (ips/fod-disclosure.h).
 * Kept true as the store changes. Signal "changed" ().
 */
#define FOD_TYPE_DISCLOSURE_BOOK (fod_disclosure_book_get_type ())
G_DECLARE_FINAL_TYPE (FodDisclosureBook, fod_disclosure_book, FOD, DISCLOSURE_BOOK, GObject)

/** fod_disclosure_book_new: Returns: (transfer full): the book of @participant */
FodDisclosureBook *fod_disclosure_book_new (FodContext *context, FodEntity *participant);

/** fod_disclosure_book_get_context: Returns: (transfer none): what it was made with */
FodContext *fod_disclosure_book_get_context (FodDisclosureBook *self);

/** fod_disclosure_book_get_participant: Returns: (transfer none): whose it is */
FodEntity *fod_disclosure_book_get_participant (FodDisclosureBook *self);

/** fod_disclosure_book_get_plans: Returns: (transfer none): the plans, newest first */
GListModel *fod_disclosure_book_get_plans (FodDisclosureBook *self);

/** fod_disclosure_book_get_employer: Returns: (transfer none): what the employer of @plan is
 * called; words for all of them where there is none */
const char *fod_disclosure_book_get_employer (FodDisclosureBook *self, FodEntity *plan);

/** fod_disclosure_book_judge: Returns: fod_disclosure_of() today; @employer may be %NULL. Its texts
 * are of the rows as they are now */
FodDisclosure fod_disclosure_book_judge (FodDisclosureBook *self, const char *employer);

/** fod_disclosure_book_is_revoked: Returns: whether @plan is revoked today */
gboolean fod_disclosure_book_is_revoked (FodDisclosureBook *self, FodEntity *plan);

G_END_DECLS
