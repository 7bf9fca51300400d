/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FOD_CLIP_MS: how long what is copied about somebody stays on the clipboard, where every program
 * of the session can read it */
#define FOD_CLIP_MS (60 * 1000)

/**
 * fod_clip_put:
 * @context: (nullable): when its "keep" says that the profile is locked or closed, the text goes
 *   at once
 * @ms: and after so many milliseconds; FOD_CLIP_MS but in tests
 *
 * Puts @text on @clipboard for a while. It goes only while it is still there: what somebody copied
 * since stays.
 */
void fod_clip_put (GdkClipboard *clipboard, FodContext *context, const char *text, guint ms);

G_END_DECLS
