/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHandoverSeveral:
 *
 * Hands several participants of one consultant over at once, for good or until a day: to one
 * colleague, or each to one of their own. One action, taken back as one until it is sent; the
 * server answers for each by itself.
 */
#define FOD_TYPE_HANDOVER_SEVERAL (fod_handover_several_get_type ())
G_DECLARE_FINAL_TYPE (FodHandoverSeveral, fod_handover_several, FOD, HANDOVER_SEVERAL, AdwWindow)

/** fod_handover_several_open: @whose: (nullable): the consultant whose participants are shown
 * first; who is no leader has no choice but themselves */
void fod_handover_several_open (GtkWidget *from, FodContext *context, const char *whose);

G_END_DECLS
