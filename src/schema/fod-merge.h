/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-field.h"

G_BEGIN_DECLS

/**
 * FodMergeInput:
 * @field: the field
 * @current: (nullable): the value that stands
 * @current_version: the row's counter when it was last set, 0 for never
 * @current_eff: the effective time of that set
 * @base_version: the version that the editor had seen
 * @value: (nullable): what the editor wrote
 * @eff: the effective time of the edit
 *
 * One field of one op meeting the row as it stands. Texts are borrowed.
 */
typedef struct
{
  const FodField *field;
  const char *current;
  guint64 current_version;
  guint64 current_eff;
  guint64 base_version;
  const char *value;
  guint64 eff;
} FodMergeInput;

/**
 * FodMergeOutcome:
 * @FOD_MERGE_APPLY: the edit's value is written
 * @FOD_MERGE_KEEP: what stands stays (it is equal, later, greater or stricter)
 * @FOD_MERGE_CONFLICT_APPLY: the edit's value is written, what stood is offered
 * @FOD_MERGE_CONFLICT_KEEP: what stands stays, the edit's value is offered
 * @FOD_MERGE_FORK_ROW: what stands stays, the edit's value goes to a linked second row
 * @FOD_MERGE_REFUSE: a step that is not legal, by an editor who had seen what stands
 */
typedef enum
{
  FOD_MERGE_APPLY,
  FOD_MERGE_KEEP,
  FOD_MERGE_CONFLICT_APPLY,
  FOD_MERGE_CONFLICT_KEEP,
  FOD_MERGE_FORK_ROW,
  FOD_MERGE_REFUSE
} FodMergeOutcome;

/**
 * fod_merge_field:
 * @merged: (out) (nullable) (transfer full): the value to write with FOD_MERGE_APPLY and
 *   FOD_MERGE_CONFLICT_APPLY
 *
 * The one definition of what happens when an edit meets a row (PROTOCOL.md, merging). Pure: the
 * server uses it to settle pushes, the client to show its queue over what the server confirmed.
 *
 * Returns: what to do
 */
FodMergeOutcome fod_merge_field (const FodMergeInput *input, char **merged);

/**
 * fod_merge_set:
 * @current: (nullable): the set that stands
 * @added: (nullable): lines to add
 * @removed: (nullable): lines to take away
 *
 * Returns: (transfer full) (nullable): the resulting set, canonical
 */
char *fod_merge_set (const char *current, const char *added, const char *removed);

/** fod_merge_is_step: Returns: whether the field's order has the step from @from to @to; a first
 * value is always legal */
gboolean fod_merge_is_step (const FodField *field, const char *from, const char *to);

G_END_DECLS
