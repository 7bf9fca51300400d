/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * fod_earlier_job_get_year:
 * @job: of the kind "earlier-job"
 *
 * The year in which a job that somebody remembers was over, as far as their words say: the last
 * year that stands in the words for its end, else in those for its beginning. A year is four digits
 * alone, from 1900 to 2099.
 *
 * Returns: the year, or 0 when none is named
 */
int fod_earlier_job_get_year (const FodRecord *job);

/**
 * fod_earlier_job_compare:
 *
 * Newest first: by year; those without a year last; of one year the one that was told first,
 * because people tell of their last job first.
 *
 * Returns: less than, equal to or greater than 0
 */
int fod_earlier_job_compare (const FodRecord *job, const FodRecord *other);

G_END_DECLS
