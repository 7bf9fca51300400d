/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-consent.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodConsentBook:
 *
 * Who is around one participant, what the participant agreed may be said to them, and how that
 * stands today (ips/fod-consent.h). Kept true as the store changes. Signal "changed" ().
 */
#define FOD_TYPE_CONSENT_BOOK (fod_consent_book_get_type ())
G_DECLARE_FINAL_TYPE (FodConsentBook, fod_consent_book, FOD, CONSENT_BOOK, GObject)

/** fod_consent_book_new: Returns: (transfer full): the book of that participant */
FodConsentBook *fod_consent_book_new (FodContext *context, FodEntity *participant);

/** fod_consent_book_get_context: Returns: (transfer none): what it was made with */
FodContext *fod_consent_book_get_context (FodConsentBook *self);

/** fod_consent_book_get_contacts: Returns: (transfer none): the treatment contacts by name */
GListModel *fod_consent_book_get_contacts (FodConsentBook *self);

/** fod_consent_book_get_consents: Returns: (transfer none): the consents, newest first */
GListModel *fod_consent_book_get_consents (FodConsentBook *self);

/** fod_consent_book_find_contact: Returns: (transfer none) (nullable): the contact that a consent
 * names */
FodEntity *fod_consent_book_find_contact (FodConsentBook *self, FodEntity *consent);

/** fod_consent_book_judge_contact: @decides: (out) (transfer none) (nullable): see
 * fod_consent_of(); Returns: how consent to talk with that contact stands */
FodConsent fod_consent_book_judge_contact (FodConsentBook *self,
                                           FodEntity *contact,
                                           const FodRecord **decides);

/** fod_consent_book_judge_consent: Returns: how that one consent stands */
FodConsent fod_consent_book_judge_consent (FodConsentBook *self, FodEntity *consent);

G_END_DECLS
