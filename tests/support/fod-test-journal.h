/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "support/fod-test-store.h"

G_BEGIN_DECLS

/* The sync's side of a test store, without a server: replies made by hand. */

#define FOD_TEST_EPOCH "e1"
#define FOD_TEST_USER "00000000-0000-7000-8000-00000000000a"
#define FOD_TEST_TEAM "00000000-0000-7000-8000-00000000000b"

/** fod_test_enrol: enrols the profile as a consultant with @epoch */
void fod_test_enrol (FodTestStore *self, const char *epoch);

/** fod_test_enrol_as: enrols the profile anew, of the same user in another team, or as another role
 */
void fod_test_enrol_as (FodTestStore *self, const char *epoch, const char *team, const char *role);

/** fod_test_store_new_enrolled: Returns: (transfer full): a profile that is enrolled */
FodTestStore *fod_test_store_new_enrolled (void);

/** fod_test_row: Returns: (transfer full): a live row of the server with the fields named in pairs;
 * each field has version @rv */
FodRow *fod_test_row (const char *kind, const char *id, guint64 rv, ...) G_GNUC_NULL_TERMINATED;

/** fod_test_row_bare: Returns: (transfer full): a row in @state, of which nothing else is told */
FodRow *fod_test_row_bare (const char *kind, const char *id, guint64 rv, FodRowState state);

/** fod_test_pull_new: Returns: (transfer full): an empty reply */
FodPullReply *fod_test_pull_new (const char *epoch);

/** fod_test_pull_add: adds @row (transfer full) (nullable) to the scope, which it grants and
 * completes with the cursor @next */
void fod_test_pull_add (FodPullReply *reply, const char *scope, const char *next, FodRow *row);

/** fod_test_pull_check: what the server says it holds of the scope */
void fod_test_pull_check (FodPullReply *reply, const char *scope, guint64 count, guint64 check);

/** fod_test_pull: applies @reply (transfer full). Returns: (transfer full) (nullable): the scopes
 * whose check differs, one a line */
char *fod_test_pull (FodTestStore *self, FodPullReply *reply);

/** fod_test_pull_one: pulls one row (transfer full) of @scope, while "user:a" and "lead:t" are
 * granted. Returns: as fod_test_pull() */
char *fod_test_pull_one (FodTestStore *self, const char *scope, const char *next, FodRow *row);

/** fod_test_pull_row: pulls one row (transfer full) of the scope "user:a" */
void fod_test_pull_row (FodTestStore *self, FodRow *row);

/** fod_test_dup_cursor: Returns: (transfer full) (nullable): how far the scope was pulled */
char *fod_test_dup_cursor (FodTestStore *self, const char *scope);

/** fod_test_reset_scope: the scope is to be loaded anew */
void fod_test_reset_scope (FodTestStore *self, const char *scope);

/** fod_test_take: Returns: (transfer full): ops to push */
GPtrArray *fod_test_take (FodTestStore *self, guint max_ops);

/** fod_test_take_after: Returns: (transfer full): those to push behind number @after */
FodTaken *fod_test_take_after (FodTestStore *self, gint64 after, guint max_ops);

/** fod_test_push_new: Returns: (transfer full): an empty answer to a push */
FodPushReply *fod_test_push_new (void);

/** fod_test_answer: answers @op with @result at @rv; its fields get that version. Returns:
 * (transfer none): the result, to be completed */
FodOpResult *
fod_test_answer (FodPushReply *reply, const FodOp *op, FodResultCode result, guint64 rv);

/** fod_test_settle: takes @reply (transfer full) */
FodSettled fod_test_settle (FodTestStore *self, FodPushReply *reply);

/** fod_test_settle_all: pushes all that waits to a server that says yes to everything at @rv */
void fod_test_settle_all (FodTestStore *self, guint64 rv);

/** fod_test_counts: Returns: what waits, was refused, is in conflict */
FodJournalCounts fod_test_counts (FodTestStore *self);

/** fod_test_assert_view: insists that every row that is shown is what base and queue come to, and
 * that nothing else is shown */
void fod_test_assert_view (FodTestStore *self);

G_END_DECLS
