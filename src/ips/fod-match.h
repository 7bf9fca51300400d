/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodMatchAspect:
 *
 * What of a wish a line is about (domain.md §3.1, the preferences of the career profile; issue 4,
 * point 5).
 */
typedef enum
{
  FOD_MATCH_TASKS,
  FOD_MATCH_PLACE,
  FOD_MATCH_HOURS,
  FOD_MATCH_TIMES,
  FOD_MATCH_NOISE,
  FOD_MATCH_PEOPLE,
  FOD_MATCH_N_ASPECTS
} FodMatchAspect;

/**
 * FodMatchVerdict:
 * @FOD_MATCH_UNKNOWN: there is a wish, and nobody wrote down how it is there: something to ask
 */
typedef enum
{
  FOD_MATCH_FITS,
  FOD_MATCH_DOES_NOT_FIT,
  FOD_MATCH_UNKNOWN,
  FOD_MATCH_N_VERDICTS
} FodMatchVerdict;

/**
 * FodMatchLine:
 * @value: (nullable): what it was seen by: of tasks the words of the wish as they were written, of
 *   the place its town or postcode, of times, noise and people codes; several with a newline
 *   between. Of hours %NULL: they are in the opening
 */
typedef struct
{
  FodMatchAspect aspect;
  FodMatchVerdict verdict;
  char *value;
} FodMatchLine;

/**
 * FodMatch:
 * @employer: (transfer none): who
 * @opening: (nullable): the opening that was looked at; %NULL for the employer alone
 * @lines: (element-type FodMatchLine): one for each wish, in the order of the aspects
 * @fits, @contradictions: how many of the lines say so
 *
 * How an employer, or an opening there, goes with one participant's wishes, line by line. It knows
 * of the participant nothing but those.
 */
typedef struct
{
  FodRecord *employer;
  FodRecord *opening;
  GArray *lines;
  guint fits;
  guint contradictions;
} FodMatch;

/** fod_match_new: Returns: (transfer full): without a line */
FodMatch *fod_match_new (FodRecord *employer, FodRecord *opening);

void fod_match_free (FodMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodMatch, fod_match_free)

/** fod_match_add: @value: (transfer full) (nullable) */
void fod_match_add (FodMatch *self, FodMatchAspect aspect, FodMatchVerdict verdict, char *value);

/**
 * fod_match_is_worth_a_look:
 *
 * What is unknown is never held against anybody (zero exclusion): only where something is known to
 * be against it, and nothing for it, it is left out.
 *
 * Returns: whether it belongs into a list
 */
gboolean fod_match_is_worth_a_look (const FodMatch *self);

/**
 * fod_match_compare:
 *
 * Openings before employers; then by the wishes that fit less those that do not, then by those that
 * fit. What is unknown moves nothing.
 *
 * Returns: less than 0 when @a comes first, 0 when nothing tells them apart
 */
int fod_match_compare (const FodMatch *a, const FodMatch *b);

G_END_DECLS
