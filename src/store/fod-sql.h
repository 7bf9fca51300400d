/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-schema.h"
#include "store/fod-query.h"

G_BEGIN_DECLS

/* SQL composed from the spec's names, never from what a person typed. Values are bound by the
 * caller: ?1 … in the order that is said at each. */

/** fod_sql_get: by id (?1): columns id and the fields in the spec's order, then _deleted, _row.
 * Returns: (transfer full): SQL */
char *fod_sql_get (const FodSpec *spec);

/** fod_sql_get_live: as fod_sql_get(), but by _row (?1), and only when it is not deleted.
 * Returns: (transfer full): SQL */
char *fod_sql_get_live (const FodSpec *spec);

/** fod_sql_query: columns as fod_sql_get(), of fod_query_only() without the last two; the
 * conditions' values that are not %NULL are bound in their order. Returns: (transfer full): SQL */
char *fod_sql_query (const FodSpec *spec, const FodQuery *query);

/** fod_sql_insert: ?1 id, ?2 _deleted, ?3 _key (passed over for a kind without a title), then the
 * fields. Returns: (transfer full): SQL */
char *fod_sql_insert (const FodSpec *spec);

/** fod_sql_update: ?1 id, ?2 _deleted, ?3 _key, then from ?4 the fields whose bit is set in
 * @changed, at 4 + their index; _deleted and _key are written when @mark and @key say so.
 * Returns: (transfer full): SQL */
char *fod_sql_update (const FodSpec *spec, guint64 changed, gboolean mark, gboolean key);

/** fod_sql_remove: by id (?1). Returns: (transfer full): SQL */
char *fod_sql_remove (const FodSpec *spec);

/** fod_sql_list_children: ids of the rows of @child whose parent is ?1 and that are live, or when
 * @bin have ?2 as their _deleted. Returns: (transfer full): SQL */
char *fod_sql_list_children (const FodSpec *child, gboolean bin);

/** fod_sql_list_exposed: id and parent of the rows of @child, in the bin too, that are shown and
 * hang on what is not (fod-concealed.h). Returns: (transfer full) (nullable): SQL, %NULL when such
 * a row hangs on nothing */
char *fod_sql_list_exposed (const FodSpec *child);

/** fod_sql_list_dead: kind and id of the rows of @child that the server has as deleted and that
 * hang on the row ?1 of @kind. Returns: (transfer full) (nullable): SQL, %NULL when no row of
 * @child hangs on one of @kind */
char *fod_sql_list_dead (const FodSpec *child, const char *kind);

/** fod_sql_list_live: likewise: those that the server has alive, of kinds that are where their
 * parent is */
char *fod_sql_list_live (const FodSpec *child, const char *kind);

G_END_DECLS
