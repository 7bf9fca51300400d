/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hybrid logical clock's reading: 48 bits of milliseconds since 1970, 16 bits of counter. It
 * breaks ties and dates the audit; it never decides whether two edits conflict. */
typedef guint64 FodHlc;

/**
 * fod_hlc_next:
 * @last: the newest reading seen or given so far, 0 at first
 * @real_ms: the corrected wall clock
 *
 * Returns: a reading greater than @last and not before @real_ms
 */
FodHlc fod_hlc_next (FodHlc last, gint64 real_ms);

/** fod_hlc_get_ms: Returns: the millisecond part */
gint64 fod_hlc_get_ms (FodHlc hlc);

/** fod_hlc_from_ms: Returns: the first reading of that millisecond */
FodHlc fod_hlc_from_ms (gint64 ms);

/** fod_hlc_to_text: Returns: (transfer full): 16 hexadecimal digits, which sort as the readings do
 */
char *fod_hlc_to_text (FodHlc hlc);

/** fod_hlc_from_text: Returns: whether @text was 16 lower-case hexadecimal digits; sets @hlc */
gboolean fod_hlc_from_text (const char *text, FodHlc *hlc);

G_END_DECLS
