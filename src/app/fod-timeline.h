/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodTimeline:
 *
 * Everything that happened with one participant and what is planned, newest first, grouped by
 * month: notes, follow-ups, jobs and educations. Shows a page of it, and more when asked.
 *
 * Property "kind": only entries of that kind; empty for all.
 */
#define FOD_TYPE_TIMELINE (fod_timeline_get_type ())
G_DECLARE_FINAL_TYPE (FodTimeline, fod_timeline, FOD, TIMELINE, AdwBin)

/** fod_timeline_show: shows what belongs to @participant; %NULL shows nothing */
void fod_timeline_show (FodTimeline *self, FodContext *context, const char *participant);

G_END_DECLS
