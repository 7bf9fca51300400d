/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "store/fod-journal.h"

G_BEGIN_DECLS

/**
 * FodSyncState:
 * @FOD_SYNC_LOCAL: no server is set up
 * @FOD_SYNC_IN_STEP: nothing waits, the last round succeeded
 * @FOD_SYNC_WAITING: changes wait for the next round, or one is under way
 * @FOD_SYNC_OFFLINE: the server can't be reached
 * @FOD_SYNC_ATTENTION: a conflict, a refused change, or a fault that a person must see
 */
typedef enum
{
  FOD_SYNC_LOCAL,
  FOD_SYNC_IN_STEP,
  FOD_SYNC_WAITING,
  FOD_SYNC_OFFLINE,
  FOD_SYNC_ATTENTION
} FodSyncState;

/**
 * FodSyncError:
 * @FOD_SYNC_ERROR_OFFLINE: no connection, or nothing answered in time
 * @FOD_SYNC_ERROR_SERVER: something answered that is not a Fodfæste server (a page, half an answer)
 * @FOD_SYNC_ERROR_BUSY: the server asks to come back later
 * @FOD_SYNC_ERROR_LOGIN: user name or password is wrong
 * @FOD_SYNC_ERROR_REVOKED: this device's access has ended, as something says that can't prove it
 * @FOD_SYNC_ERROR_TOO_OLD: this program is too old for the server, which gives it nothing any more
 * @FOD_SYNC_ERROR_PULL_ONLY: it is too old to send what waits, and is still given what is new
 * @FOD_SYNC_ERROR_SERVER_OLD: it is newer than the server, which can't take what waits yet
 * @FOD_SYNC_ERROR_LOOP: the server sends the same thing again and again; stopped
 * @FOD_SYNC_ERROR_CERTIFICATE: the connection is not safe; nothing was sent
 * @FOD_SYNC_ERROR_NOT_ENROLLED: no server is set up
 * @FOD_SYNC_ERROR_ADDRESS: the text is not the address of a server
 * @FOD_SYNC_ERROR_MISMATCH: what this laptop holds differs from the server's, though it was loaded
 *   anew
 * @FOD_SYNC_ERROR_STORE: this machine could not read or write its own database in the round
 * @FOD_SYNC_ERROR_OTHER_USER: the profile belongs to somebody else; nothing of it was sent
 * @FOD_SYNC_ERROR_ENDED: this device's access has ended, its own server has proven it and has taken
 *   all that waited ("handed"): the profile is to be wiped (fod_wipe_begin())
 * @FOD_SYNC_ERROR_NOT_OFFERED: the server does not have what was asked for, or not for this user;
 *   never of a round
 */
typedef enum
{
  FOD_SYNC_ERROR_OFFLINE,
  FOD_SYNC_ERROR_SERVER,
  FOD_SYNC_ERROR_BUSY,
  FOD_SYNC_ERROR_LOGIN,
  FOD_SYNC_ERROR_REVOKED,
  FOD_SYNC_ERROR_TOO_OLD,
  FOD_SYNC_ERROR_LOOP,
  FOD_SYNC_ERROR_CERTIFICATE,
  FOD_SYNC_ERROR_NOT_ENROLLED,
  FOD_SYNC_ERROR_ADDRESS,
  FOD_SYNC_ERROR_MISMATCH,
  FOD_SYNC_ERROR_STORE,
  FOD_SYNC_ERROR_OTHER_USER,
  FOD_SYNC_ERROR_PULL_ONLY,
  FOD_SYNC_ERROR_SERVER_OLD,
  FOD_SYNC_ERROR_ENDED,
  FOD_SYNC_ERROR_NOT_OFFERED
} FodSyncError;

#define FOD_SYNC_ERROR (fod_sync_error_quark ())
GQuark fod_sync_error_quark (void);

/**
 * FodSyncEngine:
 *
 * Keeps the store and the server in step: a round is pull, merge, push, pull; it runs after an
 * edit, from a timer, when the network comes back, and when asked. Main thread only; never blocks.
 *
 * Properties (all notify): "state" (int, FodSyncState), "waiting", "refused", "conflicts",
 * "unread", "handed" (uint), "last-contact" (int64, ms, 0 for never), "offline-since" (int64, ms),
 * "busy" (boolean), "fetched" (int, hundredths of all rows that are here while they are fetched,
 * or -1), "problem" (int, FodSyncError or -1), "clock-off" (int64, ms that this machine's
 * clock is ahead of the server's, 0 when it is right). FodSyncState here is true at every moment:
 * it is computed from the others.
 */
#define FOD_TYPE_SYNC_ENGINE (fod_sync_engine_get_type ())
G_DECLARE_FINAL_TYPE (FodSyncEngine, fod_sync_engine, FOD, SYNC_ENGINE, GObject)

/** fod_sync_engine_new: Returns: (transfer full): an engine at rest */
FodSyncEngine *fod_sync_engine_new (FodStore *store);

/** fod_sync_engine_new_with_transport: as fod_sync_engine_new(), and every message goes through
 * @transport whatever the server's address is (for tests) */
FodSyncEngine *fod_sync_engine_new_with_transport (FodStore *store, gpointer transport);

/** fod_sync_engine_start: lets rounds run by themselves (timer, network monitor, edits) */
void fod_sync_engine_start (FodSyncEngine *self);

/** fod_sync_engine_stop: no further round; the one under way is cancelled safely */
void fod_sync_engine_stop (FodSyncEngine *self);

FodSyncState fod_sync_engine_get_state (FodSyncEngine *self);

/** fod_sync_engine_get_days_away: Returns: for how many days the server was not reached, when that
 * is so long (30 days, PROTOCOL.md) that a person should bring this machine to it; else 0. Nothing
 * is locked away for it */
guint fod_sync_engine_get_days_away (FodSyncEngine *self);

/**
 * fod_sync_engine_enrol_async:
 * @server: https://host[:port], or http:// for a loopback address only
 *
 * Makes this device known to the server and keeps the token; what was written before the enrolment
 * waits to be sent. A profile that was enrolled stays its user's, wherever their server is found:
 * else %FOD_SYNC_ERROR_OTHER_USER, and it is as it was.
 */
void fod_sync_engine_enrol_async (FodSyncEngine *self,
                                  const char *server,
                                  const char *login,
                                  FodSecret *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean fod_sync_engine_enrol_finish (FodSyncEngine *self, GAsyncResult *result, GError **error);

/**
 * FodSyncRound: what one round came to
 */
typedef struct
{
  guint pushed;
  guint pulled;
  guint merged;
  guint conflicts;
  guint rejected;
  guint waiting;
} FodSyncRound;

/** fod_sync_engine_sync_async: one full round now (joins the one under way) */
void fod_sync_engine_sync_async (FodSyncEngine *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean fod_sync_engine_sync_finish (FodSyncEngine *self,
                                      GAsyncResult *result,
                                      FodSyncRound *round,
                                      GError **error);

/**
 * fod_sync_engine_ask_history_async:
 *
 * Asks the server who changed what in a row, beside any round; what it tells is in
 * fod_store_history_async() from then on, also without it. Errors: %FOD_SYNC_ERROR, of which
 * %FOD_SYNC_ERROR_SERVER_OLD is a server that can't tell; %FOD_DB_ERROR, %G_IO_ERROR_CANCELLED.
 */
void fod_sync_engine_ask_history_async (FodSyncEngine *self,
                                        const char *kind,
                                        const char *id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
fod_sync_engine_ask_history_finish (FodSyncEngine *self, GAsyncResult *result, GError **error);

/**
 * fod_sync_engine_ask_quarantine_async:
 * @after: (nullable): the "next" of the reply before
 * @settled: (nullable) (element-type utf8): entries that nobody needs to see again
 *
 * Asks the server what it keeps for the leader of this team (PROTOCOL.md, quarantine). Nothing of
 * it is kept here.
 */
void fod_sync_engine_ask_quarantine_async (FodSyncEngine *self,
                                           const char *after,
                                           GPtrArray *settled,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/** fod_sync_engine_ask_quarantine_finish: Returns: (transfer full) (nullable). Error:
 * %FOD_SYNC_ERROR */
FodQuarantineReply *
fod_sync_engine_ask_quarantine_finish (FodSyncEngine *self, GAsyncResult *result, GError **error);

G_END_DECLS
