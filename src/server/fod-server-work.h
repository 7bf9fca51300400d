/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerWork:
 * @now: milliseconds since 1970, the same through the transaction
 * @organisation: the organisation's id
 * @epoch: the store's epoch
 * @user: (nullable): who asks; %NULL for an administrator's command
 * @device: (nullable): from where
 * @origin: (nullable): whose changes need not be told to whom: the device, and the run of its
 * program when it says so (fod_server_work_admit())
 * @scopes: (nullable): the scopes that the user holds, own first
 * @dirty: the rows that changed, in order, for the feeds
 * @moved: (element-type utf8): the scopes whose heads moved, once it is committed
 * @before, @after: scope → decimal text: those that moved by nothing but what the device has from
 *   the answer to its push, from where to where
 * @handed: ids of the participants that the one at work has given away in this transaction
 * @holdings: what was found out about who holds which row (fod_server_scopes_hold())
 * @audit: what goes into the audit when it ends
 * @touched: whether the device's last contact is to be noted
 *
 * One transaction of the server: who is at work, and what is written when it ends. Freeing it
 * before fod_server_work_commit() undoes everything.
 */
typedef struct
{
  FodServerStore *store;
  gint64 now;
  char *organisation;
  char *epoch;
  FodServerUser *user;
  FodServerDevice *device;
  char *origin;
  GPtrArray *scopes;
  GPtrArray *dirty;
  GHashTable *dirty_index;
  GPtrArray *moved;
  GHashTable *before;
  GHashTable *after;
  GHashTable *handed;
  GHashTable *holdings;
  GPtrArray *audit;
  FodServerAccess access;
  gboolean touched;
  gboolean open;
} FodServerWork;

/**
 * FodServerDenial: why nobody, or not this one, may work with the server
 * @FOD_SERVER_DENIAL_TOKEN: no such token, one that was not used for long, or a disabled user
 * @FOD_SERVER_DENIAL_ENDED: the device is revoked
 * @FOD_SERVER_DENIAL_SETUP: the store is not set up
 * @FOD_SERVER_DENIAL_DEVICE: the token is another device's
 * @FOD_SERVER_DENIAL_EPOCH: the device knows another epoch of the store
 * @FOD_SERVER_DENIAL_SCHEMA: written under a schema that this server does not take
 * @FOD_SERVER_DENIAL_PART: there is no such part of a first load for this device
 * @FOD_SERVER_DENIAL_QUOTA: a device without access has handed over more than any laptop has
 * @FOD_SERVER_DENIAL_ROW: there is no such row for this device
 * @FOD_SERVER_DENIAL_ROLE: only a leader is told that
 */
typedef enum
{
  FOD_SERVER_DENIAL_TOKEN,
  FOD_SERVER_DENIAL_ENDED,
  FOD_SERVER_DENIAL_SETUP,
  FOD_SERVER_DENIAL_DEVICE,
  FOD_SERVER_DENIAL_EPOCH,
  FOD_SERVER_DENIAL_SCHEMA,
  FOD_SERVER_DENIAL_PART,
  FOD_SERVER_DENIAL_QUOTA,
  FOD_SERVER_DENIAL_ROW,
  FOD_SERVER_DENIAL_ROLE
} FodServerDenial;

#define FOD_SERVER_DENIAL (fod_server_denial_quark ())
GQuark fod_server_denial_quark (void);

/** fod_server_work_begin: Returns: (transfer full) (nullable): the work of an administrator's
 * command. Error: %FOD_SERVER_DENIAL_SETUP, %FOD_DB_ERROR */
FodServerWork *fod_server_work_begin (FodServerStore *store, FodClock *clock, GError **error);

/** fod_server_work_look: one that changes nothing, in a snapshot */
FodServerWork *fod_server_work_look (FodServerStore *store, FodClock *clock, GError **error);

/** fod_server_work_begin_as: the work of the device whose token hashes to @token_hash.
 * Error: %FOD_SERVER_DENIAL, %FOD_DB_ERROR */
FodServerWork *fod_server_work_begin_as (FodServerStore *store,
                                         FodClock *clock,
                                         const char *token_hash,
                                         GError **error);

/** fod_server_work_begin_ended: the work of a revoked device, to which nothing is open but
 * fod_server_end(). Error: %FOD_SERVER_DENIAL_TOKEN for any other, %FOD_DB_ERROR */
FodServerWork *fod_server_work_begin_ended (FodServerStore *store,
                                            FodClock *clock,
                                            const char *token_hash,
                                            GError **error);

/** fod_server_work_begin_alone_as: as fod_server_work_begin_as(), with nobody else at work: rows
 * change hands */
FodServerWork *fod_server_work_begin_alone_as (FodServerStore *store,
                                               FodClock *clock,
                                               const char *token_hash,
                                               GError **error);

/** fod_server_work_look_as: one that reads in a snapshot; what is audited of that is written at its
 * commit, in a transaction of its own */
FodServerWork *fod_server_work_look_as (FodServerStore *store,
                                        FodClock *clock,
                                        const char *token_hash,
                                        GError **error);

/** fod_server_work_become: goes on, in the same transaction, as the device whose token hashes to
 * @token_hash; only to read. Error: as fod_server_work_begin_as() */
gboolean fod_server_work_become (FodServerWork *self, const char *token_hash, GError **error);

/**
 * fod_server_work_admit:
 * @device: the device that the request names
 * @epoch: the epoch that it names
 * @run: (nullable): the run of the program that it names
 *
 * Whether a push or pull fits who sent it. Error: %FOD_SERVER_DENIAL
 */
gboolean fod_server_work_admit (
    FodServerWork *self, const char *device, const char *epoch, const char *run, GError **error);

/** fod_server_work_admit_schema: Returns: whether @schema is none before @oldest and, unless
 * @newest is 0, none behind that. Error: %FOD_SERVER_DENIAL_SCHEMA */
gboolean fod_server_work_admit_schema (guint schema, guint oldest, guint newest, GError **error);

/** fod_server_work_dup_day: Returns: (transfer full): the day here at @ms since 1970 */
char *fod_server_work_dup_day (gint64 ms);

/** fod_server_work_commit: writes the feeds of what changed, takes the places in them last but for
 * the audit's, and commits. Error: %FOD_DB_ERROR; then nothing was done */
gboolean fod_server_work_commit (FodServerWork *self, GError **error);

void fod_server_work_free (FodServerWork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerWork, fod_server_work_free)

G_END_DECLS
