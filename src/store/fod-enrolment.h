/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_enrolment_copy: Returns: (transfer full): a copy */
FodEnrolment *fod_enrolment_copy (const FodEnrolment *self);

/** fod_enrolment_read: Returns: (transfer full) (nullable): what the profile knows of its server.
 * Error: %FOD_DB_ERROR */
FodEnrolment *fod_enrolment_read (FodLedger *ledger, GError **error);

/** fod_enrolment_keep: writes it, unless the profile has another one than was seen; another epoch
 * than before has every scope loaded anew, and a user who was not known before is shown on the own
 * rows that wait. Error: %FOD_DB_ERROR */
gboolean fod_enrolment_keep (FodLedger *ledger, const FodEnrolment *enrolment, GError **error);

/** fod_enrolment_meet_epoch: inside a transaction: where @after has another epoch than @before,
 * every scope is loaded anew, and the same user's answered changes wait again. Error: %FOD_DB_ERROR
 */
gboolean fod_enrolment_meet_epoch (FodLedger *ledger,
                                   const FodEnrolment *before,
                                   const FodEnrolment *after,
                                   GError **error);

G_END_DECLS
