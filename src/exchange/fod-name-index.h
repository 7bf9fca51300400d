/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodNameIndex:
 *
 * Finds the code or the id that a file's words mean: "Efterværn" is the stage "aftercare", and
 * "bageriet øen" the id of that employer. Filled by the caller; pure.
 */
typedef struct _FodNameIndex FodNameIndex;

/** fod_name_index_new: Returns: (transfer full): an index that knows nothing */
FodNameIndex *fod_name_index_new (void);

/** fod_name_index_free: */
void fod_name_index_free (FodNameIndex *self);

/** fod_name_index_add_codes: takes @records (element-type FodRecord) of kind "code", by code and by
 * their names in both languages */
void fod_name_index_add_codes (FodNameIndex *self, GPtrArray *records);

/** fod_name_index_add_record: takes a record that others may refer to, by its title and, for an
 * employer, by its numbers */
void fod_name_index_add_record (FodNameIndex *self, const FodRecord *record);

/**
 * FodNameMatch:
 * @FOD_NAME_MATCH_NONE: nobody has that name
 * @FOD_NAME_MATCH_ONE: found
 * @FOD_NAME_MATCH_SEVERAL: several have it
 */
typedef enum
{
  FOD_NAME_MATCH_NONE,
  FOD_NAME_MATCH_ONE,
  FOD_NAME_MATCH_SEVERAL,
} FodNameMatch;

/**
 * fod_name_index_find:
 * @field: a CODE or a REF
 * @text: what the file has
 * @value: (out) (transfer full): with %FOD_NAME_MATCH_ONE the code or the id
 *
 * A code is also found by the beginning of its name and by a word of the code ("1" is "group-1"),
 * where only one entry has it.
 *
 * Returns: what was found
 */
FodNameMatch fod_name_index_find (const FodNameIndex *self,
                                  const FodField *field,
                                  const char *text,
                                  char **value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodNameIndex, fod_name_index_free)

G_END_DECLS
