/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodQuarantineRow:
 *
 * A change that the server refused and keeps: who wrote it, when, about which record, and what it
 * says beside what stands there now. Its values can be copied, and taken over by edits of the
 * leader's own.
 *
 * Signals: "settle" () when nobody needs to see it again; "take" (FodEdit) when something of it is
 * to be written.
 */
#define FOD_TYPE_QUARANTINE_ROW (fod_quarantine_row_get_type ())
G_DECLARE_FINAL_TYPE (FodQuarantineRow, fod_quarantine_row, FOD, QUARANTINE_ROW, AdwExpanderRow)

/** fod_quarantine_row_new: @entry: (transfer full); Returns: (transfer floating): its row */
FodQuarantineRow *fod_quarantine_row_new (FodContext *context, FodQuarantined *entry);

/** fod_quarantine_row_get_entry: Returns: (transfer none): what it shows */
const FodQuarantined *fod_quarantine_row_get_entry (FodQuarantineRow *self);

G_END_DECLS
