/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-edit.h"
#include "wire/fod-op.h"

G_BEGIN_DECLS

/**
 * FodEditStep:
 * @record: of a create
 * @field, @value, @seen: of a set; @value also of a resolve
 * @unseen: of a set: its author has seen nothing of the row
 *
 * One change of an edit, in the order in which they were asked for.
 */
typedef struct
{
  FodOpVerb verb;
  char *kind;
  char *id;
  FodRecord *record;
  char *field;
  char *value;
  char *seen;
  gboolean unseen;
} FodEditStep;

/** fod_edit_get_steps: Returns: (transfer none) (element-type FodEditStep): its changes */
GPtrArray *fod_edit_get_steps (const FodEdit *self);

/** fod_edit_get_ended_drafts: Returns: (transfer none) (element-type utf8): places of drafts that
 * are over once it is written */
GPtrArray *fod_edit_get_ended_drafts (const FodEdit *self);

G_END_DECLS
