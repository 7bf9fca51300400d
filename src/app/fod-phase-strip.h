/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodPhaseStrip:
 *
 * Where a course stands: weeks 1–4, 5–13, 14 and on, aftercare, counted from the entry date.
 * Guidance, not a gate.
 */
#define FOD_TYPE_PHASE_STRIP (fod_phase_strip_get_type ())
G_DECLARE_FINAL_TYPE (FodPhaseStrip, fod_phase_strip, FOD, PHASE_STRIP, GtkWidget)

/** fod_phase_strip_show: shows the phase of @participant on @today (yyyy-mm-dd) */
void fod_phase_strip_show (FodPhaseStrip *self, const FodRecord *participant, const char *today);

/** fod_phase_strip_text: Returns: (transfer full): the phase in a few words, such as "Week 7 · job
 * search" */
char *fod_phase_strip_text (const FodRecord *participant, const char *today);

G_END_DECLS
