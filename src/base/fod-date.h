/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates without a zone: yyyy-mm-dd in the store and on the wire, the reader's own order on screen.
 */

/** fod_date_parse: Returns: whether @text is exactly yyyy-mm-dd and a day that exists, 1900-2199;
 * sets @date (may be %NULL) */
gboolean fod_date_parse (const char *text, GDate *date);

/** fod_date_format: Returns: (transfer full): @date as yyyy-mm-dd */
char *fod_date_format (const GDate *date);

/** fod_date_add_days: Returns: (transfer full) (nullable): @text moved by @days; %NULL for no date
 */
char *fod_date_add_days (const char *text, int days);

/** fod_date_days_between: Returns: days from @from to @to (negative when @to is earlier);
 * both must be valid dates */
int fod_date_days_between (const char *from, const char *to);

/** fod_date_get_iso_week: Returns: the ISO 8601 week 1-53; sets @year (may be %NULL) to the year
 * that the week belongs to */
int fod_date_get_iso_week (const GDate *date, int *year);

/** fod_date_from_iso_week: sets @date to the Monday of that ISO week; Returns: whether it exists */
gboolean fod_date_from_iso_week (int year, int week, GDate *date);

/**
 * fod_date_display:
 *
 * Returns: (transfer full): @text (yyyy-mm-dd) as dd-mm-yyyy in Danish and in English alike, as
 *   the users' papers have it; @text itself when it is no date
 */
char *fod_date_display (const char *text);

G_END_DECLS
