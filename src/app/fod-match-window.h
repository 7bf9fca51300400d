/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodMatchWindow:
 *
 * Openings and employers for what one participant wishes of a job, each with what fits and what
 * does not. A press on one opens the employer. It shows what is known of employers alone.
 */
#define FOD_TYPE_MATCH_WINDOW (fod_match_window_get_type ())
G_DECLARE_FINAL_TYPE (FodMatchWindow, fod_match_window, FOD, MATCH_WINDOW, AdwWindow)

/** fod_match_window_open: opens it over the window that @from is in */
void fod_match_window_open (GtkWidget *from, FodContext *context, FodEntity *participant);

G_END_DECLS
