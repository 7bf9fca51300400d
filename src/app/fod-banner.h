/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodBanner:
 *
 * A lasting state in words, above a page, with at most one thing to do about it; an event is a
 * toast. Properties: "text" (plain; an empty one hides the banner), "button-label" and
 * "action-name" (without them there is no button).
 */
#define FOD_TYPE_BANNER (fod_banner_get_type ())
G_DECLARE_FINAL_TYPE (FodBanner, fod_banner, FOD, BANNER, AdwBin)

/** fod_banner_set_text: @text: (nullable): what is the case; %NULL when nothing is */
void fod_banner_set_text (FodBanner *self, const char *text);

G_END_DECLS
