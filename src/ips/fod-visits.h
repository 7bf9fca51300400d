/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/* What the contact log of one employer says to who is about to go there. */

/** FOD_VISITS_CUPS: the planned visits before anything is asked of an employer: say hello, learn
 * what they need, suggest a match ("three cups of tea": domain.md §3.1, 6; item 18 of the scale) */
#define FOD_VISITS_CUPS 3

/**
 * FodVisits:
 * @cups: the day of the first of each of the planned visits that was made in person; empty for none
 * @colleague: (nullable): the newest contact of somebody else within @lately days of today, when
 *   nothing of one's own came after it
 *
 * The texts of @colleague are of the records that were asked.
 */
typedef struct
{
  char cups[FOD_VISITS_CUPS][11];
  const FodRecord *colleague;
} FodVisits;

/**
 * fod_visits_of:
 * @contacts: (element-type FodRecord): contacts with one employer, in any order
 * @user: (nullable): the id of who asks; what has no author is taken as theirs
 * @today: yyyy-mm-dd; later days do not count
 * @lately: for so many days a colleague's contact is worth a word before the next
 *
 * A call, a video and a letter are none of the
 * planned visits, and neither is the support of somebody who works there.
 */
FodVisits fod_visits_of (GPtrArray *contacts, const char *user, const char *today, int lately);

/** fod_visits_get_next: Returns: what the next contact is for, of the list "contact-purpose": the
 * first planned visit that is still to come, then to keep in touch */
const char *fod_visits_get_next (const FodVisits *visits);

/** fod_visits_get_purpose: Returns: of the list "contact-purpose": what the planned visit @cup
 * (from 0) is for */
const char *fod_visits_get_purpose (guint cup);

/** fod_visits_is_in_person: Returns: whether @contact, with an employer, was a visit or a meeting
 * elsewhere, and says so */
gboolean fod_visits_is_in_person (const FodRecord *contact);

G_END_DECLS
