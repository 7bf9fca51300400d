/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-conference-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodConferenceRow:
 *
 * One participant in the list of a conference: how it stands, the question, what was agreed, when
 * to raise it again. Enter saves and goes on. As soon as nothing may be said of the participant the
 * row locks: name and words leave the screen, and what was typed is a draft that one press makes a
 * note of in the participant's own record.
 *
 * Signal "done" (): the person goes on to the next.
 */
#define FOD_TYPE_CONFERENCE_ROW (fod_conference_row_get_type ())
G_DECLARE_FINAL_TYPE (FodConferenceRow, fod_conference_row, FOD, CONFERENCE_ROW, AdwBin)

/** fod_conference_row_new: Returns: (transfer floating): the row of @person. Of whom nothing may be
 * said it is not visible, unless there are words of an earlier time to be rescued */
GtkWidget *fod_conference_row_new (FodContext *context, FodConferencePerson *person);

/** fod_conference_row_show: what is known of the participant now; what is being typed stays */
void fod_conference_row_show (FodConferenceRow *self, FodConferencePerson *person);

/** fod_conference_row_get_id: Returns: (transfer none): the participant */
const char *fod_conference_row_get_id (FodConferenceRow *self);

/** fod_conference_row_is_open: Returns: whether the participant may be raised, and was not today */
gboolean fod_conference_row_is_open (FodConferenceRow *self);

/** fod_conference_row_start: puts the focus where what was agreed is written */
void fod_conference_row_start (FodConferenceRow *self);

/** fod_conference_row_flush: keeps what is typed now */
void fod_conference_row_flush (FodConferenceRow *self);

G_END_DECLS
