/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-schema.h"

G_BEGIN_DECLS

/**
 * FodQuery:
 *
 * Which rows of one kind, in which order. A value; conditions are joined by "and". Deleted rows are
 * never found.
 */
typedef struct _FodQuery FodQuery;

#define FOD_TYPE_QUERY (fod_query_get_type ())
GType fod_query_get_type (void);

typedef enum
{
  FOD_QUERY_IS,     /* equal; a %NULL value asks for "not set" */
  FOD_QUERY_IS_NOT, /* not equal, and "not set" counts as not equal */
  FOD_QUERY_FROM,   /* the value or later */
  FOD_QUERY_BEFORE  /* earlier than the value */
} FodQueryTest;

/** fod_query_new: Returns: (transfer full): all live rows of @kind */
FodQuery *fod_query_new (const char *kind);

FodQuery *fod_query_ref (FodQuery *self);
void fod_query_unref (FodQuery *self);

/** fod_query_where: adds a condition; @field must be one of the kind's */
void fod_query_where (FodQuery *self, const char *field, FodQueryTest test, const char *value);

/** fod_query_order: sorts by @field after the orders given before; names sort by the Danish
 * alphabet, everything else by its text */
void fod_query_order (FodQuery *self, const char *field, gboolean descending);

/** fod_query_limit: at most @rows rows */
void fod_query_limit (FodQuery *self, guint rows);

/** fod_query_bin: asks for the deleted rows instead */
void fod_query_bin (FodQuery *self);

/**
 * fod_query_only:
 * @fields: (array zero-terminated=1): names of fields, and "id"
 *
 * Reads no more than these, and the rows come in no order: where an index carries them, the rows
 * themselves are not touched. The records know nothing else, not even their id when "id" is not
 * among them.
 */
void fod_query_only (FodQuery *self, const char *const *fields);

/** fod_query_get_kind: Returns: (transfer none): its kind */
const char *fod_query_get_kind (const FodQuery *self);

/** FodVisit: is given one row of a query; keeps it, if at all, by a reference */
typedef void (*FodVisit) (FodRecord *record, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodQuery, fod_query_unref)

G_END_DECLS
