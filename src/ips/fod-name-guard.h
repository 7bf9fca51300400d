/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-disclosure.h"

G_BEGIN_DECLS

/**
 * FodNameGuard:
 *
 * Finds the names of participants in what the whole team reads of an employer (domain.md §3.1, 5:
 * "checked by the app before an employer note or letter shows a name"). Made of records in any
 * order, and asked for any number of texts; a text is read once, however many participants there
 * are.
 *
 * What counts as a name, so that it does not nag: all of a name, or its first and last word
 * ("Jens Holm" of "Jens Peter Holm"), also the other way round, and what the participant wants to
 * be called with the last word; case, accents and hyphens do not matter, aa is å, and a genitive
 * ("Holms", "Holm's") is the same name. Written with a capital: the first word with the first
 * letter of the last ("Jens H."), and alone, from three letters on, what the participant wants to
 * be called. The first name alone is one only with an employer where the participant has a job, or
 * of whom a disclosure plan speaks: there are many of that name elsewhere. Nor is it where a
 * contact person of that employer is so called.
 */
typedef struct _FodNameGuard FodNameGuard;

/** fod_name_guard_new: Returns: (transfer full): a guard that knows of nobody */
FodNameGuard *fod_name_guard_new (void);

void fod_name_guard_free (FodNameGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodNameGuard, fod_name_guard_free)

/** fod_name_guard_take: @record: a participant, a disclosure plan, a job, or a contact person of an
 * employer; other kinds are passed over */
void fod_name_guard_take (FodNameGuard *self, FodRecord *record);

/** fod_name_guard_watches: Returns: whether the team reads @field of @spec beside an employer, in
 * words of people's own. What an employer or somebody there is called, and where, is not asked: a
 * namesake may own the shop */
gboolean fod_name_guard_watches (const FodSpec *spec, const FodField *field);

/** fod_name_guard_get_employer: Returns: (transfer none) (nullable): the id of the employer that
 * @record is or hangs on */
const char *fod_name_guard_get_employer (const FodRecord *record);

/**
 * FodNameFind:
 * @participant: whose name it is; of the guard
 * @disclosure: what that employer may be told of them; its texts are of the guard
 * @start, @end: where it stands in the text, in bytes, without a genitive
 * @genitive: how many bytes of a genitive follow
 */
typedef struct
{
  const FodRecord *participant;
  FodDisclosure disclosure;
  gsize start;
  gsize end;
  gsize genitive;
} FodNameFind;

/**
 * fod_name_guard_find:
 * @employer: (nullable): the id of the employer beside whom @text stands
 * @text: (nullable): any text
 * @from: from which byte on
 * @date: yyyy-mm-dd
 * @find: (out caller-allocates): the first name in @text that may not stand there
 *
 * Returns: whether there is one
 */
gboolean fod_name_guard_find (FodNameGuard *self,
                              const char *employer,
                              const char *text,
                              gsize from,
                              const char *date,
                              FodNameFind *find);

/**
 * fod_name_guard_dup_without:
 * @instead: what stands in the place of a name, plain and as a genitive: "a participant", "a
 *   participant's"
 * @words: (nullable): agreed words to be put at the end, unless they stand there
 *
 * Returns: (transfer full): @text without any name that may not stand there
 */
char *fod_name_guard_dup_without (FodNameGuard *self,
                                  const char *employer,
                                  const char *text,
                                  const char *date,
                                  const char *const instead[2],
                                  const char *words);

G_END_DECLS
