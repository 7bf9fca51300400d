/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-new-dialog.h"

G_BEGIN_DECLS

/**
 * FodNewParticipant:
 *
 * Where a participant begins.
 */
#define FOD_TYPE_NEW_PARTICIPANT (fod_new_participant_get_type ())
G_DECLARE_FINAL_TYPE (FodNewParticipant, fod_new_participant, FOD, NEW_PARTICIPANT, FodNewDialog)

/** fod_new_participant_open: shows it over the window of @from; @list holds those that are there */
void fod_new_participant_open (GtkWidget *from, FodContext *context, FodEntityList *list);

/** fod_new_participant_refer: as fod_new_participant_open(), for somebody of @clinic who could be
 * referred, as of today and by a clinician; the page that is shown stays */
void fod_new_participant_refer (GtkWidget *from,
                                FodContext *context,
                                FodEntityList *list,
                                const char *clinic);

G_END_DECLS
