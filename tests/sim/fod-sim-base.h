/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-db.h"

G_BEGIN_DECLS

/** FodSimAnswer: a row of what a database answers */
typedef struct _FodSimAnswer FodSimAnswer;

/** fod_sim_answer_get_text: Returns: (transfer none) (nullable): column @index */
const char *fod_sim_answer_get_text (const FodSimAnswer *self, int index);

/** fod_sim_answer_get_int: Returns: column @index as a number, 0 for NULL */
gint64 fod_sim_answer_get_int (const FodSimAnswer *self, int index);

/** FodSimTake: called with each row of an answer, for as long as the call lasts */
typedef void (*FodSimTake) (const FodSimAnswer *answer, gpointer data);

/**
 * FodSimBase:
 *
 * A database, whichever it is, to look into; a server's by a connection that it knows nothing of.
 * One SQL serves for both: on PostgreSQL the tables are seen under their embedded names.
 */
typedef struct _FodSimBase FodSimBase;

/** fod_sim_base_new: Returns: (transfer full): of the embedded server in @folder */
FodSimBase *fod_sim_base_new (const char *folder);

/** fod_sim_base_new_of: Returns: (transfer full): of @db, which somebody else has opened */
FodSimBase *fod_sim_base_new_of (FodDb *db);

/** fod_sim_base_new_postgres: Returns: (transfer full): of the server at @conninfo */
FodSimBase *fod_sim_base_new_postgres (const char *conninfo);

void fod_sim_base_free (FodSimBase *self);

/** fod_sim_base_ask: @sql: one question, or a statement without rows */
void fod_sim_base_ask (FodSimBase *self, const char *sql, FodSimTake take, gpointer data);

/** fod_sim_base_dup_state: Returns: (transfer full): a text that is another one when anything may
 * have been written since */
char *fod_sim_base_dup_state (FodSimBase *self);

/** fod_sim_base_is_postgres: Returns: which of the two it is */
gboolean fod_sim_base_is_postgres (FodSimBase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimBase, fod_sim_base_free)

G_END_DECLS
