/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-db.h"
#include "server/fod-server-store.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

typedef enum
{
  FOD_ANNA, /* consultant of Rebild */
  FOD_BO,   /* consultant of Rebild */
  FOD_LENE, /* leader of Rebild */
  FOD_CARL, /* consultant of another team */
  FOD_N_ACTORS
} FodActor;

/**
 * FodServerFixture:
 *
 * A store with two teams, where four people push and pull without a network. Ids, tokens and the
 * clock are the test's own. The store is an embedded one, or, where FODFAESTE_TEST_POSTGRES names a
 * database, a new schema in that.
 */
typedef struct
{
  FodTemp *folder;
  FodFakeClock *clock;
  FodServerStore *store;
  char *conninfo; /* NULL for the embedded database */
  char *teams[2];
  char *users[FOD_N_ACTORS];
  char *devices[FOD_N_ACTORS];
  char *tokens[FOD_N_ACTORS]; /* hashes */
  GHashTable *cursors[FOD_N_ACTORS];
  guint counter;
} FodServerFixture;

/* For g_test_add(). */
void fod_server_fixture_set_up (FodServerFixture *self, gconstpointer data);
void fod_server_fixture_tear_down (FodServerFixture *self, gconstpointer data);

/** fod_server_fixture_open: Returns: (transfer full): another store on the same data, as another
 * process has it */
FodServerStore *fod_server_fixture_open (FodServerFixture *self);

/** fod_server_fixture_open_db: Returns: (transfer full): the file of the embedded store, past it */
FodDb *fod_server_fixture_open_db (FodServerFixture *self);

/** fod_server_fixture_exec: runs SQL past the store, as an intruder would; @postgres: (nullable):
 * the same in PostgreSQL's words. Returns: whether it went well */
gboolean
fod_server_fixture_exec (FodServerFixture *self, const char *embedded, const char *postgres);

/** fod_server_fixture_dup_id: Returns: (transfer full): an id that was not there before */
char *fod_server_fixture_dup_id (FodServerFixture *self);

/** fod_server_fixture_op: Returns: (transfer full): an op of this moment, alone in its tx */
FodOp *
fod_server_fixture_op (FodServerFixture *self, FodOpVerb verb, const char *kind, const char *row);

/** fod_op_with: sets @field to @value; @base as in the protocol, %NULL for none; Returns: @op */
FodOp *fod_op_with (FodOp *op, const char *field, const char *value, const char *base);

/** fod_server_fixture_push: pushes @ops (transfer full, ended by %NULL) in one batch.
 * Returns: (transfer full): the reply */
FodPushReply *fod_server_fixture_push (FodServerFixture *self, FodActor actor, FodOp *op, ...)
    G_GNUC_NULL_TERMINATED;

/** fod_server_fixture_push_one: pushes @op (transfer full); Returns: (transfer full) */
FodOpResult *fod_server_fixture_push_one (FodServerFixture *self, FodActor actor, FodOp *op);

/** fod_server_fixture_participant: @actor makes a participant; Returns: (transfer full): the id */
char *fod_server_fixture_participant (FodServerFixture *self, FodActor actor, const char *name);

/** fod_server_fixture_note: @actor makes a note on @participant; Returns: (transfer full): the id
 */
char *fod_server_fixture_note (FodServerFixture *self, FodActor actor, const char *participant);

/** fod_server_fixture_pull: pulls one page from where @actor stands, and moves on.
 * Returns: (transfer full): the reply */
FodPullReply *fod_server_fixture_pull (FodServerFixture *self, FodActor actor, guint limit);

/** fod_pull_reply_find: Returns: (transfer none) (nullable): the last entry about @id in @scope
 * (%NULL: anywhere) */
FodRow *fod_pull_reply_find (const FodPullReply *reply, const char *scope, const char *id);

/** fod_server_fixture_row: Returns: (transfer full) (nullable): the row as stored */
FodStoredRow *fod_server_fixture_row (FodServerFixture *self, const char *kind, const char *id);

G_END_DECLS
