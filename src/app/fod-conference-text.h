/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-conference-person.h"

G_BEGIN_DECLS

/* What the list of a conference says of a participant, and no more than may be said. */

/** fod_conference_text_dup_status: Returns: (transfer full): one line: where the course stands, the
 * next appointment, when they were raised last; "" when nothing may be said */
char *fod_conference_text_dup_status (const FodConferencePerson *person, const char *today);

/** fod_conference_text_dup_question: Returns: (transfer full): what was noted to be asked; "" when
 * nothing was, or may not be said. A follow-up that says no more than of which type it is asks
 * nothing but by its remark */
char *fod_conference_text_dup_question (FodDirectory *directory, const FodConferencePerson *person);

/** fod_conference_text_dup_said: Returns: (transfer full): what was written of them today; "" when
 * nothing was, or may not be said */
char *fod_conference_text_dup_said (const FodConferencePerson *person);

/** fod_conference_text_dup_person: Returns: (transfer full): all that the list says of them, with
 * the name, as text for another program; "" when nothing may be said */
char *fod_conference_text_dup_person (FodDirectory *directory,
                                      const FodConferencePerson *person,
                                      const char *today);

/** fod_conference_text_dup_withheld: Returns: (transfer full) (nullable): of what not to speak */
char *fod_conference_text_dup_withheld (const FodConferencePerson *person);

G_END_DECLS
