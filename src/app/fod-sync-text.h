/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-sync-engine.h"

G_BEGIN_DECLS

/* What the state of the sync is called. Words and icon together, never a colour alone. */

/** fod_sync_text_icon: Returns: (transfer none): the name of the icon beside the words */
const char *fod_sync_text_icon (FodSyncEngine *engine);

/** fod_sync_text_short: Returns: (transfer full): a few words for the header: "In step 09:42",
 * "14 waiting", "2 to decide" */
char *fod_sync_text_short (FodSyncEngine *engine, const char *today);

/** fod_sync_text_heading: Returns: (transfer none): the state in a short sentence */
const char *fod_sync_text_heading (FodSyncEngine *engine);

/** fod_sync_text_details: Returns: (transfer full): sentences: what waits, since when, what to do
 */
char *fod_sync_text_details (FodSyncEngine *engine, const char *today);

/** fod_sync_text_needs_person: Returns: whether somebody has to do something */
gboolean fod_sync_text_needs_person (FodSyncEngine *engine);

/** fod_sync_text_refusal: @handover: whether the change handed a participant over; Returns:
 * (transfer none): why the server refused a change, by its code */
const char *fod_sync_text_refusal (const char *code, gboolean handover);

/** fod_sync_text_dup_awaits: Returns: (transfer full): why a change waits for somebody else's
 * machine, and until which day */
char *fod_sync_text_dup_awaits (gint64 until_ms, const char *today);

G_END_DECLS
