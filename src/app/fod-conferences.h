/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-conference.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodConferences:
 *
 * Who is to be raised with which treatment team today (ips/fod-conference.h), kept true as
 * participants, consents, notes and follow-ups change, while somebody looks. Worked out on the
 * store's thread. Signal "changed" () after each answer.
 */
#define FOD_TYPE_CONFERENCES (fod_conferences_get_type ())
G_DECLARE_FINAL_TYPE (FodConferences, fod_conferences, FOD, CONFERENCES, GObject)

/** fod_conferences_new: Returns: (transfer full): at rest */
FodConferences *fod_conferences_new (FodStore *store);

/** fod_conferences_start: somebody looks: asks now, and again after each change */
void fod_conferences_start (FodConferences *self);

/** fod_conferences_rest: nobody looks: forgets what it knew */
void fod_conferences_rest (FodConferences *self);

/** fod_conferences_get: Returns: (transfer none) (nullable): the last answer; %NULL before the
 * first and at rest */
FodConference *fod_conferences_get (FodConferences *self);

G_END_DECLS
